package dev.bailiwick.locations.model;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Scenes with one odd value and nothing else wrong. */
final class OddValueScenes {
    private final Chance chance;
    private final Picks picks;
    private final Identities identities;
    private final OddValues odd;

    OddValueScenes(Chance chance, Picks picks, Identities identities, OddValues odd) {
        this.chance = chance;
        this.picks = picks;
        this.identities = identities;
        this.odd = odd;
    }

    List<Scene.Maker> all() {
        return List.of(this::oddValue);
    }

    /** One field with something odd in it, and nothing else wrong. */
    private Scene oddValue(ZoneModel model) {
        ObjectNode row = identities.of(picks.zone(model));
        String field = chance.one("name", "name", "externalIds", "externalIds", chance.one(RandomRows.FIELDS));
        row.set(field, odd.of(field, row));
        return Scene.of(row);
    }
}
