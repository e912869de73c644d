package dev.bailiwick.locations.model;

import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Scenes about which zone a row names. */
final class IdentityScenes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Chance chance;
    private final Picks picks;
    private final Identities identities;

    IdentityScenes(Chance chance, Picks picks, Identities identities) {
        this.chance = chance;
        this.picks = picks;
        this.identities = identities;
    }

    List<Scene.Maker> all() {
        return List.of(this::repeated, this::unknownTwice, this::lookedUpAtTheStart);
    }

    private Scene repeated(ZoneModel model) {
        Place zone = picks.zone(model);
        ObjectNode first = identities.of(zone).put("description", "first");
        if (chance.percent(50)) {
            first.put("name", chance.one("a.b", "", "Root"));
        }
        return Scene.of(first, identities.of(zone).put("description", "second"));
    }

    private Scene unknownTwice(ZoneModel model) {
        ObjectNode row = JSON.objectNode();
        row.put("identifierName", "CODE").put("identifierValue", chance.percent(50) ? "gone" : "Z-1");
        return Scene.of(row, identities.of(picks.zone(model)), row.deepCopy().put("description", "again"));
    }

    private Scene lookedUpAtTheStart(ZoneModel model) {
        Place holder = picks.find(model, zone -> !zone.externalIds.isEmpty());
        List<Place> two = picks.zones(model, 2);
        if (holder == null || chance.percent(50)) {
            String value = "late " + chance.below(1000);
            ObjectNode late =
                    JSON.objectNode().put("identifierName", "EXTERNAL_ID").put("identifierValue", value);
            return Scene.of(identities.holding(two.getFirst(), "erp", value), late.put("description", "late"));
        }
        String value = holder.externalIds.firstEntry().getValue();
        Place taker = World.same(two.getFirst(), holder) ? two.getLast() : two.getFirst();
        ObjectNode late = JSON.objectNode().put("identifierName", "external_id").put("identifierValue", value);
        return Scene.of(
                identities.of(holder).putNull("externalIds"),
                identities.holding(taker, "pos", value),
                late.put("description", "still the old one"));
    }
}
