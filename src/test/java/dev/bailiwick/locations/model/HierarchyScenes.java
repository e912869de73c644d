package dev.bailiwick.locations.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Scenes about parents, and about what is active below what. */
final class HierarchyScenes {
    private final Chance chance;
    private final Picks picks;
    private final Identities identities;

    HierarchyScenes(Chance chance, Picks picks, Identities identities) {
        this.chance = chance;
        this.picks = picks;
        this.identities = identities;
    }

    List<Scene.Maker> all() {
        return List.of(
                this::mutualParents,
                this::activatedParent,
                this::deactivatedParent,
                this::deactivation,
                this::newChain,
                this::activationUnderInactive,
                this::presentInactiveParent,
                this::allActive);
    }

    private ObjectNode active(Place zone, boolean active) {
        return identities.of(zone).put("isActive", active);
    }

    private @Nullable Scene mutualParents(ZoneModel model) {
        Place one = picks.find(model, zone -> zone.active && zone.parent != null);
        Place other = picks.find(
                model,
                zone -> one != null
                        && zone.active
                        && zone.parent != null
                        && !model.world().inside(zone.code, one.code)
                        && !model.world().inside(one.code, zone.code));
        if (one == null || other == null) {
            return Scene.of(
                    identities.under(Objects.requireNonNull(model.world().zones.get("root")), picks.zone(model).code));
        }
        return Scene.of(identities.under(one, other.code), identities.under(other, one.code));
    }

    private @Nullable Scene activatedParent(ZoneModel model) {
        Place parent = picks.find(
                model,
                zone -> !zone.active && zone.parent != null && model.world().chainActive(zone.parent));
        Place zone = picks.find(
                model,
                place ->
                        parent != null && place.parent != null && !model.world().inside(parent.code, place.code));
        if (parent == null || zone == null) {
            return null;
        }
        return Scene.of(active(parent, true), identities.under(zone, parent.code));
    }

    private @Nullable Scene deactivatedParent(ZoneModel model) {
        Place parent = picks.find(model, zone -> zone.active && quiet(model, zone));
        Place zone = picks.find(
                model,
                place ->
                        parent != null && place.parent != null && !model.world().inside(parent.code, place.code));
        if (parent == null || zone == null) {
            return null;
        }
        return Scene.of(
                active(parent, false), identities.under(zone, parent.code).put("isActive", true));
    }

    private Scene deactivation(ZoneModel model) {
        Place parent = picks.find(
                model,
                zone -> zone.active
                        && zone.parent != null
                        && !quiet(model, zone)
                        && model.world().storesAt(zone.code).stream().noneMatch(store -> store.active)
                        && model.world().children(zone.code).stream()
                                .allMatch(child -> !child.active || quiet(model, child)));
        if (parent == null) {
            return Scene.of(active(picks.zone(model), false));
        }
        List<ObjectNode> rows = new ArrayList<>();
        for (Place child : model.world().children(parent.code)) {
            if (child.active) {
                rows.add(active(child, false));
            }
        }
        rows.add(chance.percent(60) ? rows.size() : 0, active(parent, false));
        return new Scene(rows, null);
    }

    private @Nullable Scene newChain(ZoneModel model) {
        Place zone = picks.find(model, place -> !place.active && !model.world().chainActive(place.parent));
        return zone == null ? null : Scene.of(identities.under(zone, "root").put("isActive", true));
    }

    private @Nullable Scene activationUnderInactive(ZoneModel model) {
        Place zone = picks.find(model, place -> !place.active && !model.world().chainActive(place.parent));
        return zone == null ? null : Scene.of(active(zone, true));
    }

    private @Nullable Scene presentInactiveParent(ZoneModel model) {
        Place zone = picks.find(model, place -> place.parent != null && !Picks.parentOf(model, place).active);
        if (zone == null) {
            return null;
        }
        ObjectNode row = identities.under(zone, Objects.requireNonNull(zone.parent));
        return Scene.of(chance.percent(50) ? row : row.put("isActive", true));
    }

    /** Brings everything back to life, so that a long run does not end in a sleeping org. */
    private Scene allActive(ZoneModel model) {
        List<ObjectNode> rows = new ArrayList<>();
        model.world().zones.values().stream()
                .filter(zone -> !zone.active && (Picks.ZONES.contains(zone.code) || chance.percent(20)))
                .sorted(Comparator.comparingInt(
                        zone -> model.world().chain(zone.code).size()))
                .limit(20)
                .forEach(zone -> rows.add(active(zone, true)));
        if (rows.isEmpty()) {
            rows.add(active(picks.zone(model), true));
        }
        return new Scene(rows, null);
    }

    /** Whether nothing active is directly below the zone. */
    private static boolean quiet(ZoneModel model, Place zone) {
        return model.world().children(zone.code).stream().noneMatch(child -> child.active)
                && model.world().storesAt(zone.code).stream().noneMatch(store -> store.active);
    }
}
