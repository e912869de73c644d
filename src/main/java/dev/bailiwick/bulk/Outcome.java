package dev.bailiwick.bulk;

import java.util.Locale;

/** What became of an item. */
public enum Outcome {
    CREATED,
    CHANGED,
    /** Everything asked for was so already. */
    UNCHANGED,
    DELETED,
    /** Deleted before, and there again under its id. */
    RESTORED,
    /** An undo left it as it is: it changed since. */
    KEPT,
    REJECTED,
    /** Innocent: another row of an atomic batch failed. */
    NOT_ATTEMPTED;

    /** Whether what was asked for now holds. */
    public boolean holds() {
        return switch (this) {
            case CREATED, CHANGED, UNCHANGED, DELETED, RESTORED -> true;
            case KEPT, REJECTED, NOT_ATTEMPTED -> false;
        };
    }

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As it is stored and sent. */
    public String word() {
        return word;
    }

    /** The outcome that is stored and sent as this word. */
    public static Outcome of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
