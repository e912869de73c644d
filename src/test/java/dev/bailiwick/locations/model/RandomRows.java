package dev.bailiwick.locations.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Rows by chance: some fields of some zone or store, or of a new one. */
final class RandomRows {
    static final List<String> FIELDS = List.of(
            "name",
            "description",
            "isAdmin",
            "isActive",
            "areaParentCode",
            "externalIds",
            "customFields",
            "language",
            "currency",
            "timezone");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Chance chance;
    private final Picks picks;
    private final Identities identities;
    private final FieldValues values;
    private final OddValues odd;
    private final NewCodes codes;

    RandomRows(Chance chance, Picks picks, Identities identities, FieldValues values, OddValues odd, NewCodes codes) {
        this.chance = chance;
        this.picks = picks;
        this.identities = identities;
        this.values = values;
        this.odd = odd;
        this.codes = codes;
    }

    JsonNode next(ZoneModel model, Operation operation) {
        if (chance.percent(2)) {
            return chance.one(
                    JSON.nullNode(),
                    JSON.numberNode(7),
                    JSON.stringNode("z-1"),
                    JSON.booleanNode(true),
                    JSON.arrayNode().add(JSON.objectNode()));
        }
        ObjectNode row;
        Place place = null;
        if (operation.creates()) {
            row = newRow(model, operation);
        } else {
            place = operation.stores()
                    ? chance.one(List.copyOf(model.world().stores.values()))
                    : picks.zone(model);
            row = chance.percent(8) ? identities.wrong(model, place) : identities.of(place);
        }
        fill(row, model, operation, place);
        if (operation.stores() && chance.percent(10)) {
            row.put("latitude", chance.one("12.5", "-90", "90")).put("longitude", chance.one(-180, 77, 180));
        }
        if (chance.percent(4)) {
            row.put(
                    chance.one("Name", "colour", "code", "id", "type", "entityId", "a\u0000"),
                    chance.one("x", "z-1", "x\u0000"));
        }
        if (operation.creates() && !row.has("externalIds") && chance.percent(10)) {
            row.set("externalId", values.list());
        }
        return row;
    }

    private void fill(ObjectNode row, ZoneModel model, Operation operation, @Nullable Place place) {
        List<String> fields = new ArrayList<>(FIELDS);
        if (operation.stores()) {
            fields.addAll(List.of("latitude", "longitude", "groupParentCode"));
        }
        int count = chance.percent(75) ? chance.below(3) : chance.below(fields.size() + 1);
        int oddness = chance.one(0, 0, 0, 10, 40);
        for (String field : chance.shuffled(fields).subList(0, count)) {
            row.set(field, chance.percent(oddness) ? odd.of(field, row) : values.of(model, field, place));
        }
    }

    private ObjectNode newRow(ZoneModel model, Operation operation) {
        String code = chance.percent(80) ? codes.next(model, operation) : chance.one("z-1", "s-1", "z-3");
        ObjectNode row = JSON.objectNode();
        if (chance.percent(94)) {
            row.put("code", code);
        } else {
            row.set("code", oddCode(code));
        }
        row.put("name", chance.percent(75) ? Names.home(code, "a") : chance.one(Names.NAMES));
        row.put("areaParentCode", chance.percent(90) ? picks.activeZone(model) : picks.zone(model).code);
        if (chance.percent(4)) {
            row.remove(chance.one("code", "name", "areaParentCode"));
        }
        return row;
    }

    private JsonNode oddCode(String code) {
        return chance.one(
                JSON.nullNode(),
                JSON.numberNode(4),
                JSON.stringNode(""),
                JSON.stringNode(" " + code),
                JSON.stringNode(code + " "),
                JSON.stringNode("c\u0000"),
                JSON.stringNode("c".repeat(101)));
    }
}
