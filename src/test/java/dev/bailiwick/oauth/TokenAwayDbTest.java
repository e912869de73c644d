package dev.bailiwick.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.budget.Statements;
import dev.bailiwick.db.TestPostgres;
import dev.bailiwick.org.Grants.What;
import dev.bailiwick.race.Sql;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database goes away while a client asks for a token: it is told to come back, and then gets one. */
class TokenAwayDbTest {
    private static final int MOST_CONNECTIONS = 50;
    private static final Statements STATEMENTS = new Statements();
    private static TestServer server;

    private final Tokens tokens = tokens();

    private static Tokens tokens() {
        return Tokens.of(server);
    }

    @BeforeAll
    static void start() {
        server = TestServer.own(STATEMENTS::over);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private void requireToldToComeBack(String before, Supplier<HttpResponse<String>> request) {
        STATEMENTS.before(
                before,
                () -> Sql.on(
                        TestPostgres.superuserUrl(server.database()),
                        superuser -> superuser.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND usename = 'bailiwick'")));
        List<HttpResponse<String>> answers = new ArrayList<>();
        STATEMENTS.during(() -> answers.add(request.get()));
        HttpResponse<String> answer = answers.getFirst();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).doesNotContain("Exception", "SQL", "dev.bailiwick", "access_token");
    }

    /** The first answer that is more than to come back: each of the server's connections may be found broken once. */
    private static HttpResponse<String> comeBack(Supplier<HttpResponse<String>> request) {
        return Stream.generate(request)
                .limit(MOST_CONNECTIONS)
                .filter(answer -> answer.statusCode() != 503)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FROM tenant", "FROM oauth_client", "^INSERT INTO oauth_access", "^COMMIT"})
    void whoAsksForATokenComesBack(String before) {
        List<Map<String, String>> grants = List.of(
                tokens.grant("refresh_token", "refresh_token", tokens.refresh()),
                tokens.grant("authorization_code", "code", tokens.made(What.CODE, "editor")),
                tokens.grant(
                        "client_credentials",
                        "scope",
                        "ZohoCRM.modules.ALL,ZohoCRM.settings.ALL",
                        "soid",
                        "ZohoCRM." + tokens.org().id()));
        for (Map<String, String> grant : grants) {
            requireToldToComeBack(before, () -> tokens.form("/oauth/v2/token", grant));
            String access = Tokens.json(comeBack(() -> tokens.form("/oauth/v2/token", grant)))
                    .path("access_token")
                    .asString();
            assertThat(tokens.status(access)).as("%s", grant.keySet()).isEqualTo(200);
        }
    }

    @Test
    void whoTakesOneBackComesBack() {
        String refresh = tokens.refresh();
        String access = tokens.refreshed(refresh);
        Map<String, String> token = Map.of("token", refresh);
        requireToldToComeBack("^DELETE FROM oauth_refresh", () -> tokens.form("/oauth/v2/token/revoke", token));
        assertThat(comeBack(() -> tokens.with(access, "GET", "/v2/locations", null))
                        .statusCode())
                .as("nothing was taken back")
                .isEqualTo(200);
        assertThat(Tokens.json(tokens.form("/oauth/v2/token/revoke", token))
                        .path("status")
                        .asString())
                .isEqualTo("success");
        assertThat(tokens.status(access)).isEqualTo(401);
    }

    /** Who shows a token that only the database can tell to be good is not told that it is bad. */
    @Test
    void whoShowsATokenComesBack() {
        String access = tokens.access("admin");
        requireToldToComeBack("FROM oauth_access", () -> tokens.with(access, "GET", "/v2/locations", null));
        assertThat(comeBack(() -> tokens.with(access, "GET", "/v2/locations", null))
                        .statusCode())
                .isEqualTo(200);
    }
}
