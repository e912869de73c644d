package dev.bailiwick.assignment.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All zones and records of an org, and which batch deleted each last. */
final class World {
    final TreeMap<Long, Thing> zones = new TreeMap<>();
    final TreeMap<Long, Thing> records = new TreeMap<>();
    final Map<Long, Integer> gone = new HashMap<>();

    World copy() {
        World copy = new World();
        zones.forEach((id, zone) -> copy.zones.put(id, zone.copy()));
        records.forEach((id, record) -> copy.records.put(id, record.copy()));
        copy.gone.putAll(gone);
        return copy;
    }

    Map<Long, Thing> things(String module) {
        return module.equals(Thing.ZONES) ? zones : records;
    }

    void become(World other) {
        World copy = other.copy();
        zones.clear();
        zones.putAll(copy.zones);
        records.clear();
        records.putAll(copy.records);
        gone.clear();
        gone.putAll(copy.gone);
    }

    Thing zone(long id) {
        return Objects.requireNonNull(zones.get(id), () -> "zone " + id);
    }

    boolean isActive(long id) {
        return Boolean.TRUE.equals(zone(id).values.get("active"));
    }

    /** In the order in which they were made. */
    List<Thing> children(@Nullable Long parent) {
        return zones.values().stream()
                .filter(zone -> Objects.equals(zone.values.get("parent"), parent))
                .toList();
    }

    List<Thing> of(String module) {
        return records.values().stream().filter(r -> r.module.equals(module)).toList();
    }

    /** Whether this user manages the zone, or one above it. */
    boolean manages(long user, long zone) {
        Long at = zone;
        while (at != null) {
            Thing thing = zone(at);
            if (Long.valueOf(user).equals(thing.values.get("manager"))) {
                return true;
            }
            at = thing.link("parent");
        }
        return false;
    }

    /** By what a request names a zone. */
    enum By {
        ID,
        CODE,
        NAME,
        /** Code or name. */
        TEXT,
        EXTERNAL
    }

    /** A zone as a request names it. */
    record Named(By by, String value) {}

    List<Long> meant(Named name) {
        List<Long> meant = new ArrayList<>();
        for (Thing zone : zones.values()) {
            boolean isCode = name.value().equals(zone.values.get("code"));
            boolean isName = name.value().toLowerCase(Locale.ROOT).equals(lower(zone.values.get("name")));
            boolean is = switch (name.by()) {
                case ID -> name.value().equals(String.valueOf(zone.id));
                case CODE -> isCode;
                case NAME -> isName;
                case TEXT -> isCode || isName;
                case EXTERNAL -> name.value().equals(zone.values.get("externalIds.erp"));
            };
            if (is) {
                meant.add(zone.id);
            }
        }
        return meant;
    }

    /** The records that share this value of the field by which duplicates are found. */
    List<Long> named(String module, String field, String value) {
        return of(module).stream()
                .filter(r -> value.toLowerCase(Locale.ROOT).equals(lower(r.values.get(field))))
                .map(r -> r.id)
                .toList();
    }

    private static String lower(@Nullable Object value) {
        return String.valueOf(value).toLowerCase(Locale.ROOT);
    }
}
