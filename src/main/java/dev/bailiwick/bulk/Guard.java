package dev.bailiwick.bulk;

import java.util.Collection;
import java.util.Set;

/** What must hold elsewhere before a thing may be switched off. Asked while a batch is resolved. */
public interface Guard {
    /** Those of the zones in which something active is placed; one statement, however many zones. */
    Set<Long> inUse(long orgId, Collection<Long> zoneIds);
}
