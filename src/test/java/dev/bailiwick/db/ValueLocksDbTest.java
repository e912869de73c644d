package dev.bailiwick.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.bulk.Claim;
import dev.bailiwick.bulk.Space;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Batches that look for one value wait for each other, others do not, and none takes more locks than there is room for. */
class ValueLocksDbTest {
    /** Each try asks the database, so this many take seconds. */
    private static final int MOST_TRIES = 5_000;

    private static final int MANY = 10_000;
    private static final String HELD =
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted" + " AND pid = pg_backend_pid()";
    private static final String WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    private final TestServer.Org org = TestServer.shared().sandbox();
    private final JdbcClient jdbc;
    private final LedgerTable ledger;

    ValueLocksDbTest() {
        DatabaseUrl url = DatabaseUrl.of(org.server().database().serverUrl());
        DriverManagerDataSource database = new DriverManagerDataSource(url.jdbc(), url.user(), url.password());
        jdbc = JdbcClient.create(database);
        ledger = new LedgerTable(
                jdbc, new Transactions(new JdbcTemplate(database), new JdbcTransactionManager(database)));
    }

    private static List<Claim> values(String name, int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> new Claim(new Space(2001), name + i))
                .toList();
    }

    private int locking(List<Claim> values, IntSupplier then) {
        return ledger.inTransaction(
                org.id(),
                null,
                false,
                () -> {
                    ledger.lock(org.id(), values);
                    return then.getAsInt();
                },
                result -> true);
    }

    private int count(String query) {
        return jdbc.sql(query).query(Integer.class).single();
    }

    @Test
    void oneLockStandsForVeryManyValues() {
        assertThat(locking(values("a", 100), () -> count(HELD))).isBetween(95, 102);
        assertThat(locking(values("a", MANY), () -> count(HELD))).isEqualTo(2);
    }

    @Test
    void whoWantsOtherValuesDoesNotWait() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int done = locking(values("b", 1), () -> got(threads.submit(() -> locking(values("c", 1), () -> 7))));
            assertThat(done).isEqualTo(7);
        }
    }

    @Test
    void whoWantsTheSameValueWaits() throws Exception {
        waits(values("d", 1), values("d", 1));
    }

    @Test
    void veryManyValuesAreWaitedForByEach() throws Exception {
        waits(values("e", MANY), values("e", 1));
        waits(values("f", 1), values("f", MANY));
    }

    private void waits(List<Claim> held, List<Claim> wanted) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicReference<Future<Integer>> second = new AtomicReference<>();
            locking(held, () -> {
                second.set(threads.submit(() -> locking(wanted, () -> 7)));
                int waiting = 0;
                for (int i = 0; i < MOST_TRIES && waiting == 0; i++) {
                    waiting = count(WAITING);
                }
                assertThat(waiting).as("transactions that wait").isPositive();
                assertThat(second.get().isDone()).isFalse();
                return 0;
            });
            assertThat(second.get().get()).isEqualTo(7);
        }
    }

    private static int got(Future<Integer> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
