package dev.bailiwick.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How many rows a second {@code PUT /v2/locations/zones} takes, beside the least SQL that leaves the same in the same
 * database: {@code mvn test -Dtest=ZonesBenchmark}. Its name keeps it out of every other build.
 *
 * <p>The server is a process of its own. Both sides write in turns, round by round, with as many clients, and a pool of
 * the same size and settings; each client has zones of its own.
 */
class ZonesBenchmark {
    private static final int CLIENTS = 16;

    private static final List<Client> IN_ONE_ORG = new ArrayList<>();
    private static final List<Client> IN_MANY_ORGS = new ArrayList<>();
    private static Stage stage;
    private static Client.Side door;
    private static Client.Side bareSql;
    private static List<Long> expected = List.of();

    @BeforeAll
    static void start() {
        stage = new Stage(core -> {
            List<Org> orgs = IntStream.range(0, CLIENTS)
                    .mapToObj(i -> Org.ofZones(core, "load" + i))
                    .toList();
            for (int i = 0; i < CLIENTS; i++) {
                IN_ONE_ORG.add(new Client(orgs.getFirst(), i));
                IN_MANY_ORGS.add(i == 0 ? IN_ONE_ORG.getFirst() : new Client(orgs.get(i), i));
            }
        });
        Door zones = stage.opened(new Door(stage.server(), "PUT", "/v2/locations/zones"));
        door = (org, before, after, change) -> zones.write(org, after.request(change));
        bareSql = new BareSql(stage.pool());
        expected = stage.effects().counts();
    }

    @AfterAll
    static void stop() throws Exception {
        stage.close();
    }

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void rowsPerSecond() throws IOException {
        for (Change change : Change.values()) {
            bothLeaveTheSame(change);
        }
        stage.warmUp(load(Change.EVERYTHING, "16 in one org", IN_ONE_ORG));
        List<Load> loads = new ArrayList<>();
        for (Change change : Change.values()) {
            loads.add(load(change, "1", IN_ONE_ORG.subList(0, 1)));
            loads.add(load(change, "16 in one org", IN_ONE_ORG));
            loads.add(load(change, "16 in 16 orgs", IN_MANY_ORGS));
        }
        stage.measure(loads, Path.of("target/zones-benchmark.md"));
        assertThat(stage.effects().counts())
                .as("batches, outcomes, history, keys")
                .isEqualTo(expected);
    }

    /** One batch by each, of the same zones, and then every row that they left. */
    private static void bothLeaveTheSame(Change change) {
        Client client = IN_ONE_ORG.getFirst();
        List<List<String>> left = new ArrayList<>();
        for (Client.Side side : List.of(door, bareSql)) {
            client.write(side, change);
            client.stay();
            count(1, change);
            left.add(stage.effects().ofLastBatch(client.org, client.zones()));
        }
        assertThat(left.getLast()).as("what bare SQL leaves: " + change).isEqualTo(left.getFirst());
        assertThat(left.getFirst()).hasSize(2 + (change.writes() ? 4 : 3) * Client.ROWS + Client.ROWS);
    }

    private static Load load(Change change, String name, List<Client> clients) {
        return new Load(
                change.name().toLowerCase(Locale.ROOT),
                name,
                clients.stream().<Runnable>map(c -> () -> c.write(door, change)).toList(),
                clients.stream()
                        .<Runnable>map(c -> () -> c.write(bareSql, change))
                        .toList(),
                batches -> count(batches, change));
    }

    /** What has to be in the database at the end. */
    private static void count(long batches, Change change) {
        long history = change.writes() ? batches * Client.ROWS : 0;
        expected = List.of(
                expected.get(0) + batches, expected.get(1) + batches, expected.get(2) + history, expected.get(3));
    }
}
