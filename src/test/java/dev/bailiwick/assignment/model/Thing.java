package dev.bailiwick.assignment.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A record or a zone: what it holds, by flat names such as {@code City}, {@code $manual.4101}, {@code rules.Leads}. */
final class Thing {
    static final String HOLD = "$hold";
    static final String MANUAL = "$manual";
    static final String PINS = "$pins";
    static final String EXCLUSIONS = "$exclusions";
    static final List<String> WORDS = List.of(HOLD, MANUAL, PINS, EXCLUSIONS);
    static final String HELD = HOLD + ".held";
    static final String ZONES = "Zones";

    final long id;
    final String module;
    final TreeMap<String, Object> values;

    /** Of a record only: where it is, and where a rule would have it. */
    TreeMap<Long, In> in = new TreeMap<>();

    TreeMap<Long, String> overruled = new TreeMap<>();

    Thing(long id, String module, Map<String, Object> values) {
        this.id = id;
        this.module = module;
        this.values = new TreeMap<>(values);
    }

    Thing copy() {
        Thing copy = new Thing(id, module, values);
        copy.in = new TreeMap<>(in);
        copy.overruled = new TreeMap<>(overruled);
        return copy;
    }

    void put(String name, @Nullable Object value) {
        if (value == null) {
            values.remove(name);
        } else {
            values.put(name, value);
        }
    }

    @Nullable
    Long link(String name) {
        return (Long) values.get(name);
    }

    /** The zones that words of this kind name. */
    Set<Long> zones(String kind) {
        Set<Long> zones = new TreeSet<>();
        for (String name : values.keySet()) {
            if (name.startsWith(kind + ".") && !name.equals(HELD)) {
                zones.add(zone(name));
            }
        }
        return zones;
    }

    static long zone(String name) {
        return Long.parseLong(name.substring(name.indexOf('.') + 1));
    }

    /** Whether anybody holds it, be it in no zone. */
    boolean isHeld() {
        return values.keySet().stream().anyMatch(name -> name.startsWith(HOLD + "."));
    }

    boolean says(String kind, long zone) {
        return values.containsKey(kind + "." + zone);
    }

    /** Whether it is in this zone, or would be by a rule, or anything was said of it. */
    boolean names(long zone) {
        return in.containsKey(zone)
                || overruled.containsKey(zone)
                || WORDS.stream().anyMatch(kind -> says(kind, zone));
    }

    /** Whether a pin or an exclusion has not ended by itself. */
    boolean counts(String kind, long zone) {
        return values.get(kind + "." + zone) instanceof Said said && !said.isOver();
    }

    /** The zones that words of this kind name which have not ended by themselves. */
    Set<Long> counting(String kind) {
        Set<Long> zones = zones(kind);
        zones.removeIf(zone -> !counts(kind, zone));
        return zones;
    }

    void clear(String kind) {
        values.keySet().removeIf(name -> name.startsWith(kind + "."));
    }

    /** All zones in which words have it, pinned ones among them. */
    Set<Long> wanted() {
        Set<Long> wanted = placed();
        wanted.addAll(counting(PINS));
        return wanted;
    }

    /** The zones in which holds and manual words have it. */
    Set<Long> placed() {
        Set<Long> placed = zones(HOLD);
        placed.addAll(zones(MANUAL));
        return placed;
    }

    Map<Long, String> causes() {
        Map<Long, String> causes = new TreeMap<>();
        in.forEach((zone, entry) -> causes.put(zone, entry.cause()));
        return causes;
    }

    /** A change of one value; null where it was or is unset. */
    record Change(@Nullable Object before, @Nullable Object after) {}

    /** What led from one state to another; null where there was, or is, none. */
    static Map<String, Change> between(@Nullable Thing before, @Nullable Thing after) {
        Map<String, Change> changes = new TreeMap<>();
        List<String> names = new ArrayList<>();
        if (before != null) {
            names.addAll(before.values.keySet());
        }
        if (after != null) {
            names.addAll(after.values.keySet());
        }
        for (String name : names) {
            Object was = before == null ? null : before.values.get(name);
            Object is = after == null ? null : after.values.get(name);
            if (!Objects.equals(was, is)) {
                changes.put(name, new Change(was, is));
            }
        }
        return changes;
    }
}
