/** In charge of the command line: one class a command. Knows HTTP and files, never SQL. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.cli;
