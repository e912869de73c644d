/** In charge of what every door shares of HTTP: bodies and their limits, sign-in, refusals of a whole request. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.http;
