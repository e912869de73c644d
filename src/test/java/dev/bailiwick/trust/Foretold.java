package dev.bailiwick.trust;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The receipt that a row has to get.
 *
 * @param ref what was found or made
 * @param clientRef as it comes back
 * @param present what the thing is, where a row was made from another version
 */
record Foretold(
        int index,
        @Nullable Ref ref,
        String outcome,
        Matched matched,
        int version,
        SortedMap<String, Change> changes,
        List<Notice> faults,
        List<Notice> warnings,
        @Nullable JsonNode clientRef,
        @Nullable Zone present) {

    static final Set<String> EFFECTIVE = Set.of("created", "changed", "deleted", "restored");
    static final SortedMap<String, Change> NOTHING = new TreeMap<>();

    /** By which key a row was found. */
    record Matched(@Nullable String by, @Nullable String value) {
        static final Matched NOT = new Matched(null, null);
    }

    boolean effective() {
        return EFFECTIVE.contains(outcome);
    }

    boolean failed() {
        return outcome.equals("rejected") || outcome.equals("not_attempted");
    }

    Foretold notAttempted(int was) {
        return new Foretold(
                index,
                outcome.equals("created") ? null : ref,
                "not_attempted",
                matched,
                was,
                NOTHING,
                List.of(Notice.of("", 9301)),
                warnings,
                clientRef,
                null);
    }
}
