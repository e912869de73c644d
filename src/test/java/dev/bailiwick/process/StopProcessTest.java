package dev.bailiwick.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bailiwick.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The life of a demo server between its signals: ready, refusing others, drained, gone, and warm again. */
class StopProcessTest {
    private static final Path HOME = Demo.sharedHome();

    @Test
    void aStopAnswersWhatRunsAndLeavesNothingBehind() throws Exception {
        Map<String, String> first;
        try (Demo demo = Demo.start(HOME);
                Connection lock = demo.superuser();
                Statement statement = lock.createStatement()) {
            first = demo.env();
            List<ProcessHandle> started = demo.program().descendants();
            assertThat(started).contains(demo.postmaster());
            Writer writer = new Writer("s" + Long.toString(System.nanoTime(), Character.MAX_RADIX));
            writer.settle(demo);
            lock.setAutoCommit(false);
            statement.execute("SELECT 1 FROM zone WHERE code = '" + writer.code(0) + "' FOR UPDATE");
            CompletableFuture<HttpResponse<String>> running = writer.update(demo);
            awaitThat("the batch waits", () -> KillProcessTest.isWaitedFor(lock));

            demo.program().terminate();
            awaitThat("nobody new is let in", () -> !isListening(demo));
            assertThat(HOME.resolve("demo.env")).doesNotExist();
            assertThat(demo.program().isAlive()).isTrue();
            assertThat(demo.postmaster().isAlive()).isTrue();
            assertThat(running).isNotDone();
            lock.rollback();
            assertThat(Program.soon(running).statusCode()).isEqualTo(207);
            assertThat(demo.program().end().exit()).isEqualTo(128 + 15);
            started.forEach(process -> Program.soon(process.onExit()));
            assertThat(HOME.resolve("pg").resolve("postmaster.pid")).doesNotExist();
        }
        try (Demo demo = Demo.start(HOME)) {
            for (String prefix : List.of("", "SANDBOX_", "SANDBOX2_", "SANDBOX_USER2_")) {
                String client = prefix.replace("USER2_", "");
                for (String kept : List.of(client + "CLIENT_ID", client + "CLIENT_SECRET", prefix + "REFRESH_TOKEN")) {
                    assertThat(demo.env(kept)).as(kept).isEqualTo(first.get(kept));
                }
                String access = prefix + "ACCESS_TOKEN";
                assertThat(demo.env(access)).as("made at each start").isNotEqualTo(first.get(access));
                assertThat(locations(demo, demo.env(access))).as(access).isEqualTo(200);
                assertThat(locations(demo, String.valueOf(first.get(access))))
                        .as("the one of the start before")
                        .isEqualTo(401);
            }
            assertThat(demo.env())
                    .as("the passwords of the first start")
                    .containsAllEntriesOf(Map.of(
                            "BASIC_PASSWORD", String.valueOf(first.get("BASIC_PASSWORD")),
                            "SANDBOX_PASSWORD", String.valueOf(first.get("SANDBOX_PASSWORD")),
                            "SANDBOX2_PASSWORD", String.valueOf(first.get("SANDBOX2_PASSWORD"))));
            assertThat(demo.program().terminate().end().out())
                    .as("a warm start makes nothing anew")
                    .doesNotContain("unpacking", "preparing", "loaded", "repairs");
        }
    }

    private static int locations(Demo demo, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(demo.uri("/v2/locations?limit=1"))
                .header("Authorization", "Zoho-oauthtoken " + token)
                .build();
        return demo.client().send(request, BodyHandlers.ofString()).statusCode();
    }

    private static void awaitThat(String what, java.util.concurrent.Callable<Boolean> condition) {
        await(what).atMost(Duration.ofSeconds(Program.PATIENCE_SECONDS)).until(condition);
    }

    private static boolean isListening(Demo demo) {
        URI at = demo.uri("/");
        try (var socket = new java.net.Socket(at.getHost(), at.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aReadyServerIsOneThatScriptsFind() throws Exception {
        try (Demo demo = Demo.start(HOME)) {
            Path file = HOME.resolve("demo.env");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(demo.env())
                    .containsOnlyKeys(
                            "BASE_URL",
                            "BASIC_USER",
                            "BASIC_PASSWORD",
                            "SANDBOX_USER",
                            "SANDBOX_PASSWORD",
                            "SANDBOX2_USER",
                            "SANDBOX2_PASSWORD",
                            "CLIENT_ID",
                            "CLIENT_SECRET",
                            "REFRESH_TOKEN",
                            "ACCESS_TOKEN",
                            "SANDBOX_CLIENT_ID",
                            "SANDBOX_CLIENT_SECRET",
                            "SANDBOX_REFRESH_TOKEN",
                            "SANDBOX_ACCESS_TOKEN",
                            "SANDBOX2_CLIENT_ID",
                            "SANDBOX2_CLIENT_SECRET",
                            "SANDBOX2_REFRESH_TOKEN",
                            "SANDBOX2_ACCESS_TOKEN",
                            "SANDBOX_USER2_REFRESH_TOKEN",
                            "SANDBOX_USER2_ACCESS_TOKEN");
            assertThat(asTheShellReadsIt(file))
                    .isEqualTo(String.join(
                                    "|",
                                    demo.env("BASE_URL"),
                                    demo.env("BASIC_USER"),
                                    demo.env("BASIC_PASSWORD"),
                                    demo.env("SANDBOX_USER"),
                                    demo.env("SANDBOX_PASSWORD"),
                                    demo.env("SANDBOX2_USER"),
                                    demo.env("SANDBOX2_PASSWORD"))
                            + "|");
            HttpResponse<String> health = demo.client()
                    .send(HttpRequest.newBuilder(demo.uri("/health")).build(), BodyHandlers.ofString());
            assertThat(health.statusCode()).isEqualTo(200);
            for (String org : List.of("BASIC", "SANDBOX", "SANDBOX2")) {
                assertThat(Program.soon(demo.sendAs(
                                        demo.env(org + "_USER"),
                                        demo.env(org + "_PASSWORD"),
                                        "GET",
                                        "/v2/locations",
                                        null))
                                .statusCode())
                        .as(org)
                        .isEqualTo(200);
            }
        }
    }

    private static String asTheShellReadsIt(Path file) throws IOException {
        Process shell = new ProcessBuilder(
                        "sh",
                        "-c",
                        ". \"$0\" && printf '%s|' \"$BASE_URL\" \"$BASIC_USER\" \"$BASIC_PASSWORD\" \"$SANDBOX_USER\""
                                + " \"$SANDBOX_PASSWORD\" \"$SANDBOX2_USER\" \"$SANDBOX2_PASSWORD\"",
                        file.toString())
                .start();
        try (var out = shell.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aSecondServerIsRefusedAndTheFirstGoesOn() throws Exception {
        try (Demo demo = Demo.start(HOME)) {
            Program.End second = Program.run("demo", "--port", "0", "--data", HOME.toString());
            assertThat(second.exit()).isEqualTo(78);
            assertThat(second.err().lines().toList())
                    .singleElement()
                    .asString()
                    .contains("in use by another", "--data");
            assertThat(demo.env()).isEqualTo(Demo.env(HOME));
            assertThat(demo.get("/v2/locations").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aTakenPortIsSaidAndNothingIsLeftRunning() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Program program =
                        Program.start("demo", "--port", "" + taken.getLocalPort(), "--data", HOME.toString())) {
            Program.End end = program.end();
            assertThat(end.exit()).isEqualTo(78);
            assertThat(end.err().lines().toList())
                    .last()
                    .asString()
                    .contains("port " + taken.getLocalPort() + " is taken", "--port");
            assertThat(end.err()).as("words, no stack").doesNotContain("\tat ");
            assertThat(HOME.resolve("demo.env")).doesNotExist();
            assertThat(HOME.resolve("pg").resolve("postmaster.pid")).doesNotExist();
        }
    }

    @Test
    void healthIsSilentUntilTheServerIsReady() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        URI health = URI.create("http://127.0.0.1:" + port + "/health");
        try (Program program = Program.start("demo", "--port", "" + port, "--data", HOME.toString());
                var client = java.net.http.HttpClient.newHttpClient()) {
            CompletableFuture<String> ready =
                    CompletableFuture.supplyAsync(() -> program.line("Bailiwick is ready"), Thread::startVirtualThread);
            awaitThat("the first answer", () -> {
                int status;
                try {
                    status = client.send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
                            .statusCode();
                } catch (IOException e) {
                    return false; // nobody listens yet
                }
                assertThat(status).as("the very first answer").isEqualTo(200);
                return true;
            });
            Program.soon(ready);
            HttpRequest signed = HttpRequest.newBuilder(health.resolve("/v2/locations"))
                    .header(
                            "Authorization",
                            TestServer.basic(
                                    "sandbox/admin",
                                    String.valueOf(Demo.env(HOME).get("SANDBOX_PASSWORD"))))
                    .build();
            assertThat(client.send(signed, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
            client.shutdownNow();
        }
    }
}
