package dev.bailiwick.db;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * A shell between this process and PostgreSQL. It reads a pipe that ends when this process ends, however it ends, and
 * then stops PostgreSQL: so nothing is left behind by a {@code kill -9}, and no call of one platform only is needed.
 */
final class ProcessGuard {
    /**
     * SIGINT is PostgreSQL's fast stop; SIGTERM would wait for clients. The signals of a terminal are ignored, since
     * who pressed Ctrl-C wants the server to drain before its database goes. The shell ends when PostgreSQL does; if
     * the shell itself is killed, its reader is still there to stop PostgreSQL. It asks more than once, because a
     * PostgreSQL that has only just begun still ignores SIGINT, as the shell that started it does.
     */
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            exec 3<&0 </dev/null
            "$@" 3<&- &
            server=$!
            {
              read -r end
              tries=100
              while [ $tries -gt 0 ] && kill -INT $server 2>/dev/null; do tries=$((tries - 1)) && sleep 1; done
            } <&3 3<&- &
            reader=$!
            exec 3<&-
            wait $server
            status=$?
            kill -KILL $reader 2>/dev/null
            exit $status
            """;

    private final Process shell;

    private ProcessGuard(Process shell) {
        this.shell = shell;
    }

    /** Starts the command under a guard, in that directory, its output appended to the log. */
    static ProcessGuard start(Path directory, DatabaseUser user, List<String> command, Path log) throws IOException {
        List<String> words = new ArrayList<>(ownSession());
        words.addAll(List.of("sh", "-c", SCRIPT, "bailiwick-guard"));
        words.addAll(command);
        return new ProcessGuard(Command.builder(directory, user.command(words))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    /** Out of our process group, so that Ctrl-C does not reach PostgreSQL past the guard. macOS has no setsid program. */
    private static List<String> ownSession() {
        if (Command.exists("setsid")) {
            return List.of("setsid");
        }
        return Command.exists("perl")
                ? List.of("perl", "-MPOSIX", "-e", "POSIX::setsid(); exec { $ARGV[0] } @ARGV")
                : List.of();
    }

    boolean isAlive() {
        return shell.isAlive();
    }

    /** Completes when the shell has ended: with PostgreSQL, unless somebody killed the shell alone. */
    CompletionStage<Process> ended() {
        return shell.onExit();
    }

    /** Lets go of the pipe, and gives PostgreSQL that time to end. */
    void stop(Duration patience) {
        try {
            shell.getOutputStream().close();
        } catch (IOException _) {
            // the reader is gone, and with it the shell and PostgreSQL
        }
        try {
            shell.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
