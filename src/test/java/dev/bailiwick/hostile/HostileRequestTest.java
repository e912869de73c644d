package dev.bailiwick.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.db.TestPostgres;
import dev.bailiwick.race.Invariants;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever is sent: no 5xx, no word about the inside, no change of data, no memory kept. Run more of it by {@code
 * -Dhostile.count=10000 -Dhostile.seed=7}, and one again by {@code -Dhostile.seed=7 -Dhostile.only=123}.
 */
class HostileRequestTest {
    private static final int COUNT = Integer.getInteger("hostile.count", 400);
    private static final long SEED = Long.getLong("hostile.seed", 20261121L);
    private static final @Nullable Integer ONLY = Integer.getInteger("hostile.only");
    private static final int CLIENTS = 6;

    /** From here on memory is measured: fewer requests say nothing. */
    private static final int MANY = 10_000;

    private static final int WARM_UP = 1_000;
    private static final long MOST_KEPT = 48L << 20;
    private static final int MOST_TOLD = 12;

    /** What an answer never says. Nothing that is sent, and so may be echoed, says it either. */
    private static final List<String> INNER_WORDS = List.of(
            "exception",
            "springframework",
            "tomcat",
            "jackson",
            "hikari",
            "postgres",
            "psql",
            "sqlstate",
            "jdbc",
            "error:",
            "relation ",
            "syntax error",
            "select ",
            "insert into",
            "update zone",
            "entity_key",
            "java.",
            "jakarta",
            "servlet",
            "dev.bailiwick",
            "nullpointer",
            "stacktrace",
            "\tat ",
            "flyway",
            "whitelabel");

    private static @Nullable String complaint(HostileRequests.Request request, RawHttp.@Nullable Answer answer) {
        if (answer == null) {
            return request.framed() ? "no answer" : null;
        }
        // The two that HTTP itself asks for (RFC 9110, 15.6.2 and 15.6.6), for what is not yet a request.
        boolean protocol = !request.framed() && (answer.status() == 501 || answer.status() == 505);
        if (answer.status() >= 500 && !protocol) {
            return "status " + answer.status();
        }
        String text = answer.text().toLowerCase(Locale.ROOT);
        for (String word : INNER_WORDS) {
            if (text.contains(word)) {
                return "says '" + word + "'";
            }
        }
        return null;
    }

    @Test
    void noneDoesAnything() {
        try (TestServer server = TestServer.own(UnaryOperator.identity())) {
            TestServer.Org org = server.org(TestServer.LOCALES + """
                    zoneFields:
                      - {name: cf, type: String}
                      - {name: cfi, type: Integer}
                      - {name: cfd, type: Double}
                      - {name: cfb, type: Boolean}
                    zones:
                      - {code: root, name: ROOT}
                      - {code: z1, id: 75001001, name: Zone 1, parent: root, externalIds: {erp: E-1}, customFields: {cf: x}}
                    stores:
                      - {code: s1, name: Store 1, place: z1, externalIds: {pos: E-2}}
                    """);
            HostileRequests requests = new HostileRequests(SEED, org, server.routes());
            Map<String, String> before = digest(server.database());
            Map<Integer, Integer> statuses = new TreeMap<>();
            List<String> complaints = new ArrayList<>();
            if (ONLY != null) {
                send(server, requests, ONLY, ONLY + 1, statuses, complaints);
            } else {
                int warm = Math.min(COUNT, WARM_UP);
                send(server, requests, 0, warm, statuses, complaints);
                long used = usedHeap();
                send(server, requests, warm, COUNT, statuses, complaints);
                long kept = usedHeap() - used;
                System.out.println("hostile requests: " + COUNT + ", seed " + SEED + ", answers by status " + statuses
                        + ", heap kept " + (kept >> 10) + " KiB");
                if (COUNT >= MANY) {
                    assertThat(kept).as("bytes kept").isLessThan(MOST_KEPT);
                }
            }
            assertThat(complaints).isEmpty();
            assertThat(digest(server.database())).isEqualTo(before);
            Invariants.check(server.database());
            assertThat(org.get("/health").statusCode()).isEqualTo(200);
        }
    }

    private static void send(
            TestServer server,
            HostileRequests requests,
            int from,
            int to,
            Map<Integer, Integer> statuses,
            List<String> complaints) {
        AtomicInteger next = new AtomicInteger(from);
        ConcurrentLinkedQueue<String> found = new ConcurrentLinkedQueue<>();
        int port = server.uri("/").getPort();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (int c = 0; c < CLIENTS; c++) {
                clients.execute(() -> {
                    for (int i = next.getAndIncrement(); i < to; i = next.getAndIncrement()) {
                        String complaint = tryOne(port, requests.request(i), statuses);
                        if (complaint != null) {
                            found.add("-Dhostile.seed=" + SEED + " -Dhostile.only=" + i + ": " + complaint);
                        }
                    }
                });
            }
        }
        // A few of each kind: the first line and the route say which.
        Map<String, Integer> kinds = new TreeMap<>();
        found.stream()
                .filter(told -> kinds.merge(kind(told), 1, Integer::sum) <= 2)
                .limit(MOST_TOLD)
                .forEach(complaints::add);
        if (!found.isEmpty()) {
            complaints.add(found.size() + " in all, by kind: " + kinds);
        }
    }

    private static String kind(String told) {
        String[] lines = told.split("\n", 3);
        String complaint = lines[0].substring(lines[0].indexOf(": ") + 2);
        return lines.length < 2 ? complaint : complaint + " to " + lines[1].split("[?;]| HTTP", 2)[0];
    }

    private static @Nullable String tryOne(int port, HostileRequests.Request request, Map<Integer, Integer> statuses) {
        RawHttp.Answer answer;
        try {
            answer = RawHttp.send(port, request.bytes(), request.unfinished());
        } catch (AssertionError e) {
            return e.getMessage() + "\n" + request;
        }
        synchronized (statuses) {
            statuses.merge(answer == null ? 0 : answer.status(), 1, Integer::sum);
        }
        String complaint = complaint(request, answer);
        if (complaint == null) {
            return null;
        }
        String said = answer == null
                ? ""
                : answer.text().substring(0, Math.min(800, answer.text().length()));
        return complaint + "\n" + request + "\n-> " + said + "\n";
    }

    private static long usedHeap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            memory.gc();
            used = Math.min(used, memory.getHeapMemoryUsage().getUsed());
        }
        return used;
    }

    /**
     * What each table holds, of every org, but for the records of batches: a refused batch leaves itself and its
     * outcomes, which is looked at by itself.
     */
    private static Map<String, String> digest(TestPostgres.Database database) {
        Map<String, String> digest = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(database.serverUrl());
                Statement statement = connection.createStatement()) {
            for (String org : column(statement, "SELECT org_id FROM tenant ORDER BY 1")) {
                statement.execute("SET bailiwick.org_id = '" + org + "'");
                for (String table : column(
                        statement,
                        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'flyway%'")) {
                    String what = switch (table) {
                        case "batch" -> "SELECT count(*) FROM batch WHERE counts ? 'created' OR counts ? 'changed'";
                        case "outcome" ->
                            "SELECT count(*) FROM outcome, jsonb_array_elements(outcomes) x"
                                    + " WHERE x->>'outcome' IN ('created', 'changed')";
                        default ->
                            "SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') FROM "
                                    + table + " t";
                    };
                    digest.put(org + " " + table, column(statement, what).getFirst());
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return digest;
    }

    private static List<String> column(Statement statement, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
