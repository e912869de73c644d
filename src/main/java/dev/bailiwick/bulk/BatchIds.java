package dev.bailiwick.bulk;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Ids of batches: time-ordered UUIDs (version 7), so that batches of a time lie together in the index. Those of one
 * server are in the order in which they were asked for, also within a millisecond.
 */
public final class BatchIds {
    private static final int COUNTED = 12;
    private static final int NUMBERED = 60;

    /** Milliseconds, and a counter within them. */
    private final AtomicLong last = new AtomicLong();

    /**
     * What stands for a batch where an id is a number: the millisecond and the counter of its id, of 60 bits. Two batches
     * have the same only if two servers began them in one millisecond.
     */
    public static long numberOf(UUID id) {
        long high = id.getMostSignificantBits();
        return high >>> 16 << COUNTED | high & (1 << COUNTED) - 1;
    }

    /** The lowest id that has this number, whose high half all others share; null where none has. */
    public static @Nullable UUID lowest(long number) {
        return number >>> NUMBERED != 0
                ? null
                : new UUID(number >>> COUNTED << 16 | 0x7000 | number & (1 << COUNTED) - 1, 0);
    }

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
