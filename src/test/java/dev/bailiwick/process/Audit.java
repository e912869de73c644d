package dev.bailiwick.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Holds what writers were told against what is stored: every acknowledgement, and every batch wholly or not at all. */
final class Audit {
    private static final String STORED = """
            SELECT b.batch_id::text AS id,
              (SELECT sum(c.n::int) FROM jsonb_each_text(b.counts) AS c(outcome, n)) AS items,
              (SELECT sum(c.n::int) FROM jsonb_each_text(b.counts) AS c(outcome, n)
               WHERE c.outcome IN ('created', 'changed')) AS effects,
              (SELECT count(*) FROM idempotency i
               WHERE i.org_id = b.org_id AND b.batch_id = ANY (i.batch_ids)) AS keys,
              (SELECT sum(jsonb_array_length(x.outcomes)) FROM outcome x
               WHERE x.org_id = b.org_id AND x.batch_id = b.batch_id) AS outcomes,
              (SELECT count(*) FROM history h WHERE h.org_id = b.org_id AND h.batch_id = b.batch_id) AS history,
              (SELECT string_agg(DISTINCT h.after ->> 'description', '|') FROM history h
               WHERE h.org_id = b.org_id AND h.batch_id = b.batch_id) AS words,
              b.org_id
            FROM batch b JOIN org o ON o.org_id = b.org_id
            WHERE o.key = 'sandbox' AND b.door LIKE 'locations.zone.%'
            """;

    private final Demo demo;
    private final String test;
    private final List<Writer> writers;

    /** The word of each stored batch, and its id. */
    private final Map<String, String> stored = new HashMap<>();

    private int compared;

    /** @param test how the names of these writers, and of no others, begin */
    Audit(Demo demo, String test, List<Writer> writers) {
        this.demo = demo;
        this.test = test;
        this.writers = writers;
    }

    /** @return how many batches are stored that nobody was told of */
    int run() throws SQLException {
        readBatches();
        int untold = 0;
        Set<String> sent = new HashSet<>();
        for (Writer writer : writers) {
            assertThat(writer.odd).as("answers to " + writer.name).isEmpty();
            for (Map.Entry<String, String> told : writer.told.entrySet()) {
                sent.add(told.getKey());
                String id = stored.get(told.getKey());
                if (!told.getValue().equals(Writer.UNANSWERED)) {
                    assertThat(id).as("the acknowledged batch " + told.getKey()).isEqualTo(told.getValue());
                } else if (id != null) {
                    untold++;
                }
            }
        }
        assertThat(sent).as("all that was sent").containsAll(stored.keySet());
        writers.forEach(this::compareReceipts);
        compareZones();
        return untold;
    }

    /** A batch that was acknowledged since the last audit can be read, as it was told. */
    private void compareReceipts(Writer writer) {
        writer.receipts.forEach((id, told) -> {
            HttpResponse<String> answer = demo.get("/api/v1/batches/" + id + "?limit=1000");
            assertThat(answer.statusCode()).as(id).isEqualTo(200);
            JsonNode batch = JsonMapper.shared().readTree(answer.body());
            assertThat(batch.get("items").valueStream().toList()).as(id).isEqualTo(told);
            Map<String, Integer> counts = new HashMap<>();
            told.forEach(receipt -> counts.merge(receipt.get("outcome").stringValue(), 1, Integer::sum));
            Map<String, Integer> stored = new HashMap<>();
            batch.get("counts")
                    .properties()
                    .forEach(
                            count -> stored.put(count.getKey(), count.getValue().intValue()));
            assertThat(stored).as(id).isEqualTo(counts);
            compared++;
        });
        writer.receipts.clear();
    }

    /** How many acknowledged batches were read again. */
    int compared() {
        return compared;
    }

    private void readBatches() throws SQLException {
        try (Connection connection = demo.superuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(STORED)) {
            while (row.next()) {
                String word = String.valueOf(row.getString("words"));
                if (!word.startsWith(test)) {
                    continue;
                }
                String where = word + " " + row.getString("id");
                assertThat(word).as(where).doesNotContain("|");
                assertThat(row.getInt("outcomes")).as(where).isEqualTo(row.getInt("items"));
                assertThat(row.getInt("history")).as(where).isEqualTo(row.getInt("effects"));
                assertThat(row.getInt("keys")).as(where).isEqualTo(1);
                assertThat(stored.put(word, row.getString("id"))).as(where).isNull();
            }
        }
    }

    /** What the door reads is what the batches say, the last one of each writer last. */
    private void compareZones() {
        Map<String, JsonNode> zones = zones();
        Map<String, Integer> byWord = new HashMap<>();
        zones.values().forEach(zone -> byWord.merge(zone.get("description").asString(), 1, Integer::sum));
        for (Writer writer : writers) {
            for (String made : writer.made) {
                String[] pair = made.split("=");
                assertThat(zones).as("acknowledged creates").containsKey(pair[0]);
                assertThat(zones.getOrDefault(pair[0], MissingNode.getInstance())
                                .path("entityId")
                                .asString())
                        .as(made)
                        .isEqualTo(pair[1]);
            }
            if (zones.containsKey(writer.code(0))) {
                String last = last(writer);
                for (int i = 0; i < Writer.ROWS; i++) {
                    JsonNode zone = zones.getOrDefault(writer.code(i), MissingNode.getInstance());
                    assertThat(zone.isObject()).as(writer.code(i)).isTrue();
                    if (!last.isEmpty()) {
                        assertThat(zone.get("description").asString())
                                .as(writer.code(i))
                                .isEqualTo(last);
                    }
                }
            }
        }
        assertThat(stored.keySet()).containsAll(withoutBlank(byWord.keySet()));
    }

    private static Set<String> withoutBlank(Set<String> words) {
        Set<String> rest = new HashSet<>(words);
        rest.remove("");
        return rest;
    }

    /** The word of the writer's last stored update. */
    private String last(Writer writer) {
        String last = "";
        int most = 0;
        for (String word : stored.keySet()) {
            String[] parts = word.split(":");
            if (parts[0].equals(writer.name) && parts[1].matches("[0-9]+") && Integer.parseInt(parts[1]) > most) {
                most = Integer.parseInt(parts[1]);
                last = word;
            }
        }
        return last;
    }

    private Map<String, JsonNode> zones() {
        Map<String, JsonNode> zones = new HashMap<>();
        List<String> pages = new ArrayList<>();
        for (int total = 1, offset = 0; offset < total; offset += 100) {
            pages.add(demo.get("/v2/locations?q=code:" + test + "&sortBy=entityCode&limit=100&offset=" + offset)
                    .body());
            JsonNode page = JsonMapper.shared().readTree(pages.getLast());
            total = page.get("totalCount").intValue();
            page.get("data").forEach(zone -> zones.put(zone.get("code").stringValue(), zone));
        }
        return zones;
    }
}
