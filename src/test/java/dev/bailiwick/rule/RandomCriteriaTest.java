package dev.bailiwick.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.bulk.Fault;
import dev.bailiwick.db.Jsonb;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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

    private static final List<@Nullable Object> JUNK = Arrays.asList(
            null,
            "",
            "x",
            "${",
            "${TODAY}",
            "${CURRENTUSER}",
            "equal",
            "\u0000",
            true,
            new BigDecimal("7"),
            new BigDecimal("1E+999999999"),
            List.of(),
            Arrays.asList("x", null, Map.of(), List.of(List.of())),
            Collections.nCopies(200, "7"),
            Map.of(),
            Map.of("id", "7"),
            Map.of("api_name", "Gone"),
            Map.of("api_name", "date"),
            Map.of("group", List.of(Map.of()), "group_operator", "AND"));

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
            Moment later = new Moment(now.at().plusSeconds(40L * 86_400), now.calendar());
            Map<String, @Nullable Object> record = trees.record(now);
            if (!criteria.isRelative()) {
                assertThat(criteria.matches(record, later))
                        .as("seed %d, tree %d", seed, i)
                        .isEqualTo(criteria.matches(record, now));
            }
        }
        assertThat(relative).isBetween(100, 2_900);
    }

    @Test
    void whatIsBrokenIsToldWhereItIsAndNothingElseIs() {
        long seed = Long.getLong("seed", 7L);
        Random random = new Random(seed);
        RandomTrees trees = new RandomTrees(random);
        int broken = 0;
        for (int i = 0; i < 20_000; i++) {
            Map<String, @Nullable Object> sent = trees.tree(trees.moment(), i % 4, new int[] {12});
            String path = breakOne(sent, "c", random);
            List<Fault> faults = new ArrayList<>();
            Criteria criteria = Criteria.read(Asking.MODULE, sent, "c", faults::add);
            String as = "seed " + seed + ", tree " + i + ", " + path + ": " + sent;
            assertThat(criteria == null).as(as).isEqualTo(!faults.isEmpty());
            assertThat(faults).as(as).allMatch(fault -> fault.path().startsWith(path));
            broken += faults.isEmpty() ? 0 : 1;
        }
        assertThat(broken).isBetween(10_000, 19_900);
    }

    /** Puts junk in one place; which part of the tree it is in. */
    @SuppressWarnings("unchecked")
    private static String breakOne(Map<String, @Nullable Object> node, String at, Random random) {
        if (node.get("group") instanceof List<?> group && random.nextInt(4) > 0) {
            int i = random.nextInt(group.size());
            Object inner = Objects.requireNonNull(group.get(i));
            return breakOne((Map<String, @Nullable Object>) inner, at + ".group[" + i + "]", random);
        }
        List<String> keys = List.copyOf(node.keySet());
        String key = keys.get(random.nextInt(keys.size()));
        if (random.nextInt(5) == 0) {
            node.remove(key);
        } else {
            node.put(key, JUNK.get(random.nextInt(JUNK.size())));
        }
        return at;
    }

    private static Criteria read(Map<String, @Nullable Object> sent, String as) {
        List<Fault> faults = new ArrayList<>();
        Criteria criteria = Criteria.read(Asking.MODULE, sent, "c", faults::add);
        assertThat(faults).as(as).isEmpty();
        return Objects.requireNonNull(criteria);
    }
}
