package dev.bailiwick.org;

import dev.bailiwick.bulk.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tokens that were good a moment ago, by their digests, so that not every request asks the database. What this server
 * revokes or changes is felt at once, what another one does within a minute.
 */
final class TokenMemory {
    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 10_000;

    private final Map<String, Known> remembered = new HashMap<>();
    private long changes;

    /**
     * What a token stands for.
     *
     * @param sourceId what it came from, with which it goes
     * @param until when it ends
     */
    record Known(Actor actor, long sourceId, Instant until) {}

    /** What is remembered of the token with this digest. */
    synchronized Optional<Actor> find(byte[] hash, Instant now) {
        Known known = remembered.get(HexFormat.of().formatHex(hash));
        return known != null && now.isBefore(known.until()) ? Optional.of(known.actor()) : Optional.empty();
    }

    /** A number that is another one after each change. */
    synchronized long changes() {
        return changes;
    }

    /** Remembers what was read, unless something changed since it was asked for. */
    synchronized void keep(byte[] hash, Known known, Instant now, long changesWhenAsked) {
        if (changes != changesWhenAsked) {
            return;
        }
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        Instant forgotten = now.plus(REMEMBERED);
        Instant until = known.until().isBefore(forgotten) ? known.until() : forgotten;
        remembered.put(HexFormat.of().formatHex(hash), new Known(known.actor(), known.sourceId(), until));
    }

    /** Forgets an org's tokens. */
    void forget(long orgId) {
        forget(known -> known.actor().orgId() == orgId);
    }

    /** Forgets an org's tokens of one source. */
    void forget(long orgId, long sourceId) {
        forget(known -> known.actor().orgId() == orgId && known.sourceId() == sourceId);
    }

    private synchronized void forget(Predicate<Known> gone) {
        changes++;
        remembered.values().removeIf(gone);
    }
}
