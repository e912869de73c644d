/** In charge of zones: the tree, its rules and its rows. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.zone;
