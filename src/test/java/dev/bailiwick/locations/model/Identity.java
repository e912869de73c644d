package dev.bailiwick.locations.model;

import dev.bailiwick.locations.model.Expected.Fault;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Which zone or store a row is about, or why that cannot be told. */
record Identity(@Nullable Place place, @Nullable Fault fault) {

    /** What a row has that creates: nothing to look up. */
    static final Identity NONE = new Identity(null, null);

    /** Looks the row's zone or store up in the state the request began with. */
    static Identity of(Operation operation, JsonNode row, World start) {
        JsonNode name = row.path("identifierName");
        JsonNode value = row.path("identifierValue");
        if (missing(name) || missing(value)) {
            return refused(1249, "missing");
        }
        if (!name.isString()) {
            return refused(1250, "type of the kind");
        }
        String kind = name.stringValue().toLowerCase(Locale.ROOT);
        if (!Set.of("id", "code", "external_id").contains(kind)) {
            return refused(1250, "kind");
        }
        String text;
        if (value.isString()) {
            text = value.stringValue();
        } else if (value.isIntegralNumber()) {
            text = value.bigIntegerValue().toString();
        } else if (value.isNumber() && kind.equals("id")) {
            return refused(1251, "fraction");
        } else {
            return refused(1217, "type of the value");
        }
        return switch (kind) {
            case "id" -> byId(start.of(operation).values(), text);
            case "code" -> found(start.of(operation).get(text));
            default -> found(byValue(start.of(operation).values(), text));
        };
    }

    private static Identity byId(Collection<Place> places, String text) {
        if (!text.matches("-?[0-9]+") || new BigInteger(text).bitLength() > 63) {
            return refused(1251, "integer");
        }
        long id = new BigInteger(text).longValueExact();
        Place found = null;
        for (Place place : places) {
            if (place.id != null && place.id == id) {
                found = place;
            }
        }
        return found(found);
    }

    private static @Nullable Place byValue(Collection<Place> places, String text) {
        Place found = null;
        for (Place place : places) {
            if (place.externalIds.containsValue(text)) {
                found = place;
            }
        }
        return found;
    }

    private static Identity found(@Nullable Place place) {
        return place == null ? refused(1254, "unknown") : new Identity(place, null);
    }

    private static Identity refused(int code, String why) {
        return new Identity(null, new Fault("identifier", code, why));
    }

    private static boolean missing(JsonNode node) {
        return node.isMissingNode() || node.isNull() || (node.isString() && TextRules.blank(node.stringValue()));
    }
}
