package dev.bailiwick.locations.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values that fields take. */
final class FieldValues {
    static final List<String> VALUES = List.of("V1", "V2", "V3", "V4");
    static final List<String> KEYS = List.of("erp", "sap", "pos", "k4", "k5", "k6");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Chance chance;
    private final Picks picks;
    private final Names names;

    FieldValues(Chance chance, Picks picks, Names names) {
        this.chance = chance;
        this.picks = picks;
        this.names = names;
    }

    /** Something that the field takes, as far as the other rows let it. */
    JsonNode of(ZoneModel model, String field, @Nullable Place place) {
        return switch (field) {
            case "name" -> JSON.stringNode(name(place));
            case "description" ->
                chance.percent(30)
                        ? JSON.nullNode()
                        : JSON.stringNode(chance.one("", "text", "ünïcode 😀", "line\nbreak", "x".repeat(300)));
            case "isAdmin", "isActive" -> JSON.booleanNode(chance.percent(field.equals("isActive") ? 65 : 50));
            case "areaParentCode" ->
                JSON.stringNode(chance.percent(60) ? picks.activeZone(model) : picks.zone(model).code);
            case "externalIds" -> chance.percent(8) ? JSON.nullNode() : ids(place == null ? "W" : "of " + place.code);
            case "customFields" -> customFields(place != null && place.store);
            case "language" -> JSON.stringNode(chance.one("en-IN", "fr-FR", "EN-in"));
            case "currency" -> JSON.stringNode(chance.one("INR", "EUR", "eur"));
            case "timezone" -> JSON.stringNode(chance.one("Asia/Kolkata", "Europe/Paris", "europe/PARIS"));
            case "latitude", "longitude" -> coordinate();
            case "groupParentCode" -> chance.one(JSON.nullNode(), JSON.stringNode("brand-1"));
            default -> throw new IllegalArgumentException(field);
        };
    }

    private String name(@Nullable Place place) {
        boolean top = place != null && place.parent == null;
        if (place == null || chance.percent(top ? 5 : 50)) {
            return names.form(chance.one(Names.NAMES));
        }
        return top ? place.name : Names.home(place.code, chance.one("a", "b"));
    }

    private JsonNode customFields(boolean store) {
        return chance.percent(store ? 40 : 10)
                ? JSON.nullNode()
                : store && chance.percent(60) ? JSON.objectNode() : fields();
    }

    private JsonNode coordinate() {
        return chance.one(
                JSON.nullNode(),
                JSON.stringNode("12.9716"),
                JSON.stringNode("-90"),
                JSON.numberNode(77.5),
                JSON.numberNode(90),
                JSON.numberNode(-0.25));
    }

    ObjectNode ids() {
        return ids("V1");
    }

    private ObjectNode ids(String own) {
        ObjectNode ids = JSON.objectNode();
        int count = chance.percent(5) ? 6 : chance.below(4);
        for (String key : chance.shuffled(KEYS).subList(0, count)) {
            if (chance.percent(25)) {
                ids.putNull(key);
            } else {
                ids.put(
                        key,
                        chance.percent(50)
                                ? chance.one(VALUES)
                                : chance.percent(70) ? own : chance.one("v1", " V1 ", "S", "x".repeat(200), "😀"));
            }
        }
        return ids;
    }

    ObjectNode fields() {
        ObjectNode fields = JSON.objectNode();
        if (chance.percent(50)) {
            fields.set("cf_region", chance.one(JSON.stringNode("n"), JSON.stringNode(""), JSON.nullNode()));
        }
        if (chance.percent(40)) {
            fields.set("cf_rank", chance.one(JSON.numberNode(3), JSON.numberNode(-4_000_000_000L), JSON.nullNode()));
        }
        if (chance.percent(40)) {
            fields.set("cf_area", chance.one(JSON.numberNode(2), JSON.numberNode(-0.25), JSON.nullNode()));
        }
        if (chance.percent(40)) {
            fields.set("cf_open", chance.one(JSON.booleanNode(true), JSON.booleanNode(false), JSON.nullNode()));
        }
        return fields;
    }

    /** External ids as an array of values. */
    JsonNode list() {
        ArrayNode list = JSON.arrayNode();
        int count = chance.below(8) == 0 ? 6 : 1 + chance.below(2);
        for (int i = 0; i < count; i++) {
            list.add(chance.percent(60) ? "W" + chance.below(20) : chance.one(VALUES));
        }
        if (chance.percent(5)) {
            list.add(chance.one(JSON.numberNode(4), JSON.stringNode(" "), JSON.stringNode("x".repeat(201))));
        }
        return list;
    }
}
