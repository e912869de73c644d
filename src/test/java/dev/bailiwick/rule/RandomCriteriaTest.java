package dev.bailiwick.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.bulk.Fault;
import dev.bailiwick.db.Jsonb;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random criteria over random records against an independent reading of the sheet. */
class RandomCriteriaTest {
    private static final int TREES = 4_000;
    private static final int RECORDS = 30;

    @Test
    void decidesAsTheSheetSays() {
        long seed = Long.getLong("seed", 20_260_310L);
        RandomTrees trees = new RandomTrees(new Random(seed));
        Set<String> asked = new HashSet<>();
        int matching = 0;
        for (int i = 0; i < TREES; i++) {
            Moment now = trees.moment();
            Map<String, @Nullable Object> sent = trees.tree(now, i % 5, new int[] {15});
            Criteria criteria = read(sent, "seed " + seed + ", tree " + i + ": " + sent);
            // As the database gives it back.
            Map<String, @Nullable Object> json = Jsonb.readMap(Jsonb.write(criteria.stored()));
            Criteria again = Criteria.of(Asking.MODULE, json);
            assertThat(again.stored()).isEqualTo(criteria.stored());
            asked.addAll(criteria.fields());
            Naive naive = new Naive(now);
            for (int r = 0; r < RECORDS; r++) {
                Map<String, @Nullable Object> record = trees.record(now);
                boolean matches = criteria.matches(record, now);
                matching += matches ? 1 : 0;
                if (matches != naive.matches(sent, record) || matches != again.matches(record, now)) {
                    throw new AssertionError("seed %d, tree %d: %s of %s at %s is not %s"
                            .formatted(seed, i, sent, record, now, matches));
                }
                Set<String> others = new HashSet<>(record.keySet());
                others.removeAll(criteria.fields());
                others.forEach(record::remove);
                assertThat(criteria.matches(record, now)).isEqualTo(matches);
            }
        }
        assertThat(asked).hasSize(dev.bailiwick.catalog.DataType.values().length);
        assertThat(matching).isBetween(TREES * RECORDS / 5, TREES * RECORDS * 4 / 5);
    }

    @Test
    void whatIsNotRelativeStaysSo() {
        long seed = Long.getLong("seed", 42L);
        RandomTrees trees = new RandomTrees(new Random(seed));
        int relative = 0;
        for (int i = 0; i < 3_000; i++) {
            Moment now = trees.moment();
            Map<String, @Nullable Object> sent = trees.tree(now, 1, new int[] {3});
            Criteria criteria = read(sent, "seed " + seed + ", tree " + i + ": " + sent);
            relative += criteria.isRelative() ? 1 : 0;
            Moment later = new Moment(now.at().plusSeconds(40L * 86_400), now.zone());
            Map<String, @Nullable Object> record = trees.record(now);
            if (!criteria.isRelative()) {
                assertThat(criteria.matches(record, later))
                        .as("seed %d, tree %d", seed, i)
                        .isEqualTo(criteria.matches(record, now));
            }
        }
        assertThat(relative).isBetween(100, 2_900);
    }

    private static Criteria read(Map<String, @Nullable Object> sent, String as) {
        List<Fault> faults = new ArrayList<>();
        Criteria criteria = Criteria.read(Asking.MODULE, sent, "c", faults::add);
        assertThat(faults).as(as).isEmpty();
        return Objects.requireNonNull(criteria);
    }
}
