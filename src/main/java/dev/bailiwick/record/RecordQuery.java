package dev.bailiwick.record;

import dev.bailiwick.catalog.Module;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A page of records.
 *
 * @param module of which module
 * @param user whose values count, where each user has own ones
 * @param where which of them
 * @param shown the fields of which the names of other things are wanted; null for all
 * @param after from after this place in the order; null from the start
 * @param offset so many are passed over
 * @param limit at most so many
 */
public record RecordQuery(
        Module module,
        long user,
        Condition where,
        @Nullable Set<String> shown,
        Sort sort,
        boolean descending,
        @Nullable Place after,
        int offset,
        int limit) {

    /** In which order; equal ones by id. */
    public enum Sort {
        ID,
        CREATED_TIME,
        MODIFIED_TIME
    }

    /**
     * A place in the order.
     *
     * @param at the time by which it is sorted; any where it is sorted by id
     */
    public record Place(Instant at, long id) {}

    /** The first of those for which this holds, which is one at most. */
    public static RecordQuery one(Module module, long user, Condition where, @Nullable Set<String> shown) {
        return new RecordQuery(module, user, where, shown, Sort.ID, true, null, 0, 1);
    }
}
