package dev.bailiwick.locations.model;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Picks zones by chance from what the org holds. */
final class Picks {
    /** The zones that the org begins with. */
    static final List<String> ZONES = List.of("root", "z-1", "z-2", "z-3", "z-4", "z-5");

    private final Chance chance;

    Picks(Chance chance) {
        this.chance = chance;
    }

    @Nullable
    Place find(ZoneModel model, Predicate<Place> test) {
        List<Place> fitting = model.world().zones.values().stream().filter(test).toList();
        return fitting.isEmpty() ? null : chance.one(fitting);
    }

    Place zone(ZoneModel model) {
        if (chance.percent(88)) {
            return Objects.requireNonNull(model.world().zones.get(chance.one(ZONES)));
        }
        return chance.one(List.copyOf(model.world().zones.values()));
    }

    /** So many different zones, all of the first six. */
    List<Place> zones(ZoneModel model, int count) {
        List<String> codes = chance.percent(85) ? ZONES.subList(1, ZONES.size()) : ZONES;
        return chance.shuffled(codes).stream()
                .limit(count)
                .map(code -> Objects.requireNonNull(model.world().zones.get(code)))
                .toList();
    }

    String activeZone(ZoneModel model) {
        Place active = find(model, zone -> zone.active);
        return active == null ? "root" : active.code;
    }

    static Place parentOf(ZoneModel model, Place zone) {
        return Objects.requireNonNull(model.world().zones.get(Objects.requireNonNull(zone.parent)));
    }
}
