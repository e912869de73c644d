package dev.bailiwick.locations.model;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** Names for zones and stores: the few that meet, those nobody else uses, and other ways to write one. */
final class Names {
    static final List<String> NAMES = List.of("North", "Zürich Süd", "West_9", "Gamma 3", "東 区");

    private final Chance chance;

    Names(Chance chance) {
        this.chance = chance;
    }

    /** A name nobody else uses. */
    static String home(String code, String which) {
        return "Home " + which + " " + code.replace('-', '_');
    }

    /** A name that is free and not the zone's present one. */
    static String another(Place zone) {
        return zone.name.equals(home(zone.code, "a")) ? home(zone.code, "b") : home(zone.code, "a");
    }

    /** The same name as others see it, written another way. */
    String form(String name) {
        return switch (chance.below(8)) {
            case 0 -> name.toUpperCase(Locale.ROOT);
            case 1 -> Normalizer.normalize(name, Normalizer.Form.NFD);
            case 2 -> " " + name + "  ";
            default -> name;
        };
    }
}
