package dev.bailiwick.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.TestServer;
import dev.bailiwick.traffic.EveryRoute;
import dev.bailiwick.traffic.Sent;
import dev.bailiwick.traffic.Tap;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * No statement reads an org from end to end, or much more of it than it is asked for, but for those that say why. The
 * statements are those that the server sends while every route is used, planned as its own role, on its own connections.
 */
class StatementPlansDbTest {
    private static final String EXPORT = "an export reads the whole org";
    private static final String LIMIT = "an org may have so many zones, and they are counted where one is made";
    private static final String SLICE = "an export reads the zones of thousands of stores at once";
    private static final String SELDOM =
            "newest first until the page is full; what is seldom among the batches of an org is bounded by from and to";
    private static final String ASKED_OF_EACH = "what no index holds is asked of each record of the module";
    private static final String ASKED_OF_ZONES = "what no index holds is asked of each zone until the page is full";
    private static final String MERGED =
            "a merge asks each record of some modules whether it refers to the one that goes";
    private static final String JUDGED = "a changed tree judges all records of a module, thousands at once";
    private static final String COUNTED = "a count counts, in an index";
    private static final String PAGE = "a page is cut out of the sorted list of the whole org, for now";

    /**
     * A statement that may read more.
     *
     * @param like found in its text
     * @param keys it is asked for so many things at least
     */
    private record Excuse(Pattern like, int keys, String reason) {
        boolean holdsFor(Sent sent) {
            return like.matcher(sent.line()).find() && keys(sent) >= keys;
        }

        private static int keys(Sent sent) {
            if (sent.line().endsWith(" LIMIT ? OFFSET ?")
                    && sent.values().get(sent.values().size() - 2).value() instanceof Number limit) {
                return limit.intValue();
            }
            return sent.values().stream()
                    .mapToInt(value -> value.value() instanceof Object[] array ? array.length : 0)
                    .max()
                    .orElse(0);
        }
    }

    private static Excuse excuse(String like, int keys, String reason) {
        return new Excuse(Pattern.compile(like), keys, reason);
    }

    private static final List<Excuse> EXCUSES = List.of(
            excuse("^SELECT l\\.type, .* FROM \\(SELECT 'ZONE' AS type(?!.* l\\.id = ANY)", 0, PAGE),
            excuse("^SELECT count\\(\\*\\) FROM \\(SELECT 'ZONE' AS type(?!.* l\\.id = ANY)", 0, PAGE),
            excuse("FROM zone z WHERE z\\.org_id = \\? ORDER BY z\\.zone_id$", 0, EXPORT),
            excuse("^SELECT count\\(\\*\\) FROM zone z WHERE z\\.org_id = \\?$", 0, LIMIT),
            excuse("FROM territory_user u WHERE u\\.org_id = \\? ORDER BY u\\.zone_id$", 0, EXPORT),
            excuse("FROM app_user u WHERE u\\.org_id = \\? ORDER BY u\\.login$", 0, EXPORT),
            excuse("FROM oauth_client c WHERE c\\.org_id = \\? ORDER BY c\\.name$", 0, EXPORT),
            excuse("FROM record r WHERE .* AND r\\.record_id > \\? ORDER BY r\\.record_id LIMIT \\?$", 0, EXPORT),
            excuse(
                    "FROM record r WHERE r\\.org_id = \\? AND r\\.module = \\? AND .*r\\.data\\b.* ORDER BY ",
                    0,
                    ASKED_OF_EACH),
            excuse(
                    "^SELECT count\\(\\*\\) FROM record r WHERE r\\.org_id = \\? AND r\\.module = \\? AND true$",
                    0,
                    COUNTED),
            excuse(
                    "FROM zone z WHERE z\\.org_id = \\? AND .*normalize\\(z\\.name.* ORDER BY z\\.zone_id LIMIT",
                    0,
                    ASKED_OF_ZONES),
            excuse("FROM record r WHERE .* AND true .*ORDER BY r\\.module, r\\.record_id LIMIT", 5000, JUDGED),
            excuse("FROM record r WHERE .* AND r\\.data ->> f\\.name = \\?", 0, MERGED),
            excuse("^WITH RECURSIVE line ", 4000, SLICE),
            excuse("FROM batch b WHERE b\\.org_id = \\? .*starts_with\\(b\\.door, .* LIMIT \\?$", 0, SELDOM),
            excuse("FROM batch b WHERE b\\.org_id = \\? .*jsonb_exists_any\\(b\\.counts, .* LIMIT \\?$", 0, SELDOM));

    @Test
    void noStatementReadsMuchMoreThanItIsAskedFor() throws SQLException {
        Tap tap = new Tap(UnaryOperator.identity());
        try (TestServer server = TestServer.own(tap::over)) {
            EveryRoute.org(server);
            TestServer.Org org = EveryRoute.org(server);
            tap.forget();
            // It goes from org to org, of which there are many afterwards.
            server.core().batches().purge(() -> true);
            BigOrg.fill(org);
            BigOrg.analyze(server.database());
            EveryRoute.use(org);
            assertThat(EveryRoute.unused(server.routes())).isEmpty();
            requireGoodPlans(org, tap.sent());
        }
    }

    private static final Pattern INDEX = Pattern.compile("\"Index Name\": \"([a-z_]+)\"");

    private static void requireGoodPlans(TestServer.Org org, List<Sent> sent) throws SQLException {
        Plan plan = new Plan(org.server());
        Set<String> faults = new TreeSet<>();
        Set<Excuse> needed = new HashSet<>();
        Set<String> indexes = new TreeSet<>();
        try (Connection connection = org.server().pool().getConnection()) {
            connection.setAutoCommit(false);
            for (Sent one : sent) {
                if (!isPlanned(one)) {
                    continue;
                }
                String explained = explain(connection, org, one);
                INDEX.matcher(explained).results().forEach(index -> indexes.add(index.group(1)));
                List<String> found = plan.faults(explained);
                Optional<Excuse> excuse =
                        EXCUSES.stream().filter(it -> it.holdsFor(one)).findFirst();
                if (excuse.isEmpty()) {
                    found.forEach(fault -> faults.add(fault + ": " + one.line()));
                } else if (!found.isEmpty()) {
                    needed.add(excuse.get());
                }
            }
        }
        assertThat(indexes).as("indexes of single statements").contains("assignment_zone", "zone_rules");
        assertThat(faults).as("statements that read too much").isEmpty();
        assertThat(EXCUSES).as("excuses, all of which are needed still").allMatch(needed::contains);
    }

    private static boolean isPlanned(Sent sent) {
        String word = sent.line().split(" ", 2)[0];
        assertThat(word).as(sent.line()).isIn("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "WITH", "SET");
        return !word.equals("SET");
    }

    /** Run too, and rolled back, so that the rows it reads are counted; but what inserts would meet what it inserted. */
    private static String how(Sent sent) {
        return sent.line().startsWith("INSERT") ? "FORMAT JSON" : "ANALYZE, FORMAT JSON";
    }

    private static String explain(Connection connection, TestServer.Org org, Sent sent) throws SQLException {
        try (Statement begin = connection.createStatement()) {
            begin.execute("SET LOCAL bailiwick.org_id = '" + org.id() + "'");
            try (PreparedStatement explain = connection.prepareStatement("EXPLAIN (" + how(sent) + ") " + sent.sql())) {
                sent.setIn(explain);
                return one(explain.executeQuery());
            }
        } finally {
            connection.rollback();
        }
    }

    private static String one(ResultSet rows) throws SQLException {
        try (rows) {
            rows.next();
            return rows.getString(1);
        }
    }

    /**
     * The worst moment: what the planner knows is of a time when the tables were all but empty, and so are the statements
     * that the server's connections have prepared, often enough for a plan to be kept. Nobody restarts anything.
     */
    @Test
    void plansOfAnEmptyDatabaseDoNotOutliveIt() throws SQLException {
        Tap tap = new Tap(UnaryOperator.identity());
        try (TestServer server = TestServer.own(tap::over)) {
            BigOrg.leaveUncounted(server.database());
            TestServer.Org org = EveryRoute.org(server);
            EveryRoute.use(org);
            BigOrg.analyze(server.database());
            for (int i = 0; i < ROUNDS_UNTIL_PLANS_ARE_KEPT; i++) {
                EveryRoute.useAgain(org);
            }
            BigOrg.fill(org);
            tap.forget();
            EveryRoute.useAgain(org);
            List<Sent> sent = tap.sent();
            Set<String> judged = new HashSet<>();
            for (Connection connection : connections(server.pool())) {
                try (connection) {
                    requirePlansOfTheMoment(connection);
                    judged.addAll(requireGoodPrepared(connection, org, sent));
                }
            }
            assertThat(judged)
                    .as("statements that were prepared and planned often, then planned for the full tables")
                    .anyMatch(line -> line.contains("FROM entity_key k"))
                    .anyMatch(line -> line.contains("WITH RECURSIVE line"))
                    .anyMatch(line -> line.contains("FROM record r") && line.contains("ANY"))
                    .anyMatch(line -> line.contains("FROM app_user u"))
                    .anyMatch(line -> line.startsWith("INSERT INTO outcome"));
        }
    }

    /** The driver prepares at the fifth use, PostgreSQL may keep a plan from the sixth after that; key look-ups are many. */
    private static final int ROUNDS_UNTIL_PLANS_ARE_KEPT = 3;

    /** All connections that the server has. */
    private static List<Connection> connections(DataSource pool) throws SQLException {
        int number = pool.unwrap(HikariDataSource.class).getHikariPoolMXBean().getTotalConnections();
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            connections.add(pool.getConnection());
        }
        return connections;
    }

    /** Whatever a small database would not show: no plan is kept for values and numbers of rows of another time. */
    private static void requirePlansOfTheMoment(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThat(one(statement.executeQuery("SHOW plan_cache_mode"))).isEqualTo("force_custom_plan");
        }
    }

    private static final String PREPARED =
            "SELECT name, statement FROM pg_prepared_statements WHERE generic_plans + custom_plans > 5";

    /** Judges the plans of what this connection has prepared, as it would run it now, and returns what was judged. */
    private static Set<String> requireGoodPrepared(Connection connection, TestServer.Org org, List<Sent> sent)
            throws SQLException {
        Plan plan = new Plan(org.server());
        Map<String, String> names = new HashMap<>();
        Set<String> judged = new TreeSet<>();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(PREPARED)) {
                while (rows.next()) {
                    names.put(
                            rows.getString(2).strip().replaceAll("\\$\\d+", "?").replaceAll("\\s+", " "),
                            rows.getString(1));
                }
            }
            statement.execute("SET LOCAL bailiwick.org_id = '" + org.id() + "'");
            for (Sent one : sent) {
                if (names.get(one.line()) instanceof String name
                        && EXCUSES.stream().noneMatch(it -> it.holdsFor(one))) {
                    String values = one.values().isEmpty() ? "" : " (" + Literals.of(one) + ")";
                    String sql = "EXPLAIN (" + how(one) + ") EXECUTE \"" + name + "\"" + values;
                    assertThat(plan.faults(one(statement.executeQuery(sql))))
                            .as(one.line())
                            .isEmpty();
                    judged.add(one.line());
                }
            }
        } finally {
            connection.rollback();
        }
        return judged;
    }
}
