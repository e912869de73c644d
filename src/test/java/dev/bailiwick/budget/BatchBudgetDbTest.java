package dev.bailiwick.budget;

import static dev.bailiwick.budget.Budget.CREATES;
import static dev.bailiwick.budget.Budget.STATEMENTS;
import static dev.bailiwick.budget.Budget.UPDATES;
import static dev.bailiwick.budget.Budget.all;
import static dev.bailiwick.budget.Budget.rows;
import static dev.bailiwick.budget.Budget.same;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What batches cost that are tried, atomic, sent under a key, read again and undone, whatever their number of rows. */
class BatchBudgetDbTest {
    private static final String ZONES = "/v2/locations/zones";
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.own(STATEMENTS::over);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** An org with so many zones to change, in a fresh minute of sign-in. */
    private static TestServer.Org org(int zones) {
        TestServer.Org org = server.org(TestServer.LOCALES
                + "zoneFields: [{name: cf, type: String}]\nzones:\n  - {code: root, name: ROOT}\n"
                + IntStream.range(0, zones)
                        .mapToObj(
                                i -> "  - {code: z%1$d, name: Zone %1$d, parent: root, externalIds: {erp: OLD-%1$d}}\n"
                                        .formatted(i))
                        .collect(Collectors.joining()));
        server.core().signIn().forget(org.id());
        require(200, org.put(ZONES, "[]"));
        return org;
    }

    private static String row(int i, String members) {
        return "{\"identifierName\":\"CODE\",\"identifierValue\":\"z" + i + "\"," + members + "}";
    }

    private static String changes(int number) {
        return rows(
                number,
                i -> row(
                        i,
                        "\"name\":\"New %1$d\",\"externalIds\":{\"erp\":\"NEW-%1$d\"}".formatted(i)
                                + ",\"customFields\":{\"cf\":\"x\"}"));
    }

    private static String creates(int number) {
        return rows(
                number,
                i -> "{\"code\":\"n%1$d\",\"name\":\"Made %1$d\",\"areaParentCode\":\"root\",\"isAdmin\":true"
                                .formatted(i)
                        + ",\"externalIds\":{\"a\":\"A-%1$d\",\"b\":\"B-%1$d\"},\"customFields\":{\"cf\":\"x\"}}"
                                .formatted(i));
    }

    private static HttpResponse<String> send(
            TestServer.Org org, String method, String path, @Nullable String body, String... headers) {
        return server.send(method, path, org.authorization(), body, headers);
    }

    private static HttpResponse<String> require(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    private static String path(HttpResponse<String> written) {
        return "/api/v1/batches/"
                + written.headers().firstValue("Bailiwick-Batch").orElseThrow();
    }

    private static Runnable update(TestServer.Org org, int number, String... headers) {
        return () -> require(200, send(org, "PUT", ZONES, changes(number), headers));
    }

    private static Runnable undo(TestServer.Org org, int status, HttpResponse<String> written, String... headers) {
        return () -> require(status, send(org, "POST", path(written) + "/undo", "", headers));
    }

    private static HttpResponse<String> updated(TestServer.Org org, int number) {
        return require(200, org.put(ZONES, changes(number)));
    }

    private static HttpResponse<String> created(TestServer.Org org, int number) {
        return require(201, org.post(ZONES, creates(number)));
    }

    /** Of every second thing one field is somebody else's by now; the others can be put back. */
    private static Runnable undoOfWhatChangedSince(int number) {
        TestServer.Org org = org(number);
        HttpResponse<String> written = updated(org, number);
        require(200, org.put(ZONES, rows((number + 1) / 2, i -> row(2 * i, "\"name\":\"Later " + i + "\""))));
        return undo(org, 207, written);
    }

    @TestFactory
    List<DynamicTest> writes() {
        return all(List.of(
                same(Write.ZONES_ATOMIC, UPDATES, n -> update(org(n), n, "Prefer", "atomic")),
                same(Write.ZONES_TRIED, UPDATES, n -> update(org(n), n, "Prefer", "dry-run", "Idempotency-Key", "k")),
                same(Write.ZONES_ONCE, UPDATES, n -> update(org(n), n, "Idempotency-Key", "k")),
                same(Write.ZONES_REPEATED, UPDATES, n -> {
                    TestServer.Org org = org(n);
                    update(org, n, "Idempotency-Key", "k").run();
                    return update(org, n, "Idempotency-Key", "k");
                })));
    }

    @TestFactory
    List<DynamicTest> undoing() {
        return all(List.of(
                same(Write.UNDO_UPDATES, UPDATES, n -> {
                    TestServer.Org org = org(n);
                    return undo(org, 200, updated(org, n));
                }),
                same(Write.UNDO_KEPT, UPDATES, BatchBudgetDbTest::undoOfWhatChangedSince),
                same(Write.UNDO_CREATES, CREATES, n -> {
                    TestServer.Org org = org(0);
                    return undo(org, 200, created(org, n));
                })));
    }

    @TestFactory
    List<DynamicTest> reading() {
        return same(Write.READ, UPDATES, n -> {
            TestServer.Org org = org(n);
            String path = path(updated(org, n));
            return () -> require(200, org.get(path));
        });
    }

    private interface Trial {
        /** Prepares an org, and returns what can be tried there and then done. */
        Tried in(TestServer.Org org);
    }

    private interface Tried {
        Runnable with(String... headers);
    }

    private static DynamicTest tried(String what, Trial trial) {
        return DynamicTest.dynamicTest(what, () -> {
            Tried request = trial.in(org(10));
            List<String> tried = STATEMENTS.during(request.with("Prefer", "dry-run"));
            List<String> done = STATEMENTS.during(request.with("Prefer", "handling=lenient"));
            assertThat(tried.stream().filter(s -> s.equals("ROLLBACK"))).hasSize(1);
            assertThat(tried.stream().map(s -> s.equals("ROLLBACK") ? "COMMIT" : s))
                    .containsExactlyElementsOf(done);
        });
    }

    /** A dry run is the same statements, with ROLLBACK for COMMIT: it can promise what it shows. */
    @TestFactory
    List<DynamicTest> aDryRunSendsTheSame() {
        return List.of(
                tried("update", org -> headers -> update(org, 10, headers)),
                tried(
                        "update, some refused",
                        org -> headers -> () -> require(
                                207,
                                send(org, "PUT", ZONES, rows(20, i -> row(i, "\"name\":\"New " + i + "\"")), headers))),
                tried("create", org -> headers -> () -> require(201, send(org, "POST", ZONES, creates(10), headers))),
                tried("undo of updates", org -> {
                    HttpResponse<String> written = updated(org, 10);
                    return headers -> undo(org, 200, written, headers);
                }),
                tried("undo of creates", org -> {
                    HttpResponse<String> written = created(org, 10);
                    return headers -> undo(org, 200, written, headers);
                }));
    }
}
