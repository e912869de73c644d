/** The server's application class and nothing else; every feature is a package below. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick;
