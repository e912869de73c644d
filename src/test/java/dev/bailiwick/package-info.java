/** The server as the tests start it, and what holds for the house as a whole. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick;
