package dev.bailiwick.trust;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All zones at one moment, the versions of those that are gone, and the one store of the org, which nobody touches. */
final class World {
    static final String STORE_VALUE = "pos 17";
    static final String STORE_ZONE = "z2";

    private final Map<Ref, Zone> zones = new LinkedHashMap<>();
    private final Map<Ref, Integer> gone = new LinkedHashMap<>();

    World copy() {
        World copy = new World();
        copy.zones.putAll(zones);
        copy.gone.putAll(gone);
        return copy;
    }

    List<Zone> zones() {
        return List.copyOf(zones.values());
    }

    List<Ref> gone() {
        return List.copyOf(gone.keySet());
    }

    void put(Zone zone) {
        zones.put(zone.ref(), zone);
        gone.remove(zone.ref());
    }

    void bury(Ref ref, int version) {
        zones.remove(ref);
        gone.put(ref, version);
    }

    @Nullable
    Zone get(@Nullable Ref ref) {
        return ref == null ? null : zones.get(ref);
    }

    /** The version of what is there, or that of its deletion; 0 for what never was. */
    int version(@Nullable Ref ref) {
        Zone zone = get(ref);
        if (zone != null) {
            return zone.version();
        }
        return ref == null ? 0 : gone.getOrDefault(ref, 0);
    }

    @Nullable
    Zone find(Predicate<Zone> wanted) {
        return zones.values().stream().filter(wanted).findFirst().orElse(null);
    }

    @Nullable
    Zone byCode(String code) {
        return find(zone -> zone.ref().code.equals(code));
    }

    @Nullable
    Zone byId(long id) {
        return find(zone -> Objects.equals(zone.ref().id, id));
    }

    @Nullable
    Zone byValue(String value) {
        return find(zone -> zone.externalValues().contains(value));
    }

    List<Zone> others(Ref but, Predicate<Zone> wanted) {
        return zones.values().stream()
                .filter(zone -> zone.ref() != but && wanted.test(zone))
                .toList();
    }

    List<Zone> children(Ref parent) {
        return others(parent, zone -> zone.parent() == parent);
    }

    /** What is above this zone, nearest first; ends where it would come round again. */
    List<Zone> above(Zone zone) {
        List<Zone> above = new ArrayList<>();
        Zone at = get(zone.parent());
        while (at != null && !above.contains(at)) {
            above.add(at);
            at = get(at.parent());
        }
        return above;
    }

    static boolean hasStore(Ref zone) {
        return zone.code.equals(STORE_ZONE);
    }

    /** How names are compared. */
    static String fold(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .strip()
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    /** Equal for texts that differ by case, blanks or Unicode form only. */
    static String likeness(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\h]", "")
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
