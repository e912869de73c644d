package dev.bailiwick.assignment.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a record is in a zone.
 *
 * @param by who put it there; null where no person did
 * @param at since which request
 * @param contradicted whether somebody put it there whom the zone's own rule does not let in
 */
record In(String cause, @Nullable Long by, String at, boolean contradicted) {
    private static final Set<String> WORDS = Set.of("pin", "hold", "manual");

    boolean byWord() {
        return WORDS.contains(cause);
    }
}
