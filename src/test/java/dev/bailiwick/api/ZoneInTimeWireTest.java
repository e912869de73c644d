package dev.bailiwick.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.db.TestPostgres;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Zones at a time, and zones with keys of every kind, as transcripts cannot show them. */
class ZoneInTimeWireTest {
    private final TestServer.Org org = TestServer.shared().org(TestServer.LOCALES + """
            zones:
              - {code: root, name: ROOT}
              - {code: "a/b 50%", name: Odd, parent: root, externalIds: {erp: "x;y\\\\z"}}
              - {code: big, id: 9000000000000000001, name: Big, parent: root}
            """);

    @ParameterizedTest
    @CsvSource({"code:a%2Fb%2050%25, 200", "ext:x%3By%5Cz, 200", "9000000000000000001, 200", "code:a%2Fb, 404"})
    void everyKeyCanBeNamed(String key, int status) {
        HttpResponse<String> answer = org.get("/api/v1/zones/" + key);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"code:a%00b", "99999999999999999999", "name:x", "%2e%2e"})
    void whatIsNoKeyIsToldAsAProblem(String key) {
        HttpResponse<String> answer = org.get("/api/v1/zones/" + key);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 404);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    /** As after an org has limited its history. */
    @Test
    void aTimeBeforeWhatIsKeptIsGone() throws SQLException {
        org.put(
                "/v2/locations/zones",
                "[{\"identifierName\":\"CODE\",\"identifierValue\":\"big\",\"name\":\"Bigger\"}]");
        try (Connection superuser = DriverManager.getConnection(
                        TestPostgres.superuserUrl(org.server().database()));
                Statement statement = superuser.createStatement()) {
            statement.execute("DELETE FROM history WHERE org_id = " + org.id()
                    + " AND entity_id = 9000000000000000001 AND version = 1");
        }
        HttpResponse<String> gone = org.get("/api/v1/zones/code:big?at=2020-01-01T00:00:00Z");
        assertThat(gone.statusCode()).as(gone.body()).isEqualTo(410);
        assertThat(gone.body()).contains("\"first\":\"2");
        assertThat(org.get("/api/v1/zones/code:big?at=2100-01-01T00:00:00Z").statusCode())
                .isEqualTo(200);
    }
}
