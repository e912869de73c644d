package dev.bailiwick.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** What {@code postmaster.pid} in the data directory tells of the running server, or of one that was killed. */
record Postmaster(ProcessHandle process, int port, boolean ready) {
    /** Above what any kernel gives out. */
    private static final String NOBODYS_PID = "2147483646";

    /** The server that the file names, if such a process is alive; whose it is stays open. */
    static Optional<Postmaster> of(Path data) throws IOException {
        List<String> lines = lines(data);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        boolean ready = lines.size() > 7 && lines.get(7).startsWith("ready");
        int port = lines.size() > 3 ? number(lines.get(3)) : 0;
        return ProcessHandle.of(number(lines.getFirst())).map(process -> new Postmaster(process, port, ready));
    }

    /**
     * Puts an end to what a killed run left. A server of this data directory is stopped. Where the process id belongs to
     * somebody else by now, it is replaced in the file by nobody's: PostgreSQL would refuse to start beside a stranger.
     * The file itself stays, since it leads PostgreSQL to the shared memory of servers that still end; without it a
     * new server would write beside them.
     */
    static void clearLeftOver(Path data, Duration patience) throws IOException {
        Optional<Postmaster> found = of(data);
        if (found.isEmpty()) {
            return;
        }
        if (found.get().serves(data)) {
            found.get().stop(data, patience);
            return;
        }
        List<String> lines = lines(data);
        lines.set(0, NOBODYS_PID);
        Files.writeString(
                file(data),
                String.join("\n", lines) + "\n",
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Whether its command line names that directory. A zombie has no command line, and serves nobody. */
    private boolean serves(Path data) {
        String[] words = process.info().arguments().orElse(new String[0]);
        return Arrays.asList(words).contains(data.toString());
    }

    /** Stops the server of that directory if it still runs: fast first, then so that the next start has to recover. */
    void stop(Path data, Duration patience) throws IOException {
        for (String signal : List.of("-INT", "-QUIT", "-KILL")) {
            if (!serves(data)) {
                return;
            }
            Command.run(Path.of("/"), List.of("kill", signal, Long.toString(process.pid())));
            long deadline = System.nanoTime() + patience.toNanos();
            while (serves(data) && System.nanoTime() < deadline) {
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        }
        if (serves(data)) {
            throw new EmbeddedPostgresException(
                    "The PostgreSQL of %s (process %d) does not stop. Stop it by hand: kill -9 %d"
                            .formatted(data, process.pid(), process.pid()));
        }
    }

    private static Path file(Path data) {
        return data.resolve("postmaster.pid");
    }

    private static List<String> lines(Path data) throws IOException {
        try {
            return new ArrayList<>(Files.readAllLines(file(data)));
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    private static int number(String line) {
        try {
            return Integer.parseInt(line.strip());
        } catch (NumberFormatException _) {
            return Integer.parseInt(NOBODYS_PID);
        }
    }
}
