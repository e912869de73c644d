package dev.bailiwick.crm.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a row comes to.
 *
 * @param outcome as in receipts
 * @param id of the record, null where it has none yet or there is none
 * @param matchedBy the key that found it, or null
 * @param faults codes and paths, such as {@code TAKEN External_ID}
 * @param version of the record after the row; 0 where it has none
 */
record Expected(String outcome, @Nullable Long id, @Nullable String matchedBy, Set<String> faults, int version) {}
