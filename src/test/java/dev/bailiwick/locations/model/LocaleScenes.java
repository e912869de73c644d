package dev.bailiwick.locations.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Scenes about language, currency and timezone, and what is inherited of them. */
final class LocaleScenes {
    private final Chance chance;
    private final Picks picks;
    private final Identities identities;

    LocaleScenes(Chance chance, Picks picks, Identities identities) {
        this.chance = chance;
        this.picks = picks;
        this.identities = identities;
    }

    List<Scene.Maker> all() {
        return List.of(this::parentLocale, this::childrenKeepTheirs, this::inheritOddly);
    }

    private ObjectNode locale(ObjectNode row) {
        return row.put("language", chance.one("en-IN", "fr-FR"))
                .put("currency", chance.one("INR", "EUR"))
                .put("timezone", chance.one("Asia/Kolkata", "Europe/Paris"));
    }

    private @Nullable Scene parentLocale(ZoneModel model) {
        Place child = picks.find(model, zone -> zone.parent != null);
        if (child == null) {
            return null;
        }
        ObjectNode parent = locale(identities.of(Picks.parentOf(model, child)));
        ObjectNode row = identities.of(child);
        if (chance.percent(30)) {
            row.put("currency", chance.one("inr", "EUR"));
        }
        return new Scene(List.of(parent, row), true);
    }

    private @Nullable Scene childrenKeepTheirs(ZoneModel model) {
        Place child = picks.find(
                model,
                zone -> zone.parent != null
                        && Picks.parentOf(model, zone).locale.size() == 3);
        if (child == null) {
            return null;
        }
        return new Scene(List.of(identities.of(child), locale(identities.of(Picks.parentOf(model, child)))), true);
    }

    private Scene inheritOddly(ZoneModel model) {
        Place zone = picks.zone(model);
        ObjectNode row = switch (chance.below(5)) {
            case 0 -> identities.of(Objects.requireNonNull(model.world().zones.get("root")));
            case 1 -> identities.under(zone, chance.one("gone", "", zone.code));
            case 2 -> identities.of(zone).putNull("currency");
            case 3 -> identities.under(zone, picks.activeZone(model));
            default -> identities.of(zone);
        };
        return new Scene(List.of(row), true);
    }
}
