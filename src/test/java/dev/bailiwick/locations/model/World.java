package dev.bailiwick.locations.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All zones and stores of the org at one moment, by code. */
final class World {
    final TreeMap<String, Place> zones = new TreeMap<>();
    final TreeMap<String, Place> stores = new TreeMap<>();

    World copy() {
        World copy = new World();
        copy.zones.putAll(zones);
        copy.stores.putAll(stores);
        return copy;
    }

    TreeMap<String, Place> of(Operation operation) {
        return operation.stores() ? stores : zones;
    }

    /** The zone and everything above it; nothing for null. */
    List<Place> chain(@Nullable String zoneCode) {
        List<Place> chain = new ArrayList<>();
        String at = zoneCode;
        while (at != null) {
            Place zone = Objects.requireNonNull(zones.get(at));
            chain.add(zone);
            at = zone.parent;
        }
        return chain;
    }

    boolean chainActive(@Nullable String zoneCode) {
        return chain(zoneCode).stream().allMatch(zone -> zone.active);
    }

    /** Whether the zone is {@code top} or below it. */
    boolean inside(String zoneCode, String top) {
        return chain(zoneCode).stream().anyMatch(zone -> zone.code.equals(top));
    }

    List<Place> children(String zoneCode) {
        return zones.values().stream()
                .filter(zone -> zoneCode.equals(zone.parent))
                .toList();
    }

    List<Place> storesAt(String zoneCode) {
        return stores.values().stream()
                .filter(store -> zoneCode.equals(store.parent))
                .toList();
    }

    /** The zone that has this name, folded. */
    @Nullable
    Place named(String folded) {
        return zones.values().stream()
                .filter(zone -> TextRules.fold(zone.name).equals(folded))
                .findFirst()
                .orElse(null);
    }

    /** The zone or store that holds this external value. */
    @Nullable
    Place holder(String value) {
        return Stream.concat(zones.values().stream(), stores.values().stream())
                .filter(place -> place.externalIds.containsValue(value))
                .findFirst()
                .orElse(null);
    }

    static boolean same(@Nullable Place one, @Nullable Place other) {
        return one != null && other != null && one.store == other.store && one.code.equals(other.code);
    }
}
