/**
 * In charge of what an org's fields and values may be: enabled locales, custom fields, and the rules of fields that
 * zones and records have in common.
 */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.catalog;
