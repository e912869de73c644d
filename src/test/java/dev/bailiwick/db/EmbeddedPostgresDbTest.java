package dev.bailiwick.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tests share a directory, since the first start in one takes seconds. JUnit makes it with mode 0700, so as root
 * each of them also shows that PostgreSQL's user finds its way into a closed directory of root's.
 */
class EmbeddedPostgresDbTest {
    @TempDir
    static Path home;

    @Test
    void theRolesAreWhatTheyShouldBe() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            String role = "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication"
                    + " FROM pg_roles WHERE rolname = current_user";
            String owned = "SELECT (SELECT count(*) FROM pg_shdepend WHERE deptype = 'o' AND refobjid = r.oid)"
                    + " FROM pg_roles r WHERE rolname = current_user";
            assertThat(one(postgres.ownerUrl(), "SELECT current_user")).isEqualTo("bailiwick_owner");
            assertThat(one(postgres.ownerUrl(), role)).isEqualTo("f");
            assertThat(one(
                            postgres.ownerUrl(),
                            "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"))
                    .isEqualTo("bailiwick_owner");
            assertThat(one(
                            postgres.ownerUrl(),
                            "SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = 'public'"))
                    .isEqualTo("bailiwick_owner");
            assertThat(one(postgres.serverUrl(), "SELECT current_user")).isEqualTo("bailiwick");
            assertThat(one(postgres.serverUrl(), role)).isEqualTo("f");
            assertThat(one(postgres.serverUrl(), owned)).isEqualTo("0");
            assertThatThrownBy(() -> run(postgres.serverUrl(), "CREATE TABLE mine (id int)"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> run(postgres.serverUrl(), "CREATE TEMP TABLE mine (id int)"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void theServerKeepsToItselfAndToItsWord() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            String superuser = postgres.roles().superuserUrl("bailiwick");
            assertThat(one(superuser, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(one(superuser, "SHOW unix_socket_directories")).isEmpty();
            assertThat(one(superuser, "SHOW fsync")).isEqualTo("on");
            assertThat(one(superuser, "SHOW data_checksums")).isEqualTo("on");
            assertThat(one(superuser, "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(
                            one(
                                    postgres.serverUrl(),
                                    "SELECT format('%s %s %s', datlocprovider, datlocale, datctype) FROM pg_database WHERE datname = 'bailiwick'"))
                    .isEqualTo("b C.UTF-8 C.UTF-8");
            assertThatThrownBy(() -> one(postgres.serverUrl().replaceAll("password=.*", "password=guess"), "SELECT 1"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void secretsAreTheOwnersAlone() throws IOException {
        EmbeddedPostgres.start(home).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("passwords"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("pg"))))
                .isEqualTo("rwx------");
        assertThat(home.resolve("initdb.password")).doesNotExist();
        assertThat(Files.readString(home.resolve("postgres.log"))).doesNotContain("password");
    }

    @Test
    void extensionsOfTheOwnersAreAtHand() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            for (String extension : List.of("ltree", "pg_trgm", "btree_gin")) {
                run(postgres.ownerUrl(), "CREATE EXTENSION IF NOT EXISTS " + extension);
            }
            assertThat(one(postgres.ownerUrl(), "SELECT show_trgm('ЗОНА') = show_trgm('зона')"))
                    .isEqualTo("t");
        }
    }

    @Test
    void dataOutliveAStop() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            run(postgres.ownerUrl(), "DROP TABLE IF EXISTS kept", "CREATE TABLE kept AS SELECT 'here' AS word");
        }
        List<String> progress = new ArrayList<>();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, progress::add, () -> {})) {
            assertThat(one(postgres.ownerUrl(), "SELECT word FROM kept")).isEqualTo("here");
        }
        assertThat(progress).as("nothing is done twice").isEmpty();
    }

    @Test
    void closingIsDoneAndDoneAgain() throws IOException {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(home);
        ProcessHandle server = server();
        postgres.close();
        assertThat(server.isAlive()).isFalse();
        try (EmbeddedPostgres next = EmbeddedPostgres.start(home)) {
            postgres.close();
            assertThat(next).as("an old handle takes nothing from a new one").satisfies(it -> {
                assertThat(one(it.serverUrl(), "SELECT 1")).isEqualTo("1");
                assertThatThrownBy(() -> EmbeddedPostgres.start(home)).isInstanceOf(EmbeddedPostgresException.class);
            });
        }
    }

    @Test
    void aSecondServerOnTheDirectoryIsRefused() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            String holder = "process " + ProcessHandle.current().pid();
            assertThatThrownBy(() -> EmbeddedPostgres.start(home))
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessageContainingAll(home.toRealPath().toString(), "in use", holder, "--data");
            // After the refusal here, because it must not have cost the lock.
            Process other = childOn(home);
            assertThat(line(other, "The directory")).contains("in use").contains(holder);
            assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(one(postgres.serverUrl(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aDirectoryOfSomebodyElsesIsRefused(@TempDir Path theirs) throws IOException {
        Files.writeString(theirs.resolve("thesis.txt"), "years of work");
        assertThatThrownBy(() -> EmbeddedPostgres.start(theirs))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContainingAll(theirs.toRealPath().toString(), "not empty", "--data");
        assertThat(theirs).isDirectoryContaining("glob:**/thesis.txt").isDirectoryNotContaining("glob:**/*.lock");
    }

    @Test
    void aClosedParentIsRefusedWithTheRemedy(@TempDir Path parent) throws IOException {
        assumeThat(new UnixSystem().getUid())
                .as("only root's server changes its user")
                .isZero();
        assertThatThrownBy(() -> EmbeddedPostgres.start(parent.resolve("data")))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContainingAll(
                        "may not enter " + parent.toRealPath() + ".",
                        "--data",
                        "chmod o+x '" + parent.toRealPath() + "'");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(parent)))
                .as("left as it was")
                .isEqualTo("rwx------");
    }

    @Test
    void aKilledPostgresRecovers() throws Exception {
        EmbeddedPostgres killed = EmbeddedPostgres.start(home);
        run(killed.ownerUrl(), "DROP TABLE IF EXISTS told", "CREATE TABLE told AS SELECT 'committed' AS word");
        ProcessHandle server = server();
        assertThat(server.destroyForcibly()).isTrue();
        server.onExit().get(30, TimeUnit.SECONDS);
        killed.close();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            assertThat(one(postgres.ownerUrl(), "SELECT word FROM told")).isEqualTo("committed");
        }
    }

    @Test
    void aKilledJvmLeavesNoPostgres() throws Exception {
        Process jvm = childOn(home);
        String ownerUrl = line(jvm, "jdbc:");
        run(ownerUrl, "DROP TABLE IF EXISTS told", "CREATE TABLE told AS SELECT 'committed' AS word");
        List<ProcessHandle> started = jvm.descendants().toList();
        assertThat(started).contains(server());
        jvm.destroyForcibly();
        for (ProcessHandle process : started) {
            process.onExit().get(30, TimeUnit.SECONDS);
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            assertThat(one(postgres.ownerUrl(), "SELECT word FROM told")).isEqualTo("committed");
        }
    }

    @Test
    void anOrphanIsStoppedAtTheNextStart() throws Exception {
        Process jvm = childOn(home);
        run(line(jvm, "jdbc:"), "DROP TABLE IF EXISTS told", "CREATE TABLE told AS SELECT 'committed' AS word");
        ProcessHandle orphan = server();
        // The guard's shells die with the JVM, so that nobody is left to stop the server.
        List<ProcessHandle> guard = jvm.descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("bailiwick-guard"))
                .toList();
        assertThat(guard).hasSize(2);
        guard.forEach(ProcessHandle::destroyForcibly);
        jvm.destroyForcibly().waitFor();
        assertThat(orphan.isAlive()).isTrue();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            assertThat(orphan.info().arguments())
                    .as("a process that ended, reaped or not")
                    .isEmpty();
            assertThat(one(postgres.ownerUrl(), "SELECT word FROM told")).isEqualTo("committed");
        }
    }

    @Test
    void aServerWhoseGuardWasKilledIsStoppedAllTheSame() throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(home);
        ProcessHandle server = server();
        ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("bailiwick-guard"))
                .filter(process -> process.info().commandLine().orElse("").contains(home.toString()))
                .forEach(ProcessHandle::destroyForcibly);
        assertThat(server.isAlive()).isTrue();
        postgres.close();
        assertThat(Files.readString(home.resolve("postgres.log"))).contains("database system is shut down");
    }

    @Test
    void nothingStartsBesideWhatAKilledServerLeftRunning() throws Exception {
        EmbeddedPostgres killed = EmbeddedPostgres.start(home);
        ProcessHandle server = server();
        ProcessHandle straggler = server.children().findFirst().orElseThrow();
        signal("-STOP", straggler);
        assertThat(server.destroyForcibly()).isTrue();
        server.onExit().get(30, TimeUnit.SECONDS);
        killed.close();
        List<String> progress = new ArrayList<>();
        Consumer<String> letGo = line -> {
            progress.add(line);
            signal("-CONT", straggler);
        };
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, letGo, () -> {})) {
            assertThat(one(postgres.serverUrl(), "SELECT 1")).isEqualTo("1");
        } finally {
            letGo.accept("at the latest");
        }
        assertThat(progress).hasSize(2).first().asString().contains("waiting for the last run");
    }

    @Test
    void aReusedProcessIdInALeftOverFileIsNobodysServer() throws Exception {
        EmbeddedPostgres.start(home).close();
        Path left = home.resolve("pg").resolve("postmaster.pid");
        Files.writeString(
                left,
                ProcessHandle.current().pid() + "\n/elsewhere\n1700000000\n5432\n\n127.0.0.1\n  1234  5\nready   \n");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            assertThat(one(postgres.serverUrl(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aFirstStartThatIsKilledLeavesNothingInTheWay(@TempDir Path fresh) throws Exception {
        Process jvm = childOn(fresh);
        assertThat(line(jvm, "unpacking")).startsWith("unpacking PostgreSQL 18.");
        assertThat(line(jvm, "preparing")).isNotEmpty();
        jvm.destroyForcibly().waitFor();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(fresh)) {
            assertThat(one(postgres.serverUrl(), "SELECT 1")).isEqualTo("1");
        }
    }

    private static void signal(String signal, ProcessHandle process) {
        try {
            Command.run(Path.of("/"), List.of("kill", signal, Long.toString(process.pid())));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ProcessHandle server() throws IOException {
        return Postmaster.of(home.toRealPath().resolve("pg")).orElseThrow().process();
    }

    /** Another JVM that starts the same directory and says what it does, its URL, or why it has none. */
    private static Process childOn(Path directory) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
    }

    /** Waits for the line that begins so; none comes if the process ends first. */
    private static String line(Process process, String beginning) {
        return process.inputReader()
                .lines()
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    static final class Child {
        private Child() {}

        public static void main(String[] args) throws InterruptedException {
            Consumer<String> say = System.out::println;
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(args[0]), say, () -> {})) {
                say.accept(postgres.ownerUrl());
                Thread.currentThread().join(); // until killed
            } catch (EmbeddedPostgresException e) {
                say.accept(e.getMessage());
            }
        }
    }

    private static void run(String url, String... commands) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    private static String one(String url, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
