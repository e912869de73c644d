package dev.bailiwick.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.budget.Statements;
import dev.bailiwick.db.TestPostgres;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a key means after something went wrong, after a day, and for another request. */
class OnceAgainDbTest {
    private static final String ZONES = "/v2/locations/zones";
    private static final String KEY = "a key";
    private static final Statements STATEMENTS = new Statements();
    private static TestServer server;

    private final TestServer.Org org = org();

    private static TestServer.Org org() {
        return server.org("""
            zones:
              - {code: root, name: ROOT}
              - {code: a, name: A, parent: root, externalIds: {erp: OLD}}
              - {code: b, name: B, parent: root}
            """);
    }

    @BeforeAll
    static void start() {
        server = TestServer.own(STATEMENTS::over);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void holdsTogether() {
        Invariants.check(server.database(), org.id());
    }

    private static String row(String code, String members) {
        return "[{\"identifierName\":\"CODE\",\"identifierValue\":\"" + code + "\"," + members.replace('\'', '"')
                + "}]";
    }

    private static final String BODY = row("a", "'name':'New','externalIds':{'erp':'NEW'}");

    private HttpResponse<String> send(String key, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of("Idempotency-Key", key));
        all.addAll(List.of(headers));
        return server.send("PUT", ZONES, org.authorization(), body, all.toArray(String[]::new));
    }

    private HttpResponse<String> send() {
        return send(KEY, BODY);
    }

    private static String batch(HttpResponse<String> answer) {
        return answer.headers().firstValue("Bailiwick-Batch").orElseThrow();
    }

    private static boolean isReplayed(HttpResponse<String> answer) {
        return answer.headers().firstValue("Idempotency-Replayed").isPresent();
    }

    private HttpResponse<String> requireDone(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(isReplayed(answer)).isFalse();
        return answer;
    }

    private void requireReplayOf(HttpResponse<String> original, HttpResponse<String> answer) {
        assertThat(isReplayed(answer)).as(answer.body()).isTrue();
        assertThat(answer.statusCode()).isEqualTo(original.statusCode());
        assertThat(batch(answer)).isEqualTo(batch(original));
        assertThat(answer.body()).isEqualTo(original.body());
    }

    private int batches() {
        return Sql.number(
                server.database(),
                org.id(),
                "SELECT count(*) FROM batch WHERE org_id = " + org.id() + " AND door LIKE 'locations.%'");
    }

    private void hasPut(String code, String members) {
        assertThat(org.put(ZONES, row(code, members)).statusCode()).isEqualTo(200);
    }

    /** Somebody is faster with a row, or with a key that is free again afterwards. */
    @ParameterizedTest
    @ValueSource(strings = {"^UPDATE zone", "^INSERT INTO entity_key"})
    void aLostRaceIsOneEffect(String where) {
        assertThat(org.put(ZONES, "[]").statusCode()).isEqualTo(200);
        boolean forRow = where.contains("UPDATE");
        STATEMENTS.before(
                where,
                () -> hasPut(forRow ? "a" : "b", forRow ? "'description':'first'" : "'externalIds':{'x':'NEW'}"));
        if (!forRow) {
            STATEMENTS.before("(?i)^rollback", () -> hasPut("b", "'externalIds':{'x':null}"));
        }
        List<HttpResponse<String>> answers = new ArrayList<>();
        List<String> statements = STATEMENTS.during(() -> answers.add(send()));
        assertThat(statements).as("a lost race").contains("ROLLBACK").endsWith("COMMIT");
        requireDone(answers.getFirst());
        requireReplayOf(answers.getFirst(), send());
        assertThat(batches()).isEqualTo(forRow ? 2 : 3);
    }

    /** The connection breaks in the middle, or before the COMMIT. */
    @ParameterizedTest
    @ValueSource(strings = {"pg_try_advisory", "^INSERT INTO history", "^INSERT INTO idempotency", "^COMMIT"})
    void whatEndedIn503RunsWhenItIsSentAgain(String where) {
        assertThat(org.put(ZONES, "[]").statusCode()).isEqualTo(200);
        STATEMENTS.before(
                where,
                () -> Sql.on(
                        TestPostgres.superuserUrl(server.database()),
                        superuser -> superuser.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND usename = 'bailiwick'"
                                + " AND state = 'idle in transaction'")));
        List<HttpResponse<String>> answers = new ArrayList<>();
        STATEMENTS.during(() -> answers.add(send()));
        assertThat(answers.getFirst().statusCode())
                .as(answers.getFirst().body())
                .isEqualTo(503);
        assertThat(answers.getFirst().headers().firstValue("Retry-After")).isPresent();
        assertThat(batches()).isZero();
        HttpResponse<String> done = requireDone(send());
        requireReplayOf(done, send());
        assertThat(batches()).isEqualTo(1);
    }

    private void age(String interval) {
        Sql.on(
                TestPostgres.superuserUrl(server.database()),
                superuser -> assertThat(superuser.executeUpdate("UPDATE idempotency SET at = at - interval '" + interval
                                + "' WHERE org_id = " + org.id()))
                        .isEqualTo(1));
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        HttpResponse<String> done = requireDone(send());
        age("23 hours 58 minutes");
        requireReplayOf(done, send());
        age("2 minutes 1 second");
        HttpResponse<String> doneAgain = requireDone(send());
        assertThat(batch(doneAgain)).isNotEqualTo(batch(done));
        requireReplayOf(doneAgain, send());
        age("24 hours 1 second");
        requireDone(send(KEY, row("a", "'name':'Newer'")));
        assertThat(batches()).isEqualTo(3);
    }

    @Test
    void anotherRequestUnderAKeyIsRefused() {
        HttpResponse<String> done = requireDone(send());
        List<HttpResponse<String>> others = List.of(
                send(KEY, BODY + " "),
                send(KEY, BODY, "Prefer", "receipts"),
                send(KEY, BODY, "Prefer", "atomic"),
                server.send("PUT", ZONES + "?inheritLocale=true", org.authorization(), BODY, "Idempotency-Key", KEY));
        assertThat(others).allSatisfy(other -> {
            assertThat(other.statusCode()).as(other.body()).isEqualTo(422);
            assertThat(other.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(other.headers().firstValue("Bailiwick-Batch")).isEmpty();
        });
        requireReplayOf(done, send());
        assertThat(batches()).isEqualTo(1);
    }

    /** Another's, another path's, and another org's is another key, whatever it is called. */
    @Test
    void aKeyIsAUsersAndAnOperations() {
        requireDone(send());
        requireDone(server.send("PUT", ZONES, org.as("editor").authorization(), BODY, "Idempotency-Key", KEY));
        HttpResponse<String> stores = server.send(
                "PUT", "/v2/locations/stores", org.authorization(), row("no", "'name':'No'"), "Idempotency-Key", KEY);
        assertThat(stores.statusCode()).isEqualTo(400);
        assertThat(isReplayed(stores)).isFalse();
        TestServer.Org twin = server.org("zones: [{code: root, name: ROOT}, {code: a, name: A, parent: root}]");
        requireDone(server.send("PUT", ZONES, twin.authorization(), BODY, "Idempotency-Key", KEY));
    }

    /** What was refused as a whole, and what was only tried, leaves the key as it was. */
    @Test
    void onlyBatchesThatRanAreRemembered() {
        String many = "[" + "{},".repeat(100) + "{}]";
        assertThat(send(KEY, many).statusCode()).isEqualTo(400);
        assertThat(send(KEY, "{").statusCode()).isEqualTo(400);
        assertThat(send(KEY, "[]").statusCode()).isEqualTo(200);
        HttpResponse<String> tried = send(KEY, BODY, "Prefer", "dry-run");
        assertThat(tried.statusCode()).isEqualTo(200);
        HttpResponse<String> done = requireDone(send());
        HttpResponse<String> triedAgain = send(KEY, row("a", "'name':'Other'"), "Prefer", "dry-run");
        assertThat(triedAgain.statusCode()).isEqualTo(200);
        assertThat(isReplayed(triedAgain)).isFalse();
        requireReplayOf(done, send());
        assertThat(batches()).isEqualTo(1);
    }

    /** A batch of which every row was refused ran too. */
    @Test
    void refusedRowsAreRemembered() {
        String body = row("nobody", "'name':'Nobody'");
        HttpResponse<String> refused = send(KEY, body);
        assertThat(refused.statusCode()).isEqualTo(400);
        requireReplayOf(refused, send(KEY, body));
        HttpResponse<String> atomic = send("atomic", body, "Prefer", "atomic, receipts");
        assertThat(atomic.statusCode()).isEqualTo(400);
        requireReplayOf(atomic, send("atomic", body, "Prefer", "atomic, receipts"));
        assertThat(batches()).isEqualTo(2);
    }
}
