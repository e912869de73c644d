package dev.bailiwick.bulk;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** What zones have to do with elsewhere: what is placed in them, and what their criteria name. Asked while a batch is resolved. */
public interface Guard {
    /** How many things, or active things, are placed in each of the zones that has any; one statement for all zones. */
    Map<Long, Integer> placed(long orgId, Collection<Long> zoneIds, boolean byActive);

    /** Which of these ids records or users have; one statement for all. */
    Known known(long orgId, Collection<Long> ids);

    /**
     * What there is of some ids.
     *
     * @param modules of those that are records'
     * @param users those that are users'
     */
    record Known(Map<Long, String> modules, Set<Long> users) {
        /** Of no ids. */
        public static final Known NONE = new Known(Map.of(), Set.of());
    }
}
