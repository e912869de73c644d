package dev.bailiwick.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.TestServer;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One key, many senders at once, on one server and on two over one database: one effect, and one answer. */
class OnceDbTest {
    private static final String ZONES = "/v2/locations/zones";
    private static final int SENDERS = 16;
    private static final int ROUNDS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** One row that holds, one that does not: the answer tells of both again. */
    private static final String BODY = """
            [{"identifierName":"CODE","identifierValue":"a","name":"%1$s","externalIds":{"erp":"%1$s"},"clientRef":7},
             {"identifierName":"CODE","identifierValue":"nobody","name":"Nobody"}]""";

    private static TestServer first;
    private static TestServer second;
    private final TestServer.Org org = org();

    private static TestServer.Org org() {
        return first.org("""
            zones:
              - {code: root, name: ROOT}
              - {code: a, name: A, parent: root}
            """);
    }

    @BeforeAll
    static void start() {
        first = TestServer.own(UnaryOperator.identity());
        second = first.beside();
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
    }

    @AfterEach
    void holdsTogether() {
        Invariants.check(first.database(), org.id());
    }

    private static HttpResponse<String> send(TestServer.Org at, String method, String path, String key, String body) {
        return at.server().send(method, path, at.authorization(), body, "Idempotency-Key", key, "Prefer", "receipts");
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** The org at each of so many servers, signed in there. */
    private List<TestServer.Org> at(int servers) {
        return List.of(org, new TestServer.Org(second, org.key(), org.id(), org.authorization()))
                .subList(0, servers)
                .stream()
                .peek(at -> assertThat(at.put(ZONES, "[]").statusCode()).isEqualTo(200))
                .toList();
    }

    private interface Sender {
        HttpResponse<String> send(TestServer.Org at);
    }

    /** Sends from all senders at one moment; the answers come as they come. */
    private static List<Future<HttpResponse<String>>> sendAll(
            ExecutorService threads, List<TestServer.Org> servers, Sender sender) {
        CyclicBarrier start = new CyclicBarrier(SENDERS);
        return IntStream.range(0, SENDERS)
                .mapToObj(i -> threads.submit(() -> {
                    start.await();
                    return sender.send(servers.get(i % servers.size()));
                }))
                .toList();
    }

    private static List<HttpResponse<String>> answers(List<Future<HttpResponse<String>>> sent) {
        List<HttpResponse<String>> answers = new ArrayList<>();
        try {
            for (Future<HttpResponse<String>> one : sent) {
                answers.add(one.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
        return answers;
    }

    /** One answer that was made, its copies, and those who are told to come back; then everybody gets a copy. */
    private static void requireOneAnswer(
            List<TestServer.Org> servers, Sender sender, List<HttpResponse<String>> answers, int status) {
        List<HttpResponse<String>> made = answers.stream()
                .filter(a -> a.statusCode() != 409
                        && header(a, "Idempotency-Replayed").isEmpty())
                .toList();
        assertThat(made).as("%s", answers).hasSize(1);
        HttpResponse<String> original = made.getFirst();
        assertThat(original.statusCode()).as(original.body()).isEqualTo(status);
        assertThat(header(original, "Bailiwick-Batch")).isNotEmpty();
        for (HttpResponse<String> answer : answers) {
            if (answer.statusCode() == 409) {
                assertThat(header(answer, "Retry-After")).matches("[1-9][0-9]*");
            } else {
                requireSame(answer, original);
            }
        }
        for (int i = 0; i < SENDERS; i++) {
            HttpResponse<String> repeat = sender.send(servers.get(i % servers.size()));
            requireSame(repeat, original);
            assertThat(header(repeat, "Idempotency-Replayed")).isEqualTo("true");
        }
    }

    private static void requireSame(HttpResponse<String> answer, HttpResponse<String> original) {
        assertThat(answer.statusCode()).isEqualTo(original.statusCode());
        assertThat(answer.body()).isEqualTo(original.body());
        for (String header : List.of("Bailiwick-Batch", "Preference-Applied", "Content-Type")) {
            assertThat(header(answer, header)).isEqualTo(header(original, header));
        }
    }

    private int batches(String door) {
        return number("SELECT count(*) FROM batch WHERE org_id = " + org.id() + " AND door = '" + door + "'");
    }

    private int versionOfA() {
        return number("SELECT version FROM zone WHERE org_id = " + org.id() + " AND code = 'a'");
    }

    private int number(String query) {
        return Sql.number(first.database(), org.id(), query);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whateverComesFirst(int number) {
        List<TestServer.Org> servers = at(number);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 1; round <= ROUNDS; round++) {
                String key = "round " + round;
                String body = BODY.formatted(key);
                Sender sender = at -> send(at, "PUT", ZONES, key, body);
                requireOneAnswer(servers, sender, answers(sendAll(threads, servers, sender)), 207);
                assertThat(batches("locations.zone.update")).isEqualTo(round);
                assertThat(versionOfA()).isEqualTo(1 + round);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whileTheFirstIsHeldUpTheOthersHoldNothing(int number) {
        List<TestServer.Org> servers = at(number);
        Sender sender = at -> send(at, "PUT", ZONES, "held", BODY.formatted("Held"));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> sent = new ArrayList<>();
            Sql.on(first.database().serverUrl(), statement -> {
                statement.execute("SELECT pg_advisory_lock(" + org.id() + ")");
                sent.addAll(sendAll(threads, servers, sender));
                await("all but one are answered")
                        .atMost(PATIENCE)
                        .until(() -> sent.stream().filter(Future::isDone).count() == SENDERS - 1);
                // Now and then the server looks for due work, on a connection too.
                await("one connection is at work").atMost(PATIENCE).until(() -> busy() == 1);
                assertThat(sent.stream().filter(Future::isDone).map(Future::resultNow))
                        .allMatch(answer -> answer.statusCode() == 409);
                servers.forEach(at -> assertThat(sender.send(at).statusCode()).isEqualTo(409));
            });
            requireOneAnswer(servers, sender, answers(sent), 207);
        }
        assertThat(batches("locations.zone.update")).isEqualTo(1);
        assertThat(versionOfA()).isEqualTo(2);
    }

    private static int busy() throws SQLException {
        return busy(first) + busy(second);
    }

    private static int busy(TestServer server) throws SQLException {
        return server.pool()
                .unwrap(HikariDataSource.class)
                .getHikariPoolMXBean()
                .getActiveConnections();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void newThingsAndUndoneOnesToo(int number) {
        List<TestServer.Org> servers = at(number);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String rows = "[{\"code\":\"n\",\"name\":\"N\",\"areaParentCode\":\"a\"}]";
            Sender creator = at -> send(at, "POST", ZONES, "made", rows);
            requireOneAnswer(servers, creator, answers(sendAll(threads, servers, creator)), 201);
            String path = "/api/v1/batches/" + header(creator.send(org), "Bailiwick-Batch") + "/undo";
            Sender undoer = at -> send(at, "POST", path, "undone", "");
            requireOneAnswer(servers, undoer, answers(sendAll(threads, servers, undoer)), 200);
            // The key of what was undone still tells what was done then, and does nothing.
            assertThat(creator.send(org).statusCode()).isEqualTo(201);
        }
        assertThat(batches("locations.zone.create")).isEqualTo(1);
        assertThat(batches("api.batches.undo")).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM zone WHERE org_id = " + org.id()))
                .isEqualTo(2);
    }
}
