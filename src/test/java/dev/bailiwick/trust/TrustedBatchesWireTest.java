package dev.bailiwick.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.race.Invariants;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Batches that can be trusted, against an independent, naive model: random updates, creates, dry runs, atomic batches, undos
 * and repeats under keys by two users, in small orgs so that they meet. Every receipt is compared, and again and again all
 * that can be read.
 *
 * <p>{@code -Dtrust.seed} and {@code -Dtrust.operations} (requests that write, or would) repeat a run or make it longer.
 */
class TrustedBatchesWireTest {
    private static final long SEED = Long.getLong("trust.seed", 20_270_301L);
    private static final int OPERATIONS = Integer.getInteger("trust.operations", 20_000);
    private static final int OPERATIONS_AN_ORG = 500;

    /** The tests' own size of machine. */
    private static final int ORGS_AT_ONCE = 2;

    private final Set<String> covered = new ConcurrentSkipListSet<>();

    @Test
    void receiptsAndReadsAreTheModels() throws Exception {
        TestServer server = TestServer.shared();
        JsonNode catalogue = JsonMapper.shared()
                .readTree(server.sandbox().get("/api/v1/faults").body());
        Comparison comparison = new Comparison(catalogue);
        List<Future<Integer>> games = new ArrayList<>();
        List<Throwable> mistakes = new ArrayList<>();
        int operations = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(ORGS_AT_ONCE)) {
            for (int org = 0; org * OPERATIONS_AN_ORG < OPERATIONS; org++) {
                long seed = SEED + org;
                games.add(threads.submit(() -> play(server, seed, comparison)));
            }
            for (Future<Integer> game : games) {
                try {
                    operations += game.get();
                } catch (ExecutionException e) {
                    mistakes.add(e.getCause());
                }
            }
        }
        Set<String> missing = new TreeSet<>(Coverage.WANTED);
        missing.removeAll(covered);
        assertThat(mistakes).as("not met: " + missing).isEmpty();
        assertThat(operations).isGreaterThanOrEqualTo(OPERATIONS);
        assertThat(missing).as("never met").isEmpty();
    }

    private int play(TestServer server, long seed, Comparison comparison) {
        TestServer.Org org = server.org(Beginning.FILE);
        Story story = Beginning.story(org);
        int operations = new Game(org, story, seed, comparison, covered).play(Math.min(OPERATIONS, OPERATIONS_AN_ORG));
        Invariants.check(server.database(), org.id());
        return operations;
    }
}
