package dev.bailiwick.crm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.Core;
import dev.bailiwick.TestServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How many zones an org may have, by whichever door they come. */
class ZoneLimitWireTest {
    private static final Core.Settings FEW = new Core.Settings(Core.Settings.USUAL.retention(), 4);

    private static final String PATH = "/crm/v8/settings/territories";

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static String row(String name, String parent) {
        return "{\"name\":\"%s\",\"reporting_to\":{\"id\":\"%s\"},\"permission_type\":\"read_only\"}"
                .formatted(name, parent);
    }

    private static List<String> codes(JsonNode answer) {
        return answer.get("territories")
                .valueStream()
                .map(row -> row.get("code").stringValue())
                .toList();
    }

    @Test
    void whatIsOverTheLimitIsRefusedAndTheRestIsMade() {
        try (TestServer server = TestServer.own(FEW)) {
            TestServer.Org org = server.org(
                    "zones: [{code: root, id: 4100, name: ROOT}, {code: a, id: 4101, name: A, parent: root}]");
            HttpResponse<String> made = org.post(
                    PATH,
                    "{\"territories\":[" + row("B", "4100") + "," + row("A", "4100") + "," + row("C", "4100") + ","
                            + row("D", "4100") + "]}");
            assertThat(codes(json(made)))
                    .as("a row that is refused takes no room")
                    .containsExactly("SUCCESS", "DUPLICATE_DATA", "SUCCESS", "LIMIT_EXCEEDED");
            JsonNode last = json(made).get("territories").get(3);
            assertThat(last.get("message").stringValue()).isEqualTo("Territory Limit reached");
            assertThat(last.get("details").get("limit").intValue()).isEqualTo(4);

            HttpResponse<String> other =
                    org.post("/v2/locations/zones", "[{\"code\":\"e\",\"name\":\"E\",\"areaParentCode\":\"root\"}]");
            assertThat(other.statusCode()).isEqualTo(400);
            assertThat(other.body()).contains("9006").contains("the org may have 4 of these");

            HttpResponse<String> file = org.put(
                    "/api/v1/org",
                    "{\"zones\":[{\"code\":\"a\",\"name\":\"AA\"},{\"code\":\"f\",\"name\":\"F\",\"parent\":\"root\"}]}");
            assertThat(json(file).get("mistakes").get(0).get("path").stringValue())
                    .isEqualTo("zones[1]");
            assertThat(json(file).get("mistakes").get(0).get("code").stringValue())
                    .isEqualTo("FULL");
            assertThat(json(file).get("applied").booleanValue()).isFalse();

            HttpResponse<String> changed = org.put(PATH, "{\"territories\":[{\"id\":\"4101\",\"name\":\"Alpha\"}]}");
            assertThat(codes(json(changed))).as("what is there can change").containsExactly("SUCCESS");
        }
    }

    @Test
    void whatComesBackNeedsRoom() {
        try (TestServer server = TestServer.own(FEW)) {
            TestServer.Org org = server.org("""
                    zones:
                      - {code: root, id: 4100, name: ROOT}
                      - {code: a, id: 4101, name: A, parent: root}
                      - {code: b, id: 4102, name: B, parent: root}
                      - {code: c, id: 4103, name: C, parent: root}
                    """);
            HttpResponse<String> gone = server.send("DELETE", PATH + "/4101", org.authorization(), null);
            String batch = gone.headers().firstValue("Bailiwick-Batch").orElseThrow();
            assertThat(codes(json(org.post(PATH, "{\"territories\":[" + row("D", "4100") + "]}"))))
                    .containsExactly("SUCCESS");

            JsonNode undo = json(org.post("/api/v1/batches/" + batch + "/undo", ""))
                    .get("items")
                    .get(0);

            assertThat(undo.get("outcome").stringValue()).isEqualTo("rejected");
            assertThat(undo.get("faults").get(0).get("code").stringValue()).isEqualTo("FULL");
        }
    }

    @Test
    void ofSeveralAtOnceAsManyAreMadeAsThereIsRoomFor() throws Exception {
        try (TestServer server = TestServer.own(FEW);
                ExecutorService callers = Executors.newFixedThreadPool(4)) {
            TestServer.Org org = server.org("zones: [{code: root, id: 4100, name: ROOT}]");
            List<Callable<JsonNode>> calls = Stream.of("A", "B", "C", "D", "E", "F", "G", "H")
                    .<Callable<JsonNode>>map(name ->
                            () -> json(org.post(PATH, "{\"territories\":[" + row(name, "4100") + "]}")))
                    .toList();
            List<String> told = new ArrayList<>();
            for (Future<JsonNode> call : callers.invokeAll(calls)) {
                told.addAll(codes(call.get()));
            }
            assertThat(told).filteredOn("SUCCESS"::equals).hasSize(3);
            assertThat(told).filteredOn("LIMIT_EXCEEDED"::equals).hasSize(5);
        }
    }
}
