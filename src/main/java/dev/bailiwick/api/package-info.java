/** In charge of our own door, {@code /api/v1}: what the existing dialects cannot say. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.api;
