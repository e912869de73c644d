package dev.bailiwick.locations.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One org in memory and the rules of the bulk doors, as plainly as they can be written: {@link Request} plays the rows,
 * {@link Attempt} judges one. Nothing here is fast or shared with the product; that is its use.
 */
public final class ZoneModel {

    /**
     * Whether a row that fails is warned about too. A warning says {@code status: true}, "the row went through", so a row
     * that did not go through has none.
     */
    static final boolean WARN_ON_FAILED_ROWS = false;

    static final List<String> LOCALE = List.of("language", "currency", "timezone");

    private final OrgConfig config;
    private final Set<String> coverage = new TreeSet<>();
    private final World world = new World();

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
        place.description = TextRules.text(entry.path("description"));
        place.admin = entry.path("isAdmin").asBoolean(false);
        place.active = entry.path("isActive").asBoolean(true);
        place.parent = TextRules.text(entry.path("areaParentCode"));
        entry.path("externalIds")
                .properties()
                .forEach(e -> place.externalIds.put(e.getKey(), e.getValue().stringValue()));
        entry.path("customFields").properties().forEach(e -> place.customFields.put(e.getKey(), e.getValue()));
        for (String field : LOCALE) {
            String value = TextRules.text(entry.path(field));
            if (value != null) {
                place.locale.put(field, value);
            }
        }
        JsonNode latitude = entry.path("latitude");
        JsonNode longitude = entry.path("longitude");
        place.latitude = latitude.isNumber() ? latitude.decimalValue() : null;
        place.longitude = longitude.isNumber() ? longitude.decimalValue() : null;
        place.group = TextRules.text(entry.path("groupParentCode"));
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
        Request request = new Request(config, world, operation, inheritLocale);
        Expected expected = request.play(rows);
        coverage.addAll(request.coverage());
        return expected;
    }
}
