package dev.bailiwick.assignment;

import dev.bailiwick.rule.Criteria;
import dev.bailiwick.rule.Moment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The zones of an org that have rules or are defaults, with all above them: what says where records belong unasked. */
public final class Tree {
    /** No rules. */
    public static final Tree EMPTY = new Tree(List.of());

    private static final long NO_PARENT = 0;

    private final Map<Long, List<Zone>> children = new HashMap<>();
    private final Map<Long, Zone> all = new HashMap<>();
    /** Those that have rules or are defaults: only of these is it certain that they are called so still. */
    private final Map<Long, Zone> ruling = new HashMap<>();

    /** The place of each zone, the tree walked depth first. */
    private final Map<Long, Integer> places = new HashMap<>();

    /** The modules about whose records there is a rule. */
    private final Set<String> ruled = new HashSet<>();

    /** By module, also those that take nothing as they, or zones above them, are not active. */
    private final Map<String, Zone> defaults = new HashMap<>();

    /**
     * A zone.
     *
     * @param parent null of the zone at the top, which matches always and holds nothing by a rule
     * @param active where not, neither it nor what is below it is looked at
     * @param place among its siblings: the order in which they were made
     * @param rules by module; without one for a module the zone lets its records through to what is below it
     * @param defaults the modules whose records it takes where nothing else holds them
     */
    public record Zone(
            long id,
            @Nullable Long parent,
            String code,
            String name,
            boolean active,
            long place,
            Map<String, Criteria> rules,
            Set<String> defaults) {}

    /** @param zones in any order; each but the top's has its parent among them */
    public Tree(List<Zone> zones) {
        zones.stream()
                .sorted(Comparator.comparingLong(Zone::place).thenComparingLong(Zone::id))
                .forEach(zone -> {
                    children.computeIfAbsent(
                                    Objects.requireNonNullElse(zone.parent(), NO_PARENT), id -> new ArrayList<>())
                            .add(zone);
                    all.put(zone.id(), zone);
                    if (!zone.rules().isEmpty() || !zone.defaults().isEmpty()) {
                        ruling.put(zone.id(), zone);
                    }
                    zone.defaults().forEach(module -> defaults.put(module, zone));
                    ruled.addAll(zone.rules().keySet());
                });
        Deque<Zone> walk = new ArrayDeque<>(children.getOrDefault(NO_PARENT, List.of()));
        while (!walk.isEmpty()) {
            Zone zone = walk.pop();
            places.put(zone.id(), places.size());
            children.getOrDefault(zone.id(), List.of()).reversed().forEach(walk::push);
        }
    }

    /** Whether no zone has a rule or is a default. */
    public boolean isEmpty() {
        return ruling.isEmpty();
    }

    /** Whether what a zone is called is known here. */
    public boolean tells(long id) {
        return ruling.containsKey(id);
    }

    /** A zone that has rules or is a default; null for another one. */
    @Nullable
    Zone ruling(long id) {
        return ruling.get(id);
    }

    /** Whether records of a module are judged by a rule, or have a default. */
    public boolean judges(String module) {
        return ruled.contains(module) || defaults.containsKey(module);
    }

    /** The zone that takes the records of a module which nothing else holds; null for none, or where it is not active. */
    public @Nullable Long usual(String module) {
        Zone usual = defaults.get(module);
        for (Zone zone = usual; zone != null; zone = zone.parent() == null ? null : all.get(zone.parent())) {
            if (!zone.active()) {
                return null;
            }
        }
        return usual == null ? null : usual.id();
    }

    /** Which of some zones is this one, or the nearest above it; null for none. */
    public @Nullable Long nearest(long id, Set<Long> some) {
        Long at = id;
        while (at != null && !some.contains(at)) {
            at = all.get(at) instanceof Zone zone ? zone.parent() : null;
        }
        return at;
    }

    /** What the zones are called whose rules name this record of a module, in the order of their ids. */
    public List<String> naming(String module, long id) {
        return ruling.values().stream()
                .filter(zone -> zone.rules().values().stream()
                        .flatMap(criteria -> criteria.references("").stream())
                        .anyMatch(named ->
                                named.id() == id && module.equals(named.field().lookup())))
                .sorted(Comparator.comparingLong(Zone::id))
                .map(Zone::name)
                .toList();
    }

    /** Whether a zone's rule for the module, if it has one, lets a record with these values in. */
    public boolean lets(long zone, String module, Map<String, ? extends @Nullable Object> values, Moment now) {
        Criteria criteria =
                ruling.get(zone) instanceof Zone known ? known.rules().get(module) : null;
        return criteria == null || criteria.matches(values, now);
    }

    /** These zones in the order of the tree; those without rules last, by their ids. */
    public List<Long> ordered(Collection<Long> zones) {
        return zones.stream()
                .sorted(Comparator.comparingInt((Long zone) -> places.getOrDefault(zone, Integer.MAX_VALUE))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** The zones in which rules put a record with these values: the deepest that match, in the order of the tree. */
    public List<Long> ruled(String module, Map<String, ? extends @Nullable Object> values, Moment now) {
        if (!ruled.contains(module)) {
            return List.of();
        }
        List<Long> matched = new ArrayList<>();
        BitSet above = new BitSet();
        // Without recursion: people may build trees of any depth.
        Deque<Step> steps = new ArrayDeque<>();
        children.getOrDefault(NO_PARENT, List.of()).stream()
                .filter(Zone::active)
                .forEach(top -> descend(top, NONE, steps));
        while (!steps.isEmpty()) {
            Step step = steps.pop();
            Criteria criteria = step.zone().rules().get(module);
            if (criteria == null) {
                descend(step.zone(), step.under(), steps);
            } else if (criteria.matches(values, now)) {
                if (step.under() != NONE) {
                    above.set(step.under());
                }
                matched.add(step.zone().id());
                descend(step.zone(), matched.size() - 1, steps);
            }
        }
        List<Long> deepest = new ArrayList<>();
        for (int i = above.nextClearBit(0); i < matched.size(); i = above.nextClearBit(i + 1)) {
            deepest.add(matched.get(i));
        }
        return deepest;
    }

    /**
     * A zone to look at.
     *
     * @param under the number of the nearest zone above it that matched, {@link #NONE} for none
     */
    private record Step(Zone zone, int under) {}

    private static final int NONE = -1;

    /** The first child is looked at first. */
    private void descend(Zone zone, int under, Deque<Step> steps) {
        for (Zone child : children.getOrDefault(zone.id(), List.of()).reversed()) {
            if (child.active()) {
                steps.push(new Step(child, under));
            }
        }
    }
}
