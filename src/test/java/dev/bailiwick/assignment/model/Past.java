package dev.bailiwick.assignment.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A batch that ran.
 *
 * @param number the how manieth
 * @param kind of what: a module, or {@link Thing#ZONES}
 * @param user who ran it
 * @param effects of its items, in order
 * @param consequences changes of what no item was about, apart from where it is
 */
record Past(int number, String kind, String user, List<Effect> effects, List<Effect> consequences, String[] id) {
    /**
     * What became of a thing.
     *
     * @param in of a record that went, where it was until then
     * @param cause of a consequence, the thing whose item caused it; else null
     */
    record Effect(
            long id,
            String outcome,
            Map<String, Thing.Change> changes,
            Map<Long, In> in,
            @Nullable Long cause) {}

    /** What the server calls it. */
    String known() {
        return id[0];
    }
}
