package dev.bailiwick.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.db.TestPostgres;
import dev.bailiwick.org.Grants;
import dev.bailiwick.org.Grants.What;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An org with a client, and what tests of tokens do with it. */
record Tokens(TestServer.Org org) {
    /** 256 bits, so that no test waits for a slow hash. */
    static final String SECRET = "0123456789abcdef".repeat(4);

    static final String ALL = "ZohoCRM.modules.ALL, ZohoCRM.settings.ALL, ZohoCRM.users.ALL, ZohoCRM.org.ALL,"
            + " ZohoSearch.securesearch.READ";

    static Tokens make() {
        return of(TestServer.shared());
    }

    static Tokens of(TestServer server) {
        return new Tokens(server.org(TestServer.LOCALES + """
                zones:
                  - {code: root, name: ROOT}
                  - {code: north, name: North, parent: root}
                stores:
                  - {code: s1, name: Store 1, place: north}
                clients:
                  - {id: erp, user: admin, scopes: [%s], secret: "%s", redirectUris: ["https://erp.example/back"]}
                  - {id: other, user: editor, scopes: [ZohoCRM.modules.READ], secret: "%s"}
                  - {id: mute, user: editor, scopes: [ZohoCRM.modules.READ]}
                """.formatted(ALL, SECRET, SECRET)));
    }

    String clientId() {
        return org.key() + ".erp";
    }

    String made(What what, String login, String... scopes) {
        List<String> wanted = scopes.length == 0 ? null : List.of(scopes);
        return org.server()
                .core()
                .grants()
                .make(org.actor(), new Grants.Wish(what, "erp", login, wanted, null, null))
                .token();
    }

    String refresh() {
        return made(What.REFRESH, "admin");
    }

    String access(String login, String... scopes) {
        return made(What.ACCESS, login, scopes);
    }

    /** The parameters of a grant, with those of the client. */
    Map<String, String> grant(String type, String... more) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("client_id", clientId());
        parameters.put("client_secret", SECRET);
        parameters.put("grant_type", type);
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        return parameters;
    }

    static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    HttpResponse<String> send(String path, @Nullable String body, String... headers) {
        return org.server().send("POST", path, null, body, headers);
    }

    HttpResponse<String> form(String path, Map<String, String> parameters) {
        return send(path, encoded(parameters), "Content-Type", "application/x-www-form-urlencoded");
    }

    /** An answer that is an answer: 200 and JSON, whatever it says. */
    static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        return JsonMapper.shared().readTree(answer.body());
    }

    JsonNode token(Map<String, String> parameters) {
        return json(form("/oauth/v2/token", parameters));
    }

    /** A new access token by this refresh token. */
    String refreshed(String refresh) {
        return token(grant("refresh_token", "refresh_token", refresh))
                .path("access_token")
                .asString("");
    }

    String error(Map<String, String> parameters) {
        JsonNode answer = token(parameters);
        assertThat(answer.propertyNames()).containsExactly("error");
        return answer.get("error").stringValue();
    }

    HttpResponse<String> with(String token, String method, String path, @Nullable String json) {
        return org.server().send(method, path, "Zoho-oauthtoken " + token, json);
    }

    int status(String token) {
        return with(token, "GET", "/v2/locations", null).statusCode();
    }

    /** The org's rows in a table. */
    int count(String table) {
        try (Connection connection = DriverManager.getConnection(
                        TestPostgres.superuserUrl(org.server().database()));
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM " + table + " WHERE org_id = " + org.id())) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Changes what is stored, as time would. */
    void sql(String statement) {
        try (Connection connection = DriverManager.getConnection(
                        TestPostgres.superuserUrl(org.server().database()));
                var change = connection.createStatement()) {
            change.execute(statement.replace(":org", String.valueOf(org.id())));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
