package dev.bailiwick.locations.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a request has to be answered with. */
public record Expected(Operation operation, int status, List<Row> rows) {

    /** One reason why a row is refused; {@code why} is for people only. */
    public record Fault(String field, int code, String why) {}

    /**
     * One entry of the answer.
     *
     * @param result the echo
     * @param identified whether {@code entityId} has to be there
     * @param entityId its value; null where the model cannot know it, because the row creates it
     * @param code the code of the zone or store the row found or created
     */
    public record Row(
            ObjectNode result,
            boolean identified,
            @Nullable Long entityId,
            @Nullable String code,
            List<Fault> faults,
            List<Integer> warnings) {

        public Row {
            faults = List.copyOf(faults);
            warnings = List.copyOf(warnings);
        }

        /** The codes of {@code errors}, in order. */
        public List<Integer> errors() {
            return faults.stream().map(Fault::code).toList();
        }

        public boolean ok() {
            return faults.isEmpty();
        }
    }

    public Expected {
        rows = List.copyOf(rows);
    }

    public int totalCount() {
        return rows.size();
    }

    public int failureCount() {
        return (int) rows.stream().filter(row -> !row.ok()).count();
    }

    /** The error codes of every row. */
    public List<List<Integer>> errors() {
        return rows.stream().map(Row::errors).toList();
    }

    /** The warning codes of every row. */
    public List<List<Integer>> warnings() {
        return rows.stream().map(Row::warnings).toList();
    }
}
