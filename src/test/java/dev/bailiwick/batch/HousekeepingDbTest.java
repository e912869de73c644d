package dev.bailiwick.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.Core;
import dev.bailiwick.db.DatabaseUrl;
import dev.bailiwick.db.Migrations;
import dev.bailiwick.db.TestPostgres;
import dev.bailiwick.race.Sql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Work that one of two servers of a database does when it is due, also when one dies, or the database is away. */
class HousekeepingDbTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration HEARTBEAT = Duration.ofMillis(200);

    /** More than it takes to be taken for dead: six heartbeats. */
    private static final int MANY_LOOKS = 16;

    private static final Duration QUICK = Duration.ofSeconds(5);
    private static final int ORGS = 2;

    private final TestPostgres.Database database = TestPostgres.newDatabase();
    private final Node one = new Node("one");
    private final Node other = new Node("other");

    /** A server, as far as its housekeeping goes; its way to the database can be cut. */
    private final class Node extends DelegatingDataSource implements AutoCloseable {
        private final String name;
        private final HikariDataSource pool = new HikariDataSource();
        private final AtomicInteger purges = new AtomicInteger();
        private final AtomicInteger looks = new AtomicInteger();
        private volatile boolean away;
        private final Housekeeping housekeeping;

        Node(String name) {
            this.name = name;
            pool.setJdbcUrl(database.serverUrl());
            pool.addDataSourceProperty("ApplicationName", name);
            pool.setMaximumPoolSize(4);
            setTargetDataSource(pool);
            // A purge asks for the time once, and nothing else here does.
            InstantSource clock = () -> {
                purges.incrementAndGet();
                return Instant.now();
            };
            Batches batches = Core.over(this, clock, Core.Settings.USUAL).batches();
            housekeeping = new Housekeeping(this, batches, Duration.ofHours(1), LOOK, HEARTBEAT);
        }

        @Override
        public Connection getConnection() throws SQLException {
            looks.incrementAndGet();
            if (away) {
                throw new SQLException("the database is away", "08006");
            }
            return super.getConnection();
        }

        void awaitLooks(int more) {
            int before = looks.get();
            awaitThat(name + " looks", () -> looks.get() >= before + more);
        }

        /** As when the process is killed, or the network gone: nothing more of it reaches the database. */
        void cutOff() {
            away = true;
            asSuperuser("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND application_name = '" + name + "'");
        }

        Duration stop() {
            long began = System.nanoTime();
            housekeeping.stop();
            return Duration.ofNanos(System.nanoTime() - began);
        }

        @Override
        public void close() {
            housekeeping.stop();
            pool.close();
        }
    }

    /** Orgs, each with an outcome of 2001. */
    @BeforeEach
    void migrate() {
        DatabaseUrl server = DatabaseUrl.of(database.serverUrl());
        Migrations.migrate(DatabaseUrl.of(database.ownerUrl()), server.user(), null);
        asSuperuser("INSERT INTO tenant (key, org_id) SELECT 'org' || n, n FROM generate_series(1, " + ORGS + ") AS n");
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    private void makeOldOutcomes() {
        asSuperuser(
                "INSERT INTO outcome SELECT org_id, '00e40000-0000-7000-8000-000000000000', 0, 0, '[]' FROM tenant");
    }

    private void asSuperuser(String sql) {
        Sql.on(TestPostgres.superuserUrl(database), superuser -> superuser.execute(sql));
    }

    private int ask(String query) {
        AtomicInteger answer = new AtomicInteger();
        Sql.on(TestPostgres.superuserUrl(database), superuser -> {
            try (var row = superuser.executeQuery(query)) {
                row.next();
                answer.set(row.getInt(1));
            }
        });
        return answer.get();
    }

    private int outcomes() {
        return ask("SELECT count(*) FROM outcome");
    }

    private static void awaitThat(String what, Callable<Boolean> condition) {
        await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(condition);
    }

    private int purges() {
        return one.purges.get() + other.purges.get();
    }

    /** Waits until so many purges have begun, and none runs. */
    private void awaitPurges(int number) {
        awaitThat(number + " purges", () -> purges() == number && ask(IDLE) == 1);
    }

    private static final String IDLE =
            "SELECT count(*) FROM scheduled_tasks WHERE NOT picked AND execution_time > now()";

    private void makeDue() {
        awaitThat("nobody is at it", () -> ask(IDLE) == 1);
        asSuperuser("UPDATE scheduled_tasks SET execution_time = now() WHERE NOT picked");
    }

    /** Holds up whoever purges an org, until it is closed. */
    private Connection holdUp(int org) throws SQLException {
        Connection lock = DriverManager.getConnection(TestPostgres.superuserUrl(database));
        lock.setAutoCommit(false);
        try (Statement statement = lock.createStatement()) {
            statement.execute("SELECT 1 FROM outcome WHERE org_id = " + org + " FOR UPDATE");
        }
        return lock;
    }

    private void awaitHeldUp() {
        awaitThat("a purge waits", () -> ask("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0);
    }

    @Test
    void oneOfTwoDoesItWhenItIsDue() {
        one.housekeeping.start();
        other.housekeeping.start();
        awaitPurges(1);
        for (int round = 2; round <= 8; round++) {
            makeOldOutcomes();
            makeDue();
            awaitPurges(round);
            one.awaitLooks(5);
            other.awaitLooks(5);
            assertThat(purges()).isEqualTo(round);
            assertThat(outcomes()).isZero();
        }
    }

    @Test
    void whatTheDeadHadClaimedIsTakenUpAndNotBefore() throws SQLException {
        one.housekeeping.start();
        other.housekeeping.start();
        awaitPurges(1);
        makeOldOutcomes();
        Node dead;
        Node alive;
        try (Connection lock = holdUp(1)) {
            int before = one.purges.get();
            makeDue();
            awaitHeldUp();
            dead = one.purges.get() > before ? one : other;
            alive = dead == one ? other : one;
            alive.awaitLooks(MANY_LOOKS);
            assertThat(purges()).as("who is slow is not dead").isEqualTo(2);
            dead.cutOff();
            lock.rollback();
        }
        awaitPurges(3);
        assertThat(outcomes()).isZero();
        assertThat(ask("SELECT count(*) FROM scheduled_tasks WHERE last_success > now() - interval '1 minute'"))
                .isEqualTo(1);
    }

    @Test
    void outlivesADatabaseThatIsAway() throws SQLException {
        one.housekeeping.start();
        awaitPurges(1);
        one.cutOff();
        one.awaitLooks(5);
        one.away = false;
        makeOldOutcomes();
        try (Connection lock = holdUp(1)) {
            makeDue();
            awaitHeldUp();
            one.cutOff();
            one.awaitLooks(5);
            one.away = false;
            lock.rollback();
        }
        awaitThat("it is done after all", () -> outcomes() == 0 && ask(IDLE) == 1);
        assertThat(purges()).isEqualTo(3);
    }

    @Test
    void stopsAtOnceWhereNothingRuns() {
        one.housekeeping.start();
        other.housekeeping.start();
        awaitPurges(1);
        assertThat(one.stop()).isLessThan(QUICK);
        other.cutOff();
        assertThat(other.stop()).as("while the database is away").isLessThan(QUICK);
    }

    @Test
    void stopsBetweenTwoOrgs() throws SQLException {
        one.housekeeping.start();
        awaitPurges(1);
        makeOldOutcomes();
        CompletableFuture<Duration> stopped;
        try (Connection lock = holdUp(1)) {
            makeDue();
            awaitHeldUp();
            stopped = CompletableFuture.supplyAsync(one::stop, Thread::startVirtualThread);
            awaitThat("it is stopping", () -> one.housekeeping.isStopping());
            lock.rollback();
        }
        assertThat(stopped).succeedsWithin(QUICK);
        assertThat(outcomes()).isEqualTo(ORGS - 1);
        // Who starts next does the rest when it is due.
        other.housekeeping.start();
        makeDue();
        awaitThat("the rest is done", () -> outcomes() == 0);
    }

    @Test
    void stopsThoughAPurgeIsHeldUp() throws SQLException {
        one.housekeeping.start();
        awaitPurges(1);
        makeOldOutcomes();
        try (Connection lock = holdUp(1)) {
            makeDue();
            awaitHeldUp();
            assertThat(one.stop()).isLessThan(QUICK.multipliedBy(3));
            lock.rollback();
        }
    }
}
