/** The zones door, tested through HTTP. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.locations;
