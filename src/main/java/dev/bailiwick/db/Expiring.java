package dev.bailiwick.db;

import java.time.Instant;

/** Rows that are worth nothing after a time, and are deleted then by whoever keeps house. */
public interface Expiring {
    /**
     * Deletes some of an org's rows that are worth nothing any more, inside a transaction of the org.
     *
     * @param limit the most rows of each kind
     * @return how many rows; 0 where there are no more
     */
    int deleteSome(long orgId, Instant now, int limit);
}
