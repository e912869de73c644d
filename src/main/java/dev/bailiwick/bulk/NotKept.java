package dev.bailiwick.bulk;

import java.time.Instant;

/** The time asked for is before what is kept of a thing's history. */
public final class NotKept extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Instant first;

    public NotKept(Instant first) {
        super("history is kept from " + first);
        this.first = first;
    }

    /** The first time of which is known what the thing was. */
    public Instant first() {
        return first;
    }
}
