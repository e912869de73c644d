package dev.bailiwick.assignment.model;

import org.jspecify.annotations.Nullable;

/**
 * What somebody said of a record and a zone.
 *
 * @param at the request that said it
 */
record Said(
        long by,
        String at,
        @Nullable String reason,
        @Nullable String until) {
    static final String LATER = "2099-01-01T00:00:00Z";
    static final String LONG_AGO = "2020-01-01T00:00:00Z";

    /** Whether it ended by itself. */
    boolean isOver() {
        return LONG_AGO.equals(until);
    }
}
