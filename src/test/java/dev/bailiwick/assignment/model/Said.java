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
        @Nullable String until) {}
