package dev.bailiwick.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * 64 clients upsert the same external ids and the same new names, in batches of 1 to 100 in random order. However they
 * meet, there is one record a key, whoever was told of an insert made it, and nobody hears of a deadlock. {@code
 * -Drace.batches=n} sets how many batches each sends.
 */
class UpsertRaceDbTest {
    private static final int CLIENTS = 64;
    private static final int KEYS = 1000;
    private static final int NAMES = 100;
    private static final int BATCHES = Integer.getInteger("race.batches", 4);

    private final TestServer.Org org = TestServer.shared().org("""
            modules:
              - name: Accounts
                fields:
                  - {name: External_ID, label: External ID, type: text, length: 100, external: org}
            """);

    /** How often each record was told to be an insert, by its id. */
    private final Map<String, Integer> inserts = new ConcurrentHashMap<>();

    private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
    private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());

    @Test
    void oneRecordForEachKey() throws Exception {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int c = 0; c < CLIENTS; c++) {
                Random random = new Random(c);
                running.add(clients.submit(() -> {
                    for (int b = 0; b < BATCHES; b++) {
                        upsert(random);
                    }
                }));
            }
            for (Future<?> client : running) {
                client.get(10, TimeUnit.MINUTES);
            }
        }
        assertThat(statuses.keySet()).as("statuses %s", statuses).isSubsetOf(200, 503);
        List<Long> sorted = nanos.stream().sorted().toList();
        System.out.printf(
                "upserts by %d clients: %d answers %s, p50 %d ms, p99 %d ms%n",
                CLIENTS,
                sorted.size(),
                statuses,
                sorted.get(sorted.size() / 2) / 1_000_000,
                sorted.get(sorted.size() * 99 / 100) / 1_000_000);
        assertThat(inserts.values()).as("each record was inserted once").containsOnly(1);
        assertThat(number("SELECT count(*) FROM record WHERE org_id = %d AND module = 'Accounts'"))
                .as("every record was told of as an insert")
                .isEqualTo(inserts.size());
        assertThat(number("SELECT count(*) FROM (SELECT checked FROM record WHERE org_id = %d AND module = 'Accounts'"
                        + " GROUP BY checked HAVING count(*) > 1) AS doubles"))
                .as("no name twice")
                .isZero();
        assertThat(number("SELECT count(*) FROM record r WHERE r.org_id = %d AND r.data ? 'External_ID' AND NOT EXISTS"
                        + " (SELECT 1 FROM entity_key k WHERE k.org_id = %d AND k.entity_id = r.record_id)"))
                .as("no record without its key")
                .isZero();
    }

    /** A record that goes between the reading of its name and of itself is another one's race, not a mistake. */
    @Test
    void whatGoesMeanwhileIsNoMistake() throws Exception {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int c = 0; c < 8; c++) {
                running.add(clients.submit(this::comeAndGo));
            }
            for (Future<?> client : running) {
                client.get(10, TimeUnit.MINUTES);
            }
        }
        assertThat(statuses.keySet()).as("statuses %s", statuses).isSubsetOf(200, 207, 400, 503);
    }

    private void comeAndGo() {
        String rows = IntStream.range(0, 20)
                .mapToObj(k -> "{\"Account_Name\":\"Goes %1$d\",\"External_ID\":\"G-%1$d\"}".formatted(k))
                .collect(Collectors.joining(","));
        for (int b = 0; b < 40; b++) {
            HttpResponse<String> answer = org.post("/crm/v8/Accounts/upsert", "{\"data\":[" + rows + "]}");
            statuses.computeIfAbsent(answer.statusCode(), s -> new AtomicInteger())
                    .incrementAndGet();
            String ids = JsonMapper.shared()
                    .readTree(answer.body())
                    .path("data")
                    .valueStream()
                    .map(item -> item.path("details").path("id").asString(""))
                    .filter(id -> !id.isEmpty())
                    .collect(Collectors.joining(","));
            int status = org.send("DELETE", "/crm/v8/Accounts?ids=" + (ids.isEmpty() ? "1" : ids), null)
                    .statusCode();
            statuses.computeIfAbsent(status, s -> new AtomicInteger()).incrementAndGet();
        }
    }

    private int number(String query) {
        return Sql.number(org.server().database(), org.id(), query.replace("%d", String.valueOf(org.id())));
    }

    private void upsert(Random random) {
        boolean named = random.nextBoolean();
        List<Integer> keys =
                IntStream.range(0, named ? NAMES : KEYS).boxed().collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(keys, random);
        String rows = keys.stream()
                .limit(1 + random.nextInt(100))
                .map(k -> named
                        ? "{\"Account_Name\":\"Name %d\",\"Employees\":%d}".formatted(k, random.nextInt(3))
                        : "{\"Account_Name\":\"Of key %1$d\",\"External_ID\":\"K-%1$d\",\"Employees\":%2$d}"
                                .formatted(k, random.nextInt(3)))
                .collect(Collectors.joining(","));
        long from = System.nanoTime();
        HttpResponse<String> answer = org.post("/crm/v8/Accounts/upsert", "{\"data\":[" + rows + "]}");
        nanos.add(System.nanoTime() - from);
        statuses.computeIfAbsent(answer.statusCode(), s -> new AtomicInteger()).incrementAndGet();
        if (answer.statusCode() != 200) {
            return;
        }
        JsonNode items = JsonMapper.shared().readTree(answer.body()).path("data");
        items.forEach(item -> {
            assertThat(item.path("code").asString()).as(item.toString()).isEqualTo("SUCCESS");
            if (item.path("action").asString().equals("insert")) {
                inserts.merge(item.path("details").path("id").asString(), 1, Integer::sum);
            }
        });
    }
}
