/** In charge of records: rows of any module. Stores are the first. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.record;
