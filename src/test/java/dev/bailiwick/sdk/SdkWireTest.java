package dev.bailiwick.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Official clients, unmodified, do with records and territories whatever they can: {@code src/test/sdk/scenario.mjs} and
 * {@code territories.mjs}. Each signs in with a refresh token, asks for metadata by itself, and reads every answer with its
 * own decoder.
 */
class SdkWireTest {
    private static final String SECRET = "0123456789abcdef".repeat(4);
    private static final String EMAIL = "admin@example.com";
    private static final String SELLER = "seller@example.com";

    private static final String FILE = TestServer.LOCALES
            + """
            title: Acme
            users: [{login: admin, email: %s}, {login: seller, email: %s, role: editor}]
            zones:
              - {code: root, name: ROOT}
              - {code: north, id: 4150868000001234567, name: North, parent: root}
              - {code: south, id: 4150868000001234568, name: South, parent: root}
            modules:
              - {name: Accounts, fields: [{name: External_ID, type: text, external: org}]}
              - name: Contacts
                fields:
                  - {name: External_ID, type: text, external: org}
                  - {name: External_Contact_ID, type: text, external: user}
            clients:
              - {id: sdk, user: admin, secret: "%s", scopes: [%s]}
            """.formatted(
                            EMAIL,
                            SELLER,
                            SECRET,
                            "ZohoCRM.modules.ALL, ZohoCRM.settings.ALL, ZohoCRM.users.ALL, ZohoCRM.org.ALL,"
                                    + " ZohoSearch.securesearch.READ");

    @BeforeAll
    static void needsNode() throws IOException {
        Node.require();
    }

    @ParameterizedTest
    @ValueSource(strings = {"@zohocrm/nodejs-sdk-7.0", "@zohocrm/nodejs-sdk-8.0", "@zohocrm/typescript-sdk-8.0"})
    void everyRecordOperation(String client, @TempDir Path resources) throws IOException {
        run("scenario.mjs", client, resources, "ok tokens that are none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@zohocrm/nodejs-sdk-7.0", "@zohocrm/nodejs-sdk-8.0", "@zohocrm/typescript-sdk-8.0"})
    void everyTerritoryOperation(String client, @TempDir Path resources) throws IOException {
        run("territories.mjs", client, resources, "ok delete, and hand on what is below");
    }

    private static void run(String script, String client, Path resources, String last) throws IOException {
        TestServer.Org org = TestServer.shared().org(FILE);
        Node.End end = Node.script(
                script,
                Map.of(
                        "SDK",
                        client,
                        "BASE",
                        TestServer.shared().uri("").toString(),
                        "CLIENT_ID",
                        org.key() + ".sdk",
                        "CLIENT_SECRET",
                        SECRET,
                        "REFRESH_TOKEN",
                        refreshToken(org),
                        "EMAIL",
                        EMAIL,
                        "SELLER",
                        SELLER,
                        "ZGID",
                        String.valueOf(org.id()),
                        "RESOURCES",
                        resources.toString()));
        assertThat(end.exit()).as(end.said()).isZero();
        assertThat(end.said()).contains(last).doesNotContain("FAILED");
    }

    private static String refreshToken(TestServer.Org org) {
        HttpResponse<String> made =
                org.post("/api/v1/tokens", "{\"make\":\"refresh\",\"client\":\"sdk\",\"user\":\"admin\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return JsonMapper.shared().readTree(made.body()).get("token").stringValue();
    }
}
