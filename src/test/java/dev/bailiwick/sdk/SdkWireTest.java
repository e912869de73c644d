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
 * Official clients, unmodified, do with records whatever they can: {@code src/test/sdk/scenario.mjs}. Each signs in with a
 * refresh token, asks for metadata by itself, and reads every answer with its own decoder.
 */
class SdkWireTest {
    private static final String SECRET = "0123456789abcdef".repeat(4);
    private static final String EMAIL = "admin@example.com";

    private static final String FILE = TestServer.LOCALES
            + """
            title: Acme
            users: [{login: admin, email: %s}]
            zones: [{code: root, name: ROOT}]
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
        TestServer.Org org = TestServer.shared().org(FILE);
        Node.End end = Node.script(
                "scenario.mjs",
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
                        "ZGID",
                        String.valueOf(org.id()),
                        "RESOURCES",
                        resources.toString()));
        assertThat(end.exit()).as(end.said()).isZero();
        assertThat(end.said()).contains("ok tokens that are none").doesNotContain("FAILED");
    }

    private static String refreshToken(TestServer.Org org) {
        HttpResponse<String> made =
                org.post("/api/v1/tokens", "{\"make\":\"refresh\",\"client\":\"sdk\",\"user\":\"admin\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return JsonMapper.shared().readTree(made.body()).get("token").stringValue();
    }
}
