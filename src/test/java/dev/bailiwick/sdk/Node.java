package dev.bailiwick.sdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Node.js with the official clients, in {@code target/sdk}. Where it is missing, tests that need it are left out and say
 * so; with {@code BAILIWICK_NODE=required} in the environment, as {@code .ci/run} has it, they fail.
 */
final class Node {
    private static final Path SOURCES = Path.of("src", "test", "sdk");
    private static final Path HOME = Path.of("target", "sdk").toAbsolutePath();
    private static final Path INSTALLED = HOME.resolve("installed.json");

    private Node() {}

    /** What a program said, and how it ended. */
    record End(int exit, String said) {}

    /** Installs the clients as the lock file has them, where they are not installed yet. */
    static synchronized void require() throws IOException {
        if (run(Objects.requireNonNull(HOME.getParent()), 20, Map.of(), "node", "--version")
                        .exit()
                != 0) {
            missing("Node.js is not installed (no command 'node')");
        }
        Files.createDirectories(HOME);
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                Files.copy(file, HOME.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path lock = HOME.resolve("package-lock.json");
        if (Files.exists(INSTALLED) && Files.mismatch(INSTALLED, lock) < 0) {
            return;
        }
        End end = run(HOME, 600, Map.of(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        if (end.exit() != 0) {
            missing("npm could not install the official clients: " + end.said());
        }
        Files.copy(lock, INSTALLED, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void missing(String why) {
        if ("required".equals(System.getenv("BAILIWICK_NODE"))) {
            Assertions.fail(why);
        }
        Assumptions.abort("the official clients are not tried: " + why);
    }

    /** Runs a script beside the clients. */
    static End script(String name, Map<String, String> environment) throws IOException {
        return run(HOME, 300, environment, "node", name);
    }

    private static End run(Path where, int seconds, Map<String, String> environment, String... words)
            throws IOException {
        Path said = Files.createTempFile("bailiwick-node", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(words)
                    .directory(where.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            try {
                if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                    return new End(-1, Files.readString(said) + "\n(no end after " + seconds + " s)");
                }
                return new End(process.exitValue(), Files.readString(said));
            } finally {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            // No such program.
            return new End(-1, String.valueOf(e.getMessage()));
        } finally {
            Files.delete(said);
        }
    }
}
