package dev.bailiwick.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.Core;
import dev.bailiwick.TestServer;
import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Once;
import dev.bailiwick.db.TestPostgres;
import dev.bailiwick.org.Applied;
import dev.bailiwick.org.OrgFileReader;
import dev.bailiwick.race.Invariants;
import dev.bailiwick.race.Sql;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is kept for some time, and then deleted in small steps: receipts and keys, and nothing else. */
class RetentionDbTest {
    private static final Duration OLD = Core.Settings.USUAL.retention().plusMinutes(1);
    private static final Duration YOUNG = Core.Settings.USUAL.retention().minusMinutes(1);
    private static final String FILE = "zones: [{code: %s, name: %s, parent: root}]";

    /** The most rows that one statement may delete. */
    private static final int MOST = 500;

    private static TestServer server;

    private final TestServer.Org org = org();

    private static TestServer.Org org() {
        return server.org("zones: [{code: root, name: ROOT}]");
    }

    @BeforeAll
    static void start() {
        server = TestServer.own(UnaryOperator.identity());
        Sql.on(server.database().ownerUrl(), owner -> {
            owner.execute("CREATE TABLE purged (rows int NOT NULL)");
            owner.execute("""
                    CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
                    BEGIN INSERT INTO purged SELECT count(*) FROM gone; RETURN NULL; END $$
                    """);
            for (String table : List.of("outcome", "idempotency")) {
                owner.execute("CREATE TRIGGER note AFTER DELETE ON " + table
                        + " REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION note()");
            }
        });
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void begin() {
        server.core().batches().purge(() -> true);
        asSuperuser("TRUNCATE purged");
    }

    private static void asSuperuser(String sql) {
        Sql.on(TestPostgres.superuserUrl(server.database()), superuser -> superuser.execute(sql));
    }

    private static int number(TestServer.Org org, String of) {
        return Sql.number(
                server.database(), org.id(), "SELECT count(*) FROM " + of + " x WHERE x.org_id = " + org.id());
    }

    /** Makes a zone in a batch of so long ago, beside one of the org's unchanged settings, and returns the batch's id. */
    private static UUID make(TestServer.Org org, String zone, Duration ago) {
        Core then = Core.over(server.pool(), InstantSource.fixed(Instant.now().minus(ago)), Core.Settings.USUAL);
        Actor actor = org.actor();
        Once once = new Once("test", zone, zone);
        Applied applied = then.orgs()
                .apply(then.pipeline(), actor, OrgFileReader.read(FILE.formatted(zone, zone)), "past", false, once);
        assertThat(applied.applied()).as("%s", applied.mistakes()).isTrue();
        JsonNode batches = json(org.get("/api/v1/batches?door=past&outcome=created&limit=1000"));
        return batches.get("items")
                .valueStream()
                .filter(batch -> batch.get("undoes").isNull())
                .map(batch -> UUID.fromString(batch.get("id").stringValue()))
                .filter(id -> receiptsTell(org, id, zone))
                .findFirst()
                .orElseThrow();
    }

    /** History is kept, so it tells which batch made a zone. */
    private static boolean receiptsTell(TestServer.Org org, UUID batch, String zone) {
        return Sql.number(
                        server.database(),
                        org.id(),
                        "SELECT count(*) FROM history WHERE batch_id = '" + batch + "' AND org_id = " + org.id()
                                + " AND after ->> 'code' = '" + zone + "'")
                == 1;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static JsonNode batch(TestServer.Org org, UUID id) {
        return json(org.get("/api/v1/batches/" + id));
    }

    private static int undo(TestServer.Org org, UUID id) {
        return org.post("/api/v1/batches/" + id + "/undo", "").statusCode();
    }

    private static void requireExpired(TestServer.Org org, UUID id) {
        JsonNode batch = batch(org, id);
        assertThat(batch.get("expired").booleanValue()).isTrue();
        assertThat(batch.get("items")).isEmpty();
        assertThat(batch.get("counts").get("created").intValue()).isEqualTo(1);
        assertThat(undo(org, id)).isEqualTo(410);
    }

    private static void requireKept(TestServer.Org org, UUID id) {
        JsonNode batch = batch(org, id);
        assertThat(batch.has("expired")).isFalse();
        assertThat(batch.get("items")).hasSize(1);
    }

    @Test
    void oldReceiptsGoAndYoungOnesBatchesAndHistoryStay() {
        UUID old = make(org, "old", OLD);
        UUID young = make(org, "young", YOUNG);
        Invariants.check(server.database(), org.id());
        int outcomes = number(org, "outcome");
        int batches = number(org, "batch");
        int history = number(org, "history");
        // Told by its time, whether or not somebody has cleaned up yet.
        requireExpired(org, old);
        requireKept(org, young);

        assertThat(server.core().batches().purge(() -> true)).isEqualTo(2 + 2);
        assertThat(number(org, "outcome")).isEqualTo(outcomes - 2);
        assertThat(number(org, "batch")).isEqualTo(batches);
        assertThat(number(org, "history")).isEqualTo(history);
        requireExpired(org, old);
        requireKept(org, young);
        JsonNode told = json(org.get("/api/v1/zones/code:old/history")).get("items");
        assertThat(told).hasSize(1);
        assertThat(told.get(0).get("batch").stringValue()).isEqualTo(old.toString());
        assertThat(undo(org, young)).isEqualTo(200);
        assertThat(server.core().batches().purge(() -> true))
                .as("nothing is left to delete")
                .isZero();
    }

    @Test
    void keysGoAfterADay() {
        make(org, "yesterday", Duration.ofHours(24).plusMinutes(1));
        make(org, "today", Duration.ofHours(24).minusMinutes(1));
        assertThat(number(org, "idempotency")).isEqualTo(2);
        assertThat(server.core().batches().purge(() -> true)).isEqualTo(1);
        assertThat(number(org, "idempotency")).isEqualTo(1);
        assertThat(Sql.number(
                        server.database(),
                        org.id(),
                        "SELECT count(*) FROM idempotency WHERE key = 'today' AND org_id = " + org.id()))
                .isEqualTo(1);
        Invariants.check(server.database(), org.id());
    }

    /** Whatever there is to delete, no statement deletes more than a little. */
    @Test
    void inSmallSteps() {
        int many = 2 * MOST + 200;
        asSuperuser("INSERT INTO outcome SELECT " + org.id() + ", '" + BatchTable.firstId(1_000_000_000_000L)
                + "', n, n, '[]' FROM generate_series(1, " + many + ") AS n");
        asSuperuser("INSERT INTO idempotency SELECT " + org.id()
                + ", 1, 'op', 'key ' || n, '', '{}', now() - interval '25 hours' FROM generate_series(1, " + many
                + ") AS n");
        assertThat(server.core().batches().purge(() -> true)).isEqualTo(2 * many);
        assertThat(number(org, "idempotency")).isZero();
        Sql.on(TestPostgres.superuserUrl(server.database()), superuser -> {
            try (var row = superuser.executeQuery("SELECT max(rows), sum(rows) FROM purged")) {
                row.next();
                assertThat(row.getInt(1)).isEqualTo(MOST);
                assertThat(row.getInt(2)).isEqualTo(2 * many);
            }
        });
        Invariants.check(server.database(), org.id());
    }

    /** The server's role sees one org at a time: every org has its turn, also the last of many. */
    @Test
    void reachesEveryOrg() {
        List<TestServer.Org> orgs = new ArrayList<>(List.of(org));
        IntStream.range(0, 2).mapToObj(i -> org()).forEach(orgs::add);
        List<UUID> old = orgs.stream().map(org -> make(org, "old", OLD)).toList();
        asSuperuser(
                "INSERT INTO tenant SELECT 'many' || n, " + Long.MAX_VALUE + " - n FROM generate_series(0, 1100) AS n");
        asSuperuser("INSERT INTO outcome SELECT org_id, '" + BatchTable.firstId(1_000_000_000_000L)
                + "', 0, 0, '[]' FROM tenant WHERE key LIKE 'many%'");
        assertThat(server.core().batches().purge(() -> true)).isEqualTo(1101 + 3 * orgs.size());
        for (int i = 0; i < orgs.size(); i++) {
            requireExpired(orgs.get(i), old.get(i));
        }
        asSuperuser("DELETE FROM tenant WHERE key LIKE 'many%'");
    }

    @Test
    void endsBetweenTwoStepsWhenItIsToldTo() {
        make(org, "old", OLD);
        TestServer.Org next = org();
        make(next, "old", OLD);
        AtomicBoolean stop = new AtomicBoolean();
        assertThat(server.core().batches().purge(() -> !stop.getAndSet(number(org, "idempotency") == 0)))
                .isPositive();
        assertThat(number(org, "idempotency") + number(next, "idempotency")).isEqualTo(1);
        assertThat(server.core().batches().purge(() -> true)).isPositive();
    }
}
