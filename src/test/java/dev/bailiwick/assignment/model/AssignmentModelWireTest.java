package dev.bailiwick.assignment.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Plays random requests against a server and against {@link Model}, and compares what each item came to, and after every
 * request where every record of the org is and why. {@code -Dmodel.requests} and {@code -Dmodel.seed} set how many and
 * which.
 */
class AssignmentModelWireTest {
    private static final int REQUESTS = Integer.getInteger("model.requests", 500);

    @Test
    void everyRecordIsWhereItBelongsAndEveryReceiptIsTrue() throws SQLException {
        long seed = Long.getLong("model.seed", System.nanoTime() % 1_000_000);
        long decisions = 0;
        Map<String, Integer> seen = new TreeMap<>();
        for (boolean dealsHaveRules : new boolean[] {true, false}) {
            try (Game game = new Game(seed, dealsHaveRules)) {
                Comparison played = game.play(REQUESTS / 2);
                decisions += played.decisions();
                played.seen().forEach((what, times) -> seen.merge(what, times, Integer::sum));
            }
        }
        System.out.println("assignment model, seed " + seed + ": " + decisions + " decisions");
        assertThat(decisions).as("seed %s", seed).isGreaterThan(REQUESTS * 200L);
        assertThat(seen.keySet())
                .as("seed %s; what never happened shows a test that is blind there", seed)
                .containsAll(Comparison.WANTED);
    }
}
