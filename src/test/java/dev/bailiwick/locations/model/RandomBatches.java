package dev.bailiwick.locations.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

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

    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

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

    private final Chance chance;
    private final RandomRows randomRows;
    private final List<Scene.Maker> zoneScenes;
    private final List<Scene.Maker> newZoneScenes;

    public RandomBatches(long seed) {
        this.chance = new Chance(seed);
        Picks picks = new Picks(chance);
        Names names = new Names(chance);
        Identities identities = new Identities(chance);
        FieldValues values = new FieldValues(chance, picks, names);
        OddValues odd = new OddValues(chance, values);
        NewCodes codes = new NewCodes(chance);
        this.randomRows = new RandomRows(chance, picks, identities, values, odd, codes);
        List<Scene.Maker> odds = new OddValueScenes(chance, picks, identities, odd).all();
        // Odd values three times: one scene shows one of very many.
        this.zoneScenes = Stream.of(
                        odds,
                        odds,
                        odds,
                        new NameScenes(chance, picks, names, identities).all(),
                        new ExternalIdScenes(chance, picks, identities).all(),
                        new HierarchyScenes(chance, picks, identities).all(),
                        new IdentityScenes(chance, picks, identities).all(),
                        new LocaleScenes(chance, picks, identities).all())
                .flatMap(List::stream)
                .toList();
        this.newZoneScenes = new NewZoneScenes(chance, picks, codes).all();
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
        int which = chance.below(100);
        Operation operation = which < 64
                ? Operation.UPDATE_ZONES
                : which < 76 ? Operation.CREATE_ZONES : which < 90 ? Operation.UPDATE_STORES : Operation.CREATE_STORES;
        boolean inherit = chance.percent(20);
        int size = size(operation);
        List<JsonNode> rows = new ArrayList<>();
        if (size > 0 && size <= operation.limit() && chance.percent(60)) {
            Scene scene = scene(model, operation);
            if (scene != null) {
                rows.addAll(scene.rows());
                inherit = scene.inherit() == null ? inherit : scene.inherit();
                size = chance.percent(50) ? rows.size() : Math.max(size, rows.size());
            }
        }
        while (rows.size() < size) {
            rows.add(chance.below(rows.size() + 1), randomRows.next(model, operation));
        }
        while (rows.size() > operation.limit() && size <= operation.limit()) {
            rows.removeLast();
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        rows.forEach(array::add);
        return new Batch(operation, array, inherit);
    }

    private @Nullable Scene scene(ZoneModel model, Operation operation) {
        List<Scene.Maker> scenes = operation == Operation.UPDATE_ZONES
                ? zoneScenes
                : operation == Operation.CREATE_ZONES ? newZoneScenes : List.<Scene.Maker>of();
        return scenes.isEmpty() ? null : chance.one(scenes).make(model);
    }

    private int size(Operation operation) {
        int which = chance.below(1000);
        if (which < (operation.creates() ? 20 : 10)) {
            return operation.limit() + 1 + chance.below(10);
        }
        if (which < 30) {
            return 0;
        }
        if (which < 35) {
            return operation.limit();
        }
        if (which < 50) {
            return operation.creates() ? 20 + chance.below(31) : 50 + chance.below(51);
        }
        return 1 + chance.below(chance.percent(50) ? 4 : 12);
    }
}
