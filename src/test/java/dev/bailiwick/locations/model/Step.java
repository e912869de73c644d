package dev.bailiwick.locations.model;

import dev.bailiwick.locations.model.Expected.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One row and what became of it.
 *
 * @param code what the row was about, where that is known
 * @param first false for a repeat of something an earlier row was about
 */
record Step(JsonNode row, @Nullable String code, boolean first, List<Fault> faults, World before, World after) {
    boolean ok() {
        return faults.isEmpty();
    }

    boolean judged() {
        return code != null && first;
    }

    boolean refused(String field, int number, String why) {
        return faults.stream()
                .anyMatch(fault -> fault.field().equals(field)
                        && fault.code() == number
                        && (why.isEmpty() || fault.why().equals(why)));
    }

    boolean refused(String field) {
        return faults.stream().anyMatch(fault -> fault.field().equals(field));
    }
}
