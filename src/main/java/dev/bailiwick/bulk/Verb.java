package dev.bailiwick.bulk;

/** What an item asks for. */
public enum Verb {
    /** Make a new thing; its key being taken is a fault. */
    CREATE,
    /** Change what the key names; nothing there is a fault. */
    UPDATE,
    /** Change what the key names, or make it. */
    UPSERT,
    /** Remove what the key names; nothing there is a fault. */
    DELETE,
    /** Take back what a batch did to the thing, as far as it is still so: {@link Item#undoes()}. */
    UNDO
}
