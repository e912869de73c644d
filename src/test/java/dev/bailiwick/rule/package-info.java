/** What criteria mean, how they are read, and what is wrong with them. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.rule;
