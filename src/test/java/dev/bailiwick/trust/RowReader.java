package dev.bailiwick.trust;

import dev.bailiwick.trust.Foretold.Matched;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a candidate of a row as the zones door reads it: whom it means, and all that can be said without its neighbours. */
final class RowReader {
    private static final Set<String> FIELDS = Set.of(
            "name", "description", "isAdmin", "isActive", "areaParentCode", "externalIds", "customFields", "language");
    private final boolean creates;
    private final boolean strict;
    private final World start;

    RowReader(boolean creates, boolean strict, World start) {
        this.creates = creates;
        this.strict = strict;
        this.start = start;
    }

    Candidate read(int index, JsonNode node, Set<Ref> seen) {
        Candidate row = new Candidate(index);
        if (!(node instanceof ObjectNode object)) {
            row.fault("", 1249);
            return row;
        }
        clientRef(row, object);
        members(row, object);
        if (!creates && !identify(row, object, seen)) {
            return row;
        }
        if (!ifVersion(row, object)) {
            return row;
        }
        SortedMap<String, Object> draft = row.open(start.get(row.ref));
        if (creates) {
            code(row, object.path("code"), draft);
        }
        new FieldReader(row, object, draft).read();
        return row;
    }

    static void clientRef(Candidate row, JsonNode object) {
        JsonNode given = object.path("clientRef");
        if (given.isMissingNode() || given.isNull()) {
            return;
        }
        boolean fits =
                given.isNumber() || given.isString() && given.stringValue().length() <= 100;
        if (fits) {
            row.clientRef = given;
        } else {
            row.warn("clientRef", 9103);
        }
    }

    private boolean identify(Candidate row, ObjectNode object, Set<Ref> seen) {
        JsonNode name = object.path("identifierName");
        JsonNode value = object.path("identifierValue");
        int fault = name.isString() && !value.isMissingNode() && !value.isNull() ? 0 : 1249;
        if (fault == 0) {
            fault = find(row, name.stringValue().toLowerCase(Locale.ROOT), value.asString());
        }
        if (fault == 0 && row.ref != null && !seen.add(row.ref)) {
            fault = 1253;
            row.before = start.get(row.ref);
        }
        if (fault != 0) {
            row.faults.clear();
            row.fault("", fault);
        }
        return fault == 0;
    }

    private int find(Candidate row, String kind, String value) {
        Zone found;
        switch (kind) {
            case "id" -> {
                if (!value.matches("-?[0-9]+") || new BigInteger(value).bitLength() > 63) {
                    return 1251;
                }
                found = start.byId(Long.parseLong(value));
                row.matched = new Matched("id", value);
            }
            case "code" -> {
                found = start.byCode(value);
                row.matched = new Matched("code", value);
            }
            case "external_id" -> {
                found = start.byValue(value);
                row.matched = new Matched("externalId", value);
            }
            default -> {
                return 1250;
            }
        }
        if (found == null) {
            row.matched = Matched.NOT;
            didYouMean(row, kind, value);
            return 1254;
        }
        row.ref = found.ref();
        return 0;
    }

    private void didYouMean(Candidate row, String kind, String value) {
        boolean near = start.find(zone -> kind.equals("code") && like(zone.ref().code, value)
                        || kind.equals("external_id")
                                && zone.externalValues().stream().anyMatch(held -> like(held, value)))
                != null;
        if (near) {
            row.warn("", 9104);
        }
    }

    static boolean like(String held, String value) {
        return !held.equals(value) && World.likeness(held).equals(World.likeness(value));
    }

    private void members(Candidate row, ObjectNode object) {
        for (String member : object.propertyNames()) {
            boolean own = creates
                    ? member.equals("code")
                    : member.equals("identifierName") || member.equals("identifierValue");
            if (FIELDS.contains(member) || own || member.equals("clientRef") || member.equals("ifVersion")) {
                continue;
            }
            boolean fixed = Set.of("entityId", "id", "type").contains(member) || !creates && member.equals("code");
            Notice notice = new Notice("", fixed ? 9102 : 9101, List.of(member));
            (strict ? row.faults : row.warnings).add(notice);
        }
    }

    /** Whether the row was made from what the thing is; one that was not is looked at no further. */
    private boolean ifVersion(Candidate row, ObjectNode object) {
        JsonNode given = object.path("ifVersion");
        if (given.isMissingNode()) {
            return true;
        }
        Zone zone = start.get(row.ref);
        int version = zone == null ? 0 : zone.version();
        if (!given.isIntegralNumber() || given.bigIntegerValue().signum() < 0) {
            row.fault("ifVersion", 1217);
        } else if (!given.bigIntegerValue().equals(BigInteger.valueOf(version))) {
            row.faults.clear();
            row.fault("", 9004);
            row.present = zone;
            row.before = zone;
            return false;
        }
        return true;
    }

    private static void code(Candidate row, JsonNode given, SortedMap<String, Object> draft) {
        // Without a code it is something all the same, so that its other fields are judged.
        row.ref = new Ref("(none " + row.index + ")", null);
        @Nullable String code = given.isString() ? given.stringValue() : null;
        if (code == null) {
            row.fault("code", given.isMissingNode() ? 403 : 1217);
        } else if (code.isEmpty() || !code.strip().equals(code)) {
            row.fault("code", 1217);
        } else {
            row.ref = new Ref(code, null);
            draft.put("code", code);
        }
    }
}
