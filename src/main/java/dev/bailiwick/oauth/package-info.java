/** In charge of the place where OAuth clients get and give back their tokens: the dialect of {@code /oauth/v2}. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.oauth;
