package dev.bailiwick.batch;

import dev.bailiwick.bulk.Outcome;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which batches of an org to list, newest first. Null asks for any.
 *
 * @param login who asked for them
 * @param door the door, or its beginning up to a point
 * @param from the first moment
 * @param to the moment after the last
 * @param outcomes at least one row with one of these; empty for any
 * @param after the batch after which the page begins
 * @param limit how many at most, from 1
 */
public record BatchQuery(
        @Nullable String login,
        @Nullable String door,
        @Nullable Instant from,
        @Nullable Instant to,
        Set<Outcome> outcomes,
        @Nullable UUID after,
        int limit) {}
