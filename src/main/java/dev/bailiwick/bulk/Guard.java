package dev.bailiwick.bulk;

import java.util.Collection;
import java.util.Set;

/** What must hold elsewhere before a thing may be switched off or go. Asked while a batch is resolved. */
public interface Guard {
    /** Those of the zones in which something is placed, or something active; one statement, however many zones. */
    Set<Long> occupied(long orgId, Collection<Long> zoneIds, boolean byActive);
}
