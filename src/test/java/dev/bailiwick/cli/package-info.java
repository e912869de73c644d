/** In charge of the tests of the commands, as a shell runs them. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.cli;
