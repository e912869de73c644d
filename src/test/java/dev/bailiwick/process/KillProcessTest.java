package dev.bailiwick.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Kills under load. Each falls inside a batch that is provably in the middle of its UPDATE: a row of it is locked by
 * somebody else, and the database says that it waits for that.
 *
 * <p>{@code -Dkills} asks for more of them.
 */
class KillProcessTest {
    private static final int KILLS = Integer.getInteger("kills", 3);
    private static final String WAITING_FOR_US = """
            SELECT count(*) FROM pg_locks w WHERE NOT w.granted AND pg_backend_pid() = ANY (pg_blocking_pids(w.pid))
            """;
    private static final String COMMITTING =
            "SELECT count(*) FROM pg_stat_activity WHERE usename = 'bailiwick' AND wait_event = 'SyncRep'";

    /** The tests share an org: each has zones of its own. */
    private final String test = "t" + Long.toString(System.nanoTime(), Character.MAX_RADIX);

    private final Writer maker = new Writer(test + "-maker");
    private final Writer doomed = new Writer(test + "-doomed");
    private final List<Writer> updaters =
            List.of(new Writer(test + "-a"), new Writer(test + "-b"), new Writer(test + "-c"));
    private final List<Writer> all =
            Stream.concat(Stream.of(maker, doomed), updaters.stream()).toList();

    private static @Nullable Demo running;

    private Demo demo = running();

    /** The server that the last test left running, or a new one where it was killed. */
    private static Demo running() {
        if (running == null || !running.program().isAlive()) {
            running = Demo.start(Demo.sharedHome());
        }
        return running;
    }

    @BeforeEach
    void settle() {
        doomed.settle(demo);
        updaters.forEach(writer -> writer.settle(demo));
    }

    @AfterAll
    static void stop() {
        if (running != null) {
            running.close();
        }
    }

    /** What the kills of a test came to. */
    private int untold;

    private int compared;

    /** Nothing that was answered is lost; what was not is sent again under its key, and then is there once. */
    private void requireNothingLostAndNothingTwice() throws SQLException {
        Audit found = new Audit(demo, test, all);
        int storedAndUntold = found.run();
        int replayed = replayed();
        all.forEach(writer -> writer.finish(demo));
        Audit repeated = new Audit(demo, test, all);
        assertThat(repeated.run()).as("stored, but untold after the repeats").isZero();
        assertThat(replayed() - replayed)
                .as("of what was sent again, what was stored before was not done again")
                .isEqualTo(storedAndUntold);
        untold += storedAndUntold;
        compared += found.compared() + repeated.compared();
    }

    private int replayed() {
        return all.stream().mapToInt(writer -> writer.replayed.get()).sum();
    }

    private void tell(String kills) throws SQLException {
        demo.requireInvariants();
        System.out.printf(
                "%s: %d batches sent, all acknowledged in the end, %d receipts of batches compared; stored though the"
                        + " answer was lost: %d; answered as a repeat: %d; told to come back: %d%n",
                kills,
                all.stream().mapToInt(writer -> writer.told.size()).sum(),
                compared,
                untold,
                replayed(),
                all.stream().mapToInt(writer -> writer.away.get()).sum());
    }

    @Test
    void whatWasAnsweredOutlivesAKillAndTheRestIsThereWhollyOrNotAtAll() throws Exception {
        for (int kill = 1; kill <= KILLS; kill++) {
            killTheServer(kill % 2 == 0);
            demo.close();
            demo = running();
            requireNothingLostAndNothingTwice();
        }
        tell(KILLS + " kills of the server");
    }

    /** @param all as when the power fails: PostgreSQL has no time to put its house in order either */
    private void killTheServer(boolean all) throws SQLException {
        List<ProcessHandle> started = demo.program().descendants();
        assertThat(started).contains(demo.postmaster());
        CompletableFuture<HttpResponse<String>> unanswered;
        try (Connection lock = demo.superuser();
                Load load = new Load(demo, maker, updaters)) {
            load.awaitAnswers(10);
            load.stopMaking();
            unanswered = beginDoomed(lock);
            load.awaitAnswers(5);
            assertThat(unanswered).as("still in its UPDATE").isNotDone();
            assertThat(load.unanswered()).as("sent and not answered").isPositive();
            demo.program().kill();
            if (all) {
                started.forEach(ProcessHandle::destroyForcibly);
            }
            assertThat(demo.program().end().exit()).isEqualTo(128 + 9);
            started.forEach(process -> Program.soon(process.onExit()));
        }
        assertThat(unanswered).failsWithin(Duration.ofSeconds(Program.PATIENCE_SECONDS));
    }

    @Test
    void aBatchThatIsKilledInItsCommitIsThereWhollyThoughNobodyWasTold() throws Exception {
        try (Connection database = demo.superuser();
                Statement statement = database.createStatement()) {
            // Commits reach the disk and then wait for a standby that never comes; the next start knows nothing of it.
            statement.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
            statement.execute("SELECT pg_reload_conf()");
            CompletableFuture<HttpResponse<String>> unanswered = doomed.update(demo);
            awaitThat("the batch waits in its COMMIT", () -> ask(database, COMMITTING) == 1);
            statement.execute("ALTER SYSTEM RESET synchronous_standby_names");
            assertThat(unanswered).as("still in its COMMIT").isNotDone();
            demo.program().kill().end();
            assertThat(unanswered).failsWithin(Duration.ofSeconds(Program.PATIENCE_SECONDS));
        }
        demo.close();
        demo = running();
        requireNothingLostAndNothingTwice();
        assertThat(untold).isEqualTo(1);
    }

    /** A batch that cannot go on, because the row in its middle is locked. */
    private CompletableFuture<HttpResponse<String>> beginDoomed(Connection lock) throws SQLException {
        lock.setAutoCommit(false);
        try (Statement statement = lock.createStatement()) {
            statement.execute("SELECT 1 FROM zone WHERE code = '" + doomed.code(Writer.ROWS / 2) + "' FOR UPDATE");
        }
        CompletableFuture<HttpResponse<String>> sent = doomed.update(demo);
        awaitThat("the batch waits in its UPDATE", () -> isWaitedFor(lock));
        return sent;
    }

    /** Whether somebody waits for a lock of this connection's. */
    static boolean isWaitedFor(Connection lock) throws SQLException {
        return ask(lock, WAITING_FOR_US) == 1;
    }

    private static void awaitThat(String what, Callable<Boolean> condition) {
        await(what).atMost(Duration.ofSeconds(Program.PATIENCE_SECONDS)).until(condition);
    }

    private static int ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void aKilledPostgresComesBackUnderTheServer() throws Exception {
        for (int kill = 1; kill <= KILLS; kill++) {
            ProcessHandle killed = demo.postmaster();
            assertThat(demo.program().descendants()).contains(killed);
            try (Load load = new Load(demo, maker, updaters)) {
                load.awaitAnswers(10);
                killed.destroyForcibly();
                Program.soon(killed.onExit());
                load.awaitAnswers(30);
            }
            assertThat(demo.postmaster()).isNotEqualTo(killed);
            assertThat(demo.program().isAlive()).isTrue();
            requireNothingLostAndNothingTwice();
        }
        tell(KILLS + " kills of PostgreSQL");
    }

    @Test
    void whileItsPostgresIsAwayTheServerSaysSoAndNoMore() throws Exception {
        ProcessHandle killed = demo.postmaster();
        // Nothing starts beside a process of the old one: as long as this one sleeps, PostgreSQL is away.
        ProcessHandle straggler = killed.children().findFirst().orElseThrow();
        signal("-STOP", straggler);
        List<CompletableFuture<HttpResponse<String>>> asked;
        try {
            killed.destroyForcibly();
            demo.program().line("waiting for the last run's PostgreSQL");
            asked = List.of(
                    doomed.update(demo),
                    demo.send("GET", "/v2/locations", null),
                    demo.send("GET", "/api/v1/org", null),
                    // Somebody whose password is not remembered: nobody can be known now.
                    demo.sendAs("sandbox/stranger", "some password", "GET", "/v2/locations", null));
            assertThat(asked.stream().map(Program::soon)).allSatisfy(answer -> {
                assertThat(answer.statusCode())
                        .as(answer.uri() + " " + answer.body())
                        .isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            });
        } finally {
            signal("-CONT", straggler);
        }
        doomed.finish(demo);
        requireNothingLostAndNothingTwice();
    }

    @Test
    void aPostgresThatCannotComeBackEndsTheServerInWords() throws Exception {
        Path control = demo.home().resolve("pg").resolve("global").resolve("pg_control");
        Path hidden = control.resolveSibling("pg_control.hidden");
        Files.move(control, hidden);
        try {
            demo.postmaster().destroyForcibly();
            Program.End end = demo.program().end();
            assertThat(end.exit()).isEqualTo(78);
            assertThat(end.err()).contains("PostgreSQL ended. PostgreSQL does not start. Its last words", "pg_control");
            assertThat(demo.home().resolve("demo.env")).doesNotExist();
        } finally {
            Files.move(hidden, control);
        }
    }

    private static void signal(String signal, ProcessHandle process) throws IOException {
        Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
        assertThat(Program.soon(kill.onExit()).exitValue()).isZero();
    }
}
