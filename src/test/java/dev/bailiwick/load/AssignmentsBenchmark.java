package dev.bailiwick.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.bailiwick.TestServer;
import dev.bailiwick.budget.Statements;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.db.TestPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How long it takes to say where ten thousand accounts belong in one call, and to change rules that have them elsewhere,
 * beside the least SQL that leaves the same rows in a copy of the org: {@code mvn test -Dtest=AssignmentsBenchmark}. Its
 * name keeps it out of every other build. Server and client are one process: the heap is that of both.
 */
class AssignmentsBenchmark {
    private static final int ACCOUNTS = Integer.getInteger("benchmark.records", 10_000);
    private static final int WARM_UP = Integer.getInteger("benchmark.warmup", 2);
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);
    private static final int ZONES = 20;
    private static final int GATE = 4100;
    private static final int FIRST = 4200;
    private static final int ELSEWHERE = 4300;
    private static final String EXTERNAL_ID = "External_ID";
    private static final String TERRITORIES = "/crm/v8/settings/territories";
    private static final String ITEMS = "/api/v1/assignments";
    private static final String AGAIN = "the same again";
    private static final double MB = 1 << 20;

    private final Statements statements = new Statements();
    private final Map<String, List<Call>> measured = new LinkedHashMap<>();

    /**
     * One call, and what the least SQL took; times in seconds, sizes in bytes.
     *
     * @param statements of a call that signs in anew, once a minute, five more
     */
    private record Call(
            double door,
            double bare,
            int statements,
            long before,
            long peak,
            long after,
            long allocated,
            long answer) {}

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void seconds() throws SQLException, IOException {
        try (TestServer server = TestServer.own(statements::over)) {
            TestServer.Org org = server.org(file());
            TestServer.Org copy = server.org(file());
            fill(org);
            Module accounts = Objects.requireNonNull(
                    server.core().records().catalog(org.id()).module("Accounts"));
            int space = Objects.requireNonNull(accounts.field(EXTERNAL_ID)).number();
            String superuser = TestPostgres.superuserUrl(server.database());
            try (Twin twin = new Twin(superuser, server.pool(), org.id(), copy.id(), space)) {
                for (int i = 0; i < WARM_UP + ROUNDS; i++) {
                    if (i == WARM_UP) {
                        measured.clear();
                    }
                    round(org, twin);
                }
            }
        }
        String table = table();
        Files.writeString(Path.of("target/assignments-benchmark.md"), table);
        System.out.println(table);
    }

    private void round(TestServer.Org org, Twin twin) throws SQLException {
        String moves = items(i -> "\"verb\":\"move\",\"zone\":{\"id\":" + zone(i + 1) + "},");
        String[] keys = IntStream.range(0, ACCOUNTS)
                .mapToObj(i -> external(i).toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
        measure("move", org, twin, "POST", ITEMS, moves, keys);
        measure(AGAIN, org, twin, "POST", ITEMS, moves, keys);
        measure("release", org, twin, "POST", ITEMS, items(i -> "\"verb\":\"release\","), keys);
        measure("rules, into one zone", org, twin, "PUT", TERRITORIES, gates("Sweden", "Norway"), null);
        measure("rules, back into twenty", org, twin, "PUT", TERRITORIES, gates("Norway", "Sweden"), null);
    }

    private void measure(
            String name,
            TestServer.Org org,
            Twin twin,
            String method,
            String path,
            String request,
            String @Nullable [] keys)
            throws SQLException {
        twin.settle();
        System.gc();
        long before = used();
        pools().forEach(MemoryPoolMXBean::resetPeakUsage);
        long allocated = allocated();
        long[] door = new long[1];
        long[] size = new long[1];
        List<String> seen = statements.during(() -> {
            long from = System.nanoTime();
            String answer = org.send(method, path, request).body();
            door[0] = System.nanoTime() - from;
            assertThat(answer).as(name).doesNotContain("\"refused\"").doesNotContain("\"error\"");
            size[0] = answer.getBytes(StandardCharsets.UTF_8).length;
        });
        long peak = pools().stream()
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        allocated = allocated() - allocated;
        System.gc();
        long after = used();
        Twin.Changes changes = twin.changes(keys);
        assertThat(changes.records().size()).as(name).isEqualTo(name.equals(AGAIN) ? 0 : ACCOUNTS);
        System.gc();
        long bare = time(() -> {
            try {
                twin.write(changes);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(twin.differences()).as("what bare SQL leaves: " + name).isZero();
        Call one = new Call(door[0] / 1e9, bare / 1e9, seen.size(), before, peak, after, allocated, size[0]);
        System.out.println(line(name, List.of(one)));
        measured.computeIfAbsent(name, key -> new ArrayList<>()).add(one);
    }

    private static long time(Runnable work) {
        long from = System.nanoTime();
        work.run();
        return System.nanoTime() - from;
    }

    private static long used() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static List<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
    }

    private String table() {
        StringBuilder table = new StringBuilder("""
                | %d accounts | s | least SQL | ratio (rounds) | statements | heap before, peak, after MB | allocated MB \
                | answer MB |
                |---|---|---|---|---|---|---|---|
                """.formatted(ACCOUNTS));
        measured.forEach((name, all) -> table.append(line(name, all)).append('\n'));
        return table.toString();
    }

    private static String line(String name, List<Call> all) {
        List<Double> ratios = all.stream().map(m -> m.bare / m.door).sorted().toList();
        Call last = all.getLast();
        return String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.2f (%.2f to %.2f) | %d | %.0f, %.0f, %.0f | %.0f | %.1f |",
                name,
                Measured.median(all.stream().map(Call::door).toList()),
                Measured.median(all.stream().map(Call::bare).toList()),
                Measured.median(ratios),
                ratios.getFirst(),
                ratios.getLast(),
                all.stream().mapToInt(Call::statements).min().orElseThrow(),
                last.before / MB,
                last.peak / MB,
                last.after / MB,
                last.allocated / MB,
                last.answer / MB);
    }

    private static String file() {
        StringBuilder file = new StringBuilder(TestServer.LOCALES)
                .append("modules:\n  - {name: Accounts, fields: [{name: " + EXTERNAL_ID
                        + ", type: text, external: org}]}\n")
                .append("zones:\n  - {code: root, id: 4000, name: ROOT}\n")
                .append("  - {code: gate, id: " + GATE + ", name: Gate, parent: root}\n")
                .append("  - {code: elsewhere, id: " + ELSEWHERE + ", name: Elsewhere, parent: root}\n");
        for (int i = 0; i < ZONES; i++) {
            file.append("  - {code: z%1$d, id: %2$d, name: Zone %1$d, parent: gate}\n".formatted(i, FIRST + i));
        }
        return file.toString();
    }

    /** Rules, and then accounts that they put into their zones. */
    private static void fill(TestServer.Org org) {
        for (int from = 0; from < ZONES; from += 10) {
            require(org.put(
                    TERRITORIES,
                    territories(IntStream.range(from, from + 10)
                            .mapToObj(i -> rule(FIRST + i, "Billing_City", city(i)))
                            .toList())));
        }
        require(org.put(TERRITORIES, gates("Norway", "Sweden")));
        for (int from = 0; from < ACCOUNTS; from += 100) {
            require(org.post(
                    "/crm/v8/Accounts",
                    IntStream.range(from, from + 100)
                            .mapToObj(AssignmentsBenchmark::account)
                            .collect(Collectors.joining(",", "{\"data\":[", "]}"))));
        }
    }

    private static void require(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    }

    private static String gates(String gate, String elsewhere) {
        return territories(List.of(rule(GATE, "Billing_Country", gate), rule(ELSEWHERE, "Billing_Country", elsewhere)));
    }

    private static String territories(List<String> rows) {
        return "{\"territories\":[" + String.join(",", rows) + "]}";
    }

    private static String rule(int zone, String field, String value) {
        return """
                {"id":"%d","account_rule_criteria":{"comparator":"equal","field":{"api_name":"%s"},"value":"%s"}}""".formatted(zone, field, value);
    }

    private static String account(int i) {
        return """
                {"Account_Name":"Account %1$d","External_ID":"%2$s","Billing_City":"%3$s","Billing_Country":"Norway",
                 "Phone":"+47 555 0100","Website":"www.example.com/%1$d","Employees":%1$d,"Billing_Street":"12 Long Street",
                 "Description":"Met at the fair, wants to hear more of it"}""".formatted(i, external(i), city(i % ZONES));
    }

    private static String city(int zone) {
        return "City " + zone;
    }

    private static String external(int i) {
        return "EXT-" + (100_000 + i);
    }

    private static int zone(int i) {
        return FIRST + i % ZONES;
    }

    private static String items(IntFunction<String> verb) {
        return IntStream.range(0, ACCOUNTS)
                .mapToObj(i -> "{" + verb.apply(i) + "\"module\":\"Accounts\",\"record\":{\"" + EXTERNAL_ID + "\":\""
                        + external(i) + "\"}}")
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }
}
