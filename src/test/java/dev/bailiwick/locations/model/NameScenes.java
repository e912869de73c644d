package dev.bailiwick.locations.model;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Scenes about who has which name. */
final class NameScenes {
    private final Chance chance;
    private final Picks picks;
    private final Names names;
    private final Identities identities;

    NameScenes(Chance chance, Picks picks, Names names, Identities identities) {
        this.chance = chance;
        this.picks = picks;
        this.names = names;
        this.identities = identities;
    }

    List<Scene.Maker> all() {
        return List.of(
                this::swap, this::freedName, this::nameTwice, this::nameAfterFailure, this::ownName, this::namesake);
    }

    private ObjectNode named(Place zone, String name) {
        return identities.of(zone).put("name", name);
    }

    private Scene swap(ZoneModel model) {
        List<Place> two = picks.zones(model, 2);
        Place one = two.getFirst();
        Place other = two.getLast();
        return Scene.of(named(one, other.name), named(other, one.name));
    }

    private @Nullable Scene freedName(ZoneModel model) {
        Place holder = picks.find(model, zone -> Names.NAMES.contains(zone.name));
        Place taker = picks.zone(model);
        if (holder == null || World.same(holder, taker)) {
            return null;
        }
        ObjectNode frees = named(holder, Names.another(holder));
        ObjectNode takes = named(taker, names.form(holder.name));
        return chance.percent(65) ? Scene.of(frees, takes) : Scene.of(takes, frees);
    }

    private Scene nameTwice(ZoneModel model) {
        List<Place> two = picks.zones(model, 2);
        String name = Names.home(two.getFirst().code, "c");
        return Scene.of(named(two.getFirst(), name), named(two.getLast(), names.form(name)));
    }

    private Scene nameAfterFailure(ZoneModel model) {
        List<Place> two = picks.zones(model, 2);
        String name = Names.home(two.getFirst().code, "d");
        return Scene.of(named(two.getFirst(), name).put("language", ""), named(two.getLast(), name));
    }

    private Scene ownName(ZoneModel model) {
        Place odd = picks.find(model, place -> place.name.contains("-") || place.name.equals("ROOT"));
        Place zone = odd != null && chance.percent(40) ? odd : picks.zone(model);
        return Scene.of(named(
                zone,
                chance.percent(60) ? zone.name : chance.one(" " + zone.name, zone.name.toUpperCase(Locale.ROOT))));
    }

    private Scene namesake(ZoneModel model) {
        List<Place> two = picks.zones(model, 2);
        return Scene.of(named(two.getFirst(), names.form(two.getLast().name)));
    }
}
