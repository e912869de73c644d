package dev.bailiwick.trust;

import dev.bailiwick.TestServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The org that every game begins with. */
final class Beginning {
    static final String FILE = TestServer.LOCALES + """
            zoneFields:
              - {name: cf_text, type: String}
              - {name: cf_count, type: Integer}
            zones:
              - {code: root, name: ROOT}
              - {code: z1, name: North, parent: root}
              - {code: z2, name: South, parent: root}
              - {code: z3, name: East, parent: root, externalIds: {erp: v1}}
              - {code: z4, name: Old-Town!, parent: z1}
              - {code: z5, name: Coast, parent: z1, externalIds: {erp: v2, sap: v3}}
              - {code: z6, name: Hills, parent: z5}
              - {code: z7, name: Lakes, parent: z6, customFields: {cf_text: red, cf_count: 7}}
              - {code: z8, name: Plains, parent: z3, active: false}
              - {code: z9, name: Delta, parent: z8, active: false}
              - {code: z10, name: Harbour, parent: z3, admin: true, language: en-IN}
            stores:
              - {code: s1, name: Store, place: z2, externalIds: {pos: "%s"}}
            """.formatted(World.STORE_VALUE);

    private Beginning() {}

    /** The story so far: one batch that made all zones, as the server tells it. */
    static Story story(TestServer.Org org) {
        JsonMapper json = JsonMapper.shared();
        JsonNode lines =
                json.readTree(org.get("/api/v1/batches?outcome=created").body()).get("items");
        for (JsonNode line : lines) {
            JsonNode batch = json.readTree(
                    org.get("/api/v1/batches/" + line.get("id").stringValue()).body());
            if (batch.get("items")
                    .get(0)
                    .get("entity")
                    .get("kind")
                    .stringValue()
                    .equals("zone")) {
                return story(batch);
            }
        }
        throw new AssertionError("no batch made the zones: " + lines);
    }

    private static Story story(JsonNode batch) {
        World world = new World();
        Map<Long, Ref> known = new HashMap<>();
        List<Foretold> rows = new ArrayList<>();
        for (JsonNode item : batch.get("items")) {
            long id = item.get("entity").get("id").longValue();
            known.put(id, new Ref(item.get("entity").get("code").stringValue(), id));
        }
        for (JsonNode item : batch.get("items")) {
            Ref ref = Objects.requireNonNull(
                    known.get(item.get("entity").get("id").longValue()));
            SortedMap<String, Object> fields = new TreeMap<>();
            item.get("changes").properties().forEach(e -> fields.put(e.getKey(), value(e.getValue(), known)));
            world.put(new Zone(ref, 1, fields));
            rows.add(new Foretold(
                    item.get("index").intValue(),
                    ref,
                    "created",
                    Foretold.Matched.NOT,
                    1,
                    Change.between(new TreeMap<>(), fields),
                    List.of(),
                    List.of(),
                    null,
                    null));
        }
        Story story = new Story(new World());
        Past past = new Past(
                batch.get("id").stringValue(),
                batch.get("actor").stringValue(),
                batch.get("door").stringValue(),
                true,
                rows,
                null);
        story.add(past, world);
        return story;
    }

    private static Object value(JsonNode change, Map<Long, Ref> known) {
        JsonNode after = change.get("after");
        if (after.isBoolean()) {
            return after.booleanValue();
        }
        if (!after.isNumber()) {
            return after.stringValue();
        }
        Ref ref = known.get(after.longValue());
        return ref == null ? after.bigIntegerValue() : ref;
    }
}
