package dev.bailiwick.record;

import dev.bailiwick.assignment.Placement;
import dev.bailiwick.assignment.Places;
import dev.bailiwick.assignment.Trees;
import dev.bailiwick.assignment.Unsaying;
import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Change;
import dev.bailiwick.bulk.Consequence;
import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.catalog.Catalogs;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.db.Slices;
import dev.bailiwick.record.RecordQuery.Place;
import dev.bailiwick.record.RecordQuery.Sort;
import dev.bailiwick.rule.Criteria;
import dev.bailiwick.rule.Moment;
import dev.bailiwick.zone.ZoneFields;
import dev.bailiwick.zone.Zones;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * In charge of what follows from one batch: which records that no item is about it changes, or may move, and why. First it
 * is told all that may follow; then each of these records is read, changed and judged, after all with which it goes. One
 * that goes with two of which thousands moved may be read twice; the second time changes nothing.
 */
final class Following {
    /** In this order, after all others: who goes with others comes after them. */
    private static final List<String> LAST = List.of(Module.LEADS, Places.ACCOUNTS, Places.CONTACTS, Places.DEALS);

    /** With which others the records of a module go: with the first that is in any zone. */
    private static final Map<String, List<Leader>> GOING = Map.of(
            Places.CONTACTS, List.of(new Leader(Places.ACCOUNT, Places.ACCOUNTS)),
            Places.DEALS,
                    List.of(new Leader(Places.CONTACT, Places.CONTACTS), new Leader(Places.ACCOUNT, Places.ACCOUNTS)));

    private static final Set<String> LEADING = Set.of(Places.ACCOUNTS, Places.CONTACTS);

    /** Records that are read and judged at once. */
    private static final int SLICE = 5000;

    private final Means means;
    private final Actor actor;
    private final Instant now;
    private final Judging judging;
    private final List<Alteration> alterations = new ArrayList<>();
    private final Map<String, Round> rounds = new HashMap<>();

    /** The records with which others go and that moved, by module, each by the item that moved it. */
    private final Map<String, Map<Long, Integer>> moved = new HashMap<>();

    /** What is done once it is known what followed. */
    private final List<Runnable> remarks = new ArrayList<>();

    /** @param field by which a record names one of the module */
    private record Leader(String field, String module) {}

    /**
     * Changes of records.
     *
     * @param records which, by module
     * @param others with which they may go by it
     * @param change does it, and says which item is the cause
     */
    private record Alteration(Map<String, Set<Long>> records, Set<Long> others, ToIntFunction<Draft> change) {
        boolean isOf(String module, long id) {
            return records.getOrDefault(module, Set.of()).contains(id);
        }
    }

    /**
     * Records that are judged anew.
     *
     * @param cause which item moved one
     */
    private record Round(RuleRun run, ToIntFunction<Draft> cause) {}

    /** What it works with. */
    record Means(
            RecordTable records,
            FollowerTable followers,
            SearchTable search,
            Catalogs catalogs,
            Zones zones,
            Trees trees) {}

    /** @param followed is told what followed */
    Following(Means means, Actor actor, Instant now, Consumer<List<Consequence>> followed) {
        this.means = means;
        this.actor = actor;
        this.now = now;
        this.judging = new Judging(means, actor, now, followed);
    }

    /** Does all that it was told of. */
    void follow() {
        Set<String> modules =
                new TreeSet<>(Comparator.<String>comparingInt(LAST::indexOf).thenComparing(module -> module));
        modules.addAll(rounds.keySet());
        alterations.forEach(alteration -> modules.addAll(alteration.records().keySet()));
        modules.addAll(GOING.keySet());
        modules.forEach(this::follow);
        remarks.forEach(Runnable::run);
    }

    private void follow(String module) {
        Round round = rounds.get(module);
        if (round != null) {
            over(round);
            return;
        }
        Set<Long> altered = new TreeSet<>();
        alterations.forEach(alteration -> altered.addAll(alteration.records().getOrDefault(module, Set.of())));
        List<Long> leading = leaders(module).stream()
                .flatMap(leader -> moved(leader).keySet().stream())
                .sorted()
                .toList();
        for (List<Long> slice : Slices.of(leading)) {
            long last = 0;
            List<Entity> going;
            do {
                going = means.followers().goingWith(actor.orgId(), judging.form(module), slice, last, SLICE);
                going.forEach(record -> altered.remove(record.id()));
                int cause = leaders(module).stream()
                        .flatMap(leader -> slice.stream().map(moved(leader)::get))
                        .filter(Objects::nonNull)
                        .min(Integer::compare)
                        .orElse(0);
                judge(module, going, draft -> cause);
                last = going.isEmpty() ? last : going.getLast().id();
            } while (going.size() == SLICE);
        }
        for (List<Long> slice : Slices.of(List.copyOf(altered))) {
            judge(
                    module,
                    List.copyOf(means.records()
                            .byId(actor.orgId(), judging.form(module), slice)
                            .values()),
                    draft -> 0);
        }
    }

    /** @param otherwise the cause of what was not altered and goes with nothing that moved */
    private void judge(String module, List<Entity> records, ToIntFunction<Draft> otherwise) {
        Map<Draft, Integer> causes = new HashMap<>();
        Set<Long> others = new HashSet<>();
        alterations.forEach(alteration -> others.addAll(alteration.others()));
        with(
                module,
                judging.judge(
                        module,
                        records,
                        others,
                        draft -> alterations.stream()
                                .filter(alteration -> alteration.isOf(module, draft.id()))
                                .forEach(alteration ->
                                        causes.put(draft, alteration.change().applyAsInt(draft))),
                        draft -> {
                            Integer cause = causes.getOrDefault(draft, led(module, draft.after()));
                            return cause == null ? otherwise.applyAsInt(draft) : cause;
                        }));
    }

    /** The item that moved what a record goes with; null where it did not move. */
    private @Nullable Integer led(String module, Entity record) {
        return leaders(module).stream()
                .map(leader -> record.get(leader.field()) instanceof Long other
                        ? moved(leader).get(other)
                        : null)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static List<Leader> leaders(String module) {
        return GOING.getOrDefault(module, List.of());
    }

    private Map<Long, Integer> moved(Leader leader) {
        return moved.getOrDefault(leader.module(), Map.of());
    }

    /** What goes with these records of a module, each by the item that moved it. */
    void with(String module, Map<Long, Integer> causes) {
        if (LEADING.contains(module)) {
            moved.computeIfAbsent(module, m -> new HashMap<>()).putAll(causes);
        }
    }

    /**
     * Everything of which rules may decide otherwise now that these zones changed, and what goes with it. What goes with
     * others takes their zones in the order of the tree: where it has no room for all, another order moves it.
     */
    void all(List<Draft> zones) {
        boolean ordered = !judging.tree().isEmpty() || LAST.stream().anyMatch(m -> wereJudged(zones, m));
        boolean reordered = ordered && zones.stream().anyMatch(Zones::reorders);
        for (String module : LAST) {
            boolean judged = (judging.tree().judges(module) || wereJudged(zones, module))
                    && zones.stream().anyMatch(zone -> Zones.decides(zone, module));
            if (GOING.containsKey(module) && reordered || judged) {
                List<Draft> deciding = zones.stream()
                        .filter(zone -> Zones.decides(zone, module))
                        .toList();
                rounds.put(module, new Round(RuleRun.all(module), by(deciding.isEmpty() ? zones : deciding)));
            }
        }
    }

    /** Which of these zones moved a record: the first that it passed, or below which it passed one; else the first of all. */
    private ToIntFunction<Draft> by(List<Draft> zones) {
        Map<Long, Integer> items = new HashMap<>();
        zones.forEach(zone -> items.put(zone.id(), zone.item().index()));
        int first = zones.getFirst().item().index();
        return draft -> items.size() == 1
                ? first
                : Placement.passed(Change.between(draft.before(), draft.after())).stream()
                        .map(zone -> judging.tree().nearest(zone, items.keySet()))
                        .filter(Objects::nonNull)
                        .mapToInt(items::get)
                        .min()
                        .orElse(first);
    }

    /** Takes out of records what was said of zones that are gone, or leaves it to the zones that take their place. */
    void leave(Map<Long, Draft> gone) {
        Map<Long, @Nullable Long> targets = new HashMap<>();
        gone.forEach((id, draft) -> targets.put(id, target(draft, gone)));
        Map<Integer, Integer> ended = new TreeMap<>();
        int first = gone.values().iterator().next().item().index();
        alter(means.followers().naming(actor.orgId(), gone.keySet()), Set.of(), draft -> {
            int cause = Placement.named(draft.after()).stream()
                    .map(gone::get)
                    .filter(Objects::nonNull)
                    .mapToInt(zone -> zone.item().index())
                    .min()
                    // It went with another record, and names none of them any more.
                    .orElse(first);
            if (Unsaying.leave(draft, targets)) {
                ended.merge(cause, 1, Integer::sum);
            }
            return cause;
        });
        remarks.add(() -> gone.values().forEach(draft -> {
            Integer count = ended.get(draft.item().index());
            if (count != null) {
                draft.warn(Fault.of(FaultCode.HOLDS_ENDED, "", "count", count));
            }
        }));
    }

    private void alter(Map<String, Set<Long>> records, Set<Long> others, ToIntFunction<Draft> change) {
        alterations.add(new Alteration(records, others, change));
    }

    /** The zone that takes the records of one that goes, through others that go; null for none. */
    private static @Nullable Long target(Draft draft, Map<Long, Draft> gone) {
        Long target = draft.item().values().get(ZoneFields.PARENT) instanceof Long named ? named : null;
        Set<Long> seen = new HashSet<>();
        while (target != null && gone.containsKey(target) && seen.add(target)) {
            target = gone.get(target).item().values().get(ZoneFields.PARENT) instanceof Long next ? next : null;
        }
        return target == null || gone.containsKey(target) ? null : target;
    }

    /** Puts back what a batch changed of records as consequences of items that are taken back. */
    void putBack(UUID undone, List<Draft> written) {
        Map<Long, Integer> items = new HashMap<>();
        written.forEach(draft -> items.put(draft.id(), draft.item().index()));
        Map<Long, FollowerTable.Past> changed = new HashMap<>();
        Set<Long> named = new HashSet<>();
        for (FollowerTable.Past past : means.followers().consequences(actor.orgId(), undone)) {
            if (items.containsKey(past.cause()) && Unsaying.isSaid(past.changes(), named)) {
                changed.put(past.record(), past);
            }
        }
        if (changed.isEmpty()) {
            return;
        }
        Set<Long> exist = means.zones().lines(actor.orgId(), named).keySet();
        Map<Long, String> modules = means.records().modules(actor.orgId(), changed.keySet());
        Map<String, Set<Long>> byModule = new TreeMap<>();
        modules.forEach((id, module) ->
                byModule.computeIfAbsent(module, m -> new HashSet<>()).add(id));
        Set<Long> others = changed.values().stream()
                .flatMap(past -> past.changes().values().stream())
                .map(change -> Values.id(change.before()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        alter(byModule, others, draft -> {
            FollowerTable.Past past = Objects.requireNonNull(changed.get(draft.id()));
            int room = Places.room(Objects.requireNonNull(modules.get(draft.id())));
            Unsaying.putBack(draft, past.changes(), past.at(), exist::contains, room, now);
            past.changes().forEach((path, change) -> {
                if (!Placement.isPart(path) && Objects.equals(draft.after().get(path), Values.id(change.after()))) {
                    draft.set(path, Values.id(change.before()));
                }
            });
            return Objects.requireNonNull(items.get(past.cause()));
        });
    }

    /** Makes what refers to a record that is gone refer to the one that it became one with. */
    void refer(String module, Draft left, long to) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        judging.catalog().modules().values().forEach(other -> {
            List<String> referring = other.references().stream()
                    .filter(field -> module.equals(field.lookup()) && !field.readOnly())
                    .map(Field::name)
                    .filter(field -> !RecordTable.finds(other.name(), field))
                    .toList();
            if (!referring.isEmpty()) {
                fields.put(other.name(), referring);
            }
        });
        alter(means.followers().referring(actor.orgId(), fields, left.id()), Set.of(to), draft -> {
            Map<String, @Nullable Object> now = new HashMap<>();
            draft.after().values().forEach((name, value) -> {
                if (value instanceof Long id && id == left.id()) {
                    now.put(name, to);
                }
            });
            now.forEach(draft::set);
            return left.item().index();
        });
        List<String> rules = judging.tree().naming(module, left.id());
        if (!rules.isEmpty()) {
            left.warn(Fault.of(FaultCode.NAMED_BY_RULES, "", "zones", String.join(", ", rules)));
        }
    }

    /** Everything of which there are rules. */
    void again(int cause) {
        ZoneFields.RULED.stream()
                .filter(module -> judging.tree().judges(module))
                .forEach(module -> over(RuleRun.all(module), cause));
    }

    /** Once more the records of a run. */
    void over(RuleRun run, int cause) {
        rounds.put(run.module(), new Round(run, draft -> cause));
    }

    /** A slice at a time, so that the records of an org need not be in memory at once. */
    private void over(Round round) {
        RuleRun run = round.run();
        Module module = Objects.requireNonNull(judging.catalog().modules().get(run.module()), run.module());
        Condition where = run.zones().isEmpty()
                ? Condition.every()
                : new Condition.InZone(means.zones().part(actor.orgId(), run.zones(), run.below()));
        List<Entity> slice;
        Place after = null;
        do {
            slice = means.search()
                    .page(
                            actor.orgId(),
                            new RecordQuery(module, actor.userId(), where, null, Sort.ID, false, after, 0, SLICE));
            judge(run.module(), chosen(run, slice), round.cause());
            after = slice.isEmpty()
                    ? null
                    : new Place(Instant.EPOCH, slice.getLast().id());
        } while (slice.size() == SLICE);
    }

    private List<Entity> chosen(RuleRun run, List<Entity> records) {
        Criteria criteria = run.criteria();
        Moment moment = judging.moment();
        return criteria == null
                ? records
                : records.stream()
                        .filter(record -> criteria.matches(record.values(), moment))
                        .toList();
    }

    private static boolean wereJudged(List<Draft> zones, String module) {
        return zones.stream().anyMatch(zone -> zone.before() instanceof Entity before && Zones.judges(before, module));
    }
}
