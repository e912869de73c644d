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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An org that waits for its own lock lets every other org work, however many of its requests wait. */
@Timeout(60)
class OneOrgsLockDbTest {
    private static final String ZONES = "/v2/locations/zones";

    /** More than there are connections in the pool. */
    private static final int WAITING = 30;

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
            TestServer.Org held = server.sandbox();
            TestServer.Org other = server.sandbox();
            require200(held.put(ZONES, "[]"));
            require200(other.put(ZONES, "[]"));
            List<Future<HttpResponse<String>>> waiting = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Sql.on(server.database().serverUrl(), statement -> {
                    statement.execute("SELECT pg_advisory_lock(" + held.id() + ")");
                    for (int i = 0; i < WAITING; i++) {
                        String name = "held " + i;
                        waiting.add(threads.submit(() -> held.put(ZONES, naming(name))));
                    }
                    awaitWaiting(server.database(), held.id());
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

    /** Until the org has as many transactions at its lock as it ever has. */
    private static void awaitWaiting(TestPostgres.Database database, long org) {
        int enough = 6;
        String query = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
                + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
        while (Sql.number(database, org, query) < enough) {
            Thread.onSpinWait();
        }
    }
}
