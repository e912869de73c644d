package dev.bailiwick.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.db.TestPostgres;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long reads of records take at the door in an org of 100,000 leads, as the server's role under row-level security,
 * beside the least SQL for the same rows on a connection that no rule binds, in turns: {@code mvn test
 * -Dtest=RecordsBenchmark}. Its name keeps it out of every other build.
 */
class RecordsBenchmark {
    private static final int RECORDS = Integer.getInteger("benchmark.records", 100_000);
    private static final int WARM_UP = Integer.getInteger("benchmark.warmup", 10);
    private static final int TIMES = Integer.getInteger("benchmark.times", 20);

    /** Which of the reads, as a pattern; all. */
    private static final String ONLY = System.getProperty("benchmark.only", ".*");

    private static final long FIRST = 20_000_000;
    private static final String FIELDS = "fields=Last_Name,Email,Company,Lead_Status,Annual_Revenue";

    private static final TestServer SERVER = TestServer.shared();
    private final TestServer.Org org = SERVER.sandbox();

    /** Reads the answer of the door, and the rows of plain SQL. */
    private record Read(String name, IntFunction<String> path, IntFunction<String> sql, String... headers) {}

    private List<Read> reads() {
        return List.of(
                read("get by id", i -> "/" + id(i), i -> "record_id = " + id(i)),
                new Read(
                        "external field",
                        i -> "/EXT-" + n(i),
                        i -> select("record_id = (SELECT entity_id FROM entity_key WHERE org_id = " + org.id()
                                + " AND space = 10000001 AND user_id = 0 AND value = 'ext-" + n(i) + "')"),
                        "X-EXTERNAL",
                        "Leads.External_ID"),
                search("unique field", i -> "(Badge:equals:b-" + n(i) + ")", i -> "record_id = " + id(i)),
                search(
                        "e-mail (finds duplicates)",
                        i -> "(Email:equals:Mail" + n(i) + "@x.co)",
                        i -> "module = 'Leads' AND checked = 'mail" + n(i) + "@x.co'"),
                search(
                        "name",
                        i -> "(Last_Name:equals:name " + n(i) + ")",
                        i -> "module = 'Leads' AND lower(data ->> 'Last_Name') = 'name " + n(i) + "'"),
                search(
                        "pick list",
                        i -> "(Lead_Status:equals:Contacted)",
                        i -> "module = 'Leads' AND data ->> 'Lead_Status' = 'Contacted'"),
                search(
                        "number range",
                        i -> "(Annual_Revenue:between:" + n(i) + "," + (n(i) + 99) + ")",
                        i -> "module = 'Leads' AND (data ->> 'Annual_Revenue')::numeric BETWEEN " + n(i) + " AND "
                                + (n(i) + 99)),
                search(
                        "starts_with",
                        i -> "(Company:starts_with:company " + n(i) + ")",
                        i -> "module = 'Leads' AND lower(data ->> 'Company') LIKE 'company " + n(i) + "%'"),
                read(
                        "word",
                        i -> "/search?" + FIELDS + "&word=ame%20" + n(i),
                        i -> "module = 'Leads' AND data::text ILIKE '%ame " + n(i) + "%'"),
                read("first page of a list", i -> "?" + FIELDS, i -> "module = 'Leads'"),
                read(
                        "first page by Modified_Time",
                        i -> "?" + FIELDS + "&sort_by=Modified_Time",
                        i -> "module = 'Leads'"),
                read("count", i -> "/actions/count", i -> "module = 'Leads'"));
    }

    private static int n(int i) {
        return Math.floorMod(i * 7919 + 13, RECORDS);
    }

    private static long id(int i) {
        return FIRST + n(i);
    }

    private Read read(String name, IntFunction<String> path, IntFunction<String> where) {
        String order = name.contains("Modified_Time") ? " ORDER BY modified_at DESC, record_id DESC" : "";
        return new Read(
                name,
                path,
                name.equals("count")
                        ? i -> "SELECT count(*) FROM record WHERE org_id = " + org.id() + " AND " + where.apply(i)
                        : i -> select(where.apply(i), order));
    }

    private Read search(String name, IntFunction<String> criteria, IntFunction<String> where) {
        return read(
                name,
                i -> "/search?" + FIELDS + "&criteria=" + URLEncoder.encode(criteria.apply(i), StandardCharsets.UTF_8),
                where);
    }

    private String select(String where, String... order) {
        String by = order.length == 0 || order[0].isEmpty() ? " ORDER BY record_id DESC" : order[0];
        return "SELECT record_id, data::text FROM record WHERE org_id = " + org.id() + " AND " + where + by
                + " LIMIT 201";
    }

    @Test
    void milliseconds() throws SQLException, IOException {
        try (Connection plain = DriverManager.getConnection(TestPostgres.superuserUrl(SERVER.database()));
                Statement statement = plain.createStatement()) {
            fill(statement);
            List<String> lines = new ArrayList<>(List.of(
                    "| read, " + RECORDS + " leads | door p50 ms | door p95 ms | plain SQL p50 ms | plain SQL p95 ms |",
                    "|---|---|---|---|---|"));
            for (Read read : reads()) {
                if (!read.name.matches(ONLY)) {
                    continue;
                }
                lines.add(measure(read, statement));
                System.out.println(lines.getLast());
            }
            for (String sort : List.of("id", "Created_Time", "Modified_Time")) {
                lines.add(deep(sort));
                System.out.println(lines.getLast());
            }
            updates(statement, "");
            lines.add(updates(statement, "update of 100 records"));
            statement.execute("DROP INDEX record_modified");
            lines.add(updates(statement, "update of 100 records, without the index of Modified_Time"));
            String table = String.join("\n", lines) + "\n";
            Files.writeString(Path.of("target/records-benchmark.md"), table);
            System.out.println(table);
        }
    }

    private void fill(Statement statement) throws SQLException {
        String numbers = " FROM generate_series(0, " + (RECORDS - 1) + ") AS i";
        statement.execute("UPDATE org SET version = version + 1, catalog = catalog || '{\"fields\": {"
                + "\"Leads.External_ID\": {\"number\": 10000001, \"label\": \"E\", \"type\": \"text\", \"length\": 100,"
                + " \"external\": \"org\"}, \"Leads.Badge\": {\"number\": 10000002, \"label\": \"B\", \"type\": \"text\","
                + " \"length\": 100, \"unique\": true}}}' WHERE org_id = " + org.id());
        statement.execute("INSERT INTO record SELECT " + org.id() + ", " + FIRST
                + " + i, 1, 'Leads', jsonb_build_object("
                + "'Last_Name', 'Name ' || i, 'First_Name', 'Pat', 'Email', 'Mail' || i || '@x.co', 'Company', 'Company ' || i,"
                + " 'City', 'Town ' || i % 500, 'Street', i || ' Long Street', 'Phone', '+49 30 ' || i, 'Description',"
                + " 'Met at a fair, wants to hear more of it in ' || i % 12 || ' months', 'Lead_Status',"
                + " (ARRAY['Contacted','Junk Lead','Lost Lead','Not Contacted'])[1 + i % 4], 'Annual_Revenue', i,"
                + " 'External_ID', 'EXT-' || i, 'Badge', 'B-' || i, 'Email_Opt_Out', false),"
                + " now() - (i * 7919 % " + RECORDS + ") * interval '1 minute', now() - i * interval '1 minute', 0, 0,"
                + " 'mail' || i || '@x.co'" + numbers);
        statement.execute("INSERT INTO entity_key SELECT " + org.id() + ", s.space, s.prefix || i, 4, " + FIRST
                + " + i, NULL, 0" + numbers + ", (VALUES (10000001, 'ext-'), (10000002, 'b-')) AS s(space, prefix)");
        statement.execute("VACUUM ANALYZE record");
        statement.execute("VACUUM ANALYZE entity_key");
    }

    private String measure(Read read, Statement statement) throws SQLException {
        double[] door = new double[TIMES];
        double[] plain = new double[TIMES];
        for (int i = -WARM_UP; i < TIMES; i++) {
            long start = System.nanoTime();
            HttpResponse<String> answer = get(read.path.apply(i), read.headers);
            long between = System.nanoTime();
            int rows = 0;
            try (ResultSet all = statement.executeQuery(read.sql.apply(i))) {
                while (all.next()) {
                    rows += all.getString(1) == null ? 0 : 1;
                }
            }
            long end = System.nanoTime();
            assertThat(answer.statusCode()).as(read.name + answer.body()).isEqualTo(200);
            assertThat(rows).as(read.name).isPositive();
            if (i >= 0) {
                door[i] = (between - start) / 1e6;
                plain[i] = (end - between) / 1e6;
            }
        }
        return "| %s | %s | %s |".formatted(read.name, both(door), both(plain));
    }

    private HttpResponse<String> get(String path, String... headers) {
        return SERVER.send("GET", "/crm/v8/Leads" + path, org.authorization(), null, headers);
    }

    /** Pages far into a list, each by the token of the one before. */
    private String deep(String sort) {
        double[] door = new double[TIMES];
        String token = "";
        int pages = RECORDS / 200 - 2;
        for (int i = 0; i < pages; i++) {
            long start = System.nanoTime();
            HttpResponse<String> answer = get("?" + FIELDS + "&sort_by=" + sort + token);
            if (i >= pages - TIMES) {
                door[i - pages + TIMES] = (System.nanoTime() - start) / 1e6;
            }
            token = "&page_token="
                    + JsonMapper.shared()
                            .readTree(answer.body())
                            .path("info")
                            .path("next_page_token")
                            .asString();
        }
        return "| page by token, deep, by %s | %s | | |".formatted(sort, both(door));
    }

    /** What the indexes of a record cost who changes it, 100 records a statement. */
    private String updates(Statement statement, String name) throws SQLException {
        double[] plain = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            statement.execute("UPDATE record SET data = data || '{\"City\": \"T" + i
                    + "\"}', version = version + 1, modified_at = clock_timestamp() WHERE org_id = " + org.id()
                    + " AND record_id BETWEEN " + (FIRST + i * 100L) + " AND " + (FIRST + i * 100L + 99));
            plain[i] = (System.nanoTime() - start) / 1e6;
        }
        return "| %s | | | %s |".formatted(name, both(plain));
    }

    private static String both(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return "%.1f | %.1f".formatted(sorted[sorted.length / 2], sorted[(int) (sorted.length * 0.95)]);
    }
}
