package dev.bailiwick.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.catalog.Catalog;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.load.Upserter.Upsert;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How many rows a second {@code POST /crm/v8/Contacts/upsert} takes, beside the least SQL that leaves the same: {@code
 * mvn test -Dtest=UpsertsBenchmark}. Measured as {@link ZonesBenchmark} does, with the same options.
 */
class UpsertsBenchmark {
    private static final List<Upserter> CLIENTS =
            IntStream.range(0, 16).mapToObj(Upserter::new).toList();

    private static Org org;
    private static Stage stage;
    private static Upserter.Side door;
    private static Upserter.Side bareSql;
    private static List<Long> expected = List.of();

    @BeforeAll
    static void start() {
        List<Org> orgs = new ArrayList<>();
        List<Catalog> catalogs = new ArrayList<>();
        stage = new Stage(core -> {
            orgs.add(Org.ofContacts(core, "load"));
            catalogs.add(core.records().catalog(orgs.getFirst().id()));
        });
        org = orgs.getFirst();
        Module module = Objects.requireNonNull(catalogs.getFirst().module("Contacts"));
        int space = Objects.requireNonNull(module.field(Contacts.EXTERNAL_ID)).number();
        Door contacts = stage.opened(new Door(stage.server(), "POST", "/crm/v8/Contacts/upsert"));
        door = (before, after, what) -> contacts.write(org, after.request());
        bareSql = new BareUpserts(stage.pool(), org, space);
        expected = stage.effects().counts();
    }

    @AfterAll
    static void stop() throws Exception {
        stage.close();
    }

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void rowsPerSecond() throws IOException {
        for (Upserter client : CLIENTS) {
            client.settleDown(door);
            count(Upserter.BATCHES, Upsert.INSERTS);
        }
        for (Upsert what : Upsert.values()) {
            bothLeaveTheSame(what);
        }
        stage.effects().settle();
        for (Upsert what : Upsert.values()) {
            stage.warmUp(load(what, "16 in one org", CLIENTS));
        }
        List<Load> loads = new ArrayList<>();
        for (Upsert what : Upsert.values()) {
            loads.add(load(what, "1", CLIENTS.subList(0, 1)));
            loads.add(load(what, "16 in one org", CLIENTS));
        }
        stage.measure(loads, Path.of("target/upserts-benchmark.md"));
        assertThat(stage.effects().counts())
                .as("batches, outcomes, history, keys")
                .isEqualTo(expected);
    }

    /** One batch by each, and then every row that they left. */
    private static void bothLeaveTheSame(Upsert what) {
        List<List<String>> left = new ArrayList<>();
        for (Upserter.Side side : List.of(door, bareSql)) {
            Contacts written = CLIENTS.getFirst().write(side, what);
            count(1, what);
            left.add(stage.effects().ofLastBatch(org, written));
        }
        assertThat(left.getLast()).as("what bare SQL leaves: " + what).isEqualTo(left.getFirst());
        assertThat(left.getFirst()).hasSize(2 + (what.writes() ? 3 : 2) * Upserter.ROWS);
    }

    private static Load load(Upsert what, String name, List<Upserter> clients) {
        return new Load(
                what.name().toLowerCase(Locale.ROOT),
                name,
                clients.stream().<Runnable>map(c -> () -> c.write(door, what)).toList(),
                clients.stream()
                        .<Runnable>map(c -> () -> c.write(bareSql, what))
                        .toList(),
                batches -> count(batches, what));
    }

    /** What has to be in the database at the end. */
    private static void count(long batches, Upsert what) {
        long rows = batches * Upserter.ROWS;
        expected = List.of(
                expected.get(0) + batches,
                expected.get(1) + batches,
                expected.get(2) + (what.writes() ? rows : 0),
                expected.get(3) + (what == Upsert.INSERTS ? rows : 0));
    }
}
