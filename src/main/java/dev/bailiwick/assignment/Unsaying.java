package dev.bailiwick.assignment;

import dev.bailiwick.bulk.Change;
import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Fault;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** In charge of what was said of a record and zones that go, and of putting it back once they are there again. */
public final class Unsaying {
    private Unsaying() {}

    /**
     * Takes what was said of zones that go out of a draft: a hold shrinks, and ends where that leaves it empty.
     *
     * @param targets by the zones that go, which zones take their held and manual records; null for none
     * @return whether a hold ended
     */
    public static boolean leave(Draft draft, Map<Long, @Nullable Long> targets) {
        boolean held = !draft.after().map(Placement.HOLD).isEmpty();
        for (String kind : Placement.SAID) {
            boolean moves = kind.equals(Placement.HOLD) || kind.equals(Placement.MANUAL);
            Map<String, Object> words = new LinkedHashMap<>(draft.after().map(kind));
            boolean left = false;
            for (Map.Entry<Long, @Nullable Long> gone : targets.entrySet()) {
                Object word = words.remove(String.valueOf(gone.getKey()));
                left |= word != null;
                if (word != null && moves && gone.getValue() != null) {
                    words.putIfAbsent(String.valueOf(gone.getValue()), word);
                }
            }
            if (left) {
                boolean ends = kind.equals(Placement.HOLD) && words.keySet().equals(Set.of(Placement.HELD));
                draft.set(kind, ends ? Map.of() : words);
            }
        }
        return held && draft.after().map(Placement.HOLD).isEmpty();
    }

    /** Takes what was said of zones that are gone out of a draft in the same way, and says of which. */
    static Set<Long> leaveGone(Draft draft, LongPredicate exists) {
        Map<Long, @Nullable Long> gone = new TreeMap<>();
        Placement.said(draft.after()).named().stream()
                .filter(zone -> !exists.test(zone))
                .forEach(zone -> gone.put(zone, null));
        if (!gone.isEmpty()) {
            leave(draft, gone);
        }
        return gone.keySet();
    }

    /**
     * Whether any of these changes is of more than what follows from all else.
     *
     * @param zones to which those are added of which something was said
     */
    public static boolean isSaid(Map<String, Change> changes, Set<Long> zones) {
        boolean any = false;
        for (String path : changes.keySet()) {
            String field = Fault.fieldOf(path);
            any |= !Placement.DERIVED.contains(field);
            if (Placement.SAID.contains(field) && !path.endsWith("." + Placement.HELD)) {
                zones.add(Long.parseLong(path.substring(field.length() + 1)));
            }
        }
        return any;
    }

    /**
     * Puts back what a batch changed of what was said, where nobody said otherwise since, and where it fits beside what
     * was said since.
     *
     * @param changes that it made
     * @param at when
     * @param exists whether there is a zone with this id
     * @param room in how many zones the record can be
     */
    public static void putBack(
            Draft draft, Map<String, Change> changes, Instant at, LongPredicate exists, int room, Instant now) {
        Entity before = Objects.requireNonNull(draft.before());
        putBack(draft, changes, exists);
        settleHold(draft, before, changes, at);
        if (Placement.said(draft.after()).places(now) > room) {
            Placement.SAID.forEach(kind -> draft.set(kind, before.map(kind)));
        }
    }

    /**
     * Has a draft that puts back what a batch changed leave alone what came after the batch. A hold is one word about all
     * zones: what the batch did to single ones is no use without it. And what was added by hand before a record was held
     * is part of no hold.
     *
     * @param changes that the batch made
     * @param at when
     * @return the paths that stay as they are though the batch changed them
     */
    static Set<String> settleHold(Draft draft, Entity before, Map<String, Change> changes, Instant at) {
        Set<String> stay = new TreeSet<>();
        Map<String, Object> hold = draft.after().map(Placement.HOLD);
        boolean torn = !hold.isEmpty() && !hold.containsKey(Placement.HELD);
        if (Placement.changesHold(changes) && (torn || isHoldOfOthers(before, changes, at))) {
            if (differs(before, changes)) {
                stay.add(Placement.HOLD + "." + Placement.HELD);
            }
            draft.set(Placement.HOLD, before.map(Placement.HOLD));
        }
        if (!draft.after().map(Placement.HOLD).isEmpty()) {
            Map<String, Object> manual = new LinkedHashMap<>(draft.after().map(Placement.MANUAL));
            for (String zone : draft.after().map(Placement.MANUAL).keySet()) {
                if (!before.map(Placement.MANUAL).containsKey(zone)) {
                    manual.remove(zone);
                    stay.add(Placement.MANUAL + "." + zone);
                }
            }
            draft.set(Placement.MANUAL, manual);
        }
        return stay;
    }

    /** Whether a record is held, or is not held any more, by a word that came after a batch. */
    private static boolean isHoldOfOthers(Entity record, Map<String, Change> changes, Instant at) {
        Change change = changes.get(Placement.HOLD + "." + Placement.HELD);
        if (change != null) {
            return !Objects.equals(record.map(Placement.HOLD).get(Placement.HELD), change.after());
        }
        Placement.Mark held = Placement.held(record);
        return held == null || held.at().isAfter(at);
    }

    /** Whether anything of its hold is otherwise than before these changes. */
    private static boolean differs(Entity record, Map<String, Change> changes) {
        Map<String, Object> hold = record.map(Placement.HOLD);
        return changes.entrySet().stream()
                .filter(entry -> Fault.fieldOf(entry.getKey()).equals(Placement.HOLD))
                .anyMatch(entry -> !Objects.equals(
                        hold.get(entry.getKey().substring(Placement.HOLD.length() + 1)),
                        entry.getValue().before()));
    }

    private static void putBack(Draft draft, Map<String, Change> changes, LongPredicate exists) {
        for (Map.Entry<String, Change> entry : changes.entrySet()) {
            String kind = Fault.fieldOf(entry.getKey());
            if (!Placement.SAID.contains(kind)) {
                continue;
            }
            String zone = entry.getKey().substring(kind.length() + 1);
            Change change = entry.getValue();
            Map<String, Object> words = new LinkedHashMap<>(draft.after().map(kind));
            boolean there = zone.equals(Placement.HELD) || exists.test(Long.parseLong(zone));
            if (!Objects.equals(words.get(zone), change.after()) || change.before() != null && !there) {
                continue;
            } else if (change.before() == null) {
                words.remove(zone);
                draft.set(kind, words);
            } else {
                words.put(zone, change.before());
                draft.set(kind, words);
            }
        }
    }
}
