package dev.bailiwick.bulk;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids of batches: time-ordered UUIDs (version 7), so that batches of a time lie together in the index. Those of one
 * server are in the order in which they were asked for, also within a millisecond.
 */
final class BatchIds {
    private static final int COUNTED = 12;

    /** Milliseconds, and a counter within them. */
    private final AtomicLong last = new AtomicLong();

    UUID next(Instant at) {
        long now = at.toEpochMilli() << COUNTED;
        long next = last.updateAndGet(was -> Math.max(was + 1, now));
        long millis = next >>> COUNTED;
        long counter = next & (1 << COUNTED) - 1;
        return new UUID(
                millis << 16 | 0x7000 | counter,
                1L << 63 | ThreadLocalRandom.current().nextLong() >>> 2);
    }
}
