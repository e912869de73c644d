package dev.bailiwick.bulk;

/** How an item names the thing it is about. */
public sealed interface Key {
    /** The item names nothing: it makes a new thing, or its faults say why it could not be read. */
    record None() implements Key {}

    /** By the id that Bailiwick or the caller gave it. */
    record Id(long id) implements Key {}

    /**
     * By a value that is unique in the org.
     *
     * @param by what receipts call this kind of key
     */
    record Unique(String by, Claim claim) implements Key {}

    /** By being the org itself. */
    record Org() implements Key {}
}
