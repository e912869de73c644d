package dev.bailiwick.zone;

import dev.bailiwick.bulk.Entity;
import org.jspecify.annotations.Nullable;

/**
 * A zone as lists of territories show it.
 *
 * @param zone without its users, with its stamps
 * @param parentName what the zone above is called; null for the top
 */
public record Territory(Entity zone, @Nullable String parentName) {
    /** How many users a zone has. */
    public record Size(long zone, String name, long users) {}
}
