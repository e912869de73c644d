package dev.bailiwick.assignment.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Plays random requests against a server and against {@link Model}, and compares what each item came to, and after every
 * request where every record of the org is and why. {@code -Dmodel.requests} and {@code -Dmodel.seed} set how many and
 * which.
 */
class AssignmentModelWireTest {
    private static final int REQUESTS = Integer.getInteger("model.requests", 500);
    private static final long SEED = Long.getLong("model.seed", 20_261_122L);

    /** How much longer it plays at most, for what chance has not yet brought about. */
    private static final int PATIENCE = 4;

    @Test
    void everyRecordIsWhereItBelongsAndEveryReceiptIsTrue() throws SQLException {
        try (Game ruled = new Game(SEED, true);
                Game loose = new Game(SEED, false)) {
            List<Game> games = List.of(ruled, loose);
            for (Game game : games) {
                game.open();
                game.play(REQUESTS / 2);
            }
            for (int more = 0; more < PATIENCE && !missing(games).isEmpty(); more++) {
                for (Game game : games) {
                    game.play(REQUESTS / 2);
                }
            }
            long decisions = games.stream()
                    .mapToLong(game -> game.comparison().decisions())
                    .sum();
            System.out.println("assignment model, seed " + SEED + ": " + decisions + " decisions");
            assertThat(decisions).as("seed %s", SEED).isGreaterThan(REQUESTS * 200L);
            assertThat(missing(games))
                    .as("seed %s; what never happened shows a test that is blind there: of %s", SEED, seen(games))
                    .isEmpty();
        }
    }

    private static Set<String> missing(List<Game> games) {
        Set<String> missing = new TreeSet<>(Comparison.WANTED);
        missing.removeAll(seen(games).keySet());
        return missing;
    }

    private static Map<String, Integer> seen(List<Game> games) {
        Map<String, Integer> seen = new TreeMap<>();
        games.forEach(game -> game.comparison().seen().forEach((what, times) -> seen.merge(what, times, Integer::sum)));
        return seen;
    }
}
