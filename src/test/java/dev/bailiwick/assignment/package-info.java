@org.jspecify.annotations.NullMarked
package dev.bailiwick.assignment;
