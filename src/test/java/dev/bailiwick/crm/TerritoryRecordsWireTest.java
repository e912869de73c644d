package dev.bailiwick.crm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.db.TestPostgres;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lists of the records of a territory. Zone 7000 is the top, each of 7001 to 7040 below the one before, and 7099 beside
 * them; lead i of 300 is in 7001 + i % 40, every third in 7099 too.
 */
class TerritoryRecordsWireTest {
    private static final int DEPTH = 40;
    private static final int LEADS = 300;
    private static final String LIST = "/crm/v8/Leads?fields=Last_Name";
    private static TestServer.Org org;
    private static final List<String> ids = new ArrayList<>();

    @BeforeAll
    static void make() {
        org = TestServer.shared()
                .org(TestServer.LOCALES + """
                zones:
                  - {code: z7000, id: 7000, name: Zone 0}
                  - {code: z7099, id: 7099, name: Beside, parent: z7000}
                """
                        + IntStream.range(7001, 7001 + DEPTH)
                                .mapToObj(i -> "  - {code: z%1$d, id: %1$d, name: Zone %1$d, parent: z%2$d}\n"
                                        .formatted(i, i - 1))
                                .collect(Collectors.joining()));
        for (int from = 0; from < LEADS; from += 100) {
            String rows = IntStream.range(from, from + 100)
                    .mapToObj(i -> "{\"Last_Name\":\"Lead %d\",\"Territories\":[\"%d\"%s]}"
                            .formatted(i, zoneOf(i), i % 3 == 0 ? ",\"7099\"" : ""))
                    .collect(Collectors.joining(",", "{\"data\":[", "]}"));
            JsonNode answer = json(org.post("/crm/v8/Leads", rows));
            answer.path("data")
                    .forEach(row -> ids.add(row.path("details").path("id").asString()));
        }
        assertThat(new TreeSet<>(ids)).hasSize(LEADS);
    }

    private static int zoneOf(int lead) {
        return 7001 + lead % DEPTH;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return JsonMapper.shared().readTree(answer.body());
    }

    /** The ids on all pages, by token, in the order in which they came. */
    private static List<String> all(String query, int perPage) {
        List<String> found = new ArrayList<>();
        String token = "";
        do {
            HttpResponse<String> answer =
                    org.get(LIST + query + "&per_page=" + perPage + (token.isEmpty() ? "" : "&page_token=" + token));
            if (answer.statusCode() == 204) {
                return found;
            }
            JsonNode page = json(answer);
            page.path("data").forEach(row -> found.add(row.path("id").asString()));
            token = page.path("info").path("next_page_token").asString("");
        } while (!token.isEmpty());
        return found;
    }

    private static List<String> leads(java.util.function.IntPredicate which) {
        return IntStream.range(0, LEADS).filter(which).mapToObj(ids::get).toList();
    }

    @ParameterizedTest
    @CsvSource({"id, asc", "id, desc", "Created_Time, asc", "Modified_Time, desc"})
    void everyRecordOfASubtreeIsOnOnePageOnce(String sort, String order) {
        String query = "&territory_id=7000&include_child=true&sort_by=" + sort + "&sort_order=" + order;
        assertThat(all(query, 37)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void aZoneHasItsOwnAndWithThoseBelowEverythingUnderIt() {
        assertThat(all("&territory_id=7000", 200)).isEmpty();
        for (int zone : List.of(7001, 7023, 7040)) {
            assertThat(all("&territory_id=" + zone + "&sort_order=asc", 3)).isEqualTo(leads(i -> zoneOf(i) == zone));
            assertThat(all("&territory_id=" + zone + "&sort_order=asc&include_child=true", 100))
                    .isEqualTo(leads(i -> zoneOf(i) >= zone));
        }
        assertThat(all("&territory_id=7099&sort_order=asc&include_child=false", 200))
                .isEqualTo(leads(i -> i % 3 == 0));
    }

    @Test
    void otherConditionsHoldToo() {
        String some = String.join(",", ids.subList(0, 80));
        assertThat(all("&territory_id=7099&sort_order=asc&ids=" + some, 200))
                .isEqualTo(leads(i -> i < 80 && i % 3 == 0));
        assertThat(org.server()
                        .send(
                                "GET",
                                LIST + "&territory_id=7099",
                                org.authorization(),
                                null,
                                "If-Modified-Since",
                                "2100-01-01T00:00:00Z")
                        .statusCode())
                .isEqualTo(304);
        String token = json(org.get(LIST + "&territory_id=7099&per_page=1"))
                .path("info")
                .path("next_page_token")
                .asString();
        assertThat(org.get(LIST + "&territory_id=7001&per_page=1&page_token=" + token)
                        .body())
                .contains("TOKEN_BOUND_DATA_MISMATCH");
    }

    @Test
    void whereOnlyARuleWouldHaveItItIsNot() throws SQLException {
        TestServer.Org other = TestServer.shared().org(TestServer.LOCALES + """
                zones:
                  - {code: root, id: 7000, name: Zone 0}
                """);
        JsonNode made = json(other.post(
                "/crm/v8/Leads", "{\"data\":[{\"Last_Name\":\"In\",\"Territory\":\"7000\"},{\"Last_Name\":\"Out\"}]}"));
        String out = made.path("data").path(1).path("details").path("id").asString();
        try (Connection superuser = DriverManager.getConnection(
                        TestPostgres.superuserUrl(other.server().database()));
                Statement statement = superuser.createStatement()) {
            statement.execute("INSERT INTO assignment VALUES (" + other.id() + ", " + out
                    + ", 7000, 'Leads', 'overruled', false, true, NULL)");
        }
        JsonNode page = json(other.get(LIST + "&territory_id=7000"));
        assertThat(page.path("data")).hasSize(1);
        assertThat(page.path("data").path(0).path("Last_Name").asString()).isEqualTo("In");
    }
}
