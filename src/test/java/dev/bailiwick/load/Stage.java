package dev.bailiwick.load;

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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javax.sql.DataSource;

/**
 * A database, a server over it that is a process of its own, and a pool of the same size and settings for who writes
 * past the server.
 */
final class Stage implements AutoCloseable {
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

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Effects effects;
    private final HikariDataSource pool;
    private final String server;
    private final Meter meter;

    /** @param orgs makes the orgs, before the server starts */
    Stage(Consumer<Core> orgs) {
        TestPostgres.Database database = TestPostgres.newDatabase();
        effects = opened(new Effects(TestPostgres.superuserUrl(database)));
        DatabaseUrl url = DatabaseUrl.of(database.serverUrl());
        Migrations.migrate(DatabaseUrl.of(database.ownerUrl()), url.user(), null);
        try (HikariDataSource own = pool(url)) {
            orgs.accept(Core.over(own, InstantSource.system(), Core.Settings.USUAL));
        }
        pool = opened(pool(url));
        pool.setAutoCommit(false);
        List<String> jvm = new ArrayList<>(SERVER_JVM);
        jvm.addAll(JVM.isBlank() ? List.of() : List.of(JVM.split(" ")));
        Map<String, String> environment = Map.of("BAILIWICK_DATABASE_URL", url.forRole(url.user(), url.password()));
        Program program = opened(Program.start(jvm, environment, "serve", "--port", "0"));
        open.push(() -> program.terminate().end());
        String ready = program.line("Bailiwick is ready");
        server = ready.substring(ready.indexOf("http"));
        meter = new Meter(program::cpu, effects.postmaster());
    }

    <T extends AutoCloseable> T opened(T closeable) {
        open.push(closeable);
        return closeable;
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    Effects effects() {
        return effects;
    }

    /** Of connections that do not commit by themselves. */
    DataSource pool() {
        return pool;
    }

    /** Where the server is reached. */
    String server() {
        return server;
    }

    /** The server's pool: its size, and the settings of its sessions. */
    private static HikariDataSource pool(DatabaseUrl url) {
        Properties settings = new Properties();
        try (InputStream file = Stage.class.getResourceAsStream("/application.properties")) {
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

    /** Writes until both sides are as fast as they will be: half as many batches by bare SQL. */
    void warmUp(Load load) {
        warmUp(load.door(), WARM_UP_BATCHES, load.wrote());
        warmUp(load.bare(), WARM_UP_BATCHES / 2, load.wrote());
    }

    private void warmUp(List<Runnable> clients, int most, LongConsumer wrote) {
        int done = 0;
        for (int i = 0; i < MOST_WARM_UP_ROUNDS && done < most; i++) {
            done += round(clients, Duration.ofSeconds(8), wrote).latencies().length;
        }
    }

    /** Lets both write in turns; a line of a table, where it was asked for. */
    private Optional<String> compare(Load load) {
        if (!(load.change() + " " + load.clients()).matches(ONLY)) {
            return Optional.empty();
        }
        effects.settle();
        round(load.door(), Duration.ofSeconds(1), load.wrote());
        round(load.bare(), Duration.ofSeconds(1), load.wrote());
        Comparison comparison = new Comparison(load);
        for (int i = 0; i < ROUNDS; i++) {
            comparison.add(round(load.door(), ROUND, load.wrote()), round(load.bare(), ROUND, load.wrote()));
        }
        return Optional.of(comparison.toString());
    }

    private Round.Result round(List<Runnable> clients, Duration time, LongConsumer wrote) {
        Round.Result result = new Round(clients, time).run(meter);
        wrote.accept(result.latencies().length);
        return result;
    }

    /** Measures all that was asked for, and writes the table to this file. */
    void measure(List<Load> loads, Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of(Comparison.HEAD));
        loads.forEach(load -> compare(load).ifPresent(lines::add));
        String table = String.join("\n", lines) + "\n";
        Files.writeString(file, table);
        System.out.println(table);
    }
}
