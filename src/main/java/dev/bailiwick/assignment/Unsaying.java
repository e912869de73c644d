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
        if (isHoldOfOthers(before, changes, at)) {
            draft.set(Placement.HOLD, before.map(Placement.HOLD));
        }
        if (Placement.said(draft.after()).places(now) > room) {
            Placement.SAID.forEach(kind -> draft.set(kind, before.map(kind)));
        }
    }

    /**
     * Whether a record is held, or is not held any more, by a word that came after a batch. A hold is one word about all
     * zones: what the batch did to single ones is no use without it.
     *
     * @param changes that the batch made
     * @param at when
     */
    static boolean isHoldOfOthers(Entity record, Map<String, Change> changes, Instant at) {
        Placement.Mark held = Placement.held(record);
        Change change = changes.get(Placement.HOLD + "." + Placement.HELD);
        return held == null
                ? change == null || change.after() != null
                : held.at().isAfter(at);
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
