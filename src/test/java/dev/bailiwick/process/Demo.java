package dev.bailiwick.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.db.TestPostgres;
import dev.bailiwick.race.Invariants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A running {@code demo}, and its directory.
 *
 * @param home its directory
 * @param program the process
 * @param env what demo.env says
 */
record Demo(Path home, Program program, Map<String, String> env, HttpClient client) implements AutoCloseable {
    private static @Nullable Path shared;

    /** A directory for the tests of a JVM, since the first start in one takes its time; each test may start and kill there. */
    static synchronized Path sharedHome() {
        if (shared == null) {
            try {
                Path home = Files.createTempDirectory("bailiwick-process-test");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteTree(home), "delete-demo"));
                shared = home;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return shared;
    }

    private static void deleteTree(Path root) {
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the server there, at any free port, and waits until it is ready. */
    static Demo start(Path home, String... options) {
        List<String> words = new ArrayList<>(List.of("demo", "--port", "0", "--data", home.toString()));
        words.addAll(List.of(options));
        Program program = Program.start(words.toArray(String[]::new));
        program.line("Bailiwick is ready");
        return new Demo(home, program, env(home), HttpClient.newHttpClient());
    }

    /** What {@code demo.env} says. */
    static Map<String, String> env(Path home) {
        Map<String, String> env = new HashMap<>();
        lines(home.resolve("demo.env")).forEach(line -> {
            String[] pair = line.split("=", 2);
            assertThat(pair[1]).as(line).startsWith("'").endsWith("'");
            env.put(pair[0], pair[1].substring(1, pair[1].length() - 1));
        });
        return env;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String env(String name) {
        return java.util.Objects.requireNonNull(env.get(name), name);
    }

    URI uri(String path) {
        return URI.create(env("BASE_URL") + path);
    }

    /** A request to the sandbox org, as its admin. */
    CompletableFuture<HttpResponse<String>> send(String method, String path, @Nullable String json, String... headers) {
        return sendAs(env("SANDBOX_USER"), env("SANDBOX_PASSWORD"), method, path, json, headers);
    }

    /** A request to another org, or as somebody else. */
    CompletableFuture<HttpResponse<String>> sendAs(
            String user, String password, String method, String path, @Nullable String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .header("Authorization", TestServer.basic(user, password))
                .header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.sendAsync(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    HttpResponse<String> get(String path) {
        return Program.soon(send("GET", path, null));
    }

    HttpResponse<String> put(String path, String json) {
        return Program.soon(send("PUT", path, json));
    }

    HttpResponse<String> post(String path, String json) {
        return Program.soon(send("POST", path, json));
    }

    private List<String> postmasterLines() {
        return lines(home.resolve("pg").resolve("postmaster.pid"));
    }

    /** The PostgreSQL that runs now. */
    ProcessHandle postmaster() {
        return ProcessHandle.of(Long.parseLong(postmasterLines().getFirst().strip()))
                .orElseThrow();
    }

    /** Its database, past the server and past row-level security. */
    Connection superuser() throws SQLException {
        return DriverManager.getConnection(superuserUrl());
    }

    /** Fails with everything that is broken in the sandbox org. */
    void requireInvariants() throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT org_id FROM tenant WHERE key = 'sandbox'")) {
            row.next();
            Invariants.check(new TestPostgres.Database(superuserUrl(), superuserUrl()), row.getLong(1));
        }
    }

    private String superuserUrl() {
        String port = postmasterLines().get(3).strip();
        String password = lines(home.resolve("passwords")).stream()
                .filter(line -> line.startsWith("superuser="))
                .findFirst()
                .orElseThrow()
                .substring("superuser=".length());
        return "jdbc:postgresql://127.0.0.1:" + port + "/bailiwick?user=postgres&password="
                + URLEncoder.encode(password, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.shutdownNow();
        program.close();
    }
}
