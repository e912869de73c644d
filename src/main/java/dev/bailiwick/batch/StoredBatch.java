package dev.bailiwick.batch;

import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Outcome;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A batch that ran.
 *
 * @param id as the answer's {@code Bailiwick-Batch} told it; null of one that was only tried
 * @param at when it ran
 * @param userId who asked for it; 0 for the command line
 * @param login the same, for people
 * @param door through which door it came
 * @param kind what it wrote
 * @param module of records, which ones; else null
 * @param atomic whether all rows or none were asked for
 * @param counts how many rows had which outcome
 * @param undoes the batch that it took back, or null
 * @param undoneBy the last batch that took it back, or null
 */
public record StoredBatch(
        @Nullable UUID id,
        Instant at,
        long userId,
        String login,
        String door,
        Kind kind,
        @Nullable String module,
        boolean atomic,
        Map<Outcome, Integer> counts,
        @Nullable UUID undoes,
        @Nullable UUID undoneBy) {

    /** How many rows had this outcome. */
    public int count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }
}
