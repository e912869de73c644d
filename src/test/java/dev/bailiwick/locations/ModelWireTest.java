package dev.bailiwick.locations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.locations.model.Expected;
import dev.bailiwick.locations.model.Operation;
import dev.bailiwick.locations.model.RandomBatches;
import dev.bailiwick.locations.model.ZoneModel;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The door against an independent, naive model of the sheet: random batches, drawn from few zones, names and values so
 * that rows collide. Every answer and, after every batch, every stored zone and store are compared.
 *
 * <p>{@code -Dmodel.seed} and {@code -Dmodel.batches} repeat a run or make it longer.
 */
class ModelWireTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long SEED = Long.getLong("model.seed", 20_261_121L);
    private static final int BATCHES = Integer.getInteger("model.batches", 2_000);
    private static final int BATCHES_AN_ORG = 250;

    private final Set<String> covered = new HashSet<>();

    @Test
    void answersAndStateAreTheModels() {
        for (int org = 0; org * BATCHES_AN_ORG < BATCHES; org++) {
            play(SEED + org);
        }
        assertThat(covered).containsAll(RandomBatches.ALL_CODES);
        assertThat(covered).containsAll(RandomBatches.OWN_CODES);
        assertThat(covered).containsAll(RandomBatches.ALL_SITUATIONS);
    }

    private void play(long seed) {
        ZoneModel model = RandomBatches.org();
        TestServer.Org org = TestServer.shared().org(orgFile(model));
        states(org, "ZONE")
                .forEach((code, zone) ->
                        model.bindZone(code, zone.get("entityId").longValue()));
        states(org, "STORE")
                .forEach((code, store) ->
                        model.bindStore(code, store.get("entityId").longValue()));
        RandomBatches batches = new RandomBatches(seed);
        for (int i = 0; i < BATCHES_AN_ORG; i++) {
            RandomBatches.Batch batch = batches.next(model);
            Expected expected = batch.applyTo(model);
            HttpResponse<String> answer = send(org, batch);
            String told = "seed " + seed + ", batch " + i + ": " + batch.operation() + " inheritLocale="
                    + batch.inheritLocale() + "\n" + batch.body() + "\n-> " + answer.body() + "\n";
            compare(told, expected, answer, batch.operation(), model);
            assertThat(states(org, "ZONE")).as(told).isEqualTo(normal(model.zoneStates()));
            assertThat(states(org, "STORE")).as(told).isEqualTo(normal(model.storeStates()));
        }
        covered.addAll(model.coverage());
    }

    private static HttpResponse<String> send(TestServer.Org org, RandomBatches.Batch batch) {
        String query = batch.inheritLocale() ? "?inheritLocale=true" : "";
        return org.send(batch.operation().method(), batch.operation().path() + query, batch.body());
    }

    private static void compare(
            String told, Expected expected, HttpResponse<String> answer, Operation operation, ZoneModel model) {
        JsonNode body = JSON.readTree(answer.body());
        assertThat(answer.statusCode()).as(told).isEqualTo(expected.status());
        assertThat(body.get("totalCount").intValue()).as(told).isEqualTo(expected.totalCount());
        assertThat(body.get("failureCount").intValue()).as(told).isEqualTo(expected.failureCount());
        assertThat(body.get("response").size()).as(told).isEqualTo(expected.totalCount());
        for (int i = 0; i < expected.totalCount(); i++) {
            Expected.Row row = expected.rows().get(i);
            JsonNode entry = body.get("response").get(i);
            String where = told + "row " + i + ", expected " + row.faults();
            assertThat(codes(entry.get("errors"), false)).as(where).isEqualTo(row.errors());
            assertThat(codes(entry.get("warnings"), true)).as(where).isEqualTo(row.warnings());
            assertThat(ZoneModel.normal(entry.get("result"))).as(where).isEqualTo(ZoneModel.normal(row.result()));
            assertThat(entry.has("entityId")).as(where).isEqualTo(row.identified());
            if (row.entityId() != null) {
                assertThat(entry.get("entityId").longValue()).as(where).isEqualTo(row.entityId());
            } else if (row.identified() && row.code() != null) {
                model.bindId(operation, row.code(), entry.get("entityId").longValue());
            }
        }
    }

    private static java.util.List<Integer> codes(JsonNode entries, boolean status) {
        return entries.valueStream()
                .peek(e -> assertThat(e.get("status").booleanValue()).isEqualTo(status))
                .peek(e -> assertThat(e.get("message").stringValue()).isNotBlank())
                .map(e -> e.get("code").intValue())
                .toList();
    }

    /** Everything of a type, by code, as the door reads it. */
    private static SortedMap<String, JsonNode> states(TestServer.Org org, String type) {
        SortedMap<String, JsonNode> states = new TreeMap<>();
        int total = 1;
        for (int offset = 0; offset < total; offset += 100) {
            JsonNode page = JSON.readTree(
                    org.get("/v2/locations?type=" + type + "&sortBy=entityCode&limit=100&offset=" + offset)
                            .body());
            total = page.get("totalCount").intValue();
            page.get("data").forEach(entry -> {
                ((ObjectNode) entry).remove("lastUpdated");
                states.put(entry.get("code").stringValue(), ZoneModel.normal(entry));
            });
        }
        return states;
    }

    private static SortedMap<String, JsonNode> normal(Map<String, ObjectNode> states) {
        SortedMap<String, JsonNode> normal = new TreeMap<>();
        states.forEach((code, state) -> normal.put(code, ZoneModel.normal(state)));
        return normal;
    }

    private static String orgFile(ZoneModel model) {
        ObjectNode file = JSON.createObjectNode();
        file.putPOJO(
                "locales",
                Map.of(
                        "languages", model.config().languages(),
                        "currencies", model.config().currencies(),
                        "timezones", model.config().timezones()));
        ArrayNode fields = file.putArray("zoneFields");
        model.config().zoneFields().forEach((name, type) -> {
            String label = type.name().charAt(0) + type.name().substring(1).toLowerCase(java.util.Locale.ROOT);
            fields.addObject().put("name", name).put("type", label);
        });
        ArrayNode zones = file.putArray("zones");
        model.zoneStates().values().forEach(zone -> zones.add(entry(zone, "parent")));
        ArrayNode stores = file.putArray("stores");
        model.storeStates().values().forEach(store -> stores.add(entry(store, "place")));
        return JSON.writeValueAsString(file);
    }

    /** From the shape that is read to the shape of the org file; what is unset is left out. */
    private static ObjectNode entry(ObjectNode state, String above) {
        ObjectNode entry = JSON.createObjectNode();
        Map<String, String> names = Map.of("isActive", "active", "isAdmin", "admin", "areaParentCode", above);
        state.properties().forEach(member -> {
            boolean unset = member.getValue().isNull()
                    || member.getValue().isObject() && member.getValue().isEmpty();
            if (!unset && !member.getKey().equals("type") && !member.getKey().equals("entityId")) {
                entry.set(names.getOrDefault(member.getKey(), member.getKey()), member.getValue());
            }
        });
        return entry;
    }
}
