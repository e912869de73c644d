package dev.bailiwick.assignment;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people and jobs said of where a record belongs. Only they change it.
 *
 * @param hold the zones in which it is, whatever rules say; null where it is not held, empty where it is held in none
 * @param manual the zones in which it is beside those that rules give
 * @param pins the zones in which it stays
 * @param exclusions the zones of which it stays out
 */
public record Said(@Nullable Set<Long> hold, Set<Long> manual, Map<Long, Until> pins, Map<Long, Until> exclusions) {
    /** Nobody said anything. */
    public static final Said NOTHING = new Said(null, Set.of(), Map.of(), Map.of());

    /**
     * How long a word counts.
     *
     * @param at the moment from which on it counts no longer; null for never
     */
    public record Until(@Nullable Instant at) {
        boolean counts(Instant now) {
            return at == null || now.isBefore(at);
        }
    }

    /** Whether it stays in this zone by a word that counts now. */
    public boolean isPinned(long zone, Instant now) {
        return counts(pins, zone, now);
    }

    /** Whether it stays out of this zone by a word that counts now. */
    public boolean isExcluded(long zone, Instant now) {
        return counts(exclusions, zone, now);
    }

    /** The zones in which it is because somebody said so; pins apart. */
    Set<Long> words() {
        Set<Long> zones = new HashSet<>(manual);
        if (hold != null) {
            zones.addAll(hold);
        }
        return zones;
    }

    /** The zones of which anything was said. */
    Set<Long> named() {
        Set<Long> zones = words();
        zones.addAll(pins.keySet());
        zones.addAll(exclusions.keySet());
        return zones;
    }

    /** Whether a pin or an exclusion has ended by itself. */
    boolean hasEnded(Instant now) {
        return Stream.concat(pins.values().stream(), exclusions.values().stream())
                .anyMatch(word -> !word.counts(now));
    }

    /** In how many zones it is by words. */
    public int places(Instant now) {
        Set<Long> zones = words();
        pins.keySet().stream().filter(zone -> isPinned(zone, now)).forEach(zones::add);
        return zones.size();
    }

    private static boolean counts(Map<Long, Until> words, long zone, Instant now) {
        Until until = words.get(zone);
        return until != null && until.counts(now);
    }
}
