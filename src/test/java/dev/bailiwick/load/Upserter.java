package dev.bailiwick.load;

/** One who upserts batch after batch of contacts that nobody else writes. Used by one thread at a time. */
final class Upserter {
    static final int ROWS = 100;

    /** How many batches of contacts it goes round among. */
    static final int BATCHES = 6;

    private static final int NUMBERS = 5_000_000;

    private final Contacts[] batches = new Contacts[BATCHES];
    private int fresh;
    private int next;

    /** @param number which of the clients of its org it is */
    Upserter(int number) {
        fresh = number * NUMBERS;
    }

    /** What an upsert does with every one of its contacts. */
    enum Upsert {
        INSERTS,
        UPDATES,
        NOTHING;

        boolean writes() {
            return this != NOTHING;
        }

        /** What receipts say. */
        String outcome() {
            return switch (this) {
                case INSERTS -> "created";
                case UPDATES -> "changed";
                case NOTHING -> "unchanged";
            };
        }
    }

    /** Somebody who writes a batch of contacts; returns when it is stored for good. */
    interface Side {
        void write(Contacts before, Contacts after, Upsert what);
    }

    /** Writes a batch and returns what it holds. */
    Contacts write(Side side, Upsert what) {
        boolean inserts = what == Upsert.INSERTS;
        Contacts before = inserts ? fresh() : batches[next];
        Contacts after = what == Upsert.UPDATES ? before.changed() : before;
        side.write(before, after, what);
        if (!inserts) {
            batches[next] = after;
            next = (next + 1) % BATCHES;
        }
        return after;
    }

    private Contacts fresh() {
        fresh += ROWS;
        return new Contacts(fresh - ROWS, ROWS, 0);
    }

    /** Makes the contacts that it goes round among. */
    void settleDown(Side side) {
        for (int i = 0; i < BATCHES; i++) {
            batches[i] = write(side, Upsert.INSERTS);
        }
    }
}
