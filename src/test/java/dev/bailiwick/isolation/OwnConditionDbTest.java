package dev.bailiwick.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.db.TestPostgres;
import dev.bailiwick.traffic.EveryRoute;
import dev.bailiwick.traffic.Sent;
import dev.bailiwick.traffic.Tap;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Without our own {@code org_id = ?}, which every statement carries, an org still sees and changes its own rows only. Every
 * route is used by an org through a server that sends no such condition, beside a twin: an org of the very same rows, ids
 * included. The answers and rows must be those of a whole server, and the twin's rows stay the versions they were.
 */
class OwnConditionDbTest {
    private static Run whole;
    private static Run crippled;

    /** What became of it: the answers, the rows of the one who asked, and the twin's before and after. */
    private record Run(
            TestPostgres.Database database,
            long org,
            List<String> unusedRoutes,
            List<Sent> sent,
            List<EveryRoute.Answer> answers,
            TreeMap<String, List<String>> own,
            TreeMap<String, List<String>> twinBefore,
            TreeMap<String, List<String>> twinAfter) {}

    @BeforeAll
    static void useEveryRoute() {
        whole = run(UnaryOperator.identity());
        crippled = run(OwnCondition::without);
    }

    private static Run run(UnaryOperator<String> rewriting) {
        Tap tap = new Tap(rewriting);
        try (TestServer server = TestServer.own(tap::over)) {
            TestServer.Org org = EveryRoute.org(server);
            OrgTables tables = new OrgTables(server.database());
            tables.addExpired(org);
            long twin = tables.twinOf(org);
            TreeMap<String, List<String>> before = tables.versions(twin);
            tap.forget();
            // Whoever took the twin's lock too would wait for it, and answer 503.
            List<EveryRoute.Answer> answers = OrgTables.asSuperuser(server.database(), statement -> {
                statement.execute("SELECT pg_advisory_lock(" + twin + ")");
                List<EveryRoute.Answer> all = EveryRoute.use(org);
                server.core().batches().purge(() -> true);
                return all;
            });
            return new Run(
                    server.database(),
                    org.id(),
                    EveryRoute.unused(server.routes()),
                    tap.sent(),
                    answers.stream()
                            .map(answer -> comparable(answer, org.key()))
                            .toList(),
                    comparable(tables.rows(org.id()), org.key()),
                    before,
                    tables.versions(twin));
        }
    }

    private static final Pattern BATCH = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-][0-9:]+)?");

    private static final Pattern TOKEN = Pattern.compile("\\d+\\.[0-9a-f]{32}\\.[0-9a-f]{32}|\\\\x[0-9a-f]{64}");
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

    /** A moment in microseconds, as receipts hold it. */
    private static final Pattern MICROS = Pattern.compile("\\b\\d{16}\\b");

    /** The number of an org's tree, its last column: any that no transaction had before. */
    private static final Pattern TREE = Pattern.compile(",-?\\d+\\)$");

    private static final Pattern PAGE_TOKEN = Pattern.compile("AQ[A-Za-z0-9_-]{80}");

    /** Without what differs from run to run: times, the ids of batches, tokens, the org's key, the server's port. */
    private static String comparable(String text, String key) {
        String pageless = PAGE_TOKEN.matcher(text).replaceAll("(token)");
        String timeless = TIME.matcher(pageless.replace(key, "(org)")).replaceAll("(time)");
        String momentless = MICROS.matcher(timeless).replaceAll("(time)");
        String tokenless = TOKEN.matcher(momentless).replaceAll("(token)");
        String placeless = ADDRESS.matcher(tokenless).replaceAll("(server)");
        return BATCH.matcher(placeless).replaceAll("(batch)");
    }

    private static EveryRoute.Answer comparable(EveryRoute.Answer answer, String key) {
        return new EveryRoute.Answer(
                comparable(answer.request(), key), answer.status(), comparable(answer.body(), key));
    }

    private static TreeMap<String, List<String>> comparable(TreeMap<String, List<String>> rows, String key) {
        rows.replaceAll((table, texts) -> texts.stream()
                .map(text -> comparable(text, key))
                .map(text -> table.equals("org") ? TREE.matcher(text).replaceFirst(",(tree))") : text)
                .sorted()
                .toList());
        return rows;
    }

    @Test
    void everyRouteIsUsed() {
        assertThat(crippled.unusedRoutes)
                .as("routes that EveryRoute does not use")
                .isEmpty();
    }

    @Test
    void everyTableThatAStatementNamesHasItsCondition() {
        List<String> tables = new ArrayList<>(new OrgTables(whole.database).names());
        tables.remove(OrgTables.TENANT);
        TreeSet<String> lacking = new TreeSet<>();
        for (Sent sent : whole.sent) {
            OwnCondition.missing(sent.sql(), tables).forEach(alias -> lacking.add(alias + " in " + sent.line()));
        }
        assertThat(lacking).as("tables named without the org").isEmpty();
    }

    @Test
    void noConditionOfOurOwnWasSent() {
        assertThat(whole.sent).filteredOn(sent -> OwnCondition.isIn(sent.sql())).isNotEmpty();
        assertThat(crippled.sent)
                .filteredOn(sent -> !isOfNoOrg(sent) && OwnCondition.isIn(sent.sql()))
                .extracting(Sent::sql)
                .isEmpty();
        assertThat(crippled.sent)
                .filteredOn(sent -> !isOfNoOrg(sent) && OwnCondition.isIn(sent.written()))
                .isNotEmpty()
                .allMatch(sent -> OwnCondition.isTakenFrom(sent.sql()));
    }

    /** What goes from org to org asks which there are. */
    private static boolean isOfNoOrg(Sent sent) {
        return sent.line().contains(" FROM " + OrgTables.TENANT + " ");
    }

    @Test
    void theAnswersAreThoseOfAWholeServer() {
        for (int i = 0; i < whole.answers.size(); i++) {
            assertThat(crippled.answers.get(i)).isEqualTo(whole.answers.get(i));
        }
    }

    @Test
    void theRowsOfWhoAskedAreThoseOfAWholeServer() {
        assertThat(whole.own)
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty());
        whole.own.forEach(
                (table, rows) -> assertThat(crippled.own.get(table)).as(table).isEqualTo(rows));
    }

    @Test
    void theTwinsRowsAreNotEvenLocked() {
        for (Run run : List.of(whole, crippled)) {
            assertThat(run.twinBefore).allSatisfy((table, rows) -> {
                if (!table.equals(OrgTables.TENANT)) {
                    assertThat(rows).as(table).isNotEmpty();
                }
            });
            run.twinBefore.forEach((table, rows) ->
                    assertThat(run.twinAfter.get(table)).as(table).isEqualTo(rows));
        }
    }

    /**
     * The counter-proof: sent anew where row-level security does not hold, each statement that lost its own condition
     * reaches what it would not reach with it, beside the rows of who asked, or where those are gone: a statement may want
     * one row only, and the twin's looks the same. Had the database not held, this run would have found the twin.
     */
    @Test
    void withoutRowSecurityEachOfTheseStatementsReachesTheTwin() throws SQLException {
        Map<String, List<Sent>> statements = new LinkedHashMap<>();
        crippled.sent.stream()
                .filter(sent -> OwnCondition.isTakenFrom(sent.sql()))
                .forEach(sent -> statements
                        .computeIfAbsent(sent.line(), line -> new ArrayList<>())
                        .add(sent));
        assertThat(statements).isNotEmpty();
        TreeSet<String> harmless = new TreeSet<>();
        try (Connection superuser = DriverManager.getConnection(TestPostgres.superuserUrl(crippled.database))) {
            superuser.setAutoCommit(false);
            for (Map.Entry<String, List<Sent>> statement : statements.entrySet()) {
                if (!reachesMore(superuser, statement.getValue())) {
                    harmless.add(statement.getKey());
                }
            }
        }
        assertThat(harmless)
                .as("statements that show nothing here: give the list of requests one for which they reach the twin")
                .isEmpty();
    }

    private static boolean reachesMore(Connection superuser, List<Sent> occurrences) throws SQLException {
        for (boolean ownGone : List.of(false, true)) {
            for (Sent sent : occurrences) {
                List<String> without = reached(superuser, sent, sent.sql(), ownGone);
                if (!without.equals(reached(superuser, sent, sent.written(), ownGone))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static final Pattern INSERT = Pattern.compile("^\\s*INSERT INTO (\\w+)", Pattern.CASE_INSENSITIVE);

    /** The rows that it gives, or the number that it changes, rolled back. */
    private static List<String> reached(Connection superuser, Sent sent, String sql, boolean ownGone)
            throws SQLException {
        try (Statement before = superuser.createStatement()) {
            // Zones refer to each other.
            before.execute("SET LOCAL session_replication_role = replica");
            Matcher insert = INSERT.matcher(sql);
            if (insert.find()) {
                // What it made the first time is in its way.
                before.execute("DELETE FROM " + insert.group(1));
            }
            if (ownGone) {
                for (String table : crippled.own.keySet()) {
                    before.execute("DELETE FROM " + table + " WHERE org_id = " + crippled.org);
                }
            }
            try (PreparedStatement statement = superuser.prepareStatement(sql)) {
                sent.setIn(statement);
                return statement.execute() ? texts(statement) : List.of(statement.getUpdateCount() + " changed");
            }
        } finally {
            superuser.rollback();
        }
    }

    private static List<String> texts(PreparedStatement statement) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.getResultSet()) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    row.append(rows.getString(i)).append('|');
                }
                texts.add(row.toString());
            }
        }
        return texts.stream().sorted().toList();
    }
}
