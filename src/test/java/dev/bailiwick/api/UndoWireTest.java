package dev.bailiwick.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A batch of a hundred rows, taken back after another user changed some of them. */
class UndoWireTest {
    private static final int ROWS = 100;
    private static final List<Integer> CHANGED_SINCE = List.of(3, 50, 99);
    private static final String ZONES = "/v2/locations/zones";

    private final TestServer.Org admin = TestServer.shared()
            .org(TestServer.LOCALES
                    + "zones:\n  - {code: root, name: ROOT}\n"
                    + IntStream.range(0, ROWS)
                            .mapToObj(i -> "  - {code: z%1$d, name: Zone %1$d, parent: root}\n".formatted(i))
                            .collect(Collectors.joining()));

    private static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static String rows(List<Integer> zones, IntFunction<String> fields) {
        return zones.stream()
                .map(i -> "{\"identifierName\":\"CODE\",\"identifierValue\":\"z" + i + "\"," + fields.apply(i) + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private JsonNode undo(String batch, int status) {
        return json(admin.post("/api/v1/batches/" + batch + "/undo", ""), status);
    }

    private Map<String, String> names() {
        Map<String, String> names = new TreeMap<>();
        for (int i = 0; i < ROWS; i++) {
            JsonNode zone = json(admin.get("/api/v1/zones/code:z" + i), 200);
            names.put(
                    zone.get("code").stringValue(),
                    zone.get("name").stringValue() + "/"
                            + zone.get("description").asString(""));
        }
        return names;
    }

    @Test
    void ninetySevenGoBackAndThreeAreKeptAndTheUndoIsUndone() {
        List<Integer> all = IntStream.range(0, ROWS).boxed().toList();
        HttpResponse<String> written =
                admin.put(ZONES, rows(all, i -> "\"name\":\"New " + i + "\",\"clientRef\":\"row " + i + "\""));
        assertThat(written.statusCode()).isEqualTo(200);
        String batch = written.headers().firstValue("Bailiwick-Batch").orElseThrow();
        HttpResponse<String> since =
                admin.as("editor").put(ZONES, rows(CHANGED_SINCE, i -> "\"name\":\"Later " + i + "\""));
        assertThat(since.statusCode()).isEqualTo(200);
        Map<String, String> before = names();

        JsonNode undone = undo(batch, 207);
        assertThat(undone.get("counts").toString()).isEqualTo("{\"changed\":97,\"kept\":3}");
        assertThat(undone.get("undoes").stringValue()).isEqualTo(batch);
        List<Integer> kept = new ArrayList<>();
        for (JsonNode receipt : undone.get("items")) {
            int index = receipt.get("index").intValue();
            assertThat(receipt.get("clientRef").stringValue()).isEqualTo("row " + index);
            if (receipt.get("outcome").stringValue().equals("kept")) {
                kept.add(index);
                requireToldWho(
                        receipt, since.headers().firstValue("Bailiwick-Batch").orElseThrow());
            }
        }
        assertThat(kept).isEqualTo(CHANGED_SINCE);
        Map<String, String> after = names();
        all.forEach(i -> assertThat(after.get("z" + i))
                .isEqualTo(CHANGED_SINCE.contains(i) ? "Later " + i + "/" : "Zone " + i + "/"));
        assertThat(json(admin.get("/api/v1/batches/" + batch), 200).get("undoneBy"))
                .isEqualTo(undone.get("id"));

        JsonNode again = undo(undone.get("id").stringValue(), 200);
        assertThat(again.get("counts").toString()).isEqualTo("{\"changed\":97}");
        assertThat(names()).isEqualTo(before);
    }

    private static void requireToldWho(JsonNode receipt, String batch) {
        assertThat(receipt.get("changes").isEmpty()).isTrue();
        JsonNode warning = receipt.get("warnings").get(0);
        assertThat(warning.get("code").stringValue()).isEqualTo("CHANGED_SINCE");
        assertThat(warning.get("path").stringValue()).isEqualTo("name");
        assertThat(warning.get("message").stringValue())
                .contains("by editor at 2")
                .endsWith("in batch " + batch);
    }

    @Test
    void settingsAndUsersAreNotUndoneAndOtherOrgsBatchesLookUnknown() {
        JsonNode list = json(admin.get("/api/v1/batches?door=test"), 200).get("items");
        int refused = 0;
        for (JsonNode batch : list) {
            String path = "/api/v1/batches/" + batch.get("id").stringValue();
            boolean zones = batch.get("counts").path("created").asInt(0) > ROWS;
            HttpResponse<String> answer = zones ? null : admin.post(path + "/undo", "");
            if (answer != null) {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
                refused++;
            }
            TestServer.Org other = TestServer.shared().sandbox();
            HttpResponse<String> foreign = other.get(path);
            HttpResponse<String> unknown = other.get("/api/v1/batches/00000000-0000-7000-8000-000000000000");
            assertThat(foreign.statusCode()).isEqualTo(404);
            assertThat(foreign.body().replace(path, ""))
                    .isEqualTo(unknown.body().replaceAll("/api/v1/batches/[0-9-]+", ""));
            assertThat(other.post(path + "/undo", "").statusCode()).isEqualTo(404);
        }
        assertThat(refused).as("batches of settings and users").isPositive();
    }

    @Test
    void aRefusedRequestUndoesNothing() {
        HttpResponse<String> written = admin.put(ZONES, rows(List.of(0), i -> "\"description\":\"new\""));
        String path = "/api/v1/batches/"
                + written.headers().firstValue("Bailiwick-Batch").orElseThrow() + "/undo";
        assertThat(admin.post(path + "?limit=abc", "").statusCode()).isEqualTo(400);
        assertThat(json(admin.get("/api/v1/zones/code:z0"), 200)
                        .get("description")
                        .stringValue())
                .isEqualTo("new");
    }

    @Test
    void whatIsMadeAnewAfterAnUndoGoesOnCounting() {
        String file = "zones: [{code: again, id: 75009001, name: Again, parent: root}]";
        String first = applied(file);
        undo(first, 200);
        String second = applied(file);
        JsonNode zone = json(admin.get("/api/v1/zones/75009001"), 200);
        assertThat(zone.get("version").intValue()).isEqualTo(3);
        assertThat(json(admin.get("/api/v1/zones/75009001?at=2100-01-01T00:00:00Z"), 200))
                .isEqualTo(zone);
        // Another batch made what is there now: the first one's undo leaves it.
        JsonNode kept = undo(first, 400);
        assertThat(kept.get("items").get(0).get("outcome").stringValue()).isEqualTo("kept");
        assertThat(undo(second, 200).get("counts").toString()).isEqualTo("{\"deleted\":1}");
        assertThat(admin.get("/api/v1/zones/75009001").statusCode()).isEqualTo(404);
    }

    private String applied(String file) {
        HttpResponse<String> answer = admin.server()
                .send("PUT", "/api/v1/org", admin.authorization(), file, "Content-Type", "application/yaml");
        JsonNode lists = json(answer, 200).get("lists");
        return lists.get(lists.size() - 1).get("batch").stringValue();
    }
}
