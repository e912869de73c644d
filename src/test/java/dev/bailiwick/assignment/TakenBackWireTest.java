package dev.bailiwick.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an undo puts back of words, where the tree or other words changed since; what a manager may join. */
class TakenBackWireTest {
    private final TestServer.Org org = TestServer.shared().org("""
            zones:
              - {code: root, id: 4100, name: ROOT}
              - {code: north, id: 4101, name: North, parent: root}
              - {code: south, id: 4102, name: South, parent: root}
            """);

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private String insert(String module, String row) {
        HttpResponse<String> answer = org.post("/crm/v8/" + module, "{\"data\":[" + row + "]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer).path("data").get(0).path("details").path("id").asString();
    }

    private static String batch(HttpResponse<String> answer) {
        return answer.headers().firstValue("Bailiwick-Batch").orElseThrow();
    }

    /** The batch that said it. */
    private String say(String module, String id, String said) {
        HttpResponse<String> answer = org.post(
                "/api/v1/assignments",
                "{\"items\":[{\"module\":\"" + module + "\",\"record\":{\"id\":" + id + "}," + said + "}]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return batch(answer);
    }

    private String delete(long zone) {
        HttpResponse<String> answer = org.send("DELETE", "/crm/v8/settings/territories/" + zone, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return batch(answer);
    }

    private JsonNode undo(String batch) {
        return json(org.post("/api/v1/batches/" + batch + "/undo", ""));
    }

    private List<String> zones(String module, String id) {
        List<String> zones = new ArrayList<>();
        json(org.get("/crm/v8/" + module + "/" + id + "?fields=Territories"))
                .path("data")
                .path(0)
                .path("Territories")
                .forEach(zone -> zones.add(zone.path("Name").asString()));
        return zones;
    }

    private static List<String> codes(JsonNode faults) {
        List<String> codes = new ArrayList<>();
        faults.forEach(fault -> codes.add(fault.path("code").asString()));
        return codes;
    }

    @Test
    void whatWasSaidOfAZoneThatIsGoneStaysGone() {
        String acme = insert("Accounts", "{\"Account_Name\":\"Acme Corp\"}");
        say("Accounts", acme, "\"verb\":\"assign\",\"zone\":{\"code\":\"north\"}");
        String removed = say("Accounts", acme, "\"verb\":\"remove\",\"zone\":{\"code\":\"north\"}");
        delete(4101);
        JsonNode undone = undo(removed);
        assertThat(zones("Accounts", acme)).isEmpty();
        assertThat(undone.path("counts").path("unchanged").asInt())
                .as(undone.toString())
                .isEqualTo(1);
        assertThat(codes(undone.path("items").get(0).path("warnings"))).contains("NO_SUCH_ZONE");
    }

    @Test
    void aHoldInAZoneThatIsGoneEnds() {
        String acme = insert("Accounts", "{\"Account_Name\":\"Acme Corp\",\"Territory\":\"North\"}");
        String released = say("Accounts", acme, "\"verb\":\"release\"");
        String deleted = batch(org.send("DELETE", "/crm/v8/Accounts?ids=" + acme, null));
        delete(4101);
        undo(deleted);
        undo(released);
        assertThat(zones("Accounts", acme)).isEmpty();
        // Nobody holds it, so that a rule takes it.
        HttpResponse<String> rule = org.put(
                "/crm/v8/settings/territories/4102",
                "{\"territories\":[{\"account_rule_criteria\":{\"comparator\":\"equal\",\"field\":{\"api_name\":"
                        + "\"Account_Name\"},\"value\":\"acme corp\"}}]}");
        assertThat(rule.statusCode()).as(rule.body()).isEqualTo(200);
        assertThat(zones("Accounts", acme)).containsExactly("South");
    }

    @Test
    void whatDoesNotFitBesideWhatWasSaidSinceIsNotPutBack() {
        String deal = insert("Deals", "{\"Deal_Name\":\"Fleet\",\"Stage\":\"Qualification\"}");
        say("Deals", deal, "\"verb\":\"assign\",\"zone\":{\"code\":\"north\"}");
        String removed = say("Deals", deal, "\"verb\":\"remove\",\"zone\":{\"code\":\"north\"}");
        say("Deals", deal, "\"verb\":\"assign\",\"zone\":{\"code\":\"south\"}");
        JsonNode undone = undo(removed);
        assertThat(codes(undone.path("items").get(0).path("faults"))).containsExactly("TOO_MANY");
        assertThat(zones("Deals", deal)).containsExactly("South");
    }

    @Test
    void aZoneThatComesBackBringsOnlyWhatFitsBesideWhatWasSaidSince() {
        String deal = insert("Deals", "{\"Deal_Name\":\"Fleet\",\"Stage\":\"Qualification\"}");
        String other = insert("Deals", "{\"Deal_Name\":\"Vans\",\"Stage\":\"Qualification\"}");
        say("Deals", deal, "\"verb\":\"assign\",\"zone\":{\"code\":\"north\"}");
        say("Deals", other, "\"verb\":\"assign\",\"zone\":{\"code\":\"north\"}");
        String deleted = delete(4101);
        say("Deals", deal, "\"verb\":\"assign\",\"zone\":{\"code\":\"south\"}");
        undo(deleted);
        assertThat(zones("Deals", deal)).containsExactly("South");
        assertThat(zones("Deals", other)).containsExactly("North");
    }

    @Test
    void whoManagesTheZonesJoinsWhatWasSaidOfThem() {
        long editor = org.server().core().people().of(org.id()).values().stream()
                .filter(person -> person.login().equals("editor"))
                .findFirst()
                .orElseThrow()
                .id();
        org.put(
                "/crm/v8/settings/territories/4101",
                "{\"territories\":[{\"manager\":{\"id\":\"" + editor + "\"},\"account_rule_criteria\":{\"comparator\":"
                        + "\"equal\",\"field\":{\"api_name\":\"Account_Name\"},\"value\":\"nobody\"}}]}");
        String acme = insert("Accounts", "{\"Account_Name\":\"Acme Corp\"}");
        String twin = insert("Accounts", "{\"Account_Name\":\"ACME Corporation\",\"Territory\":\"North\"}");
        HttpResponse<String> merged = org.as("editor")
                .post("/api/v1/records/Accounts/" + acme + "/merge", "{\"from\":{\"id\":\"" + twin + "\"}}");
        assertThat(merged.statusCode()).as(merged.body()).isEqualTo(200);
        assertThat(zones("Accounts", acme)).containsExactly("North");
    }
}
