package dev.bailiwick.db;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A program run to its end: its exit status and what it said. */
record Command(int status, String output) {

    static Command run(Path directory, List<String> words) throws IOException {
        Process process = builder(directory, words)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
        try (var said = process.getInputStream()) {
            String output = new String(said.readAllBytes(), StandardCharsets.UTF_8).strip();
            return new Command(process.waitFor(), output);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + words.getFirst() + " ran", e);
        }
    }

    /** Whether the PATH has a program of that name. */
    static boolean exists(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    boolean succeeded() {
        return status == 0;
    }

    /** In a directory that the program's user can enter, and deaf to the PG… variables of whoever starts the server. */
    static ProcessBuilder builder(Path directory, List<String> words) {
        ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        return builder;
    }
}
