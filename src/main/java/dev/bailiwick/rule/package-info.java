/**
 * In charge of criteria: which records of a module a rule means. Reads what was sent, keeps it in one form, and decides
 * about records. Plain Java: no SQL, no HTTP, no framework.
 *
 * <p>Start reading at {@link dev.bailiwick.rule.Criteria}.
 */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.rule;
