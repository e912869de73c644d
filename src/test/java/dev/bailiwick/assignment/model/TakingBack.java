package dev.bailiwick.assignment.model;

import dev.bailiwick.assignment.model.Past.Effect;
import dev.bailiwick.assignment.model.Thing.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Undo as the design has it (6): value by value, where it is still the batch's. */
record TakingBack(World world, Past past) {
    /** What is to become of a thing. */
    record Item(
            String outcome,
            @Nullable Thing before,
            @Nullable Thing after) {}

    /** One effect for each thing, whatever the number of rows about it. */
    List<Effect> items() {
        Map<Long, Effect> items = new LinkedHashMap<>();
        past.effects().forEach(effect -> items.merge(effect.id(), effect, TakingBack::together));
        return List.copyOf(items.values());
    }

    private static Effect together(Effect first, Effect then) {
        Map<String, Change> changes = new TreeMap<>(first.changes());
        then.changes()
                .forEach((name, change) ->
                        changes.merge(name, change, (earlier, later) -> new Change(earlier.before(), later.after())));
        changes.values().removeIf(change -> Objects.equals(change.before(), change.after()));
        String outcome = first.outcome().equals("changed") ? then.outcome() : first.outcome();
        return new Effect(first.id(), outcome, changes, then.in(), null);
    }

    Item take(Effect effect) {
        Thing found = world.things(past.kind()).get(effect.id());
        return switch (effect.outcome()) {
            case "created", "restored" -> {
                if (found == null) {
                    yield new Item("unchanged", null, null);
                }
                // Also where it went since and came back: it is what the batch made.
                boolean same = found.values.equals(values(effect, false));
                yield same ? new Item("deleted", found.copy(), null) : new Item("kept", found, found);
            }
            case "deleted" -> {
                if (found != null) {
                    boolean same = found.values.equals(values(effect, true));
                    yield new Item(same ? "unchanged" : "kept", found, found);
                }
                if (!Objects.equals(world.gone.get(effect.id()), past.number())) {
                    yield new Item("kept", null, null);
                }
                // It comes back with the times and authors of where it was, as far as it belongs there now.
                Thing restored = new Thing(effect.id(), past.kind(), values(effect, true));
                restored.in.putAll(effect.in());
                yield new Item("restored", null, fitting(restored));
            }
            default -> found == null ? new Item("kept", null, null) : putBack(effect, found);
        };
    }

    private static Map<String, Object> values(Effect effect, boolean before) {
        Map<String, Object> values = new TreeMap<>();
        effect.changes().forEach((name, change) -> {
            Object value = before ? change.before() : change.after();
            if (value != null) {
                values.put(name, value);
            }
        });
        return values;
    }

    private Item putBack(Effect effect, Thing found) {
        Thing after = found.copy();
        boolean kept = false;
        for (Map.Entry<String, Change> entry : effect.changes().entrySet()) {
            Object is = found.values.get(entry.getKey());
            Change change = entry.getValue();
            if (Objects.equals(is, change.after())) {
                after.put(entry.getKey(), change.before());
            } else {
                kept |= !Objects.equals(is, change.before());
            }
        }
        kept |= leaveHoldOfOthers(after, found, effect.changes(), past.number());
        fitting(after);
        boolean same = after.values.equals(found.values);
        return new Item(same ? kept ? "kept" : "unchanged" : "changed", found.copy(), after);
    }

    /**
     * A hold is one word about all zones: a later one stays as it is, and nothing stands beside one. Says whether anything
     * stays that the batch changed.
     */
    static boolean leaveHoldOfOthers(Thing after, Thing found, Map<String, Change> changes, int number) {
        boolean stays = false;
        boolean torn = after.isHeld() && !after.values.containsKey(Thing.HELD);
        List<String> names = changes.keySet().stream()
                .filter(name -> name.startsWith(Thing.HOLD + "."))
                .toList();
        if (!names.isEmpty() && (torn || isHoldOfOthers(found, changes, number))) {
            for (String name : names) {
                stays |= !Objects.equals(
                        found.values.get(name),
                        Objects.requireNonNull(changes.get(name)).before());
                after.put(name, found.values.get(name));
            }
        }
        for (long zone : after.zones(Thing.MANUAL)) {
            if (after.isHeld() && !found.says(Thing.MANUAL, zone)) {
                after.values.remove(Thing.MANUAL + "." + zone);
                stays = true;
            }
        }
        return stays;
    }

    private static boolean isHoldOfOthers(Thing record, Map<String, Change> changes, int number) {
        Object is = record.values.get(Thing.HELD);
        Change change = changes.get(Thing.HELD);
        return change != null
                ? !Objects.equals(is, change.after())
                : !(is instanceof Said held) || Integer.parseInt(held.at().substring(1)) > number;
    }

    /** What was said of zones that are gone by now went with them: a hold shrinks, and an empty one ends. */
    private Thing fitting(Thing record) {
        if (!record.module.equals(Thing.ZONES)) {
            for (String kind : Thing.WORDS) {
                for (long zone : record.zones(kind)) {
                    if (!world.zones.containsKey(zone)) {
                        Consequences.leave(record, kind, zone, null);
                    }
                }
            }
        }
        return record;
    }
}
