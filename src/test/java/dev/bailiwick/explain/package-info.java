/** In charge of how the database goes about our statements, in an org of many rows. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.explain;
