/** In charge of what only a process of its own shows: kills, signals, exit codes, the machine's locale. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.process;
