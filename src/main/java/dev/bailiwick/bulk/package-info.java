/**
 * In charge of the batch pipeline: batch, item, key, fault, plan, receipt. Plain Java: no SQL, no HTTP, no framework;
 * what it needs of the database comes through {@link dev.bailiwick.bulk.Ledger}.
 *
 * <p>Start reading at {@link dev.bailiwick.bulk.Pipeline}.
 */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.bulk;
