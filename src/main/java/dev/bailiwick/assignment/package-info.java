/** In charge of where records belong: what people said of it, what rules say, and the one decision between them. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.assignment;
