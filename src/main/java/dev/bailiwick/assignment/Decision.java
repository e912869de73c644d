package dev.bailiwick.assignment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where a record belongs, and why: the only place that decides it. Pure. An exclusion wins over a pin, a pin over a
 * hold, a hold over what was added by hand and what rules say, which stand beside each other, and these over the default
 * (design, promise 6).
 *
 * @param in the zones in which the record is, each with its cause: words first, then rules in the order of the tree
 * @param overruled the zones in which a rule would have it, each with the word against it
 * @param leftOut the zones for which there was no room, in the order of the tree
 */
public record Decision(Map<Long, Cause> in, Map<Long, Against> overruled, List<Long> leftOut) {
    /** What keeps a record out of a zone in which a rule would have it. */
    public enum Against {
        EXCLUSION,
        HOLD
    }

    /**
     * What the rules give.
     *
     * @param zones in the order of the tree
     * @param cause {@link Cause#RULE}, or {@link Cause#FOLLOWS} for a record that goes with another
     */
    public record Ruled(List<Long> zones, Cause cause) {
        public static final Ruled NOTHING = new Ruled(List.of(), Cause.RULE);
    }

    /**
     * Decides.
     *
     * @param usual the zone of a record that nothing else holds; null for none
     * @param room in how many zones a record of its module can be; words are never left out
     */
    public static Decision of(Said said, Ruled ruled, @Nullable Long usual, int room, Instant now) {
        Map<Long, Cause> in = new LinkedHashMap<>();
        put(in, said.pins().keySet().stream().filter(z -> said.isPinned(z, now)).toList(), Cause.PIN, said, now);
        Set<Long> hold = said.hold();
        if (hold != null) {
            put(in, hold, Cause.HOLD, said, now);
        } else {
            put(in, said.manual(), Cause.MANUAL, said, now);
        }
        Map<Long, Against> overruled = new LinkedHashMap<>();
        List<Long> leftOut = new ArrayList<>();
        for (long zone : ruled.zones()) {
            if (said.isExcluded(zone, now)) {
                overruled.put(zone, Against.EXCLUSION);
            } else if (in.containsKey(zone)) {
                continue;
            } else if (hold != null) {
                overruled.put(zone, Against.HOLD);
            } else if (in.size() < room) {
                in.put(zone, ruled.cause());
            } else {
                leftOut.add(zone);
            }
        }
        if (in.isEmpty() && hold == null && usual != null && !said.isExcluded(usual, now)) {
            in.put(usual, Cause.DEFAULT);
        }
        return new Decision(in, overruled, leftOut);
    }

    /** Sorted, so that the same words give the same decision. */
    private static void put(Map<Long, Cause> in, Iterable<Long> zones, Cause cause, Said said, Instant now) {
        Set<Long> sorted = new TreeSet<>();
        zones.forEach(sorted::add);
        for (long zone : sorted) {
            if (!said.isExcluded(zone, now)) {
                in.putIfAbsent(zone, cause);
            }
        }
    }
}
