/** In charge of hostile requests: random ones, by a seed, on every route. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.hostile;
