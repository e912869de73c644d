package dev.bailiwick.locations.model;

import dev.bailiwick.locations.model.Expected.Fault;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One org in memory and the rules of the bulk doors, as plainly as they can be written: row after row, each judged on a
 * copy that is kept or dropped. Nothing here is fast or shared with the product; that is its use.
 */
public final class ZoneModel {

    /**
     * Whether a row that fails is warned about too. A warning says {@code status: true}, "the row went through", so a row
     * that did not go through has none.
     */
    static final boolean WARN_ON_FAILED_ROWS = false;

    static final List<String> LOCALE = List.of("language", "currency", "timezone");

    private static final List<String> ZONE_FIELDS = List.of(
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
    private static final List<String> STORE_FIELDS = List.of(
            "name",
            "description",
            "isActive",
            "areaParentCode",
            "externalIds",
            "customFields",
            "latitude",
            "longitude",
            "groupParentCode",
            "language",
            "currency",
            "timezone");

    private final OrgConfig config;
    private final Set<String> coverage = new TreeSet<>();
    private World world = new World();

    public ZoneModel(OrgConfig config) {
        this.config = config;
    }

    // ---- what the org holds ------------------------------------------------------------------------------------

    public OrgConfig config() {
        return config;
    }

    World world() {
        return world;
    }

    /** Adds a zone or a store as it is, unchecked, in the shape {@code GET /v2/locations} shows it; parents first. */
    public ZoneModel load(JsonNode entry) {
        boolean store = entry.path("type").asString("ZONE").equals("STORE");
        Place place = new Place(store, entry.get("code").stringValue());
        JsonNode id = entry.path("entityId");
        place.id = id.isNumber() ? Long.valueOf(id.longValue()) : null;
        place.name = entry.get("name").stringValue();
        place.description = text(entry.path("description"));
        place.admin = entry.path("isAdmin").asBoolean(false);
        place.active = entry.path("isActive").asBoolean(true);
        place.parent = text(entry.path("areaParentCode"));
        entry.path("externalIds")
                .properties()
                .forEach(e -> place.externalIds.put(e.getKey(), e.getValue().stringValue()));
        entry.path("customFields").properties().forEach(e -> place.customFields.put(e.getKey(), e.getValue()));
        for (String field : LOCALE) {
            String value = text(entry.path(field));
            if (value != null) {
                place.locale.put(field, value);
            }
        }
        JsonNode latitude = entry.path("latitude");
        JsonNode longitude = entry.path("longitude");
        place.latitude = latitude.isNumber() ? latitude.decimalValue() : null;
        place.longitude = longitude.isNumber() ? longitude.decimalValue() : null;
        place.group = text(entry.path("groupParentCode"));
        (store ? world.stores : world.zones).put(place.code, place);
        return this;
    }

    /** Tells the id the server gave to a zone. */
    public void bindZone(String code, long id) {
        Objects.requireNonNull(world.zones.get(code), code).id = id;
    }

    /** Tells the id the server gave to a store. */
    public void bindStore(String code, long id) {
        Objects.requireNonNull(world.stores.get(code), code).id = id;
    }

    /** Tells the id the server gave to the zone or store that a create call brought. */
    public void bindId(Operation operation, String code, long id) {
        if (operation.stores()) {
            bindStore(code, id);
        } else {
            bindZone(code, id);
        }
    }

    /** Every zone by code, as {@code data} of {@code GET /v2/locations} has it, without {@code lastUpdated}. */
    public SortedMap<String, ObjectNode> zoneStates() {
        SortedMap<String, ObjectNode> states = new TreeMap<>();
        world.zones.forEach((code, zone) -> states.put(code, zone.state()));
        return states;
    }

    /** Every store by code, the same way: without {@code isAdmin}, with its coordinates and its group. */
    public SortedMap<String, ObjectNode> storeStates() {
        SortedMap<String, ObjectNode> states = new TreeMap<>();
        world.stores.forEach((code, store) -> states.put(code, store.state()));
        return states;
    }

    /** Error codes met so far, as text, and the names of the situations met so far. */
    public Set<String> coverage() {
        return new TreeSet<>(coverage);
    }

    /** The same tree with members in alphabetical order and numbers as plain decimals, fit for comparing. */
    public static JsonNode normal(JsonNode node) {
        if (node.isNumber()) {
            BigDecimal plain =
                    new BigDecimal(node.decimalValue().stripTrailingZeros().toPlainString());
            return JsonNodeFactory.instance.numberNode(plain);
        }
        if (node instanceof ObjectNode object) {
            ObjectNode normal = JsonNodeFactory.instance.objectNode();
            Map<String, JsonNode> sorted = new TreeMap<>();
            object.properties().forEach(e -> sorted.put(e.getKey(), normal(e.getValue())));
            sorted.forEach(normal::set);
            return normal;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode normal = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> normal.add(normal(element)));
            return normal;
        }
        return node;
    }

    // ---- the four calls ----------------------------------------------------------------------------------------

    public Expected updateZones(ArrayNode rows, boolean inheritLocale) {
        return apply(Operation.UPDATE_ZONES, rows, inheritLocale);
    }

    public Expected createZones(ArrayNode rows, boolean inheritLocale) {
        return apply(Operation.CREATE_ZONES, rows, inheritLocale);
    }

    public Expected updateStores(ArrayNode rows, boolean inheritLocale) {
        return apply(Operation.UPDATE_STORES, rows, inheritLocale);
    }

    public Expected createStores(ArrayNode rows, boolean inheritLocale) {
        return apply(Operation.CREATE_STORES, rows, inheritLocale);
    }

    public Expected apply(Operation operation, ArrayNode rows, boolean inheritLocale) {
        List<Expected.Row> answers = new ArrayList<>();
        if (rows.size() > operation.limit()) {
            for (JsonNode row : rows) {
                Fault fault = new Fault("batch", 1246, "limit");
                answers.add(new Expected.Row(echo(row), false, null, null, List.of(fault), List.of()));
            }
            coverage.add("1246");
            coverage.add(operation.creates() ? Situations.K1_CREATE_LIMIT : Situations.A4_TOO_LONG);
            return new Expected(operation, 400, answers);
        }
        World start = world.copy();
        Set<String> seen = new HashSet<>();
        Set<String> claimed = new HashSet<>();
        List<Situations.Step> steps = new ArrayList<>();
        for (JsonNode row : rows) {
            World before = world.copy();
            Identity identity = operation.creates() ? new Identity(null, null) : identify(operation, row, start);
            List<Fault> faults = new ArrayList<>();
            Place target = identity.place();
            String code = null;
            boolean first = true;
            if (!(row instanceof ObjectNode object)) {
                faults.add(new Fault("identifier", 1249, "no object"));
            } else if (identity.fault() != null) {
                faults.add(identity.fault());
            } else if (target != null && !seen.add(target.code)) {
                first = false;
                code = target.code;
                faults.add(new Fault("identifier", 1253, "repeated"));
            } else {
                Place present = target == null
                        ? null
                        : Objects.requireNonNull(world.of(operation).get(target.code));
                Attempt attempt = new Attempt(operation, object, inheritLocale, present, claimed);
                attempt.judge();
                faults.addAll(attempt.faults);
                if (faults.isEmpty()) {
                    world.of(operation).put(attempt.draft.code, attempt.draft);
                    claimed.addAll(attempt.assigned);
                }
                code = attempt.draft.code;
            }
            boolean identified = operation.creates() ? faults.isEmpty() : target != null;
            List<Integer> warnings =
                    faults.isEmpty() || WARN_ON_FAILED_ROWS ? warnings(operation, row) : List.<Integer>of();
            answers.add(new Expected.Row(
                    echo(row),
                    identified,
                    target == null ? null : target.id,
                    identified ? code : null,
                    faults,
                    warnings));
            faults.forEach(fault -> coverage.add(Integer.toString(fault.code())));
            warnings.forEach(warning -> coverage.add(Integer.toString(warning)));
            steps.add(new Situations.Step(row, code, first, List.copyOf(faults), before, world.copy()));
        }
        coverage.addAll(new Situations(operation, inheritLocale, start, steps).seen());
        long failed = answers.stream().filter(answer -> !answer.ok()).count();
        int status;
        if (rows.isEmpty()) {
            status = 200;
        } else if (failed == 0) {
            status = operation.creates() ? 201 : 200;
        } else if (failed == rows.size()) {
            status = 400;
        } else {
            status = 207;
        }
        return new Expected(operation, status, answers);
    }

    private static ObjectNode echo(JsonNode row) {
        return row instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
    }

    private static List<Integer> warnings(Operation operation, JsonNode row) {
        Set<String> known = new HashSet<>(operation.stores() ? STORE_FIELDS : ZONE_FIELDS);
        Set<String> fixed = new HashSet<>(Set.of("entityId", "id", "type"));
        if (operation.creates()) {
            known.addAll(Set.of("code", "externalId"));
        } else {
            known.addAll(Set.of("identifierName", "identifierValue"));
            fixed.add("code");
        }
        List<Integer> warnings = new ArrayList<>();
        for (String member : row.propertyNames()) {
            if (!known.contains(member)) {
                warnings.add(fixed.contains(member) ? 9102 : 9101);
            }
        }
        return warnings;
    }

    // ---- identification ----------------------------------------------------------------------------------------

    private record Identity(@Nullable Place place, @Nullable Fault fault) {}

    /** Looks the row's zone or store up in the state the request began with. */
    private static Identity identify(Operation operation, JsonNode row, World start) {
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
        Place found = null;
        if (kind.equals("id")) {
            if (!text.matches("-?[0-9]+") || new BigInteger(text).bitLength() > 63) {
                return refused(1251, "integer");
            }
            long id = new BigInteger(text).longValueExact();
            for (Place place : start.of(operation).values()) {
                if (place.id != null && place.id == id) {
                    found = place;
                }
            }
        } else if (kind.equals("code")) {
            found = start.of(operation).get(text);
        } else {
            for (Place place : start.of(operation).values()) {
                if (place.externalIds.containsValue(text)) {
                    found = place;
                }
            }
        }
        return found == null ? refused(1254, "unknown") : new Identity(found, null);
    }

    private static Identity refused(int code, String why) {
        return new Identity(null, new Fault("identifier", code, why));
    }

    private static boolean missing(JsonNode node) {
        return node.isMissingNode() || node.isNull() || (node.isString() && blank(node.stringValue()));
    }

    // ---- texts -------------------------------------------------------------------------------------------------

    static boolean blank(String text) {
        return text.strip().isEmpty();
    }

    /** How names are compared. */
    static String fold(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .strip()
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Texts that cannot be kept: with NUL, or with half a surrogate pair. */
    static boolean unstorable(String text) {
        return text.codePoints().anyMatch(point -> point == 0 || (point >= 0xD800 && point <= 0xDFFF));
    }

    private static boolean plainName(String name) {
        return name.codePoints().allMatch(point -> switch (Character.getType(point)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER -> true;
            default -> point == '_' || point == ' ';
        });
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }

    // ---- one row -----------------------------------------------------------------------------------------------

    /** One row on its copy. */
    private final class Attempt {
        private final Operation operation;
        private final ObjectNode row;
        private final boolean inherit;
        private final @Nullable Place present;
        private final Set<String> claimed;
        private final Place draft;
        private final List<Fault> faults = new ArrayList<>();
        private final Set<String> assigned = new LinkedHashSet<>();

        Attempt(Operation operation, ObjectNode row, boolean inherit, @Nullable Place present, Set<String> claimed) {
            this.operation = operation;
            this.row = row;
            this.inherit = inherit;
            this.present = present;
            this.claimed = claimed;
            if (present == null) {
                String code = text(row.path("code"));
                this.draft = new Place(operation.stores(), code == null ? "" : code);
            } else {
                this.draft = present.copy();
            }
        }

        void judge() {
            // The parent comes first, because activation and inheritance look at it; its fault keeps its place.
            Fault parentFault = parent();
            boolean parentFine = parentFault == null;
            if (operation.creates()) {
                code();
            }
            if (operation.stores()) {
                storeName();
            } else {
                zoneName();
            }
            description();
            if (!operation.stores()) {
                isAdmin();
            }
            isActive(parentFine);
            if (parentFault != null) {
                faults.add(parentFault);
            }
            externalIds();
            customFields();
            if (operation.stores()) {
                draft.latitude = coordinate("latitude", 90, draft.latitude);
                draft.longitude = coordinate("longitude", 180, draft.longitude);
                groupParentCode();
            }
            locale(parentFine);
        }

        private @Nullable JsonNode sent(String field) {
            return row.has(field) ? row.get(field) : null;
        }

        private void fault(String field, int code, String why) {
            faults.add(new Fault(field, code, why));
        }

        private void code() {
            JsonNode sent = sent("code");
            if (sent == null || sent.isNull()) {
                fault("code", 403, "missing");
                return;
            }
            if (!sent.isString()) {
                fault("code", 1217, "type");
                return;
            }
            String code = sent.stringValue();
            if (blank(code) || !code.equals(code.strip()) || length(code) > 100 || unstorable(code)) {
                fault("code", 1217, "form");
            } else if (world.of(operation).containsKey(code)) {
                fault("code", 9002, "taken");
            }
        }

        private void zoneName() {
            JsonNode sent = sent("name");
            if (sent == null) {
                if (present == null) {
                    fault("name", 1252, "missing");
                }
                return;
            }
            if (sent.isNull()) {
                fault("name", 1252, "null");
                return;
            }
            if (!sent.isString()) {
                fault("name", 1217, "type");
                return;
            }
            String name = sent.stringValue();
            if (present != null && present.name.equals(name)) {
                return;
            }
            draft.name = name;
            if (blank(name)) {
                fault("name", 1252, "blank");
            } else if (name.strip().equalsIgnoreCase("ROOT")) {
                fault("name", 1210, "root");
            } else if (length(name) > 100) {
                fault("name", 1264, "length");
            } else if (!plainName(name)) {
                fault("name", 1219, "characters");
            } else {
                Place namesake = world.named(fold(name));
                if (namesake != null && !World.same(namesake, present)) {
                    fault("name", 1206, "used by " + namesake.code);
                }
            }
        }

        private void storeName() {
            JsonNode sent = sent("name");
            if (sent == null) {
                if (present == null) {
                    fault("name", 1252, "missing");
                }
            } else if (sent.isNull()) {
                fault("name", 1252, "null");
            } else if (!sent.isString()) {
                fault("name", 1217, "type");
            } else if (blank(sent.stringValue())) {
                fault("name", 1252, "blank");
            } else if (length(sent.stringValue()) > 100) {
                fault("name", 1264, "length");
            } else if (unstorable(sent.stringValue())) {
                fault("name", 1217, "characters");
            } else {
                draft.name = sent.stringValue();
            }
        }

        private void description() {
            JsonNode sent = sent("description");
            if (sent == null) {
                return;
            }
            if (sent.isNull()) {
                draft.description = null;
            } else if (!sent.isString()) {
                fault("description", 1217, "type");
            } else if (unstorable(sent.stringValue())) {
                fault("description", 1217, "characters");
            } else {
                draft.description = sent.stringValue();
            }
        }

        private void isAdmin() {
            JsonNode sent = sent("isAdmin");
            if (sent == null) {
                return;
            }
            if (sent.isBoolean()) {
                draft.admin = sent.booleanValue();
            } else {
                fault("isAdmin", 1217, sent.isNull() ? "null" : "type");
            }
        }

        private void isActive(boolean parentFine) {
            JsonNode sent = sent("isActive");
            if (sent == null && present != null) {
                return;
            }
            if (sent != null && !sent.isBoolean()) {
                fault("isActive", 1217, sent.isNull() ? "null" : "type");
                return;
            }
            boolean wanted = sent == null || sent.booleanValue();
            draft.active = wanted;
            if (present != null && present.active == wanted) {
                return;
            }
            if (wanted) {
                if (parentFine && !world.chainActive(draft.parent)) {
                    fault("isActive", 1258, "parent");
                }
            } else if (present != null && !present.store) {
                boolean store = world.storesAt(present.code).stream().anyMatch(child -> child.active);
                boolean zone = world.children(present.code).stream().anyMatch(child -> child.active);
                if (store) {
                    fault("isActive", 1259, "stores");
                } else if (zone) {
                    fault("isActive", 1259, "zones");
                }
            }
        }

        private @Nullable Fault parent() {
            String field = "areaParentCode";
            JsonNode sent = sent(field);
            if (sent == null) {
                return present == null ? new Fault(field, 1257, "missing") : null;
            }
            if (sent.isNull()) {
                return new Fault(field, 1257, "null");
            }
            if (!sent.isString()) {
                return new Fault(field, 1217, "type");
            }
            Place parent = world.zones.get(sent.stringValue());
            if (parent == null) {
                return new Fault(field, 1217, blank(sent.stringValue()) ? "blank" : "unknown");
            }
            if (present != null && !present.store) {
                if (parent.code.equals(present.code)) {
                    return new Fault(field, 1217, "self");
                }
                if (world.inside(parent.code, present.code)) {
                    return new Fault(field, 1217, "descendant");
                }
            }
            if (!parent.active) {
                return new Fault(field, 1217, "inactive");
            }
            draft.parent = parent.code;
            return null;
        }

        private void externalIds() {
            Map<String, JsonNode> sent = new LinkedHashMap<>();
            JsonNode list = operation.creates() ? sent("externalId") : null;
            if (list != null && !list.isNull()) {
                if (!list.isArray()) {
                    fault("externalIds", 1217, "type");
                    return;
                }
                for (int i = 0; i < list.size(); i++) {
                    if (!list.get(i).isString()) {
                        fault("externalIds", 1217, "type of an entry");
                        return;
                    }
                    sent.put("external" + (i + 1), list.get(i));
                }
            }
            JsonNode map = sent("externalIds");
            if (map != null && map.isNull()) {
                draft.externalIds.clear();
            } else if (map != null) {
                if (!map.isObject()) {
                    fault("externalIds", 1217, "type");
                    return;
                }
                map.properties().forEach(entry -> sent.put(entry.getKey(), entry.getValue()));
            }
            for (Map.Entry<String, JsonNode> entry : sent.entrySet()) {
                JsonNode value = entry.getValue();
                if (!value.isString() && !value.isNull()) {
                    fault("externalIds", 1217, "type of an entry");
                    return;
                }
                if (unstorable(entry.getKey()) || (value.isString() && unstorable(value.stringValue()))) {
                    fault("externalIds", 1217, "characters");
                    return;
                }
            }
            for (Map.Entry<String, JsonNode> entry : sent.entrySet()) {
                String value = text(entry.getValue());
                if (blank(entry.getKey()) || (value != null && blank(value))) {
                    fault("externalIds", 403, "blank");
                    return;
                }
            }
            for (String key : sent.keySet()) {
                if (length(key) > 200) {
                    fault("externalIds", 1261, "length of a key");
                    return;
                }
            }
            for (JsonNode node : sent.values()) {
                String value = text(node);
                if (value != null && length(value) > 200) {
                    fault("externalIds", 1262, "length of a value");
                    return;
                }
            }
            sent.forEach((key, node) -> {
                String value = text(node);
                if (value == null) {
                    draft.externalIds.remove(key);
                } else {
                    draft.externalIds.put(key, value);
                    assigned.add(value);
                }
            });
            if (draft.externalIds.size() > 5) {
                fault("externalIds", 1217, "count");
                return;
            }
            for (String value : assigned) {
                if (claimed.contains(value)) {
                    fault("externalIds", 1248, value);
                    return;
                }
            }
            for (String value : assigned) {
                Place holder = world.holder(value);
                if (holder != null && !World.same(holder, present)) {
                    fault("externalIds", 1245, value);
                    return;
                }
            }
        }

        private void customFields() {
            JsonNode sent = sent("customFields");
            if (sent == null) {
                return;
            }
            if (sent.isNull()) {
                draft.customFields.clear();
                return;
            }
            if (!sent.isObject()) {
                fault("customFields", 1217, "type");
                return;
            }
            for (Map.Entry<String, JsonNode> entry : sent.properties()) {
                String key = entry.getKey();
                JsonNode value = entry.getValue();
                OrgConfig.FieldType type =
                        operation.stores() ? null : config.zoneFields().get(key);
                if (type == null) {
                    fault("customFields", 1217, "key");
                    return;
                }
                if (value.isNull()) {
                    draft.customFields.remove(key);
                    continue;
                }
                boolean fits = switch (type) {
                    case STRING -> value.isString() && !unstorable(value.stringValue());
                    case INTEGER -> value.isIntegralNumber();
                    case DOUBLE -> value.isNumber();
                    case BOOLEAN -> value.isBoolean();
                };
                if (!fits) {
                    fault("customFields", 1217, "value");
                    return;
                }
                draft.customFields.put(key, value);
            }
        }

        private @Nullable BigDecimal coordinate(String field, int bound, @Nullable BigDecimal present) {
            JsonNode sent = sent(field);
            if (sent == null) {
                return present;
            }
            if (sent.isNull()) {
                return null;
            }
            BigDecimal value;
            if (sent.isNumber()) {
                value = sent.decimalValue();
            } else if (sent.isString() && sent.stringValue().matches("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")) {
                value = new BigDecimal(sent.stringValue());
            } else {
                fault(field, 1217, "no number");
                return present;
            }
            if (value.abs().compareTo(BigDecimal.valueOf(bound)) > 0) {
                fault(field, 1217, "range");
                return present;
            }
            return value;
        }

        private void groupParentCode() {
            JsonNode sent = sent("groupParentCode");
            if (sent == null) {
                return;
            }
            if (sent.isNull()) {
                draft.group = null;
            } else if (!sent.isString() || unstorable(sent.stringValue())) {
                fault("groupParentCode", 1217, "type");
            } else {
                draft.group = sent.stringValue();
            }
        }

        private void locale(boolean parentFine) {
            boolean told = false;
            for (String field : LOCALE) {
                JsonNode sent = sent(field);
                if (sent == null) {
                    if (!inherit || !parentFine) {
                        continue;
                    }
                    Place parent = draft.parent == null ? null : world.zones.get(draft.parent);
                    String value = parent == null ? null : parent.locale.get(field);
                    if (value != null) {
                        draft.locale.put(field, value);
                    } else if (!told) {
                        fault(field, 403, "not at the parent");
                        told = true;
                    }
                } else if (sent.isNull()) {
                    fault(field, 403, "null");
                } else if (!sent.isString()) {
                    fault(field, 1217, "type");
                } else {
                    String wanted = sent.stringValue().toLowerCase(Locale.ROOT);
                    String spelling = null;
                    for (String enabled : config.enabled(field)) {
                        if (enabled.toLowerCase(Locale.ROOT).equals(wanted)) {
                            spelling = enabled;
                        }
                    }
                    if (spelling == null) {
                        fault(field, 1217, blank(wanted) ? "blank" : "not enabled");
                    } else {
                        draft.locale.put(field, spelling);
                    }
                }
            }
        }
    }
}
