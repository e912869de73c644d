package dev.bailiwick.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.assignment.Decision.Against;
import dev.bailiwick.assignment.Decision.Ruled;
import dev.bailiwick.assignment.Said.Until;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DecisionTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final int DECISIONS = Integer.getInteger("decisions.times", 200_000);
    private static final long SEED = Long.getLong("decisions.seed", 20_261_120L);

    @Test
    void rulesStandBesideWhatWasAddedByHand() {
        Said said = new Said(null, Set.of(1L), Map.of(), Map.of());

        Decision decision = Decision.of(said, new Ruled(List.of(2L, 1L), Cause.RULE), null, 10, NOW);

        assertThat(decision.in()).isEqualTo(Map.of(1L, Cause.MANUAL, 2L, Cause.RULE));
        assertThat(decision.overruled()).isEmpty();
    }

    @Test
    void holdOverrulesRules() {
        Said said = new Said(Set.of(1L), Set.of(), Map.of(), Map.of());

        Decision decision = Decision.of(said, new Ruled(List.of(1L, 2L), Cause.RULE), 9L, 10, NOW);

        assertThat(decision.in()).isEqualTo(Map.of(1L, Cause.HOLD));
        assertThat(decision.overruled()).isEqualTo(Map.of(2L, Against.HOLD));
    }

    @Test
    void whoIsHeldInNoneIsInNone() {
        Said said = new Said(Set.of(), Set.of(), Map.of(), Map.of());

        assertThat(Decision.of(said, Ruled.NOTHING, 9L, 10, NOW).in()).isEmpty();
    }

    @Test
    void pinAddsToHoldAndExclusionTakesOut() {
        Said said = new Said(Set.of(1L, 2L), Set.of(), Map.of(3L, new Until(null)), Map.of(2L, new Until(null)));

        assertThat(Decision.of(said, Ruled.NOTHING, null, 10, NOW).in())
                .isEqualTo(Map.of(3L, Cause.PIN, 1L, Cause.HOLD));
    }

    @Test
    void expiredWordsDoNotCount() {
        Until past = new Until(NOW);
        Said said = new Said(null, Set.of(), Map.of(1L, past), Map.of(2L, past));

        assertThat(Decision.of(said, new Ruled(List.of(2L), Cause.RULE), null, 10, NOW)
                        .in())
                .isEqualTo(Map.of(2L, Cause.RULE));
    }

    @Test
    void whatHasNoRoomIsTold() {
        Decision decision = Decision.of(Said.NOTHING, new Ruled(List.of(5L, 3L, 4L), Cause.RULE), null, 2, NOW);

        assertThat(decision.in().keySet()).containsExactly(5L, 3L);
        assertThat(decision.leftOut()).containsExactly(4L);
    }

    @Test
    void defaultTakesWhatNothingElseHolds() {
        assertThat(Decision.of(Said.NOTHING, Ruled.NOTHING, 9L, 10, NOW).in()).isEqualTo(Map.of(9L, Cause.DEFAULT));
    }

    /** Against the order of precedence, asked zone by zone. */
    @Test
    void sameAsNaive() {
        Random random = new Random(SEED);
        Map<Cause, Integer> seen = new TreeMap<>();
        for (int i = 0; i < DECISIONS; i++) {
            Said said = new Said(
                    random.nextInt(3) == 0 ? zones(random) : null, zones(random), words(random), words(random));
            List<Long> ruled = new ArrayList<>(zones(random));
            java.util.Collections.shuffle(ruled, random);
            Long usual = random.nextBoolean() ? (Long) (long) random.nextInt(6) : null;
            int room = 1 + random.nextInt(4);
            Decision decision = Decision.of(said, new Ruled(ruled, Cause.RULE), usual, room, NOW);

            assertThat(decision.in())
                    .as("seed %s, decision %s: %s, rules %s, default %s, room %s", SEED, i, said, ruled, usual, room)
                    .isEqualTo(naive(said, ruled, usual, room));
            decision.in().values().forEach(cause -> seen.merge(cause, 1, Integer::sum));
        }
        assertThat(seen).containsKeys(Cause.PIN, Cause.HOLD, Cause.MANUAL, Cause.RULE, Cause.DEFAULT);
    }

    private static Set<Long> zones(Random random) {
        Set<Long> zones = new HashSet<>();
        for (long zone = 0; zone < 6; zone++) {
            if (random.nextInt(3) == 0) {
                zones.add(zone);
            }
        }
        return zones;
    }

    private static Map<Long, Until> words(Random random) {
        Map<Long, Until> words = new HashMap<>();
        for (long zone : zones(random)) {
            words.put(zone, new Until(random.nextBoolean() ? null : NOW.plusSeconds(random.nextInt(3) - 1)));
        }
        return words;
    }

    private static Map<Long, Cause> naive(Said said, List<Long> ruled, @Nullable Long usual, int room) {
        Map<Long, Cause> in = new HashMap<>();
        for (long zone = 0; zone < 6; zone++) {
            if (live(said.exclusions(), zone)) {
                continue;
            }
            if (live(said.pins(), zone)) {
                in.put(zone, Cause.PIN);
            } else if (said.hold() != null) {
                if (said.hold().contains(zone)) {
                    in.put(zone, Cause.HOLD);
                }
            } else if (said.manual().contains(zone)) {
                in.put(zone, Cause.MANUAL);
            }
        }
        if (said.hold() == null) {
            for (long zone : ruled) {
                if (in.size() < room && !live(said.exclusions(), zone)) {
                    in.putIfAbsent(zone, Cause.RULE);
                }
            }
            if (in.isEmpty() && usual != null && !live(said.exclusions(), usual)) {
                in.put(usual, Cause.DEFAULT);
            }
        }
        return in;
    }

    private static boolean live(Map<Long, Until> words, long zone) {
        return words.containsKey(zone)
                && (words.get(zone).at() == null || NOW.isBefore(words.get(zone).at()));
    }
}
