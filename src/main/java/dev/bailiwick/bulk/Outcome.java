package dev.bailiwick.bulk;

/** What became of an item. */
public enum Outcome {
    CREATED,
    CHANGED,
    /** Everything asked for was so already. */
    UNCHANGED,
    REJECTED,
    /** Innocent: another row of an atomic batch failed. */
    NOT_ATTEMPTED;

    /** Whether what was asked for now holds. */
    public boolean holds() {
        return switch (this) {
            case CREATED, CHANGED, UNCHANGED -> true;
            case REJECTED, NOT_ATTEMPTED -> false;
        };
    }
}
