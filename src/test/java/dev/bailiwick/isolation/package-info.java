/** In charge of what one org may know and do of another: nothing, whatever our own conditions say. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.isolation;
