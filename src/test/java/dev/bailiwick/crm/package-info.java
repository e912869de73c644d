/** The door of records, tested through HTTP. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.crm;
