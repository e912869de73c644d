package dev.bailiwick.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The program as a shell runs it: a JVM of its own. */
public final class Program implements AutoCloseable {
    /** Far more than anything here takes, so that only what never comes runs into it. */
    static final int PATIENCE_SECONDS = 120;

    /** A short life does not repay the second compiler, and tests share the machine's memory. */
    private static final List<String> JVM = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx300m",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8");

    private final Process process;
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> out;
    private final CompletableFuture<String> err;

    private Program(Process process) {
        this.process = process;
        out = CompletableFuture.supplyAsync(this::readOut, Thread::startVirtualThread);
        err = CompletableFuture.supplyAsync(this::readErr, Thread::startVirtualThread);
    }

    /** Starts a command. */
    public static Program start(String... arguments) {
        return start(List.of(), Map.of(), arguments);
    }

    /**
     * Starts a command.
     *
     * @param jvm options of the JVM, beside and over the usual ones
     * @param environment beside what the tests' own process has
     */
    public static Program start(List<String> jvm, Map<String, String> environment, String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(ProcessHandle.current().info().command().orElseThrow());
        words.addAll(JVM);
        words.addAll(jvm);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.bailiwick.cli.Main"));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().putAll(environment);
        try {
            return new Program(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * How a program ended.
     *
     * @param exit its status
     * @param out what it printed
     * @param err what it said beside
     */
    public record End(int exit, String out, String err) {}

    /** Runs a command to its end. */
    public static End run(String... arguments) {
        return run(Map.of(), arguments);
    }

    /** Runs a command to its end, with these variables. */
    public static End run(Map<String, String> environment, String... arguments) {
        try (Program program = start(List.of(), environment, arguments)) {
            return program.end();
        }
    }

    private String readOut() {
        StringBuilder all = new StringBuilder();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                all.append(line).append('\n');
                lines.add(Optional.of(line));
            }
        } catch (IOException e) {
            // killed: what it said so far is all there is
        }
        lines.add(Optional.empty());
        return all.toString();
    }

    private String readErr() {
        try (var stream = process.getErrorStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(" + e.getMessage() + ")";
        }
    }

    /** Waits for a printed line with these words; fails if the program ends without it. */
    public String line(String words) {
        try {
            while (true) {
                Optional<String> line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (line == null) {
                    throw new AssertionError("never said: " + words);
                }
                if (line.isEmpty()) {
                    throw new AssertionError("ended without saying: " + words + "\n" + end());
                }
                if (line.get().contains(words)) {
                    return line.get();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Waits for the end. */
    public End end() {
        soon(process.onExit());
        return new End(process.exitValue(), soon(out), soon(err));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The processor time that it has taken so far. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** What it started, and what that started. */
    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    /** Asks it to end, as Ctrl-C and a supervisor do. */
    public Program terminate() {
        process.destroy();
        return this;
    }

    /** Ends it without asking. */
    Program kill() {
        process.destroyForcibly();
        return this;
    }

    /** What comes soon, or never. */
    static <T> T soon(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** Leaves nothing behind, whatever the test came to. */
    @Override
    public void close() {
        if (process.isAlive()) {
            List<ProcessHandle> started = descendants();
            process.destroyForcibly();
            soon(process.onExit());
            started.forEach(it -> soon(it.onExit()));
        }
    }
}
