/** What doors share. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.http;
