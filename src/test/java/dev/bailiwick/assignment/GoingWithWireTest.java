package dev.bailiwick.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A deal takes the first zone of its account in the order of the tree, also once that order is another. */
class GoingWithWireTest {
    private final TestServer.Org org = TestServer.shared().org("""
            zones:
              - {code: root, id: 4100, name: ROOT}
              - {code: north, id: 4101, name: North, parent: root}
              - {code: south, id: 4102, name: South, parent: root}
            """);

    private String insert(String module, String row) {
        HttpResponse<String> answer = org.post("/crm/v8/" + module, "{\"data\":[" + row + "]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JsonMapper.shared()
                .readTree(answer.body())
                .path("data")
                .get(0)
                .path("details")
                .path("id")
                .asString();
    }

    private void rule(String criteria) {
        HttpResponse<String> answer = org.put(
                "/crm/v8/settings/territories/4102",
                "{\"territories\":[{\"account_rule_criteria\":" + criteria + "}]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void aDealFollowsTheOrderOfTheTreeThoughItsAccountStays() {
        String acme = insert("Accounts", "{\"Account_Name\":\"Acme Corp\",\"Territories\":[\"North\",\"South\"]}");
        String deal = insert(
                "Deals",
                "{\"Deal_Name\":\"Fleet\",\"Stage\":\"Qualification\",\"Account_Name\":{\"id\":\"" + acme + "\"}}");
        String read = "/crm/v8/Deals/" + deal + "?fields=Territories";
        assertThat(org.get(read).body()).contains("North").doesNotContain("South");
        // Zones with rules come first.
        rule("{\"comparator\":\"equal\",\"field\":{\"api_name\":\"Account_Name\"},\"value\":\"nobody\"}");
        assertThat(org.get(read).body()).contains("South").doesNotContain("North");
        rule("null");
        assertThat(org.get(read).body()).contains("North").doesNotContain("South");
    }
}
