package dev.bailiwick.trust;

import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Draws the rows of a request. */
final class RandomRows {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST = 5;

    private final Chance chance;
    private final RandomFields fields;

    RandomRows(Chance chance, int wrong) {
        this.chance = chance;
        this.fields = new RandomFields(chance, wrong);
    }

    ArrayNode updates(World world) {
        ArrayNode rows = JSON.arrayNode();
        for (Zone zone : chance.some(world.zones(), MOST)) {
            ObjectNode row = chance.percent(4) ? nobody(world) : about(zone);
            fields.some(row, world);
            common(row, zone.version());
            rows.add(row);
        }
        if (chance.percent(5)) {
            rows.add(fieldless(world, rows));
        }
        return rows;
    }

    /** A row about a zone that stands in one already, or no row at all. */
    private JsonNode fieldless(World world, ArrayNode rows) {
        if (chance.percent(20)) {
            return JSON.numberNode(5);
        }
        JsonNode code = rows.get(0).path("identifierValue");
        Zone zone = world.byCode(code.asString());
        return about(zone == null ? chance.one(world.zones()) : zone).put("description", "again");
    }

    ArrayNode creates(World world) {
        ArrayNode rows = JSON.arrayNode();
        int count = 1 + chance.below(3);
        for (int i = 0; i < count; i++) {
            ObjectNode row = JSON.objectNode();
            row.put("code", chance.percent(93) ? "n" + (1 + chance.below(9)) : chance.one("z1", "N1", " n2", ""));
            fields.some(row, world);
            fields.name(row);
            fields.parent(row, world);
            if (i > 0 && chance.percent(30)) {
                row.set("areaParentCode", rows.get(0).get("code"));
            }
            if (chance.percent(3)) {
                row.remove(chance.one("code", "name", "areaParentCode"));
            }
            common(row, 0);
            rows.add(row);
        }
        return rows;
    }

    /** Two zones that change names, external ids or places with each other; possible only at once. */
    ArrayNode swap(World world) {
        Zone one = chance.one(world.zones());
        List<Zone> rest = world.zones().stream()
                .filter(zone -> zone != one && zone.parent() != null)
                .toList();
        Zone other = rest.isEmpty() ? one : chance.one(rest);
        ObjectNode first = about(one);
        ObjectNode second = about(other);
        switch (chance.below(4)) {
            case 0 -> {
                first.put("name", other.name());
                second.put("name", one.name());
            }
            case 1 -> {
                exchange(first, other);
                exchange(second, one);
            }
            case 2 -> {
                first.put("areaParentCode", other.ref().code);
                second.put("areaParentCode", one.parent() == null ? "root" : one.parent().code);
            }
            default -> {
                boolean on = chance.percent(50);
                first.put("isActive", on);
                second.put("isActive", on);
            }
        }
        ArrayNode rows = JSON.arrayNode();
        if (chance.percent(30)) {
            Zone third = chance.one(world.zones());
            ObjectNode row = about(third);
            fields.some(row, world);
            rows.add(row);
        }
        rows.add(first);
        rows.add(second);
        rows.forEach(row -> common((ObjectNode) row, 0));
        return rows;
    }

    private static void exchange(ObjectNode row, Zone from) {
        ObjectNode ids = row.putObject("externalIds");
        for (String key : List.of("erp", "sap", "pos")) {
            Object value = from.fields().get(Zone.EXTERNAL + key);
            ids.put(key, value == null ? null : value.toString());
        }
    }

    private ObjectNode about(Zone zone) {
        ObjectNode row = JSON.objectNode();
        List<String> values = zone.externalValues();
        if (chance.percent(25)) {
            long id = Objects.requireNonNull(zone.ref().id);
            row.put("identifierName", chance.one("ID", "id"));
            if (chance.percent(50)) {
                return row.put("identifierValue", id);
            }
            return row.put("identifierValue", Long.toString(id));
        }
        if (!values.isEmpty() && chance.percent(40)) {
            return row.put("identifierName", "EXTERNAL_ID").put("identifierValue", chance.one(values));
        }
        return row.put("identifierName", "CODE").put("identifierValue", zone.ref().code);
    }

    private ObjectNode nobody(World world) {
        ObjectNode row = JSON.objectNode();
        return switch (chance.below(6)) {
            case 0 -> row.put("identifierName", "CODE").put("identifierValue", chance.one("Z1", "z 2", "nobody"));
            case 1 -> row.put("identifierName", "ID").put("identifierValue", chance.one("12x", "77"));
            case 2 -> row.put("identifierName", "NAME").put("identifierValue", "North");
            case 3 -> row.put("identifierName", "CODE");
            case 4 -> row.put("identifierName", "EXTERNAL_ID").put("identifierValue", chance.one("V2", "V 1", "none"));
            default -> {
                Ref gone = world.gone().isEmpty() ? null : chance.one(world.gone());
                yield row.put("identifierName", "ID")
                        .put("identifierValue", gone == null ? "78" : String.valueOf(gone.id));
            }
        };
    }

    /** What every row may have. */
    private void common(ObjectNode row, int version) {
        if (chance.percent(50)) {
            JsonNode good = chance.percent(50)
                    ? JSON.stringNode("ref " + chance.below(1000))
                    : JSON.numberNode(chance.below(1000));
            row.set(
                    "clientRef",
                    chance.percent(95)
                            ? good
                            : chance.one(JSON.booleanNode(true), JSON.objectNode(), JSON.stringNode("r".repeat(101))));
        }
        if (chance.percent(15)) {
            JsonNode wrong = chance.one(JSON.numberNode(-1), JSON.numberNode(1.5), JSON.stringNode("1"));
            int told = chance.percent(80) ? version : version + 1 + chance.below(3);
            row.set("ifVersion", chance.percent(95) ? JSON.numberNode(told) : wrong);
        }
    }
}
