package dev.bailiwick.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.catalog.Calendar;
import dev.bailiwick.catalog.Catalog;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.rule.Criteria;
import dev.bailiwick.rule.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TreeTest {
    private static final Module ACCOUNTS =
            Objects.requireNonNull(Catalog.EMPTY.modules().get("Accounts"));
    private static final Moment NOW = new Moment(Instant.parse("2026-03-02T09:00:00Z"), Calendar.USUAL);
    private static final long SEED = Long.getLong("trees.seed", 20_261_120L);

    private static Map<String, Criteria> wants(String letter) {
        Criteria criteria = Criteria.read(
                ACCOUNTS,
                Map.of("comparator", "contains", "field", Map.of("api_name", "Account_Name"), "value", letter),
                "account_rule_criteria",
                fault -> {
                    throw new AssertionError(fault);
                });
        return Map.of("Accounts", Objects.requireNonNull(criteria));
    }

    private static Tree.Zone zone(long id, @Nullable Long parent, Map<String, Criteria> rules) {
        return new Tree.Zone(id, parent, "z" + id, "Zone " + id, true, id, rules, Set.of());
    }

    private static List<Long> ruled(List<Tree.Zone> zones, String name) {
        return new Tree(zones).ruled("Accounts", Map.of("Account_Name", name), NOW);
    }

    @Test
    void onlyTheDeepestOfABranchCounts() {
        List<Tree.Zone> zones = List.of(
                zone(1, null, Map.of()), zone(2, 1L, wants("a")), zone(3, 2L, wants("b")), zone(4, 1L, wants("a")));

        assertThat(ruled(zones, "ab")).containsExactly(3L, 4L);
        assertThat(ruled(zones, "a")).containsExactly(2L, 4L);
        assertThat(ruled(zones, "b")).isEmpty();
    }

    @Test
    void zoneWithoutRuleLetsThrough() {
        List<Tree.Zone> zones = List.of(zone(1, null, wants("z")), zone(2, 1L, Map.of()), zone(3, 2L, wants("a")));

        assertThat(ruled(zones, "a")).containsExactly(3L);
    }

    @Test
    void belowWhatIsNotActiveNothingIsLookedAt() {
        List<Tree.Zone> zones = List.of(
                zone(1, null, Map.of()),
                new Tree.Zone(2, 1L, "off", "Off", false, 2, wants("a"), Set.of()),
                zone(3, 2L, wants("a")),
                zone(4, 1L, wants("a")));

        assertThat(ruled(zones, "a")).containsExactly(4L);
    }

    @Test
    void defaultTakesNothingBelowWhatIsNotActive() {
        Tree.Zone top = zone(1, null, Map.of());
        Tree.Zone usual = new Tree.Zone(3, 2L, "rest", "Rest", true, 3, Map.of(), Set.of("Accounts"));

        assertThat(new Tree(List.of(top, zone(2, 1L, Map.of()), usual)).usual("Accounts"))
                .isEqualTo(3);
        assertThat(new Tree(List.of(top, zone(2, 1L, Map.of()), usual)).usual("Leads"))
                .isNull();
        Tree.Zone off = new Tree.Zone(2, 1L, "off", "Off", false, 2, Map.of(), Set.of());
        assertThat(new Tree(List.of(top, off, usual)).usual("Accounts")).isNull();
    }

    @Test
    void deepTreesNeedNoStack() {
        List<Tree.Zone> zones = new ArrayList<>(List.of(zone(1, null, Map.of())));
        for (long id = 2; id <= 20_000; id++) {
            zones.add(zone(id, id - 1, id % 1000 == 0 ? wants("a") : Map.of()));
        }

        assertThat(ruled(zones, "a")).containsExactly(20_000L);
    }

    /** Against the sentence that the sheet has for it (3.8), taken word for word. */
    @Test
    void sameAsNaive() {
        Random random = new Random(SEED);
        for (int i = 0; i < 2000; i++) {
            List<Tree.Zone> zones = new ArrayList<>(List.of(zone(1, null, Map.of())));
            for (long id = 2; id < 2 + random.nextInt(12); id++) {
                zones.add(new Tree.Zone(
                        id,
                        1 + (long) random.nextInt((int) id - 1),
                        "z" + id,
                        "Zone " + id,
                        random.nextInt(6) > 0,
                        id,
                        random.nextInt(3) == 0 ? Map.of() : wants(String.valueOf((char) ('a' + random.nextInt(3)))),
                        Set.of()));
            }
            for (String name : List.of("a", "b", "ab", "abc", "x")) {
                List<Long> expected = new ArrayList<>();
                Map<Long, Tree.Zone> byId = new HashMap<>();
                zones.forEach(zone -> byId.put(zone.id(), zone));
                naive(byId, 1, name, expected);
                List<Tree.Zone> shuffled = new ArrayList<>(zones);
                Collections.shuffle(shuffled, random);
                assertThat(ruled(shuffled, name))
                        .as("seed %s, tree %s, %s: %s", SEED, i, name, zones)
                        .isEqualTo(expected);
            }
        }
    }

    /** Whether anything at or below a zone whose parent matched is stored; stores it. */
    private static boolean naive(Map<Long, Tree.Zone> zones, long id, String name, List<Long> stored) {
        Tree.Zone zone = Objects.requireNonNull(zones.get(id));
        Criteria rule = zone.parent() == null ? null : zone.rules().get("Accounts");
        if (!zone.active() || rule != null && !rule.matches(Map.of("Account_Name", name), NOW)) {
            return false;
        }
        boolean below = false;
        for (long child = 2; child < 20; child++) {
            if (zones.get(child) instanceof Tree.Zone other && Objects.equals(other.parent(), id)) {
                below |= naive(zones, child, name, stored);
            }
        }
        if (rule != null && !below) {
            stored.add(id);
        }
        return below || rule != null;
    }
}
