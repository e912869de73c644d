package dev.bailiwick.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a token is told of what followed from a batch: of records that it may not read, only that they changed. */
class ConsequenceScopesWireTest {
    private final Tokens tokens = Tokens.make();
    private String batch = "";

    private HttpResponse<String> post(String path, String body) {
        HttpResponse<String> answer = tokens.org().post(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        return answer;
    }

    private long made(String module, String row) {
        HttpResponse<String> answer = post("/crm/v8/" + module, "{\"data\":[" + row + "]}");
        return JsonMapper.shared()
                .readTree(answer.body())
                .path("data")
                .path(0)
                .path("details")
                .path("id")
                .asLong();
    }

    /** A contact that goes with its account. */
    @BeforeEach
    void move() {
        long account = made("Accounts", "{\"Account_Name\":\"Acme Corp\"}");
        made("Contacts", "{\"Last_Name\":\"Okafor\",\"Account_Name\":{\"id\":\"" + account + "\"}}");
        batch = post("/api/v1/assignments", """
                        {"items":[{"module":"Accounts","record":{"id":%d},"verb":"move","zone":{"code":"north"}}]}""".formatted(account))
                .headers()
                .firstValue("Bailiwick-Batch")
                .orElseThrow();
    }

    private JsonNode consequence(String... scopes) {
        HttpResponse<String> answer =
                tokens.with(tokens.access("admin", scopes), "GET", "/api/v1/batches/" + batch + "/consequences", null);
        JsonNode items = Tokens.json(answer).path("items");
        assertThat(items.size()).as(answer.body()).isEqualTo(1);
        return items.path(0);
    }

    @Test
    void whoMayReadThemIsToldAll() {
        JsonNode told = consequence("ZohoCRM.modules.Accounts.READ", "ZohoCRM.modules.Contacts.READ");
        assertThat(told.path("entity").path("name").asString()).isEqualTo("Okafor");
        assertThat(told.path("zones").path("after").path(0).path("cause").asString())
                .isEqualTo("follows");
    }

    @Test
    void whoMayNotReadThemIsToldThatTheyChanged() {
        JsonNode told = consequence("ZohoCRM.modules.Accounts.READ");
        assertThat(told.propertyNames()).containsExactly("item", "entity", "version");
        assertThat(told.path("entity").propertyNames()).containsExactly("kind", "id");
        assertThat(told.path("version").asInt()).isEqualTo(2);
    }
}
