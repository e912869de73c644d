package dev.bailiwick.locations.model;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Scenes about who holds which external value. */
final class ExternalIdScenes {
    private final Chance chance;
    private final Picks picks;
    private final Identities identities;

    ExternalIdScenes(Chance chance, Picks picks, Identities identities) {
        this.chance = chance;
        this.picks = picks;
        this.identities = identities;
    }

    List<Scene.Maker> all() {
        return List.of(
                this::movedValue,
                this::valueTwice,
                this::valueAfterFailure,
                this::bothConflicts,
                this::fiveValues,
                this::renamedKey,
                this::sharedValue);
    }

    private @Nullable String freeValue(ZoneModel model) {
        List<String> free = FieldValues.VALUES.stream()
                .filter(value -> model.world().holder(value) == null)
                .toList();
        return free.isEmpty() ? null : chance.one(free);
    }

    private @Nullable Scene movedValue(ZoneModel model) {
        Place holder = picks.find(model, zone -> !zone.externalIds.isEmpty());
        Place taker = picks.zone(model);
        if (holder == null || World.same(holder, taker)) {
            return null;
        }
        String value = chance.one(List.copyOf(holder.externalIds.values()));
        ObjectNode removes = identities.of(holder).putNull("externalIds");
        if (chance.percent(50)) {
            ObjectNode keys = removes.putObject("externalIds");
            holder.externalIds.forEach((key, held) -> {
                if (held.equals(value)) {
                    keys.putNull(key);
                }
            });
        }
        ObjectNode takes = identities.holding(taker, chance.one(FieldValues.KEYS), value);
        return chance.percent(65) ? Scene.of(removes, takes) : Scene.of(takes, removes);
    }

    private Scene valueTwice(ZoneModel model) {
        List<Place> two = picks.zones(model, 2);
        String value = Objects.requireNonNullElse(freeValue(model), two.getFirst().code);
        return Scene.of(
                identities.holding(two.getFirst(), "erp", value),
                identities.holding(two.getLast(), chance.one(FieldValues.KEYS), value));
    }

    private Scene valueAfterFailure(ZoneModel model) {
        List<Place> two = picks.zones(model, 2);
        String value = Objects.requireNonNullElse(freeValue(model), two.getLast().code);
        return Scene.of(
                identities.holding(two.getFirst(), "erp", value).put("name", "a-b"),
                identities.holding(two.getLast(), chance.one(FieldValues.KEYS), value));
    }

    private @Nullable Scene bothConflicts(ZoneModel model) {
        Place holder = picks.find(model, zone -> !zone.externalIds.isEmpty());
        List<Place> two = picks.zones(model, 2);
        if (holder == null || two.contains(holder)) {
            return null;
        }
        String held = holder.externalIds.firstEntry().getValue();
        ObjectNode last = identities.of(two.getLast());
        last.putObject("externalIds").put("erp", held).put("sap", "claimed");
        return Scene.of(identities.holding(two.getFirst(), "erp", "claimed"), last, identities.of(two.getFirst()));
    }

    /** Fills a zone up to five, or replaces one of five, or sends six of which five are left. */
    private Scene fiveValues(ZoneModel model) {
        Place full = picks.find(model, zone -> zone.externalIds.size() == 5);
        Place zone = full != null && chance.percent(70) ? full : picks.zone(model);
        String value = zone.externalIds.isEmpty()
                ? "of " + zone.code
                : zone.externalIds.firstEntry().getValue();
        ObjectNode row = identities.of(zone);
        ObjectNode ids = row.putObject("externalIds");
        if (zone.externalIds.size() == 5 && chance.percent(60)) {
            ids.putNull(zone.externalIds.firstKey());
            ids.put(chance.percent(50) ? "new" : "newer", value);
        } else if (chance.percent(30)) {
            FieldValues.KEYS.forEach(key -> ids.put(key, value));
            ids.putNull(chance.one(FieldValues.KEYS));
        } else {
            zone.externalIds.keySet().forEach(ids::putNull);
            FieldValues.KEYS.subList(0, chance.percent(80) ? 5 : 6).forEach(key -> ids.put(key, value));
        }
        return Scene.of(row);
    }

    private @Nullable Scene renamedKey(ZoneModel model) {
        Place zone = picks.find(model, place -> !place.externalIds.isEmpty());
        if (zone == null) {
            return null;
        }
        ObjectNode row = identities.of(zone);
        row.putObject("externalIds")
                .putNull(zone.externalIds.firstKey())
                .put("again", zone.externalIds.firstEntry().getValue());
        return Scene.of(row);
    }

    /** A value a store holds, or one that differs from a held one by its case or its blanks only. */
    private @Nullable Scene sharedValue(ZoneModel model) {
        List<Place> holders = model.world().stores.values().stream()
                .filter(store -> !store.externalIds.isEmpty())
                .toList();
        Place zone = picks.find(model, place -> !place.externalIds.isEmpty());
        if (holders.isEmpty() || zone == null) {
            return null;
        }
        String held = zone.externalIds.firstEntry().getValue();
        String value = switch (chance.below(3)) {
            case 0 -> held.toLowerCase(Locale.ROOT);
            case 1 -> " " + held + " ";
            default -> chance.one(holders).externalIds.firstEntry().getValue();
        };
        return Scene.of(identities.holding(picks.zone(model), "erp", value));
    }
}
