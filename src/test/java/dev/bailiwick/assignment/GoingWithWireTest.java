package dev.bailiwick.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * A deal takes the first zone of its account in the order of the tree, also once that order is another. What refers to a
 * record refers to the one that it became one with, whether or not it goes with it.
 */
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

    private static String named(String field, String id) {
        return ",\"" + field + "\":{\"id\":\"" + id + "\"}";
    }

    private void merge(String module, String stays, String goes) {
        HttpResponse<String> answer =
                org.post("/api/v1/records/" + module + "/" + stays + "/merge", "{\"from\":{\"id\":" + goes + "}}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private void requireRefers(String module, String id, String field, String to) {
        assertThat(org.get("/crm/v8/" + module + "/" + id + "?fields=" + field).body())
                .as(module + "." + field)
                .contains("\"id\":\"" + to + "\"");
    }

    @Test
    void whatReferredToTheOneRefersToTheOther() {
        String acme = insert("Accounts", "{\"Account_Name\":\"Acme Corp\"}");
        String twin = insert("Accounts", "{\"Account_Name\":\"Acme\"}");
        String below = insert("Accounts", "{\"Account_Name\":\"Acme Norway\"" + named("Parent_Account", twin) + "}");
        String okafor = insert("Contacts", "{\"Last_Name\":\"Okafor\"" + named("Account_Name", twin) + "}");
        String again = insert("Contacts", "{\"Last_Name\":\"Okafor\"}");
        String vega = insert("Contacts", "{\"Last_Name\":\"Vega\"" + named("Reports_To", okafor) + "}");
        String quote = insert("Quotes", "{\"Subject\":\"Vans\"" + named("Account_Name", twin) + "}");
        String deal = insert(
                "Deals",
                "{\"Deal_Name\":\"Fleet\",\"Stage\":\"Qualification\"" + named("Account_Name", twin)
                        + named("Contact_Name", okafor) + "}");
        merge("Accounts", acme, twin);
        merge("Contacts", again, okafor);
        requireRefers("Accounts", below, "Parent_Account", acme);
        requireRefers("Contacts", again, "Account_Name", acme);
        requireRefers("Contacts", vega, "Reports_To", again);
        requireRefers("Quotes", quote, "Account_Name", acme);
        requireRefers("Deals", deal, "Account_Name", acme);
        requireRefers("Deals", deal, "Contact_Name", again);
    }
}
