package dev.bailiwick.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.db.TestPostgres;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Orgs that wait for their own locks let every other org work, however many of their requests wait. */
class OneOrgsLockDbTest {
    private static final String ZONES = "/v2/locations/zones";

    /** Together more than there are connections in the pool. */
    private static final int HELD = 8;

    private static final int WAITING_EACH = 5;

    /** Each try opens a connection, so this many take seconds. */
    private static final int MOST_TRIES = 5_000;

    private static String naming(String name) {
        return "[{\"identifierName\":\"CODE\",\"identifierValue\":\"root\",\"description\":\"" + name
                + "\",\"isActive\":true}]";
    }

    private static void require200(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void stallsNobodyElse() throws ExecutionException, InterruptedException {
        try (TestServer server = TestServer.own(UnaryOperator.identity())) {
            List<TestServer.Org> held =
                    IntStream.range(0, HELD).mapToObj(i -> server.sandbox()).toList();
            TestServer.Org other = server.sandbox();
            held.forEach(org -> require200(org.put(ZONES, "[]")));
            require200(other.put(ZONES, "[]"));
            List<Future<HttpResponse<String>>> waiting = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Sql.on(server.database().serverUrl(), statement -> {
                    for (TestServer.Org org : held) {
                        statement.execute("SELECT pg_advisory_lock(" + org.id() + ")");
                        for (int i = 0; i < WAITING_EACH; i++) {
                            String name = "held " + i;
                            waiting.add(threads.submit(() -> org.put(ZONES, naming(name))));
                        }
                    }
                    awaitOneWaiterEach(server.database(), other.id());
                    // One that was signed in before, and one whose sign-in needs the database first.
                    require200(other.put(ZONES, naming("other")));
                    require200(other.as("editor").put(ZONES, naming("other, again")));
                    assertThat(waiting).noneMatch(Future::isDone);
                });
                for (Future<HttpResponse<String>> one : waiting) {
                    require200(one.get());
                }
            }
            Invariants.check(server.database());
        }
    }

    /** Until each held org has the one transaction at its lock that it may have. */
    private static void awaitOneWaiterEach(TestPostgres.Database database, long org) {
        String query = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
                + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
        int seen = 0;
        for (int i = 0; i < MOST_TRIES && seen < HELD; i++) {
            seen = Sql.number(database, org, query);
        }
        assertThat(seen).as("transactions that wait for a lock").isEqualTo(HELD);
    }
}
