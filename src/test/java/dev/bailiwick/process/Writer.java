package dev.bailiwick.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client that writes batch after batch and remembers what it sent and what it was told. Each batch has a word of its
 * own, which is the description of its rows, so that what is stored tells of which batch it is, and its
 * Idempotency-Key: what was not answered is sent again under it, before anything else.
 */
final class Writer {
    /** How many zones a writer updates at once; one more row of each batch is about a zone that nobody has. */
    static final int ROWS = 98;

    private static final int CREATES = 20;

    final String name;
    private int count;
    private @Nullable Request unanswered;

    /** The word of each batch that was sent, and the id that acknowledged it, or none. */
    final Map<String, String> told = new ConcurrentHashMap<>();

    static final String UNANSWERED = "";

    /** The receipts of acknowledged batches that nobody compared yet, by the batch's id. */
    final Map<String, List<JsonNode>> receipts = new ConcurrentHashMap<>();

    /** Answers that no client should see. */
    final List<String> odd = new CopyOnWriteArrayList<>();

    /** Zones that an acknowledged create has made, as code=id. */
    final ConcurrentLinkedQueue<String> made = new ConcurrentLinkedQueue<>();

    /** How many answers were those of an earlier request. */
    final AtomicInteger replayed = new AtomicInteger();

    /** How many answers told to come back. */
    final AtomicInteger away = new AtomicInteger();

    private record Request(String word, String method, String body, int success) {}

    Writer(String name) {
        this.name = name;
    }

    /** Makes the zones that updates are about. */
    void settle(Demo demo) {
        for (int first = 0; first < ROWS; first += ROWS / 2) {
            int from = first;
            String word = name + ":settled" + first;
            Program.soon(send(demo, creating(word, from, from + ROWS / 2, i -> created(code(i), word))));
        }
        assertThat(told.values()).as(name).doesNotContain(UNANSWERED);
    }

    /** Changes all its zones in one batch. */
    CompletableFuture<HttpResponse<String>> update(Demo demo) {
        if (unanswered instanceof Request again) {
            return send(demo, again);
        }
        String word = name + ":" + ++count;
        String body = rows(0, ROWS + 1, i -> {
            String key = "{\"identifierName\":\"CODE\",\"identifierValue\":\"%s\",\"description\":\"%s\"}";
            return key.formatted(i < ROWS ? code(i) : "nobody", word);
        });
        return send(demo, new Request(word, "PUT", body, 207));
    }

    /** Makes more zones. */
    CompletableFuture<HttpResponse<String>> create(Demo demo) {
        if (unanswered instanceof Request again) {
            return send(demo, again);
        }
        String word = name + ":" + ++count;
        return send(demo, creating(word, 0, CREATES, i -> created(name + "-" + count + "-" + i, word)));
    }

    /** Sends again what was not answered, until it is. */
    void finish(Demo demo) {
        await(name + " is answered")
                .atMost(Duration.ofSeconds(Program.PATIENCE_SECONDS))
                .until(() -> {
                    if (unanswered instanceof Request again) {
                        Program.soon(send(demo, again));
                    }
                    return unanswered == null;
                });
    }

    String code(int number) {
        return name + "-zone-" + number;
    }

    private static Request creating(String word, int from, int to, java.util.function.IntFunction<String> row) {
        return new Request(word, "POST", rows(from, to, row), 201);
    }

    private static String created(String code, String word) {
        return "{\"code\":\"%s\",\"name\":\"%s\",\"areaParentCode\":\"root\",\"description\":\"%s\"}"
                .formatted(code, code.replace('-', ' '), word);
    }

    private static String rows(int from, int to, java.util.function.IntFunction<String> row) {
        return IntStream.range(from, to).mapToObj(row).collect(Collectors.joining(",", "[", "]"));
    }

    private CompletableFuture<HttpResponse<String>> send(Demo demo, Request request) {
        told.put(request.word, UNANSWERED);
        unanswered = request;
        return demo.send(
                        request.method,
                        "/v2/locations/zones",
                        request.body,
                        "Idempotency-Key",
                        request.word,
                        "Prefer",
                        "receipts")
                .whenComplete((answer, failed) -> keep(request, answer));
    }

    /** An answer is that of every row, or tells to come back; without an answer the batch may be stored or not. */
    private void keep(Request request, @Nullable HttpResponse<String> answer) {
        if (answer == null) {
            return;
        }
        String word = request.word;
        if (answer.statusCode() == request.success) {
            String id = answer.headers().firstValue("Bailiwick-Batch").orElse("no id");
            JsonNode entries = JsonMapper.shared().readTree(answer.body()).get("response");
            receipts.put(
                    id, entries.valueStream().map(entry -> entry.get("receipt")).toList());
            if (request.success == 201) {
                entries.forEach(
                        entry -> made.add(entry.get("result").get("code").stringValue() + "=" + entry.get("entityId")));
            }
            replayed.addAndGet(
                    answer.headers().firstValue("Idempotency-Replayed").isPresent() ? 1 : 0);
            told.put(word, id);
            unanswered = null;
        } else if (answer.statusCode() == 503) {
            away.incrementAndGet();
            if (answer.headers().firstValue("Retry-After").isEmpty()) {
                odd.add(word + ": 503 without Retry-After");
            }
        } else {
            odd.add(word + ": " + answer.statusCode() + " " + answer.body());
            unanswered = null;
        }
    }
}
