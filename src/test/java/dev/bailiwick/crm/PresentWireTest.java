package dev.bailiwick.crm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.org.Grants;
import dev.bailiwick.org.Grants.What;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What receipts hold of a record that a row wanted in another version: on every door what its reader may know. */
class PresentWireTest {
    private static final String ITEM =
            "{\"module\":\"Contacts\",\"record\":{\"id\":%d},\"verb\":\"release\",\"ifVersion\":99}";

    private static Wanted wanted;
    private static long contact;

    /** The doors, each with a row that wants a version that there is not. */
    enum Door {
        ASSIGNMENTS("POST", "/api/v1/assignments", "{\"items\":[" + ITEM + "]}"),
        ASSIGN(
                "POST",
                "/crm/v8/Contacts/actions/assign_territories",
                "{\"data\":[{\"id\":\"%d\",\"ifVersion\":99,\"Territories\":[{\"id\":\"4101\"}]}]}"),
        REMOVE(
                "POST",
                "/crm/v8/Contacts/actions/remove_territories",
                "{\"data\":[{\"id\":\"%d\",\"ifVersion\":99,\"Territories\":[{\"id\":\"4101\"}]}]}"),
        UPDATE("PUT", "/crm/v8/Contacts", "{\"data\":[{\"id\":\"%d\",\"ifVersion\":99,\"Title\":\"Dr.\"}]}");

        private final String method;
        private final String path;
        private final String body;

        Door(String method, String path, String body) {
            this.method = method;
            this.path = path;
            this.body = body;
        }

        private HttpResponse<String> asked(String authorization) {
            return wanted.org()
                    .server()
                    .send(method, path, authorization, body.formatted(contact), "Prefer", "receipts");
        }

        private JsonNode receipt(HttpResponse<String> answer) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            JsonNode receipt = Wanted.json(answer)
                    .path(this == ASSIGNMENTS ? "items" : "data")
                    .path(0)
                    .path("receipt");
            assertThat(receipt.path("faults").path(0).path("code").asString())
                    .as(answer.body())
                    .isEqualTo("VERSION_CHANGED");
            return receipt;
        }
    }

    @BeforeAll
    static void make() {
        wanted = Wanted.org(TestServer.shared(), TestServer.LOCALES + """
                zones:
                  - {code: root, id: 4100, name: ROOT}
                  - {code: north, id: 4101, name: North, parent: root}
                clients:
                  - {id: erp, user: admin, scopes: [ZohoCRM.modules.ALL], secret: "%s"}
                """.formatted("0123456789abcdef".repeat(4)));
        contact = wanted.insert("Contacts", Map.of("Last_Name", "Boyle", "External_Contact_ID", "secret-1"));
        HttpResponse<String> held = wanted.org().post("/api/v1/assignments", """
                {"items":[{"module":"Contacts","record":{"id":%d},"verb":"set","zones":[]}]}""".formatted(contact));
        assertThat(held.statusCode()).as(held.body()).isEqualTo(200);
    }

    private static String token(String scope) {
        TestServer.Org org = wanted.org();
        return "Zoho-oauthtoken "
                + org.server()
                        .core()
                        .grants()
                        .make(org.actor(), new Grants.Wish(What.ACCESS, "erp", "admin", List.of(scope), null, null))
                        .token();
    }

    @ParameterizedTest
    @EnumSource
    void holdsNobodyElsesValues(Door door) {
        HttpResponse<String> answer = door.asked(wanted.org().as("editor").authorization());
        JsonNode values = door.receipt(answer).path("present").path("values");
        assertThat(values.path("Last_Name").asString()).as(answer.body()).isEqualTo("Boyle");
        assertThat(answer.body()).doesNotContain("secret-1", "$in", "$hold");
    }

    @ParameterizedTest
    @EnumSource
    void isKeptFromWhoMayNotRead(Door door) {
        HttpResponse<String> answer = door.asked(token("ZohoCRM.modules.Contacts.UPDATE"));
        assertThat(door.receipt(answer).has("present")).as(answer.body()).isFalse();
        HttpResponse<String> reader = door.asked(token("ZohoCRM.modules.Contacts.ALL"));
        assertThat(door.receipt(reader).has("present")).as(reader.body()).isTrue();
    }
}
