package dev.bailiwick.load;

import java.util.Arrays;

/** One who writes batch after batch, going round among zones that nobody else writes. Used by one thread at a time. */
final class Client {
    static final int ROWS = 100;

    /** As many as sixteen clients can have each in one org. */
    private static final int BATCHES = Org.ZONES / ROWS / 16;

    final Org org;
    private final Zones[] batches = new Zones[BATCHES];
    private int next;

    /** @param number which of the clients of its org it is */
    Client(Org org, int number) {
        this.org = org;
        Arrays.setAll(batches, i -> new Zones(org.key(), (number * BATCHES + i) * ROWS, ROWS, 0, 0));
    }

    /** Somebody who writes a batch of zones; returns when it is stored for good. */
    interface Side {
        void write(Org org, Zones before, Zones after, Change change);
    }

    /** Writes its next batch. */
    void write(Side side, Change change) {
        Zones before = batches[next];
        Zones after = before.after(change);
        side.write(org, before, after, change);
        batches[next] = after;
        next = (next + 1) % BATCHES;
    }

    /** Writes the same batch again next time. */
    void stay() {
        next = (next + BATCHES - 1) % BATCHES;
    }

    /** The zones of its next batch. */
    Zones zones() {
        return batches[next];
    }
}
