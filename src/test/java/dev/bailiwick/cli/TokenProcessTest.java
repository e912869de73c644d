package dev.bailiwick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.db.DatabaseUrl;
import dev.bailiwick.process.Program;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code token}, through a server and straight in its database. */
class TokenProcessTest {
    private static final TestServer SERVER = TestServer.shared();

    private final TestServer.Org org = SERVER.sandbox();
    private final Map<String, String> signedIn = Map.of(
            "BASE_URL",
            SERVER.uri("").toString(),
            "BASIC_USER",
            org.key() + "/admin",
            "BASIC_PASSWORD",
            TestServer.PASSWORD);
    private final Map<String, String> withDatabase = Map.of(
            "BAILIWICK_DATABASE_URL",
            DatabaseUrl.of(SERVER.database().serverUrl())
                    .forRole(
                            "bailiwick",
                            DatabaseUrl.of(SERVER.database().serverUrl()).password()));

    private static String out(Map<String, String> environment, String... words) {
        Program.End end = Program.run(environment, words);
        assertThat(end.exit()).as(end.toString()).isZero();
        return end.out();
    }

    private static String env(String printed, String name) {
        Matcher line = Pattern.compile(name + "='([^']+)'").matcher(printed);
        assertThat(line.find()).as(printed).isTrue();
        return line.group(1);
    }

    private JsonNode token(String client, String grant) {
        String body = "client_id=" + env(client, "CLIENT_ID") + "&client_secret=" + env(client, "CLIENT_SECRET")
                + "&grant_type=" + grant;
        return JsonMapper.shared()
                .readTree(SERVER.send(
                                "POST",
                                "/oauth/v2/token",
                                null,
                                body,
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .body());
    }

    @Test
    void throughAServer() {
        String client = out(
                signedIn,
                "token",
                "client",
                "--id",
                "erp",
                "--owner",
                "admin",
                "--scopes",
                "ZohoCRM.settings.ALL,ZohoCRM.modules.ALL");
        String refresh = out(signedIn, "token", "refresh", "--client", "erp", "--for", "editor")
                .strip();
        String access = token(client, "refresh_token&refresh_token=" + refresh)
                .path("access_token")
                .asString("");
        HttpResponse<String> answer = SERVER.send("GET", "/v2/locations", "Zoho-oauthtoken " + access, null);
        assertThat(answer.statusCode()).isEqualTo(200);
        String code = out(signedIn, "token", "code", "--client", "erp").strip();
        assertThat(token(client, "authorization_code&code=" + code).has("refresh_token"))
                .isTrue();
        String list = out(signedIn, "token", "list");
        assertThat(list.lines()).hasSize(2).first().asString().contains("\terp\teditor\t");
        assertThat(out(signedIn, "token", "revoke", list.split("\t", 2)[0])).startsWith("revoked");
        assertThat(token(client, "refresh_token&refresh_token=" + refresh).toString())
                .isEqualTo("{\"error\":\"invalid_code\"}");
        Program.End wrong = Program.run(signedIn, "token", "refresh", "--client", "none");
        assertThat(wrong.exit()).isEqualTo(78);
        assertThat(wrong.err()).contains("the org has no client 'none'");
    }

    @Test
    void inTheDatabase() {
        String client = out(
                withDatabase,
                "token",
                "client",
                "--org",
                org.key(),
                "--id",
                "erp",
                "--owner",
                "editor",
                "--scopes",
                "ZohoCRM.modules.READ");
        String access = out(withDatabase, "token", "access", "--org", org.key(), "--client", "erp", "--seconds", "60")
                .strip();
        assertThat(SERVER.send("GET", "/v2/locations?type=STORE", "Bearer " + access, null)
                        .statusCode())
                .isEqualTo(200);
        assertThat(env(client, "CLIENT_ID")).isEqualTo(org.key() + ".erp");
        Program.End wrong = Program.run(withDatabase, "token", "client", "--org", org.key(), "--id", "new");
        assertThat(wrong.exit()).isEqualTo(78);
        assertThat(wrong.err()).contains("clients[0].user is needed", "clients[0].scopes is needed");
    }
}
