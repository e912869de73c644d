package dev.bailiwick.locations.model;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values that fields do not take, and some at the very edge of what they take. */
final class OddValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Chance chance;
    private final FieldValues values;

    OddValues(Chance chance, FieldValues values) {
        this.chance = chance;
        this.values = values;
    }

    /** Something that the field does not take, or hardly. */
    JsonNode of(String field, ObjectNode row) {
        return switch (field) {
            case "name" -> name();
            case "description" ->
                chance.one(
                        JSON.numberNode(5),
                        JSON.objectNode(),
                        JSON.stringNode("a\u0000b"),
                        JSON.stringNode("\udc00 x"));
            case "isAdmin", "isActive" ->
                chance.one(JSON.nullNode(), JSON.stringNode("false"), JSON.numberNode(0), JSON.objectNode());
            case "areaParentCode" -> parent(row);
            case "externalIds" -> externalIds();
            case "customFields" -> customFields();
            case "language", "currency", "timezone" -> locale();
            case "latitude", "longitude" -> coordinate();
            case "groupParentCode" -> chance.one(JSON.numberNode(4), JSON.booleanNode(true), JSON.arrayNode());
            default -> throw new IllegalArgumentException(field);
        };
    }

    private JsonNode name() {
        return chance.one(
                JSON.nullNode(),
                JSON.stringNode(""),
                JSON.stringNode("  "),
                JSON.stringNode("rOOt"),
                JSON.stringNode(" Root "),
                JSON.stringNode("x".repeat(101)),
                JSON.stringNode("𝒜".repeat(100)),
                JSON.stringNode("-".repeat(101)),
                JSON.stringNode("a-b"),
                JSON.stringNode("a\tb"),
                JSON.stringNode("a\u00a0b"),
                JSON.stringNode("a\u0000"),
                JSON.stringNode("a\ud800"),
                JSON.stringNode("Nord-Est"),
                JSON.numberNode(5),
                JSON.arrayNode());
    }

    private JsonNode parent(ObjectNode row) {
        return chance.one(
                JSON.nullNode(),
                JSON.stringNode(""),
                JSON.stringNode(" "),
                JSON.stringNode("gone"),
                JSON.stringNode("z-1\u0000"),
                JSON.stringNode("z-1\ud800"),
                JSON.stringNode("Z-1"),
                JSON.stringNode("s-1"),
                JSON.stringNode(row.path("identifierValue").asString("z-1")),
                JSON.numberNode(3));
    }

    private JsonNode externalIds() {
        return chance.one(
                JSON.arrayNode(),
                JSON.stringNode("V1"),
                values.ids().put("", "V1"),
                values.ids().put("  ", "V2"),
                values.ids().putNull(" "),
                values.ids().put("erp", ""),
                values.ids().put("erp", " "),
                values.ids().put("erp", 7),
                values.ids().set("sap", JSON.objectNode()),
                values.ids().put("k".repeat(201), "V1"),
                JSON.objectNode().put("k".repeat(200), "V4"),
                JSON.objectNode().put("erp", "x".repeat(201)),
                values.ids().put("erp", "x".repeat(201)),
                values.ids().put("k".repeat(201), "x".repeat(201)),
                values.ids().put("", "x").put("erp", false),
                values.ids().put("erp", "a\u0000"),
                values.ids().put("erp", "a\udfff"),
                values.ids().put("e\u0000", "V1"));
    }

    private JsonNode customFields() {
        return chance.one(
                JSON.arrayNode(),
                JSON.stringNode("x"),
                values.fields().put("cf_none", "x"),
                values.fields().putNull("cf_none"),
                values.fields().put("cf_region", 5),
                values.fields().put("cf_region", "a\u0000"),
                values.fields().put("cf_region", "\ud83d"),
                values.fields().put("cf_rank", "5"),
                values.fields().put("cf_rank", 5.5),
                values.fields().put("cf_area", "1.5"),
                values.fields().put("cf_open", "true"),
                values.fields().set("cf_open", JSON.arrayNode()));
    }

    private JsonNode locale() {
        return chance.one(
                JSON.nullNode(),
                JSON.stringNode(""),
                JSON.stringNode(" "),
                JSON.stringNode("xx"),
                JSON.stringNode("INR\u0000"),
                JSON.stringNode(" en-IN"),
                JSON.numberNode(1),
                JSON.booleanNode(false));
    }

    private JsonNode coordinate() {
        return chance.one(
                JSON.stringNode(""),
                JSON.stringNode("abc"),
                JSON.stringNode("NaN"),
                JSON.stringNode("12.5d"),
                JSON.stringNode("180.0001"),
                JSON.numberNode(-181),
                JSON.numberNode(1000),
                JSON.booleanNode(true),
                JSON.objectNode());
    }
}
