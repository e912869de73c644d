/** In charge of one use of every route, and of what the server then sends to the database. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.traffic;
