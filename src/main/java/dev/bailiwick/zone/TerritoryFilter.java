package dev.bailiwick.zone;

import java.util.List;

/** Which zones a list of territories shows. */
public sealed interface TerritoryFilter {
    /** What is compared of a zone. {@link #USER} is any of its users. */
    enum Attribute {
        ID,
        PARENT,
        MANAGER,
        CREATED_BY,
        MODIFIED_BY,
        USER,
        PERMISSION,
        NAME,
        CREATED_TIME,
        MODIFIED_TIME
    }

    /** How. Ids and permissions know {@link #EQUAL} only, names no order, times no parts. */
    enum Comparator {
        EQUAL,
        STARTS_WITH,
        ENDS_WITH,
        CONTAINS,
        LESS,
        LESS_EQUAL,
        GREATER,
        BETWEEN
    }

    /** All of these; every zone where there are none. */
    record All(List<TerritoryFilter> parts) implements TerritoryFilter {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** Any of these. */
    record Any(List<TerritoryFilter> parts) implements TerritoryFilter {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /**
     * One comparison.
     *
     * @param not whether it must not hold; what is unset compares with nothing, and so passes
     * @param values any of which will do, but for a range from one to another: {@link Long} for ids and users, texts, or
     *     {@link java.time.Instant} for times
     */
    record Compared(Attribute attribute, Comparator comparator, boolean not, List<?> values)
            implements TerritoryFilter {
        public Compared {
            values = List.copyOf(values);
        }
    }

    /** The zones with any of these ids as an attribute. */
    static TerritoryFilter with(Attribute attribute, List<Long> ids) {
        return new Compared(attribute, Comparator.EQUAL, false, ids);
    }
}
