package dev.bailiwick.assignment.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An item, played: the thing before and after it. */
record Played(
        String outcome,
        @Nullable Long id,
        Set<String> faults,
        Set<String> remarks,
        @Nullable Thing before,
        @Nullable Thing after) {
    boolean failed() {
        return !faults.isEmpty();
    }

    boolean held() {
        return Set.of("created", "changed", "deleted", "restored").contains(outcome);
    }
}
