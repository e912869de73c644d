package dev.bailiwick.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A client that writes batch after batch and remembers what it sent and what it was told. Every row of a batch carries
 * the batch's own word as the description, so that what is stored tells of which batch it is.
 */
final class Writer {
    static final int ROWS = 100;
    private static final int CREATES = 20;

    final String name;
    private int count;

    /** The word of each batch that was sent, and the id that acknowledged it, or none. */
    final Map<String, String> told = new ConcurrentHashMap<>();

    static final String UNANSWERED = "";

    /** Answers that no client should see. */
    final List<String> odd = new java.util.concurrent.CopyOnWriteArrayList<>();

    /** Zones that an acknowledged create has made, as code=id. */
    final ConcurrentLinkedQueue<String> made = new ConcurrentLinkedQueue<>();

    Writer(String name) {
        this.name = name;
    }

    /** Makes the zones that updates are about. */
    void settle(Demo demo) {
        for (int first = 0; first < ROWS; first += ROWS / 2) {
            String word = name + ":settled" + first;
            told.put(word, UNANSWERED);
            int from = first;
            keep(word, demo.post("/v2/locations/zones", rows(from, from + ROWS / 2, i -> created(code(i), word))));
        }
        assertThat(told.values()).as(name).doesNotContain(UNANSWERED);
    }

    /** Changes all its zones in one batch. */
    CompletableFuture<HttpResponse<String>> update(Demo demo) {
        String word = nextWord();
        String body = rows(
                0,
                ROWS,
                i -> "{\"identifierName\":\"CODE\",\"identifierValue\":\"%s\",\"description\":\"%s\"}"
                        .formatted(code(i), word));
        return demo.send("PUT", "/v2/locations/zones", body).whenComplete((answer, failed) -> keep(word, answer));
    }

    /** Makes more zones. */
    CompletableFuture<HttpResponse<String>> create(Demo demo) {
        String word = nextWord();
        String body = rows(0, CREATES, i -> created(name + "-" + count + "-" + i, word));
        return demo.send("POST", "/v2/locations/zones", body).whenComplete((answer, failed) -> keep(word, answer));
    }

    private String nextWord() {
        String word = name + ":" + ++count;
        told.put(word, UNANSWERED);
        return word;
    }

    String code(int number) {
        return name + "-zone-" + number;
    }

    private static String created(String code, String word) {
        return "{\"code\":\"%s\",\"name\":\"%s\",\"areaParentCode\":\"root\",\"description\":\"%s\"}"
                .formatted(code, code.replace('-', ' '), word);
    }

    private static String rows(int from, int to, java.util.function.IntFunction<String> row) {
        return IntStream.range(from, to).mapToObj(row).collect(Collectors.joining(",", "[", "]"));
    }

    /** An answer is a success of every row, or tells to come back; without an answer the batch may be stored or not. */
    private void keep(String word, @org.jspecify.annotations.Nullable HttpResponse<String> answer) {
        if (answer == null) {
            return;
        }
        switch (answer.statusCode()) {
            case 200, 201 -> {
                told.put(word, answer.headers().firstValue("Bailiwick-Batch").orElse("no id"));
                if (answer.statusCode() == 201) {
                    var entries = tools.jackson.databind.json.JsonMapper.shared()
                            .readTree(answer.body())
                            .get("response");
                    entries.forEach(entry ->
                            made.add(entry.get("result").get("code").stringValue() + "=" + entry.get("entityId")));
                }
            }
            case 503 -> {
                if (answer.headers().firstValue("Retry-After").isEmpty()) {
                    odd.add(word + ": 503 without Retry-After");
                }
            }
            default -> odd.add(word + ": " + answer.statusCode() + " " + answer.body());
        }
    }
}
