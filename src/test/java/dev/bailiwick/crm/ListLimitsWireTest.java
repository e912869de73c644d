package dev.bailiwick.crm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.db.TestPostgres;
import dev.bailiwick.race.Sql;
import java.net.http.HttpResponse;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How far a list goes, in a module of more records than it tells (sheet, 1.4 and 7.3). */
class ListLimitsWireTest {
    private static final int RECORDS = 100_050;
    private static final long FIRST = 20_000_000;
    private static final TestServer.Org ORG = TestServer.shared().sandbox();
    private static final String PRODUCTS = "/crm/v8/Products";

    /** Of each time there are a hundred. */
    @BeforeAll
    static void fill() {
        Sql.on(TestPostgres.superuserUrl(TestServer.shared().database()), statement -> {
            statement.execute("INSERT INTO record (org_id, record_id, version, module, data, created_at, created_by,"
                    + " modified_at, modified_by) SELECT " + ORG.id() + ", " + FIRST + " + i, 1, 'Products',"
                    + " jsonb_build_object('Product_Name', 'Product ' || i), timestamptz '2026-01-01', 0,"
                    + " timestamptz '2026-01-01' + (i * 7919 % 1000) * interval '1 minute', 0"
                    + " FROM generate_series(0, " + (RECORDS - 1) + ") AS i");
            statement.execute("ANALYZE record");
        });
    }

    /** The tests after this one have the tables small. */
    @AfterAll
    static void empty() {
        Sql.on(
                TestPostgres.superuserUrl(TestServer.shared().database()),
                statement -> statement.execute("DELETE FROM record WHERE org_id = " + ORG.id()));
    }

    private static JsonNode page(String parameters) {
        HttpResponse<String> answer = ORG.get(PRODUCTS + parameters);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Wanted.json(answer);
    }

    private static List<Long> ids(JsonNode page) {
        return page.path("data")
                .valueStream()
                .map(record -> Long.valueOf(record.path("id").asString()))
                .toList();
    }

    private static List<Long> range(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> FIRST + i).toList();
    }

    private static String next(JsonNode page) {
        return page.path("info").path("next_page_token").asString("");
    }

    private static void refuses(String parameters, String... parts) {
        HttpResponse<String> answer = ORG.get(PRODUCTS + parameters);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(parts);
    }

    @Test
    void byNumberTwoThousand() {
        JsonNode tenth = page("?fields=id&sort_order=asc&page=10");
        assertThat(ids(tenth)).isEqualTo(range(1800, 2000));
        assertThat(tenth.path("info").path("more_records").asBoolean()).isTrue();
        refuses("?fields=id&sort_order=asc&page=11", "DISCRETE_PAGINATION_LIMIT_EXCEEDED", "\"limit\":2000");
        String sizes = "?fields=id&sort_order=asc&per_page=150";
        JsonNode last = page(sizes + "&page=14");
        assertThat(ids(last)).as("up to the 2,000th").isEqualTo(range(1950, 2000));
        assertThat(last.path("info").path("more_records").asBoolean()).isTrue();
        assertThat(ids(page(sizes + "&page_token=" + next(last))))
                .as("from there on by token")
                .isEqualTo(range(2000, 2150));
        refuses(sizes + "&page=15", "DISCRETE_PAGINATION_LIMIT_EXCEEDED");
    }

    @Test
    void byTokenAHundredThousand() {
        String list = "?fields=id&sort_order=asc";
        List<Long> seen = new ArrayList<>();
        JsonNode page = page(list);
        seen.addAll(ids(page));
        while (seen.size() < 100_000) {
            page = page(list + "&page_token=" + next(page));
            seen.addAll(ids(page));
        }
        assertThat(seen).isEqualTo(range(0, 100_000));
        assertThat(page.path("info").path("page").asInt()).isEqualTo(500);
        assertThat(page.path("info").path("more_records").asBoolean()).isTrue();
        refuses(
                list + "&page_token=" + next(page),
                "PAGINATION_LIMIT_EXCEEDED",
                "You can only get upto 100000 records using page_token param",
                "\"param_name\":\"page_token\"");
    }

    @Test
    void searchesTwoThousand() {
        String search = "/search?fields=id&sort_order=asc&per_page=150&criteria=(id:greater_than:1)";
        assertThat(ids(page(search + "&page=14"))).isEqualTo(range(1950, 2000));
        refuses(search + "&page=15", "LIMIT_REACHED", "\"limit\":\"2000\"");
    }

    @Test
    void whatWasModifiedLastComesFirst() {
        String list = "?fields=Product_Name&per_page=150&sort_by=Modified_Time";
        List<Long> expected = new ArrayList<>();
        Sql.on(TestPostgres.superuserUrl(TestServer.shared().database()), statement -> {
            try (ResultSet row = statement.executeQuery("SELECT record_id FROM record WHERE org_id = " + ORG.id()
                    + " ORDER BY modified_at DESC, record_id DESC LIMIT 450")) {
                while (row.next()) {
                    expected.add(row.getLong(1));
                }
            }
        });
        List<Long> byNumber = new ArrayList<>();
        List<Long> byToken = new ArrayList<>();
        String token = "";
        for (int i = 1; i <= 3; i++) {
            byNumber.addAll(ids(page(list + "&sort_order=desc&page=" + i)));
            JsonNode page = page(list + (token.isEmpty() ? "" : "&page_token=" + token));
            byToken.addAll(ids(page));
            token = next(page);
            assertThat(page.path("info").path("sort_by").asString()).isEqualTo("Modified_Time");
            assertThat(page.path("info").path("sort_order").asString()).isEqualTo("desc");
        }
        assertThat(byNumber).isEqualTo(expected);
        assertThat(byToken).isEqualTo(expected);
    }
}
