package dev.bailiwick.bulk;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to take back what a batch did: its effects turned round into items, and each item, once its thing is
 * found, into a draft that asks for what is still the batch's. From there on it is a batch like any other.
 */
final class Undo {
    private Undo() {}

    /** An item for each thing, whatever the number of rows about it. */
    static List<Item> items(List<Undone.Row> rows) {
        Map<Long, Undone.Row> byId = new LinkedHashMap<>();
        rows.forEach(row -> byId.merge(row.id(), row, Undo::together));
        List<Item> items = new ArrayList<>(byId.size());
        for (Undone.Row row : byId.values()) {
            Map<String, Change> changes = row.effect().changes();
            items.add(new Item(
                    items.size(),
                    Verb.UNDO,
                    new Key.Id(row.id()),
                    wanted(changes, changes.keySet()),
                    List.of(),
                    List.of(),
                    new Item.Tag(row.clientRef(), null, null),
                    row.effect()));
        }
        return items;
    }

    /** What two rows did to a thing, one after the other. */
    private static Undone.Row together(Undone.Row first, Undone.Row then) {
        Map<String, Change> changes = new LinkedHashMap<>(first.effect().changes());
        then.effect()
                .changes()
                .forEach((path, change) ->
                        changes.merge(path, change, (earlier, later) -> new Change(earlier.before(), later.after())));
        changes.values().removeIf(change -> Objects.equals(change.before(), change.after()));
        Outcome outcome = first.effect().outcome() == Outcome.CHANGED
                ? then.effect().outcome()
                : first.effect().outcome();
        return new Undone.Row(
                first.id(),
                new Effect(outcome, then.effect().version(), then.effect().at(), changes),
                first.clientRef());
    }

    /** The item with its ids of other things told from numbers, which history does not. */
    static Item linked(Item item, Set<String> references) {
        Effect effect = Objects.requireNonNull(item.undoes());
        if (effect.changes().keySet().stream().noneMatch(references::contains)) {
            return item;
        }
        Map<String, Change> changes = new LinkedHashMap<>();
        effect.changes()
                .forEach((path, change) -> changes.put(path, references.contains(path) ? linked(change) : change));
        return new Item(
                item.index(),
                item.verb(),
                item.key(),
                wanted(changes, changes.keySet()),
                item.faults(),
                item.warnings(),
                item.tag(),
                new Effect(effect.outcome(), effect.version(), effect.at(), changes));
    }

    private static Change linked(Change change) {
        return new Change(id(change.before()), id(change.after()));
    }

    private static @Nullable Object id(@Nullable Object stored) {
        return stored instanceof BigDecimal number ? (Long) number.longValueExact() : stored;
    }

    /** What these paths were, as an item asks for it; what was unset is no part of it. */
    private static Map<String, @Nullable Object> wanted(Map<String, Change> changes, Set<String> paths) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String path : paths) {
            Object before = value(changes, path).before();
            int dot = path.indexOf('.');
            if (before != null && dot < 0) {
                values.put(path, asked(before));
            } else if (before != null) {
                inside(values, path.substring(0, dot)).put(path.substring(dot + 1), asked(before));
            }
        }
        return values;
    }

    private static Change value(Map<String, Change> changes, String path) {
        return Objects.requireNonNull(changes.get(path), path);
    }

    /** A whole number is stored without its zeros, and asked for with them. */
    private static Object asked(Object stored) {
        return stored instanceof BigDecimal number && number.scale() < 0 ? number.setScale(0) : stored;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> inside(Map<String, @Nullable Object> values, String field) {
        return (Map<String, @Nullable Object>)
                Objects.requireNonNull(values.computeIfAbsent(field, f -> new LinkedHashMap<String, Object>()));
    }

    /**
     * What is to become of the thing.
     *
     * @param found the thing as it is, or null where there is none
     * @param life what history knows of the thing
     */
    static Draft draft(Item item, @Nullable Entity found, Ledger.Life life, Judge judge) {
        Effect effect = Objects.requireNonNull(item.undoes());
        long id = item.key() instanceof Key.Id key ? key.id() : 0;
        return switch (effect.outcome()) {
            case CREATED, RESTORED ->
                found == null ? Draft.absent(item, id) : remove(item, effect, found, life, judge.derived());
            case DELETED ->
                found != null || life.last() != effect.version()
                        ? leave(item, id, effect, found, judge.derived())
                        : restore(item, id, effect, judge);
            case CHANGED ->
                found == null
                        ? kept(Draft.absent(item, id), Set.of(""))
                        : putBack(item, effect, found, judge.derived());
            case UNCHANGED, KEPT, REJECTED, NOT_ATTEMPTED ->
                throw new IllegalArgumentException(effect.outcome() + " had no effect");
        };
    }

    private static Draft kept(Draft draft, Set<String> paths) {
        paths.forEach(draft::keep);
        return draft;
    }

    /** What the batch made goes, unless it changed since, or went and was made anew by another. */
    private static Draft remove(Item item, Effect effect, Entity found, Ledger.Life life, Set<String> derived) {
        Set<String> since = life.made() <= effect.version() ? differences(effect, found, false, derived) : Set.of("");
        return since.isEmpty() ? Draft.removing(item, found) : kept(Draft.changing(item, found, Map.of()), since);
    }

    /** What the batch deleted is there again, or was there and was deleted again. */
    private static Draft leave(Item item, long id, Effect effect, @Nullable Entity found, Set<String> derived) {
        return found == null
                ? kept(Draft.absent(item, id), Set.of(""))
                : kept(Draft.changing(item, found, Map.of()), differences(effect, found, true, derived));
    }

    private static Draft restore(Item item, long id, Effect effect, Judge judge) {
        return Draft.making(item, id, effect.version() + 1, judge.blank());
    }

    /** The paths in which a thing differs from how it was after the batch, or before it. */
    private static Set<String> differences(Effect effect, Entity found, boolean before, Set<String> derived) {
        Map<String, @Nullable Object> now = flat(found, derived);
        effect.changes().forEach((path, change) -> {
            if (derived.contains(Fault.fieldOf(path))) {
                return;
            }
            if (Objects.equals(now.get(path), before ? change.before() : change.after())) {
                now.remove(path);
            } else {
                now.put(path, change);
            }
        });
        return now.keySet();
    }

    private static Map<String, @Nullable Object> flat(Entity entity, Set<String> derived) {
        Map<String, @Nullable Object> flat = new LinkedHashMap<>();
        Change.between(null, entity).forEach((path, change) -> {
            if (!derived.contains(Fault.fieldOf(path))) {
                flat.put(path, change.after());
            }
        });
        return flat;
    }

    /** Fields that are still the batch's get back what they were; those that are so already need nothing. */
    private static Draft putBack(Item item, Effect effect, Entity found, Set<String> derived) {
        Map<String, @Nullable Object> now = flat(found, derived);
        Map<String, Change> back = new LinkedHashMap<>();
        List<String> since = new ArrayList<>();
        effect.changes().forEach((path, change) -> {
            if (derived.contains(Fault.fieldOf(path))) {
                return;
            }
            Object value = now.get(path);
            if (Objects.equals(value, change.after())) {
                back.put(path, change);
            } else if (!Objects.equals(value, change.before())) {
                since.add(path);
            }
        });
        Draft draft = Draft.changing(item, found, wanted(back, back.keySet()));
        // What was unset is unset again without a rule that could forbid it: it was so.
        back.values().removeIf(change -> change.before() != null);
        draft.unset(back);
        since.forEach(draft::keep);
        return draft;
    }
}
