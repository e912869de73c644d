package dev.bailiwick.locations.model;

import java.math.BigInteger;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Batches drawn by chance from few zones, names and values, so that their rows meet. Half of them carry a scene: a few
 * rows, fitted to what the org holds, that bring about one of the in-request cases of the rules.
 *
 * <p>Some texts hold NUL or half a surrogate pair: {@link Batch#body()} writes them so that they arrive.
 */
public final class RandomBatches {

    /** The documented error codes, as {@link ZoneModel#coverage} has them. */
    public static final Set<String> ALL_CODES = Set.of(
            "403", "1206", "1210", "1217", "1219", "1245", "1246", "1248", "1249", "1250", "1251", "1252", "1253",
            "1254", "1257", "1258", "1259", "1261", "1262", "1264");

    /** The codes of our own that the calls can give, errors and warnings. */
    public static final Set<String> OWN_CODES = Set.of("9002", "9101", "9102");

    /** The named cases, as {@link ZoneModel#coverage} has them. */
    public static final Set<String> ALL_SITUATIONS = Situations.ALL;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final List<String> ZONES = List.of("root", "z-1", "z-2", "z-3", "z-4", "z-5");
    private static final List<String> NAMES = List.of("North", "Zürich Süd", "West_9", "Gamma 3", "東 区");
    private static final List<String> VALUES = List.of("V1", "V2", "V3", "V4");
    private static final List<String> KEYS = List.of("erp", "sap", "pos", "k4", "k5", "k6");
    private static final List<String> FIELDS = List.of(
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

    /** One request. */
    public record Batch(Operation operation, ArrayNode rows, boolean inheritLocale) {
        /** The rows as JSON in ASCII. */
        public String body() {
            return ASCII.writeValueAsString(rows);
        }

        public Expected applyTo(ZoneModel model) {
            return model.apply(operation, rows, inheritLocale);
        }
    }

    /** A scene: its rows and the flag it needs, if it needs one. */
    private record Scene(List<ObjectNode> rows, @Nullable Boolean inherit) {}

    private interface SceneMaker {
        /** The rows, or null where the org holds nothing that fits. */
        @Nullable
        Scene make(ZoneModel model);
    }

    private final RandomGenerator random;
    private final List<SceneMaker> zoneScenes;
    private final List<SceneMaker> newZoneScenes;

    public RandomBatches(long seed) {
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.zoneScenes = List.of(
                this::oddValue,
                this::oddValue,
                this::oddValue,
                this::swap,
                this::freedName,
                this::nameTwice,
                this::nameAfterFailure,
                this::ownName,
                this::namesake,
                this::movedValue,
                this::valueTwice,
                this::valueAfterFailure,
                this::bothConflicts,
                this::fiveValues,
                this::renamedKey,
                this::sharedValue,
                this::mutualParents,
                this::activatedParent,
                this::deactivatedParent,
                this::deactivation,
                this::newChain,
                this::activationUnderInactive,
                this::presentInactiveParent,
                this::allActive,
                this::repeated,
                this::unknownTwice,
                this::lookedUpAtTheStart,
                this::parentLocale,
                this::childrenKeepTheirs,
                this::inheritOddly);
        this.newZoneScenes =
                List.of(this::newParent, this::codeTwice, this::codeAfterFailure, this::codeOfTheOtherType);
    }

    /** The org the batches are for, with no ids yet: load it into the server and bind what the server gives. */
    public static ZoneModel org() {
        ZoneModel model = new ZoneModel(new OrgConfig(
                List.of("en-IN", "fr-FR"),
                List.of("INR", "EUR"),
                List.of("Asia/Kolkata", "Europe/Paris"),
                Map.of(
                        "cf_region", OrgConfig.FieldType.STRING,
                        "cf_rank", OrgConfig.FieldType.INTEGER,
                        "cf_area", OrgConfig.FieldType.DOUBLE,
                        "cf_open", OrgConfig.FieldType.BOOLEAN)));
        JsonNode entries = JsonMapper.shared().readTree("""
                [
                  {"type": "ZONE", "code": "root", "name": "ROOT"},
                  {"type": "ZONE", "code": "z-1", "name": "North", "areaParentCode": "root", "isAdmin": true,
                   "description": "first", "externalIds": {"erp": "V1"}, "customFields": {"cf_region": "n", "cf_rank": 1},
                   "language": "en-IN", "currency": "INR", "timezone": "Asia/Kolkata"},
                  {"type": "ZONE", "code": "z-2", "name": "Zürich Süd", "areaParentCode": "root",
                   "externalIds": {"erp": "V2"}, "language": "fr-FR"},
                  {"type": "ZONE", "code": "z-3", "name": "Home z_3", "areaParentCode": "z-1", "isActive": false,
                   "language": "fr-FR", "currency": "EUR", "timezone": "Europe/Paris"},
                  {"type": "ZONE", "code": "z-4", "name": "Home z_4", "areaParentCode": "z-3", "isActive": false},
                  {"type": "ZONE", "code": "z-5", "name": "Nord-Est", "areaParentCode": "z-2",
                   "customFields": {"cf_area": 1.5, "cf_open": true}},
                  {"type": "STORE", "code": "s-1", "name": "Store 1", "areaParentCode": "z-1",
                   "externalIds": {"pos": "V3"}, "latitude": 28.6, "longitude": 77.2},
                  {"type": "STORE", "code": "s-2", "name": "Store 2", "areaParentCode": "z-3", "isActive": false},
                  {"type": "STORE", "code": "z-2", "name": "Store 2", "areaParentCode": "z-5",
                   "externalIds": {"pos": "S"}}
                ]
                """);
        entries.forEach(model::load);
        return model;
    }

    /** The next batch, for what the model holds now. */
    public Batch next(ZoneModel model) {
        int which = random.nextInt(100);
        Operation operation = which < 64
                ? Operation.UPDATE_ZONES
                : which < 76 ? Operation.CREATE_ZONES : which < 90 ? Operation.UPDATE_STORES : Operation.CREATE_STORES;
        boolean inherit = chance(20);
        int size = size(operation);
        List<JsonNode> rows = new ArrayList<>();
        if (size > 0 && size <= operation.limit() && chance(60)) {
            List<SceneMaker> scenes = operation == Operation.UPDATE_ZONES
                    ? zoneScenes
                    : operation == Operation.CREATE_ZONES ? newZoneScenes : List.<SceneMaker>of();
            Scene scene = scenes.isEmpty() ? null : one(scenes).make(model);
            if (scene != null) {
                rows.addAll(scene.rows());
                inherit = scene.inherit() == null ? inherit : scene.inherit();
                size = chance(50) ? rows.size() : Math.max(size, rows.size());
            }
        }
        while (rows.size() < size) {
            rows.add(random.nextInt(rows.size() + 1), row(model, operation));
        }
        while (rows.size() > operation.limit() && size <= operation.limit()) {
            rows.removeLast();
        }
        ArrayNode array = JSON.arrayNode();
        rows.forEach(array::add);
        return new Batch(operation, array, inherit);
    }

    private int size(Operation operation) {
        int which = random.nextInt(1000);
        if (which < (operation.creates() ? 20 : 10)) {
            return operation.limit() + 1 + random.nextInt(10);
        }
        if (which < 30) {
            return 0;
        }
        if (which < 35) {
            return operation.limit();
        }
        if (which < 50) {
            return operation.creates() ? 20 + random.nextInt(31) : 50 + random.nextInt(51);
        }
        return 1 + random.nextInt(chance(50) ? 4 : 12);
    }

    // ---- chance ------------------------------------------------------------------------------------------------

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T one(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private <T> T one(T... from) {
        return from[random.nextInt(from.length)];
    }

    private <T> List<T> shuffled(List<T> from) {
        List<T> copy = new ArrayList<>(from);
        for (int i = copy.size() - 1; i > 0; i--) {
            Collections.swap(copy, i, random.nextInt(i + 1));
        }
        return copy;
    }

    private @Nullable Place find(ZoneModel model, Predicate<Place> test) {
        List<Place> fitting = model.world().zones.values().stream().filter(test).toList();
        return fitting.isEmpty() ? null : one(fitting);
    }

    private Place zone(ZoneModel model) {
        if (chance(88)) {
            return Objects.requireNonNull(model.world().zones.get(one(ZONES)));
        }
        return one(List.copyOf(model.world().zones.values()));
    }

    /** So many different zones, all of the first six. */
    private List<Place> zones(ZoneModel model, int count) {
        List<String> codes = chance(85) ? ZONES.subList(1, ZONES.size()) : ZONES;
        return shuffled(codes).stream()
                .limit(count)
                .map(code -> Objects.requireNonNull(model.world().zones.get(code)))
                .toList();
    }

    private static Place parentOf(ZoneModel model, Place zone) {
        return Objects.requireNonNull(model.world().zones.get(Objects.requireNonNull(zone.parent)));
    }

    // ---- rows by chance ----------------------------------------------------------------------------------------

    private JsonNode row(ZoneModel model, Operation operation) {
        if (chance(2)) {
            return one(
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
            place = operation.stores() ? one(List.copyOf(model.world().stores.values())) : zone(model);
            row = chance(8) ? wrongIdentity(model, place) : identity(place);
        }
        List<String> fields = new ArrayList<>(FIELDS);
        if (operation.stores()) {
            fields.addAll(List.of("latitude", "longitude", "groupParentCode"));
        }
        int count = chance(75) ? random.nextInt(3) : random.nextInt(fields.size() + 1);
        int oddness = one(0, 0, 0, 10, 40);
        for (String field : shuffled(fields).subList(0, count)) {
            row.set(field, chance(oddness) ? oddValue(field, row) : value(model, field, place));
        }
        if (operation.stores() && chance(10)) {
            row.put("latitude", one("12.5", "-90", "90")).put("longitude", one(-180, 77, 180));
        }
        if (chance(4)) {
            row.put(one("Name", "colour", "code", "id", "type", "entityId", "a\u0000"), one("x", "z-1", "x\u0000"));
        }
        if (operation.creates() && !row.has("externalIds") && chance(10)) {
            row.set("externalId", list());
        }
        return row;
    }

    /** Names a zone or a store in one of the ways there are. */
    private ObjectNode identity(Place place) {
        ObjectNode row = JSON.objectNode();
        String kind = one("CODE", "CODE", "ID", "EXTERNAL_ID");
        Long id = place.id;
        if (kind.equals("EXTERNAL_ID") && !place.externalIds.isEmpty()) {
            row.put("identifierName", spelled(kind));
            row.put("identifierValue", one(List.copyOf(place.externalIds.values())));
        } else if (kind.equals("ID") && id != null) {
            row.put("identifierName", spelled(kind));
            if (chance(50)) {
                row.put("identifierValue", id);
            } else {
                row.put("identifierValue", chance(90) ? Long.toString(id) : "00" + id);
            }
        } else {
            row.put("identifierName", spelled("CODE"));
            row.put("identifierValue", place.code);
        }
        return row;
    }

    private String spelled(String kind) {
        String lower = kind.toLowerCase(Locale.ROOT);
        return one(kind, kind, lower, kind.charAt(0) + lower.substring(1));
    }

    private ObjectNode wrongIdentity(ZoneModel model, Place place) {
        ObjectNode row = JSON.objectNode();
        JsonNode name = JSON.stringNode(one("CODE", "ID", "EXTERNAL_ID", "id"));
        JsonNode value = JSON.stringNode(one("nowhere", "999999999999", "-5", "+7", "7.0", "1e3", " 7", ""));
        switch (random.nextInt(9)) {
            case 0 -> name = one(JSON.nullNode(), JSON.stringNode(""), JSON.stringNode("  "));
            case 1 -> value = one(JSON.nullNode(), JSON.stringNode(""), JSON.stringNode("  "));
            case 2 -> name = one(JSON.stringNode("NAME"), JSON.stringNode(" code "), JSON.stringNode("externalId"));
            case 3 -> name = one(JSON.numberNode(1), JSON.booleanNode(true), JSON.objectNode());
            case 4 -> value = one(JSON.booleanNode(true), JSON.objectNode(), JSON.arrayNode(), JSON.numberNode(7.5));
            case 5 -> {
                name = JSON.stringNode("CODE");
                value = JSON.stringNode(
                        one(place.code.toUpperCase(Locale.ROOT), " " + place.code, "gone", "gone\u0000", "gone\ud800"));
            }
            case 6 -> {
                name = JSON.stringNode("EXTERNAL_ID");
                List<String> others = (place.store ? model.world().zones : model.world().stores)
                        .values().stream()
                                .flatMap(other -> other.externalIds.values().stream())
                                .toList();
                value = JSON.stringNode(others.isEmpty() || chance(20) ? one("v1", "V1\u0000", "\ud800") : one(others));
            }
            case 7 -> {
                name = JSON.stringNode("ID");
                value = one(
                        JSON.stringNode("9223372036854775808"),
                        JSON.stringNode("123456789012345678901234567890"),
                        JSON.stringNode("٣"),
                        JSON.numberNode(new BigInteger("9223372036854775808")),
                        JSON.numberNode(-3),
                        JSON.numberNode(7.5));
            }
            default -> {
                return row.put("identifierName", "CODE");
            }
        }
        row.set("identifierName", name);
        row.set("identifierValue", value);
        return row;
    }

    private ObjectNode newRow(ZoneModel model, Operation operation) {
        String code = chance(80) ? newCode(model, operation) : one("z-1", "s-1", "z-3");
        ObjectNode row = JSON.objectNode();
        if (chance(94)) {
            row.put("code", code);
        } else {
            row.set(
                    "code",
                    one(
                            JSON.nullNode(),
                            JSON.numberNode(4),
                            JSON.stringNode(""),
                            JSON.stringNode(" " + code),
                            JSON.stringNode(code + " "),
                            JSON.stringNode("c\u0000"),
                            JSON.stringNode("c".repeat(101))));
        }
        row.put("name", chance(75) ? home(code, "a") : one(NAMES));
        row.put("areaParentCode", chance(90) ? activeZone(model) : zone(model).code);
        if (chance(4)) {
            row.remove(one("code", "name", "areaParentCode"));
        }
        return row;
    }

    /** A code that is likely to be free while the org is small, and less and less so as it grows. */
    private String newCode(ZoneModel model, Operation operation) {
        int size = model.world().of(operation).size();
        return (operation.stores() ? "t-" : "n-") + random.nextInt(Math.max(40, size + size / 5));
    }

    private String activeZone(ZoneModel model) {
        Place active = find(model, zone -> zone.active);
        return active == null ? "root" : active.code;
    }

    /** A name nobody else uses. */
    private static String home(String code, String which) {
        return "Home " + which + " " + code.replace('-', '_');
    }

    /** A name that is free and not the zone's present one. */
    private static String another(Place zone) {
        return zone.name.equals(home(zone.code, "a")) ? home(zone.code, "b") : home(zone.code, "a");
    }

    private JsonNode list() {
        ArrayNode list = JSON.arrayNode();
        int count = random.nextInt(8) == 0 ? 6 : 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            list.add(chance(60) ? "W" + random.nextInt(20) : one(VALUES));
        }
        if (chance(5)) {
            list.add(one(JSON.numberNode(4), JSON.stringNode(" "), JSON.stringNode("x".repeat(201))));
        }
        return list;
    }

    private JsonNode value(ZoneModel model, String field, @Nullable Place place) {
        return switch (field) {
            case "name" -> {
                boolean top = place != null && place.parent == null;
                if (place == null || chance(top ? 5 : 50)) {
                    yield JSON.stringNode(form(one(NAMES)));
                }
                yield JSON.stringNode(top ? place.name : home(place.code, one("a", "b")));
            }
            case "description" ->
                chance(30)
                        ? JSON.nullNode()
                        : JSON.stringNode(one("", "text", "ünïcode 😀", "line\nbreak", "x".repeat(300)));
            case "isAdmin", "isActive" -> JSON.booleanNode(chance(field.equals("isActive") ? 65 : 50));
            case "areaParentCode" -> JSON.stringNode(chance(60) ? activeZone(model) : zone(model).code);
            case "externalIds" -> chance(8) ? JSON.nullNode() : ids(place == null ? "W" : "of " + place.code);
            case "customFields" -> {
                boolean store = place != null && place.store;
                yield chance(store ? 40 : 10) ? JSON.nullNode() : store && chance(60) ? JSON.objectNode() : fields();
            }
            case "language" -> JSON.stringNode(one("en-IN", "fr-FR", "EN-in"));
            case "currency" -> JSON.stringNode(one("INR", "EUR", "eur"));
            case "timezone" -> JSON.stringNode(one("Asia/Kolkata", "Europe/Paris", "europe/PARIS"));
            case "latitude", "longitude" ->
                one(
                        JSON.nullNode(),
                        JSON.stringNode("12.9716"),
                        JSON.stringNode("-90"),
                        JSON.numberNode(77.5),
                        JSON.numberNode(90),
                        JSON.numberNode(-0.25));
            case "groupParentCode" -> one(JSON.nullNode(), JSON.stringNode("brand-1"));
            default -> throw new IllegalArgumentException(field);
        };
    }

    /** The same name as others see it, written another way. */
    private String form(String name) {
        return switch (random.nextInt(8)) {
            case 0 -> name.toUpperCase(Locale.ROOT);
            case 1 -> Normalizer.normalize(name, Normalizer.Form.NFD);
            case 2 -> " " + name + "  ";
            default -> name;
        };
    }

    private ObjectNode ids() {
        return ids("V1");
    }

    private ObjectNode ids(String own) {
        ObjectNode ids = JSON.objectNode();
        int count = chance(5) ? 6 : random.nextInt(4);
        for (String key : shuffled(KEYS).subList(0, count)) {
            if (chance(25)) {
                ids.putNull(key);
            } else {
                ids.put(
                        key,
                        chance(50) ? one(VALUES) : chance(70) ? own : one("v1", " V1 ", "S", "x".repeat(200), "😀"));
            }
        }
        return ids;
    }

    private ObjectNode fields() {
        ObjectNode fields = JSON.objectNode();
        if (chance(50)) {
            fields.set("cf_region", one(JSON.stringNode("n"), JSON.stringNode(""), JSON.nullNode()));
        }
        if (chance(40)) {
            fields.set("cf_rank", one(JSON.numberNode(3), JSON.numberNode(-4_000_000_000L), JSON.nullNode()));
        }
        if (chance(40)) {
            fields.set("cf_area", one(JSON.numberNode(2), JSON.numberNode(-0.25), JSON.nullNode()));
        }
        if (chance(40)) {
            fields.set("cf_open", one(JSON.booleanNode(true), JSON.booleanNode(false), JSON.nullNode()));
        }
        return fields;
    }

    private JsonNode oddValue(String field, ObjectNode row) {
        return switch (field) {
            case "name" ->
                one(
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
            case "description" ->
                one(JSON.numberNode(5), JSON.objectNode(), JSON.stringNode("a\u0000b"), JSON.stringNode("\udc00 x"));
            case "isAdmin", "isActive" ->
                one(JSON.nullNode(), JSON.stringNode("false"), JSON.numberNode(0), JSON.objectNode());
            case "areaParentCode" ->
                one(
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
            case "externalIds" ->
                one(
                        JSON.arrayNode(),
                        JSON.stringNode("V1"),
                        ids().put("", "V1"),
                        ids().put("  ", "V2"),
                        ids().putNull(" "),
                        ids().put("erp", ""),
                        ids().put("erp", " "),
                        ids().put("erp", 7),
                        ids().set("sap", JSON.objectNode()),
                        ids().put("k".repeat(201), "V1"),
                        JSON.objectNode().put("k".repeat(200), "V4"),
                        JSON.objectNode().put("erp", "x".repeat(201)),
                        ids().put("erp", "x".repeat(201)),
                        ids().put("k".repeat(201), "x".repeat(201)),
                        ids().put("", "x").put("erp", false),
                        ids().put("erp", "a\u0000"),
                        ids().put("erp", "a\udfff"),
                        ids().put("e\u0000", "V1"));
            case "customFields" ->
                one(
                        JSON.arrayNode(),
                        JSON.stringNode("x"),
                        fields().put("cf_none", "x"),
                        fields().putNull("cf_none"),
                        fields().put("cf_region", 5),
                        fields().put("cf_region", "a\u0000"),
                        fields().put("cf_region", "\ud83d"),
                        fields().put("cf_rank", "5"),
                        fields().put("cf_rank", 5.5),
                        fields().put("cf_area", "1.5"),
                        fields().put("cf_open", "true"),
                        fields().set("cf_open", JSON.arrayNode()));
            case "language", "currency", "timezone" ->
                one(
                        JSON.nullNode(),
                        JSON.stringNode(""),
                        JSON.stringNode(" "),
                        JSON.stringNode("xx"),
                        JSON.stringNode("INR\u0000"),
                        JSON.stringNode(" en-IN"),
                        JSON.numberNode(1),
                        JSON.booleanNode(false));
            case "latitude", "longitude" ->
                one(
                        JSON.stringNode(""),
                        JSON.stringNode("abc"),
                        JSON.stringNode("NaN"),
                        JSON.stringNode("12.5d"),
                        JSON.stringNode("180.0001"),
                        JSON.numberNode(-181),
                        JSON.numberNode(1000),
                        JSON.booleanNode(true),
                        JSON.objectNode());
            case "groupParentCode" -> one(JSON.numberNode(4), JSON.booleanNode(true), JSON.arrayNode());
            default -> throw new IllegalArgumentException(field);
        };
    }

    // ---- scenes: names -----------------------------------------------------------------------------------------

    private static Scene scene(ObjectNode... rows) {
        return new Scene(List.of(rows), null);
    }

    /** One field with something odd in it, and nothing else wrong. */
    private Scene oddValue(ZoneModel model) {
        ObjectNode row = identity(zone(model));
        String field = one("name", "name", "externalIds", "externalIds", one(FIELDS));
        row.set(field, oddValue(field, row));
        return scene(row);
    }

    private ObjectNode named(Place zone, String name) {
        return identity(zone).put("name", name);
    }

    private Scene swap(ZoneModel model) {
        List<Place> two = zones(model, 2);
        Place one = two.getFirst();
        Place other = two.getLast();
        return scene(named(one, other.name), named(other, one.name));
    }

    private @Nullable Scene freedName(ZoneModel model) {
        Place holder = find(model, zone -> NAMES.contains(zone.name));
        Place taker = zone(model);
        if (holder == null || World.same(holder, taker)) {
            return null;
        }
        ObjectNode frees = named(holder, another(holder));
        ObjectNode takes = named(taker, form(holder.name));
        return chance(65) ? scene(frees, takes) : scene(takes, frees);
    }

    private Scene nameTwice(ZoneModel model) {
        List<Place> two = zones(model, 2);
        String name = home(two.getFirst().code, "c");
        return scene(named(two.getFirst(), name), named(two.getLast(), form(name)));
    }

    private Scene nameAfterFailure(ZoneModel model) {
        List<Place> two = zones(model, 2);
        String name = home(two.getFirst().code, "d");
        return scene(named(two.getFirst(), name).put("language", ""), named(two.getLast(), name));
    }

    private Scene ownName(ZoneModel model) {
        Place odd = find(model, place -> place.name.contains("-") || place.name.equals("ROOT"));
        Place zone = odd != null && chance(40) ? odd : zone(model);
        return scene(named(zone, chance(60) ? zone.name : one(" " + zone.name, zone.name.toUpperCase(Locale.ROOT))));
    }

    private Scene namesake(ZoneModel model) {
        List<Place> two = zones(model, 2);
        return scene(named(two.getFirst(), form(two.getLast().name)));
    }

    // ---- scenes: external ids ----------------------------------------------------------------------------------

    private ObjectNode holding(Place zone, String key, @Nullable String value) {
        ObjectNode row = identity(zone);
        row.putObject("externalIds").put(key, value);
        return row;
    }

    private @Nullable String freeValue(ZoneModel model) {
        List<String> free = VALUES.stream()
                .filter(value -> model.world().holder(value) == null)
                .toList();
        return free.isEmpty() ? null : one(free);
    }

    private @Nullable Scene movedValue(ZoneModel model) {
        Place holder = find(model, zone -> !zone.externalIds.isEmpty());
        Place taker = zone(model);
        if (holder == null || World.same(holder, taker)) {
            return null;
        }
        String value = one(List.copyOf(holder.externalIds.values()));
        ObjectNode removes = identity(holder).putNull("externalIds");
        if (chance(50)) {
            ObjectNode keys = removes.putObject("externalIds");
            holder.externalIds.forEach((key, held) -> {
                if (held.equals(value)) {
                    keys.putNull(key);
                }
            });
        }
        ObjectNode takes = holding(taker, one(KEYS), value);
        return chance(65) ? scene(removes, takes) : scene(takes, removes);
    }

    private Scene valueTwice(ZoneModel model) {
        List<Place> two = zones(model, 2);
        String value = Objects.requireNonNullElse(freeValue(model), two.getFirst().code);
        return scene(holding(two.getFirst(), "erp", value), holding(two.getLast(), one(KEYS), value));
    }

    private Scene valueAfterFailure(ZoneModel model) {
        List<Place> two = zones(model, 2);
        String value = Objects.requireNonNullElse(freeValue(model), two.getLast().code);
        return scene(
                holding(two.getFirst(), "erp", value).put("name", "a-b"), holding(two.getLast(), one(KEYS), value));
    }

    private @Nullable Scene bothConflicts(ZoneModel model) {
        Place holder = find(model, zone -> !zone.externalIds.isEmpty());
        List<Place> two = zones(model, 2);
        if (holder == null || two.contains(holder)) {
            return null;
        }
        String held = holder.externalIds.firstEntry().getValue();
        ObjectNode last = identity(two.getLast());
        last.putObject("externalIds").put("erp", held).put("sap", "claimed");
        return scene(holding(two.getFirst(), "erp", "claimed"), last, identity(two.getFirst()));
    }

    /** Fills a zone up to five, or replaces one of five, or sends six of which five are left. */
    private Scene fiveValues(ZoneModel model) {
        Place full = find(model, zone -> zone.externalIds.size() == 5);
        Place zone = full != null && chance(70) ? full : zone(model);
        String value = zone.externalIds.isEmpty()
                ? "of " + zone.code
                : zone.externalIds.firstEntry().getValue();
        ObjectNode row = identity(zone);
        ObjectNode ids = row.putObject("externalIds");
        if (zone.externalIds.size() == 5 && chance(60)) {
            ids.putNull(zone.externalIds.firstKey());
            ids.put(chance(50) ? "new" : "newer", value);
        } else if (chance(30)) {
            KEYS.forEach(key -> ids.put(key, value));
            ids.putNull(one(KEYS));
        } else {
            zone.externalIds.keySet().forEach(ids::putNull);
            KEYS.subList(0, chance(80) ? 5 : 6).forEach(key -> ids.put(key, value));
        }
        return scene(row);
    }

    private @Nullable Scene renamedKey(ZoneModel model) {
        Place zone = find(model, place -> !place.externalIds.isEmpty());
        if (zone == null) {
            return null;
        }
        ObjectNode row = identity(zone);
        row.putObject("externalIds")
                .putNull(zone.externalIds.firstKey())
                .put("again", zone.externalIds.firstEntry().getValue());
        return scene(row);
    }

    /** A value a store holds, or one that differs from a held one by its case or its blanks only. */
    private @Nullable Scene sharedValue(ZoneModel model) {
        List<Place> holders = model.world().stores.values().stream()
                .filter(store -> !store.externalIds.isEmpty())
                .toList();
        Place zone = find(model, place -> !place.externalIds.isEmpty());
        if (holders.isEmpty() || zone == null) {
            return null;
        }
        String held = zone.externalIds.firstEntry().getValue();
        String value = switch (random.nextInt(3)) {
            case 0 -> held.toLowerCase(Locale.ROOT);
            case 1 -> " " + held + " ";
            default -> one(holders).externalIds.firstEntry().getValue();
        };
        return scene(holding(zone(model), "erp", value));
    }

    // ---- scenes: hierarchy -------------------------------------------------------------------------------------

    private ObjectNode under(Place zone, String parent) {
        return identity(zone).put("areaParentCode", parent);
    }

    private ObjectNode active(Place zone, boolean active) {
        return identity(zone).put("isActive", active);
    }

    private @Nullable Scene mutualParents(ZoneModel model) {
        Place one = find(model, zone -> zone.active && zone.parent != null);
        Place other = find(
                model,
                zone -> one != null
                        && zone.active
                        && zone.parent != null
                        && !model.world().inside(zone.code, one.code)
                        && !model.world().inside(one.code, zone.code));
        if (one == null || other == null) {
            return scene(under(Objects.requireNonNull(model.world().zones.get("root")), zone(model).code));
        }
        return scene(under(one, other.code), under(other, one.code));
    }

    private @Nullable Scene activatedParent(ZoneModel model) {
        Place parent = find(
                model,
                zone -> !zone.active && zone.parent != null && model.world().chainActive(zone.parent));
        Place zone = find(
                model,
                place ->
                        parent != null && place.parent != null && !model.world().inside(parent.code, place.code));
        if (parent == null || zone == null) {
            return null;
        }
        return scene(active(parent, true), under(zone, parent.code));
    }

    private @Nullable Scene deactivatedParent(ZoneModel model) {
        Place parent = find(model, zone -> zone.active && quiet(model, zone));
        Place zone = find(
                model,
                place ->
                        parent != null && place.parent != null && !model.world().inside(parent.code, place.code));
        if (parent == null || zone == null) {
            return null;
        }
        return scene(active(parent, false), under(zone, parent.code).put("isActive", true));
    }

    /** Whether nothing active is directly below the zone. */
    private static boolean quiet(ZoneModel model, Place zone) {
        return model.world().children(zone.code).stream().noneMatch(child -> child.active)
                && model.world().storesAt(zone.code).stream().noneMatch(store -> store.active);
    }

    private Scene deactivation(ZoneModel model) {
        Place parent = find(
                model,
                zone -> zone.active
                        && zone.parent != null
                        && !quiet(model, zone)
                        && model.world().storesAt(zone.code).stream().noneMatch(store -> store.active)
                        && model.world().children(zone.code).stream()
                                .allMatch(child -> !child.active || quiet(model, child)));
        if (parent == null) {
            return scene(active(zone(model), false));
        }
        List<ObjectNode> rows = new ArrayList<>();
        for (Place child : model.world().children(parent.code)) {
            if (child.active) {
                rows.add(active(child, false));
            }
        }
        rows.add(chance(60) ? rows.size() : 0, active(parent, false));
        return new Scene(rows, null);
    }

    private @Nullable Scene newChain(ZoneModel model) {
        Place zone = find(model, place -> !place.active && !model.world().chainActive(place.parent));
        return zone == null ? null : scene(under(zone, "root").put("isActive", true));
    }

    private @Nullable Scene activationUnderInactive(ZoneModel model) {
        Place zone = find(model, place -> !place.active && !model.world().chainActive(place.parent));
        return zone == null ? null : scene(active(zone, true));
    }

    private @Nullable Scene presentInactiveParent(ZoneModel model) {
        Place zone = find(model, place -> place.parent != null && !parentOf(model, place).active);
        if (zone == null) {
            return null;
        }
        ObjectNode row = under(zone, Objects.requireNonNull(zone.parent));
        return scene(chance(50) ? row : row.put("isActive", true));
    }

    /** Brings everything back to life, so that a long run does not end in a sleeping org. */
    private Scene allActive(ZoneModel model) {
        List<ObjectNode> rows = new ArrayList<>();
        model.world().zones.values().stream()
                .filter(zone -> !zone.active && (ZONES.contains(zone.code) || chance(20)))
                .sorted(Comparator.comparingInt(
                        zone -> model.world().chain(zone.code).size()))
                .limit(20)
                .forEach(zone -> rows.add(active(zone, true)));
        if (rows.isEmpty()) {
            rows.add(active(zone(model), true));
        }
        return new Scene(rows, null);
    }

    // ---- scenes: identity --------------------------------------------------------------------------------------

    private Scene repeated(ZoneModel model) {
        Place zone = zone(model);
        ObjectNode first = identity(zone).put("description", "first");
        if (chance(50)) {
            first.put("name", one("a.b", "", "Root"));
        }
        return scene(first, identity(zone).put("description", "second"));
    }

    private Scene unknownTwice(ZoneModel model) {
        ObjectNode row = JSON.objectNode();
        row.put("identifierName", "CODE").put("identifierValue", chance(50) ? "gone" : "Z-1");
        return scene(row, identity(zone(model)), row.deepCopy().put("description", "again"));
    }

    private Scene lookedUpAtTheStart(ZoneModel model) {
        Place holder = find(model, zone -> !zone.externalIds.isEmpty());
        List<Place> two = zones(model, 2);
        if (holder == null || chance(50)) {
            String value = "late " + random.nextInt(1000);
            ObjectNode late =
                    JSON.objectNode().put("identifierName", "EXTERNAL_ID").put("identifierValue", value);
            return scene(holding(two.getFirst(), "erp", value), late.put("description", "late"));
        }
        String value = holder.externalIds.firstEntry().getValue();
        Place taker = World.same(two.getFirst(), holder) ? two.getLast() : two.getFirst();
        ObjectNode late = JSON.objectNode().put("identifierName", "external_id").put("identifierValue", value);
        return scene(
                identity(holder).putNull("externalIds"),
                holding(taker, "pos", value),
                late.put("description", "still the old one"));
    }

    // ---- scenes: locale ----------------------------------------------------------------------------------------

    private ObjectNode locale(ObjectNode row) {
        return row.put("language", one("en-IN", "fr-FR"))
                .put("currency", one("INR", "EUR"))
                .put("timezone", one("Asia/Kolkata", "Europe/Paris"));
    }

    private @Nullable Scene parentLocale(ZoneModel model) {
        Place child = find(model, zone -> zone.parent != null);
        if (child == null) {
            return null;
        }
        ObjectNode parent = locale(identity(parentOf(model, child)));
        ObjectNode row = identity(child);
        if (chance(30)) {
            row.put("currency", one("inr", "EUR"));
        }
        return new Scene(List.of(parent, row), true);
    }

    private @Nullable Scene childrenKeepTheirs(ZoneModel model) {
        Place child = find(
                model,
                zone -> zone.parent != null && parentOf(model, zone).locale.size() == 3);
        if (child == null) {
            return null;
        }
        return new Scene(List.of(identity(child), locale(identity(parentOf(model, child)))), true);
    }

    private Scene inheritOddly(ZoneModel model) {
        Place zone = zone(model);
        ObjectNode row = switch (random.nextInt(5)) {
            case 0 -> identity(Objects.requireNonNull(model.world().zones.get("root")));
            case 1 -> under(zone, one("gone", "", zone.code));
            case 2 -> identity(zone).putNull("currency");
            case 3 -> under(zone, activeZone(model));
            default -> identity(zone);
        };
        return new Scene(List.of(row), true);
    }

    // ---- scenes: new zones -------------------------------------------------------------------------------------

    private ObjectNode fresh(ZoneModel model, String code) {
        return JSON.objectNode()
                .put("code", code)
                .put("name", home(code, "a"))
                .put("areaParentCode", activeZone(model));
    }

    private Scene newParent(ZoneModel model) {
        String parent = newCode(model, Operation.CREATE_ZONES);
        String child = newCode(model, Operation.CREATE_ZONES);
        return scene(fresh(model, parent), fresh(model, child).put("areaParentCode", parent));
    }

    private Scene codeTwice(ZoneModel model) {
        String code = newCode(model, Operation.CREATE_ZONES);
        return scene(fresh(model, code), fresh(model, code).put("name", home(code, "b")));
    }

    private Scene codeAfterFailure(ZoneModel model) {
        String code = newCode(model, Operation.CREATE_ZONES);
        return scene(fresh(model, code).put("name", "a/b"), fresh(model, code));
    }

    private Scene codeOfTheOtherType(ZoneModel model) {
        return scene(fresh(model, one("s-1", "s-2")));
    }
}
