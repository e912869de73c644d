package dev.bailiwick.crm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.db.TestPostgres;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Records at a time through our own door. */
class RecordInTimeWireTest {
    private static final String DOOR = "/api/v1/records/";
    private static Wanted wanted;
    private static long contact;

    @BeforeAll
    static void make() {
        wanted = Wanted.org(TestServer.shared(), TestServer.LOCALES + """
                zones:
                  - {code: root, name: ROOT}
                stores:
                  - {code: "s/1", name: Store 1, place: root}
                """);
        contact = wanted.insert(
                "Contacts",
                Map.of("Last_Name", "Boyle", "External_Contact_ID", "B:1", "External_Campaign_ID", "Camp 1"));
    }

    private static JsonNode ok(String path) {
        HttpResponse<String> answer = wanted.org().get(DOOR + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Wanted.json(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "contacts/External_Contact_ID:B:1, 200",
        "Contacts/External_Contact_ID:b:1, 200",
        "Contacts/External_Campaign_ID:camp%201, 200",
        "Contacts/External_Campaign_ID:nobody, 404",
        "Contacts/Email:x, 400",
        "Contacts/Nothing:x, 400",
        "Contacts/External_Campaign_ID:, 400",
        "Contacts/x, 400",
        "Contacts/99999999999999999999, 400",
        "Contacts/1, 404",
        "Contacts/1/history, 404",
        "Nothing/1, 404",
        "Stores/Code:s%2F1, 200",
        "Stores/Code:S%2F1, 404",
        "Contacts/1?at=x, 400",
    })
    void statusOf(String path, int status) {
        HttpResponse<String> answer = wanted.org().get(DOOR + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        if (status != 200) {
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        }
    }

    @Test
    void asItIsAndAsItWas() {
        long id = wanted.insert("Contacts", Map.of("Last_Name", "First", "External_Contact_ID", "T1"));
        String before = ok("Contacts/" + id).path("lastUpdated").asString();
        wanted.update(
                wanted.actor("editor"), "Contacts", id, Map.of("Last_Name", "Second", "External_Contact_ID", "E1"));
        JsonNode now = ok("Contacts/" + id);
        assertThat(now.path("title").asString()).isEqualTo("Second");
        assertThat(now.path("version").asInt()).isEqualTo(2);
        assertThat(now.path("values").path("External_Contact_ID").asString()).isEqualTo("T1");
        JsonNode then = ok("Contacts/External_Contact_ID:T1?at=" + before);
        assertThat(then.path("values").path("Last_Name").asString()).isEqualTo("First");
        assertThat(then.path("values").path("Owner").isNumber()).isTrue();
        assertThat(wanted.org()
                        .get(DOOR + "Contacts/" + id + "?at=2020-01-01T00:00:00Z")
                        .statusCode())
                .isEqualTo(404);

        JsonNode history = ok("Contacts/" + id + "/history?limit=1");
        assertThat(history.path("record").path("title").asString()).isEqualTo("Second");
        assertThat(history.path("items").path(0).path("changes").has("Last_Name"))
                .isTrue();
        assertThat(history.toString()).as("another user's value").doesNotContain("E1");
        assertThat(history.path("next").asInt()).isEqualTo(2);
        JsonNode older = ok("Contacts/" + id + "/history?after=2");
        assertThat(older.path("items").path(0).path("outcome").asString()).isEqualTo("created");
        assertThat(older.toString()).contains("\"External_Contact_ID\":{\"before\":null,\"after\":\"T1\"}");

        wanted.delete("Contacts", id);
        assertThat(wanted.org().get(DOOR + "Contacts/" + id).statusCode()).isEqualTo(404);
        assertThat(wanted.org().get(DOOR + "Accounts/" + id + "?at=" + before).statusCode())
                .isEqualTo(404);
        assertThat(ok("Contacts/" + id + "?at=" + before).path("title").asString())
                .isEqualTo("First");
        assertThat(ok("Contacts/" + id + "/history").path("items").size()).isEqualTo(3);
    }

    /** Who has no value of his own in a field in which each user has some is told none. */
    @Test
    void whoHasNoValueIsToldNobodys() {
        long id = wanted.insert("Contacts", Map.of("Last_Name", "Theirs", "External_Contact_ID", "secret-1"));
        String then = ok("Contacts/" + id).path("lastUpdated").asString();
        TestServer.Org viewer = wanted.org().as("viewer");
        for (String path : List.of("", "?at=" + then)) {
            JsonNode values =
                    Wanted.json(viewer.get(DOOR + "Contacts/" + id + path)).path("values");
            assertThat(values.path("Last_Name").asString()).isEqualTo("Theirs");
            assertThat(values.has("External_Contact_ID")).isTrue();
            assertThat(values.path("External_Contact_ID").isNull())
                    .as("%s", values)
                    .isTrue();
        }
    }

    /** As after an org has limited its history. */
    @Test
    void aTimeBeforeWhatIsKeptIsGone() throws SQLException {
        wanted.update(wanted.actor("admin"), "Contacts", contact, Map.of("Title", "Dr."));
        try (Connection superuser = DriverManager.getConnection(
                        TestPostgres.superuserUrl(wanted.org().server().database()));
                Statement statement = superuser.createStatement()) {
            statement.execute("DELETE FROM history WHERE org_id = "
                    + wanted.org().id() + " AND entity_id = " + contact + " AND version = 1");
        }
        HttpResponse<String> gone = wanted.org().get(DOOR + "Contacts/" + contact + "?at=2020-01-01T00:00:00Z");
        assertThat(gone.statusCode()).as(gone.body()).isEqualTo(410);
        assertThat(gone.body()).contains("\"first\":\"2");
    }
}
