package dev.bailiwick.crm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Custom fields made through the door. */
class FieldsWireTest {
    private static final String LEADS = "/crm/v8/settings/fields?module=Leads";
    private final TestServer.Org org = TestServer.shared().sandbox();

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> create(String... fields) {
        return org.post(LEADS, "{\"fields\":[" + String.join(",", fields) + "]}");
    }

    private JsonNode field(String name) {
        return json(org.get(LEADS))
                .get("fields")
                .valueStream()
                .filter(f -> f.get("api_name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void severalFieldsOfOneRequestAreMadeOneAfterTheOther() {
        HttpResponse<String> answer = create(
                "{\"field_label\":\"External ID\",\"data_type\":\"text\",\"length\":100,\"external\":{\"type\":\"org\"}}",
                "{\"field_label\":\"External ID\",\"data_type\":\"text\",\"unique\":{\"case_sensitive\":false}}",
                "{\"field_label\":\"Größe!\",\"data_type\":\"picklist\",\"pick_list_values\":[{\"display_value\":\"S\","
                        + "\"actual_value\":\"S\"},{\"display_value\":\"L\"}],\"tooltip\":{}}",
                "{\"field_label\":\"Parent\",\"data_type\":\"lookup\",\"lookup\":{\"module\":{\"api_name\":\"Accounts\"}}}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode made = json(answer).get("fields");
        assertThat(made.valueStream().map(f -> f.at("/details/api_name").asString()))
                .containsExactly("External_ID", "External_ID1", "Groe", "Parent");
        assertThat(made.valueStream().map(f -> f.get("message").asString())).containsOnly("field created");
        assertThat(made.get(2).at("/warnings/0/code").asString()).isEqualTo("UNKNOWN_FIELD");
        JsonNode external = field("External_ID");
        assertThat(external.get("id")).isEqualTo(made.get(0).at("/details/id"));
        assertThat(external.at("/external/type").asString()).isEqualTo("org");
        assertThat(external.get("length").intValue()).isEqualTo(100);
        assertThat(field("External_ID1").get("unique").isEmpty()).isFalse();
        assertThat(field("Groe").get("pick_list_values").size()).isEqualTo(2);
        assertThat(field("Parent").at("/lookup/module/api_name").asString()).isEqualTo("Accounts");
        assertThat(json(create("{\"field_label\":\"Later\",\"data_type\":\"date\"}"))
                        .at("/fields/0/details/id")
                        .asLong())
                .isEqualTo(made.get(3).at("/details/id").asLong() + 1);
    }

    @Test
    void everyMistakeIsToldAndTheOthersAreMade() {
        HttpResponse<String> answer = create(
                "{\"data_type\":\"text\"}",
                "{\"field_label\":\"A\"}",
                "{\"field_label\":\"B\",\"data_type\":\"formula\"}",
                "{\"field_label\":\"C\",\"data_type\":\"text\",\"length\":256}",
                "{\"field_label\":\"D\",\"data_type\":\"date\",\"external\":{\"type\":\"org\"}}",
                "{\"field_label\":\"E\",\"data_type\":\"picklist\",\"pick_list_values\":[{\"display_value\":\"x\"},{\"display_value\":\"\"}]}",
                "{\"field_label\":\"F\",\"data_type\":\"lookup\",\"lookup\":{\"module\":{\"api_name\":\"Nowhere\"}}}",
                "{\"field_label\":\"G\",\"data_type\":\"text\",\"unique\":{\"case_sensitive\":true}}",
                "7",
                "{\"field_label\":\"H\",\"data_type\":\"text\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(207);
        List<String> told = json(answer)
                .get("fields")
                .valueStream()
                .map(f -> f.get("code").asString() + " "
                        + f.at("/details/json_path").asString(""))
                .toList();
        assertThat(told)
                .containsExactly(
                        "MANDATORY_NOT_FOUND $.fields[0].field_label",
                        "MANDATORY_NOT_FOUND $.fields[1].data_type",
                        "INVALID_DATA $.fields[2].data_type",
                        "INVALID_DATA $.fields[3].length",
                        "INVALID_DATA $.fields[4].external",
                        "MANDATORY_NOT_FOUND $.fields[5].pick_list_values[1]",
                        "INVALID_DATA $.fields[6].lookup",
                        "INVALID_DATA $.fields[7].unique",
                        "INVALID_DATA $.fields[8]",
                        "SUCCESS ");
        assertThat(create("{\"data_type\":\"x\",\"field_label\":\"\"}").body())
                .contains("MULTIPLE_OR_MULTI_ERRORS", "\"json_path\":\"$.fields[0].field_label\"", "data_type");
    }

    @Test
    void allOrNothingAndNothingAtAllAreKept() {
        String good = "{\"fields\":[{\"field_label\":\"Once\",\"data_type\":\"text\"}%s]}";
        HttpResponse<String> atomic =
                send(good.formatted(",{\"field_label\":\"Bad\",\"data_type\":\"bad\"}"), "Prefer", "atomic");
        assertThat(atomic.statusCode()).as(atomic.body()).isEqualTo(400);
        HttpResponse<String> dry = send(good.formatted(""), "Prefer", "dry-run, receipts");
        assertThat(dry.statusCode()).as(dry.body()).isEqualTo(201);
        assertThat(dry.body()).contains("\"receipt\":", "fields.Leads.Once");
        assertThat(org.get(LEADS).body()).doesNotContain("\"Once\"");
        HttpResponse<String> kept = send(good.formatted(""), "Idempotency-Key", "k");
        HttpResponse<String> again = send(good.formatted(""), "Idempotency-Key", "k");
        assertThat(again.body()).isEqualTo(kept.body()).contains("\"api_name\":\"Once\"");
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
    }

    private HttpResponse<String> send(String body, String... headers) {
        return TestServer.shared().send("POST", LEADS, org.authorization(), body, headers);
    }

    @Test
    void whoMayNotOrAsksWronglyIsToldSo() {
        assertThat(org.as("editor").post(LEADS, "{\"fields\":[]}").statusCode()).isEqualTo(403);
        assertThat(json(org.post(LEADS, "{}")).get("code").asString()).isEqualTo("MANDATORY_NOT_FOUND");
        assertThat(json(org.post(LEADS, "{\"fields\":{}}")).get("code").asString())
                .isEqualTo("INVALID_DATA");
        assertThat(json(org.post(LEADS, "{\"fields\":[")).get("code").asString())
                .isEqualTo("INVALID_DATA");
        assertThat(json(org.post("/crm/v8/settings/fields?module=No", "{}"))
                        .get("code")
                        .asString())
                .isEqualTo("INVALID_MODULE");
        String many = "{\"field_label\":\"a\",\"data_type\":\"text\"},".repeat(101);
        assertThat(json(org.post(LEADS, "{\"fields\":[" + many.substring(0, many.length() - 1) + "]}"))
                        .get("code")
                        .asString())
                .isEqualTo("LIMIT_EXCEEDED");
        String stores = "{\"fields\":[{\"field_label\":\"A\",\"data_type\":\"text\"}]}";
        assertThat(org.post("/crm/v8/settings/fields?module=Stores", stores).body())
                .contains("NOT_SUPPORTED");
    }
}
