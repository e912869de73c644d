/** Tokens through the real door, on a real PostgreSQL. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.oauth;
