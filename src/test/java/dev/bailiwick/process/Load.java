package dev.bailiwick.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Writers that write at once, each as fast as it is answered. */
final class Load implements AutoCloseable {
    private final Semaphore answers = new Semaphore(0);
    private final AtomicInteger unanswered = new AtomicInteger();
    private final List<CompletableFuture<Void>> clients = new ArrayList<>();
    private volatile boolean making = true;
    private volatile boolean stopped;

    /** Starts the load: the maker creates zones, the others update theirs. */
    Load(Demo demo, Writer maker, List<Writer> updaters) {
        clients.add(client(() -> making ? maker.create(demo) : null));
        updaters.forEach(writer -> clients.add(client(() -> writer.update(demo))));
    }

    private CompletableFuture<Void> client(
            Supplier<@org.jspecify.annotations.Nullable CompletableFuture<HttpResponse<String>>> next) {
        return CompletableFuture.runAsync(
                () -> {
                    while (!stopped) {
                        CompletableFuture<HttpResponse<String>> sent = next.get();
                        if (sent == null) {
                            return;
                        }
                        unanswered.incrementAndGet();
                        try {
                            if (sent.join().statusCode() < 300) {
                                answers.release();
                            }
                            unanswered.decrementAndGet();
                        } catch (CompletionException e) {
                            return; // the server is gone
                        }
                    }
                },
                Thread::startVirtualThread);
    }

    /** Waits until so many more batches are acknowledged. */
    void awaitAnswers(int more) {
        answers.drainPermits();
        try {
            assertThat(answers.tryAcquire(more, Program.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("%d more batches are acknowledged", more)
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** No more creates, which want the org for themselves; waits for the last one. */
    void stopMaking() {
        making = false;
        Program.soon(clients.getFirst());
    }

    /** How many batches are sent and not answered; those whose connection broke stay so. */
    int unanswered() {
        return unanswered.get();
    }

    /** Sends no more, and waits for the answers, or for the end of the connections. */
    @Override
    public void close() {
        stopped = true;
        clients.forEach(Program::soon);
    }
}
