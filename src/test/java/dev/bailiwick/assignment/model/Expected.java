package dev.bailiwick.assignment.model;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an item comes to.
 *
 * @param outcome as in receipts
 * @param id of the thing; null where there is none
 * @param faults the codes of all that is wrong
 * @param remarks the codes of what is told of rules
 * @param before the zones in which the record was, each with its cause
 * @param after the zones in which it is
 * @param overruled the zones in which a rule would have it, each with what keeps it out
 */
record Expected(
        String outcome,
        @Nullable Long id,
        Set<String> faults,
        Set<String> remarks,
        Map<Long, String> before,
        Map<Long, String> after,
        Map<Long, String> overruled) {
    boolean failed() {
        return outcome.equals("rejected") || outcome.equals("not_attempted");
    }
}
