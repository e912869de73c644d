package dev.bailiwick.bulk;

import java.util.Collection;
import java.util.Map;

/** What must hold elsewhere before a thing may be switched off or go. Asked while a batch is resolved. */
public interface Guard {
    /** How many things, or active things, are placed in each of the zones that has any; one statement for all zones. */
    Map<Long, Integer> placed(long orgId, Collection<Long> zoneIds, boolean byActive);
}
