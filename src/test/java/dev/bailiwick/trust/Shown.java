package dev.bailiwick.trust;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the model holds, as the answers have to show it. */
final class Shown {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final List<String> SINGLE =
            List.of("code", "name", "description", "parent", "active", "admin", "language", "currency", "timezone");

    private Shown() {}

    /** The receipt without its faults and warnings. */
    static JsonNode receipt(Foretold row) {
        ObjectNode receipt = JSON.objectNode();
        receipt.put("index", row.index());
        Ref ref = row.ref();
        if (ref != null) {
            ObjectNode entity = receipt.putObject("entity").put("kind", "zone");
            // Of what is gone the id is told only.
            if (row.version() > 0) {
                entity.put("code", ref.code);
            }
            if (ref.id != null) {
                entity.put("id", ref.id);
            }
        }
        receipt.put("outcome", row.outcome());
        receipt.put("matchedBy", row.matched().by());
        receipt.put("matchedValue", row.matched().value());
        receipt.put("version", row.version());
        receipt.set("changes", changes(row.changes()));
        receipt.put("consequences", 0);
        receipt.set("clientRef", row.clientRef() == null ? JSON.nullNode() : row.clientRef());
        Zone present = row.present();
        if (present != null) {
            ObjectNode now = receipt.putObject("present").put("version", present.version());
            now.set("values", fields(present));
        }
        return plain(receipt);
    }

    static JsonNode changes(SortedMap<String, Change> changes) {
        ObjectNode shown = JSON.objectNode();
        changes.forEach((field, change) -> {
            ObjectNode one = shown.putObject(field);
            one.set("before", value(change.before()));
            one.set("after", value(change.after()));
        });
        return plain(shown);
    }

    /** A zone's fields, also those that are not set. */
    private static ObjectNode fields(Zone zone) {
        ObjectNode shown = JSON.objectNode();
        SINGLE.forEach(field -> shown.set(field, value(zone.fields().get(field))));
        shown.putObject("externalIds");
        shown.putObject("customFields");
        zone.fields().forEach((field, value) -> {
            int dot = field.indexOf('.');
            if (dot > 0) {
                shown.withObjectProperty(field.substring(0, dot)).set(field.substring(dot + 1), value(value));
            }
        });
        return shown;
    }

    /** A zone as {@code GET /api/v1/zones} tells it, without {@code lastUpdated}. */
    static JsonNode zone(Zone zone, World world) {
        ObjectNode shown = fields(zone);
        shown.put("id", zone.ref().id).put("version", zone.version());
        Zone parent = world.get(zone.parent());
        if (parent != null) {
            shown.putObject("parent").put("id", parent.ref().id).put("code", parent.ref().code);
        }
        // What only territories have, nobody sets here.
        shown.putNull("manager").put("permission", "read_only").putObject("rules");
        shown.putArray("users");
        shown.putArray("defaultFor");
        return plain(shown);
    }

    private static JsonNode value(@Nullable Object value) {
        return switch (value) {
            case null -> JSON.nullNode();
            case Ref ref -> ref.id == null ? JSON.nullNode() : JSON.numberNode(ref.id);
            case Boolean flag -> JSON.booleanNode(flag);
            case BigInteger number -> JSON.numberNode(number);
            default -> JSON.stringNode(Objects.toString(value));
        };
    }

    /** The same tree with sorted members and numbers as plain decimals, fit for comparing. */
    static JsonNode plain(JsonNode node) {
        if (node.isNumber()) {
            return JSON.numberNode(
                    new BigDecimal(node.decimalValue().stripTrailingZeros().toPlainString()));
        }
        if (node instanceof ObjectNode object) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            object.properties().forEach(e -> sorted.put(e.getKey(), plain(e.getValue())));
            ObjectNode plain = JSON.objectNode();
            sorted.forEach(plain::set);
            return plain;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode plain = JSON.arrayNode();
            array.forEach(element -> plain.add(plain(element)));
            return plain;
        }
        return node;
    }
}
