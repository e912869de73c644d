package dev.bailiwick.db;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The data directory: made once, then served by a PostgreSQL at a free port of the loopback interface. */
record Cluster(Path home, Path data, PostgresBinaries binaries, DatabaseUser user, Consumer<String> progress) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(10);

    private static final String UNFINISHED = "pg.new-";

    /** Written into postgresql.conf when the data are made: who has a bigger machine may raise them there. */
    private static final List<String> FIRST_SETTINGS = List.of(
            "shared_buffers=128MB",
            "work_mem=8MB",
            "maintenance_work_mem=64MB",
            "effective_cache_size=512MB",
            "max_wal_size=1GB",
            "io_method=sync",
            "max_logical_replication_workers=0",
            "jit=off");

    /** Given on the command line of every start, so that no file can take them back. */
    private static final List<String> FIXED_SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "password_encryption=scram-sha-256",
            "fsync=on",
            "full_page_writes=on",
            "synchronous_commit=on",
            "timezone=UTC",
            "log_timezone=UTC",
            "logging_collector=off",
            "log_destination=stderr",
            // Errors go to whoever made them; their text would bring values, and secrets, into the log.
            "log_min_messages=log",
            "log_min_error_statement=panic",
            "log_statement=none",
            "log_checkpoints=off");

    /** A server that takes connections. */
    record Running(ProcessGuard guard, Postmaster postmaster, Path data) {
        int port() {
            return postmaster.port();
        }

        /** Completes when it has ended, whoever ended it, and even if its guard was ended first. */
        CompletionStage<ProcessHandle> ended() {
            return guard.ended().thenCompose(_ -> postmaster.process().onExit());
        }

        /** Fast stop: clients are cut off, what was committed is on disk. */
        void stop() {
            guard.stop(PATIENCE);
            try {
                // Still there if it did not stop in that time, or if somebody killed its guard.
                postmaster.stop(data, PATIENCE);
            } catch (IOException e) {
                throw EmbeddedPostgresException.of("Cannot stop the PostgreSQL of", data, e);
            }
        }
    }

    /** Makes the data directory, aside and renamed: a start that was killed on the way leaves nothing half done. */
    void makeOnce(String superuserPassword) throws IOException {
        if (Files.exists(data)) {
            requireSameMajorVersion();
            return;
        }
        progress.accept("preparing the database (once) …");
        removeUnfinished();
        // A name of its own each time: the initdb of a killed start may still be at work in the last one.
        Path aside = home.resolve(UNFINISHED + UUID.randomUUID());
        Path password = home.resolve("initdb.password");
        Home.writeSecret(password, superuserPassword);
        try {
            user.own(password);
            user.makeDirectory(aside);
            Command initdb = Command.run(aside, user.command(initdb(aside, password)));
            if (!initdb.succeeded()) {
                throw new EmbeddedPostgresException(
                        "PostgreSQL could not make its data directory %s: %s".formatted(aside, initdb.output()));
            }
        } finally {
            Files.delete(password);
        }
        Files.move(aside, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void removeUnfinished() throws IOException {
        try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(home, UNFINISHED + "*")) {
            for (Path directory : unfinished) {
                Home.deleteTree(directory);
            }
        } catch (DirectoryNotEmptyException _) {
            // somebody writes there still: it goes when data are made the next time, if ever
        }
    }

    private List<String> initdb(Path directory, Path password) {
        List<String> words = new ArrayList<>(List.of(binaries.program("initdb"), "-D", directory.toString()));
        words.addAll(List.of("--username=" + Roles.SUPERUSER, "--pwfile=" + password, "--auth=scram-sha-256"));
        words.addAll(List.of("--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8", "--no-instructions"));
        FIRST_SETTINGS.forEach(setting -> words.addAll(List.of("-c", setting)));
        return words;
    }

    private void requireSameMajorVersion() throws IOException {
        String made = Files.readString(data.resolve("PG_VERSION")).strip();
        if (!made.equals(binaries.majorVersion())) {
            throw new EmbeddedPostgresException(
                    "The data in %s were made by PostgreSQL %s, but this Bailiwick brings PostgreSQL %s. Start them with the Bailiwick that made them."
                            .formatted(data, made, binaries.version()));
        }
    }

    /** Starts the server and waits until it takes connections, for as long as its recovery takes. */
    Running start() throws IOException {
        return start(Cluster::freePort);
    }

    /** Starts it anew at the port it had, where its clients look for it. */
    Running startAgain(Running ended) throws IOException {
        return start(ended::port);
    }

    private interface Port {
        int next() throws IOException;
    }

    private Running start(Port ports) throws IOException {
        Postmaster.clearLeftOver(data, PATIENCE);
        Path log = freshLog();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int attempt = 1; ; attempt++) {
            int port = ports.next();
            ProcessGuard guard = ProcessGuard.start(data, user, postgres(port), log);
            Optional<Postmaster> ready = awaitReady(guard, port);
            if (ready.isPresent()) {
                return new Running(guard, ready.get(), data);
            }
            String said = Files.readString(log);
            if (!passes(said) || System.nanoTime() > deadline) {
                throw new EmbeddedPostgresException(
                        "PostgreSQL does not start. Its last words, from %s:%n%s".formatted(log, lastLines(said)));
            }
            if (attempt == 1) {
                progress.accept("waiting for the last run's PostgreSQL to end …");
            }
            pause(Duration.ofMillis(200));
            Files.writeString(log, "");
        }
    }

    private List<String> postgres(int port) {
        // The directory comes first: by it a left-over server is recognised.
        List<String> words = new ArrayList<>(List.of(binaries.program("postgres"), "-D", data.toString()));
        words.addAll(List.of("-p", Integer.toString(port)));
        FIXED_SETTINGS.forEach(setting -> words.addAll(List.of("-c", setting)));
        return words;
    }

    /** Empty if the server ended instead. */
    private Optional<Postmaster> awaitReady(ProcessGuard guard, int port) throws IOException {
        try {
            return ready(guard, port);
        } catch (IOException e) {
            Thread.interrupted(); // else nobody would wait for it to stop
            guard.stop(PATIENCE);
            throw e;
        }
    }

    private Optional<Postmaster> ready(ProcessGuard guard, int port) throws IOException {
        long patient = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        boolean told = false;
        while (guard.isAlive()) {
            Optional<Postmaster> found = Postmaster.of(data).filter(it -> it.ready() && it.port() == port);
            if (found.isPresent()) {
                return found;
            }
            if (!told && System.nanoTime() > patient) {
                progress.accept("waiting for PostgreSQL, which repairs its data after a crash …");
                told = true;
            }
            pause(POLL);
        }
        return Optional.empty();
    }

    private static void pause(Duration pause) throws InterruptedIOException {
        LockSupport.parkNanos(pause.toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
    }

    /** Two troubles that pass: somebody took the port in between, or processes of a killed server still end. */
    private static boolean passes(String said) {
        return said.contains("could not create any TCP/IP sockets") || said.contains("shared memory block");
    }

    /** One log a start, and the one before it: enough to read what happened, and it cannot fill the disk. */
    private Path freshLog() throws IOException {
        Path log = home.resolve("postgres.log");
        if (Files.exists(log)) {
            Files.move(log, home.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        Home.writeSecret(log, "");
        return log;
    }

    private static String lastLines(String said) {
        List<String> lines = said.strip().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
