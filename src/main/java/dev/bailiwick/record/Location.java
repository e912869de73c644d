package dev.bailiwick.record;

import dev.bailiwick.bulk.Entity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A zone or a store as it is read.
 *
 * @param parentCode the code of the zone it is under; null for the top zone
 * @param lastUpdated when it was last changed
 */
public record Location(
        LocationQuery.Type type, Entity entity, @Nullable String parentCode, Instant lastUpdated) {

    /**
     * A page of what was asked for.
     *
     * @param total how many there are on all pages
     */
    public record Page(List<Location> locations, long total) {}
}
