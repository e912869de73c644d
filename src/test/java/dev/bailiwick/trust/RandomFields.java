package dev.bailiwick.trust;

import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Draws the fields of a row, from few values so that rows collide; now and then a value that is wrong. */
final class RandomFields {
    static final List<String> NAMES = List.of(
            "North",
            "NORTH",
            "South",
            "East",
            "West",
            "Centre",
            "Coast",
            "coast",
            "Hills",
            "Lakes",
            "Plains",
            "Delta",
            "Harbour",
            "Old Town",
            "New Town",
            "Île");
    private static final List<String> VALUES =
            List.of("v1", "v2", "v3", "v4", "v5", "v6", "V1", "v 2", World.STORE_VALUE);
    private static final List<String> KEYS = List.of("erp", "erp", "sap", "pos");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Chance chance;
    private final int wrong;

    /** @param wrong how many of a hundred fields have a value that no row may have */
    RandomFields(Chance chance, int wrong) {
        this.chance = chance;
        this.wrong = wrong;
    }

    /** Sets a few fields. */
    void some(ObjectNode row, World world) {
        List<Consumer<ObjectNode>> fields = List.of(
                this::name,
                this::name,
                this::description,
                this::description,
                to -> to.set("isAdmin", flag(50)),
                to -> to.set("isActive", flag(65)),
                to -> to.set("isActive", flag(65)),
                to -> parent(to, world),
                to -> parent(to, world),
                this::externalIds,
                this::externalIds,
                this::customFields,
                this::language);
        chance.some(fields, 4).forEach(field -> field.accept(row));
        if (chance.percent(4)) {
            row.put(chance.one("Name", "colour", "entityId", "type"), "x");
        }
    }

    void name(ObjectNode row) {
        JsonNode value = JSON.stringNode(chance.one(NAMES));
        if (chance.percent(wrong)) {
            value = chance.one(
                    JSON.nullNode(),
                    JSON.stringNode(chance.one("", "Root", "Bad-name!", "x".repeat(101))),
                    JSON.numberNode(5));
        }
        row.set("name", value);
    }

    private void description(ObjectNode row) {
        JsonNode value =
                chance.percent(20) ? JSON.nullNode() : JSON.stringNode(chance.one("", "first", "second", "third"));
        row.set("description", chance.percent(wrong) ? JSON.numberNode(7) : value);
    }

    private JsonNode flag(int on) {
        return chance.percent(wrong)
                ? chance.one(JSON.nullNode(), JSON.stringNode("true"))
                : JSON.booleanNode(chance.percent(on));
    }

    void parent(ObjectNode row, World world) {
        JsonNode value = JSON.stringNode(chance.one(world.zones()).ref().code);
        if (chance.percent(wrong)) {
            value = chance.one(JSON.nullNode(), JSON.stringNode(chance.one("nowhere", "Z1", " ")), JSON.numberNode(1));
        }
        row.set("areaParentCode", value);
    }

    void externalIds(ObjectNode row) {
        if (chance.percent(15)) {
            row.putNull("externalIds");
            return;
        }
        ObjectNode ids = row.putObject("externalIds");
        chance.some(KEYS, 2).forEach(key -> {
            JsonNode value = chance.percent(20) ? JSON.nullNode() : JSON.stringNode(chance.one(VALUES));
            if (chance.percent(wrong)) {
                value = chance.one(JSON.numberNode(5), JSON.stringNode(" "), JSON.stringNode("y".repeat(201)));
            }
            ids.set(key, value);
        });
        if (chance.percent(wrong)) {
            for (int i = 0; i < 6; i++) {
                ids.put("many" + i, "many" + i);
            }
        }
    }

    private void customFields(ObjectNode row) {
        if (chance.percent(15)) {
            row.putNull("customFields");
            return;
        }
        ObjectNode fields = row.putObject("customFields");
        if (chance.percent(60)) {
            fields.put("cf_text", chance.percent(20) ? null : chance.one("red", "green", ""));
        }
        if (chance.percent(60)) {
            fields.put("cf_count", chance.one(0, 7, 1_000_000));
        }
        if (chance.percent(wrong)) {
            fields.put(chance.one("cf_count", "cf_none"), "wrong");
        }
    }

    private void language(ObjectNode row) {
        row.put("language", chance.one("en-IN", "fr-FR", "FR-fr", "de-de"));
        if (chance.percent(wrong)) {
            row.put("language", chance.percent(50) ? null : "xx-XX");
        }
    }
}
