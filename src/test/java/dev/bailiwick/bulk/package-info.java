/** The pipeline beyond what the doors show of it. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.bulk;
