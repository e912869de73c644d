package dev.bailiwick.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.Core;
import dev.bailiwick.db.DatabaseUrl;
import dev.bailiwick.db.Migrations;
import dev.bailiwick.db.TestPostgres;
import dev.bailiwick.process.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How many rows a second {@code PUT /v2/locations/zones} takes, beside the least SQL that leaves the same in the same
 * database: {@code mvn test -Dtest=ZonesBenchmark}. Its name keeps it out of every other build.
 *
 * <p>The server is a process of its own. Both sides write in turns, round by round, with as many clients, and a pool of
 * the same size and settings; each client has zones of its own.
 */
class ZonesBenchmark {
    private static final int CLIENTS = 16;
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 3);
    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("benchmark.seconds", 4));

    /** Until then the server's JVM still spends half of its time on compiling. Counted in batches: a busy machine is slow. */
    private static final int WARM_UP_BATCHES = Integer.getInteger("benchmark.warmup", 4000);

    private static final int MOST_WARM_UP_ROUNDS = 20;

    /** Further options of the server's JVM, to profile it. */
    private static final String JVM = System.getProperty("benchmark.jvm", "");

    /** As the launcher starts a server, with the collector that the JVM chooses itself. */
    private static final List<String> SERVER_JVM =
            List.of("-XX:TieredStopAtLevel=4", "-XX:-UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmx512m");

    /** Which of the measurements, as a pattern; all. */
    private static final String ONLY = System.getProperty("benchmark.only", ".*");

    private static final TestPostgres.Database DATABASE = TestPostgres.newDatabase();
    private static final Effects EFFECTS = new Effects(TestPostgres.superuserUrl(DATABASE));
    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>(List.of(EFFECTS));

    private static List<Client> inOneOrg = List.of();
    private static List<Client> inManyOrgs = List.of();
    private static Door door;
    private static BareSql bareSql;
    private static Meter meter;
    private static List<Long> expected = List.of();

    @BeforeAll
    static void start() {
        DatabaseUrl url = DatabaseUrl.of(DATABASE.serverUrl());
        Migrations.migrate(DatabaseUrl.of(DATABASE.ownerUrl()), url.user(), null);
        makeOrgs(url);
        HikariDataSource pool = opened(pool(url));
        pool.setAutoCommit(false);
        bareSql = new BareSql(pool);
        List<String> jvm = new ArrayList<>(SERVER_JVM);
        jvm.addAll(JVM.isBlank() ? List.of() : List.of(JVM.split(" ")));
        Map<String, String> environment = Map.of("BAILIWICK_DATABASE_URL", url.forRole(url.user(), url.password()));
        Program program = opened(Program.start(jvm, environment, "serve", "--port", "0"));
        OPEN.push(() -> program.terminate().end());
        String ready = program.line("Bailiwick is ready");
        door = opened(new Door(ready.substring(ready.indexOf("http"))));
        meter = new Meter(program::cpu, EFFECTS.postmaster());
        expected = EFFECTS.counts();
    }

    private static void makeOrgs(DatabaseUrl url) {
        try (HikariDataSource pool = pool(url)) {
            Core core = Core.over(pool, InstantSource.system(), Core.RETENTION);
            List<Org> orgs = IntStream.range(0, CLIENTS)
                    .mapToObj(i -> Org.make(core, "load" + i))
                    .toList();
            inOneOrg = IntStream.range(0, CLIENTS)
                    .mapToObj(i -> new Client(orgs.getFirst(), i))
                    .toList();
            inManyOrgs = IntStream.range(0, CLIENTS)
                    .mapToObj(i -> i == 0 ? inOneOrg.getFirst() : new Client(orgs.get(i), i))
                    .toList();
        }
    }

    private static <T extends AutoCloseable> T opened(T closeable) {
        OPEN.push(closeable);
        return closeable;
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable each : OPEN) {
            each.close();
        }
    }

    /** The server's pool: its size, and the settings of its sessions. */
    private static HikariDataSource pool(DatabaseUrl url) {
        Properties settings = new Properties();
        try (InputStream file = ZonesBenchmark.class.getResourceAsStream("/application.properties")) {
            settings.load(Objects.requireNonNull(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url.jdbc());
        pool.setUsername(url.user());
        pool.setPassword(url.password());
        String prefix = "spring.datasource.hikari.";
        pool.setMaximumPoolSize(Integer.parseInt(settings.getProperty(prefix + "maximum-pool-size")));
        pool.setMinimumIdle(Integer.parseInt(settings.getProperty(prefix + "minimum-idle")));
        String properties = prefix + "data-source-properties.";
        settings.stringPropertyNames().stream()
                .filter(name -> name.startsWith(properties))
                .forEach(name ->
                        pool.addDataSourceProperty(name.substring(properties.length()), settings.getProperty(name)));
        return pool;
    }

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void rowsPerSecond() throws IOException {
        for (Change change : Change.values()) {
            bothLeaveTheSame(change);
        }
        warmUp();
        List<String> lines = new ArrayList<>(List.of(Comparison.HEAD));
        for (Change change : Change.values()) {
            compare(change, "1", inOneOrg.subList(0, 1)).ifPresent(lines::add);
            compare(change, "16 in one org", inOneOrg).ifPresent(lines::add);
            compare(change, "16 in 16 orgs", inManyOrgs).ifPresent(lines::add);
        }
        String table = String.join("\n", lines) + "\n";
        Files.writeString(Path.of("target/zones-benchmark.md"), table);
        System.out.println(table);
        assertThat(EFFECTS.counts()).as("batches, outcomes, history, keys").isEqualTo(expected);
    }

    /** One batch by each, of the same zones, and then every row that they left. */
    private static void bothLeaveTheSame(Change change) {
        Client client = inOneOrg.getFirst();
        List<List<String>> left = new ArrayList<>();
        for (Client.Side side : List.of(door, bareSql)) {
            client.write(side, change);
            client.stay();
            count(1, change);
            left.add(EFFECTS.ofLastBatch(client.org, client.zones()));
        }
        assertThat(left.getLast()).as("what bare SQL leaves: " + change).isEqualTo(left.getFirst());
        assertThat(left.getFirst()).hasSize(2 + (change.writes() ? 4 : 3) * Client.ROWS + Client.ROWS);
    }

    private static void warmUp() {
        Map<Client.Side, Integer> batches = Map.of(door, WARM_UP_BATCHES, bareSql, WARM_UP_BATCHES / 2);
        batches.forEach((side, most) -> {
            int done = 0;
            for (int i = 0; i < MOST_WARM_UP_ROUNDS && done < most; i++) {
                done += round(side, inOneOrg, Change.EVERYTHING, Duration.ofSeconds(8))
                        .latencies()
                        .length;
            }
        });
    }

    private static Optional<String> compare(Change change, String load, List<Client> clients) {
        String name = change.name().toLowerCase(Locale.ROOT) + " " + load;
        if (!name.matches(ONLY)) {
            return Optional.empty();
        }
        EFFECTS.settle();
        round(door, clients, change, Duration.ofSeconds(1));
        round(bareSql, clients, change, Duration.ofSeconds(1));
        Comparison comparison = new Comparison(change, load);
        for (int i = 0; i < ROUNDS; i++) {
            comparison.add(round(door, clients, change, ROUND), round(bareSql, clients, change, ROUND));
        }
        return Optional.of(comparison.toString());
    }

    private static Round.Result round(Client.Side side, List<Client> clients, Change change, Duration time) {
        Round.Result result = new Round(side, clients, change, time).run(meter);
        count(result.latencies().length, change);
        return result;
    }

    /** What has to be in the database at the end. */
    private static void count(long batches, Change change) {
        long history = change.writes() ? batches * Client.ROWS : 0;
        expected = List.of(
                expected.get(0) + batches, expected.get(1) + batches, expected.get(2) + history, expected.get(3));
    }
}
