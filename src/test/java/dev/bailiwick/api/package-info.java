/** Our own door, tested through HTTP. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.api;
