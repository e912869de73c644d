package dev.bailiwick.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** In charge of stopping: what was started last is stopped first, once, on Ctrl-C, SIGTERM or when the command ends. */
final class Stop {
    private static final Logger log = LoggerFactory.getLogger(Stop.class);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final CompletableFuture<@Nullable Void> stopped = new CompletableFuture<>();
    private boolean stopping;

    Stop() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    }

    /** Adds what was started; if everything is being stopped already, stops it too. */
    synchronized <T extends AutoCloseable> T onStop(T closeable) {
        if (stopping) {
            close(closeable);
        } else {
            started.push(closeable);
        }
        return closeable;
    }

    /**
     * Blocks until everything is stopped.
     *
     * @throws CompletionException when the server cannot go on, for that reason
     */
    void await() {
        stopped.join();
    }

    /** The server cannot go on: whoever awaits the end is told why, and ends the process, which stops everything. */
    void because(RuntimeException reason) {
        stopped.completeExceptionally(reason);
    }

    private void stop() {
        synchronized (this) {
            stopping = true;
            started.forEach(Stop::close);
            started.clear();
        }
        stopped.complete(null);
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            log.error("while stopping", e);
        }
    }
}
