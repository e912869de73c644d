package dev.bailiwick.locations.model;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The members that say which zone or store a row is about, right and wrong ones, and rows of hardly more. */
final class Identities {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Chance chance;

    Identities(Chance chance) {
        this.chance = chance;
    }

    /** Names a zone or a store in one of the ways there are. */
    ObjectNode of(Place place) {
        ObjectNode row = JSON.objectNode();
        String kind = chance.one("CODE", "CODE", "ID", "EXTERNAL_ID");
        Long id = place.id;
        if (kind.equals("EXTERNAL_ID") && !place.externalIds.isEmpty()) {
            row.put("identifierName", spelled(kind));
            row.put("identifierValue", chance.one(List.copyOf(place.externalIds.values())));
        } else if (kind.equals("ID") && id != null) {
            row.put("identifierName", spelled(kind));
            if (chance.percent(50)) {
                row.put("identifierValue", id);
            } else {
                row.put("identifierValue", chance.percent(90) ? Long.toString(id) : "00" + id);
            }
        } else {
            row.put("identifierName", spelled("CODE"));
            row.put("identifierValue", place.code);
        }
        return row;
    }

    private String spelled(String kind) {
        String lower = kind.toLowerCase(Locale.ROOT);
        return chance.one(kind, kind, lower, kind.charAt(0) + lower.substring(1));
    }

    /** Names nothing, or nothing that can be read. */
    ObjectNode wrong(ZoneModel model, Place place) {
        ObjectNode row = JSON.objectNode();
        JsonNode name = JSON.stringNode(chance.one("CODE", "ID", "EXTERNAL_ID", "id"));
        JsonNode value = JSON.stringNode(chance.one("nowhere", "999999999999", "-5", "+7", "7.0", "1e3", " 7", ""));
        switch (chance.below(9)) {
            case 0 -> name = chance.one(JSON.nullNode(), JSON.stringNode(""), JSON.stringNode("  "));
            case 1 -> value = chance.one(JSON.nullNode(), JSON.stringNode(""), JSON.stringNode("  "));
            case 2 ->
                name = chance.one(JSON.stringNode("NAME"), JSON.stringNode(" code "), JSON.stringNode("externalId"));
            case 3 -> name = chance.one(JSON.numberNode(1), JSON.booleanNode(true), JSON.objectNode());
            case 4 ->
                value = chance.one(JSON.booleanNode(true), JSON.objectNode(), JSON.arrayNode(), JSON.numberNode(7.5));
            case 5 -> {
                name = JSON.stringNode("CODE");
                value = JSON.stringNode(chance.one(
                        place.code.toUpperCase(Locale.ROOT), " " + place.code, "gone", "gone\u0000", "gone\ud800"));
            }
            case 6 -> {
                name = JSON.stringNode("EXTERNAL_ID");
                value = JSON.stringNode(valueOfTheOtherType(model, place));
            }
            case 7 -> {
                name = JSON.stringNode("ID");
                value = noLong();
            }
            default -> {
                return row.put("identifierName", "CODE");
            }
        }
        row.set("identifierName", name);
        row.set("identifierValue", value);
        return row;
    }

    private String valueOfTheOtherType(ZoneModel model, Place place) {
        List<String> others = (place.store ? model.world().zones : model.world().stores)
                .values().stream()
                        .flatMap(other -> other.externalIds.values().stream())
                        .toList();
        return others.isEmpty() || chance.percent(20) ? chance.one("v1", "V1\u0000", "\ud800") : chance.one(others);
    }

    private JsonNode noLong() {
        return chance.one(
                JSON.stringNode("9223372036854775808"),
                JSON.stringNode("123456789012345678901234567890"),
                JSON.stringNode("٣"),
                JSON.numberNode(new BigInteger("9223372036854775808")),
                JSON.numberNode(-3),
                JSON.numberNode(7.5));
    }

    /** A row that gives the value to the zone. */
    ObjectNode holding(Place zone, String key, @Nullable String value) {
        ObjectNode row = of(zone);
        row.putObject("externalIds").put(key, value);
        return row;
    }

    /** A row that puts the zone under the parent. */
    ObjectNode under(Place zone, String parent) {
        return of(zone).put("areaParentCode", parent);
    }
}
