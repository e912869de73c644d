package dev.bailiwick.bulk;

import java.util.List;

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

    /**
     * By whichever of these something has, the first before the others. Where they name different things, none is meant.
     *
     * @param names in the order in which they count
     */
    record FirstOf(List<Name> names) implements Key {
        public FirstOf {
            names = List.copyOf(names);
        }
    }

    /**
     * A value that may name a thing.
     *
     * @param by the field, as receipts and faults call it
     * @param shared whether several things can have it: then it names one only where no second has it
     */
    record Name(String by, Claim claim, boolean shared) {}

    /** Left to the rules of the kind, which turn it into one of the others before anything is looked up. */
    sealed interface Open extends Key {}

    /** By the value of a field of which at most one record has each. */
    record Field(String name, String value) implements Open {}

    /**
     * By the item's own values, in the fields that find duplicates.
     *
     * @param first the fields that count before the others, or instead of them; empty for the usual order
     */
    record Values(List<String> first) implements Open {
        public Values {
            first = List.copyOf(first);
        }
    }

    /** By being the org itself. */
    record Org() implements Key {}
}
