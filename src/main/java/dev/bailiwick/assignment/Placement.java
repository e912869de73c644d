package dev.bailiwick.assignment;

import dev.bailiwick.bulk.Change;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Fault;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * In charge of how a record holds where it belongs: beside its fields, under names that no field can have. Each is a map
 * by zone, so that history tells, and an undo takes back, one zone's entry without the others'.
 */
public final class Placement {
    /** In which zones it is and why; follows from all else. */
    public static final String IN = "$in";

    /** Zones in which it is not, though a rule would have it there, and what keeps it out; follows from all else. */
    public static final String OVERRULED = "$overruled";

    /** In exactly which zones it is; with {@link #HELD} if only to say that it is in none. */
    public static final String HOLD = "$hold";

    /** In which zones it is beside those that rules give. */
    public static final String MANUAL = "$manual";

    public static final String PINS = "$pins";
    public static final String EXCLUSIONS = "$exclusions";

    /** The entry of a hold that says who holds the record, and since when. */
    static final String HELD = "held";

    /** What people said, which an undo takes back. */
    public static final Set<String> SAID = Set.of(HOLD, MANUAL, PINS, EXCLUSIONS);

    /** What follows from it, and is decided anew. */
    public static final Set<String> DERIVED = Set.of(IN, OVERRULED);

    private static final String CAUSE = "cause";
    private static final String BY = "by";
    private static final String AT = "at";
    private static final String CONTRADICTED = "contradicted";
    private static final String REASON = "reason";
    private static final String UNTIL = "until";

    private Placement() {}

    /** Why a record is in a zone, as the record holds it: what is not asked for is not read out of it. */
    public record Entry(Map<String, Object> stored) {
        /**
         * Of a record that comes there.
         *
         * @param by who put it there; 0 for the command line, null where no person did
         */
        static Entry of(Cause cause, @Nullable Long by, Instant at) {
            Map<String, Object> stored = new TreeMap<>();
            stored.put(CAUSE, cause.word());
            if (by != null) {
                stored.put(BY, String.valueOf(by));
            }
            stored.put(AT, at.toString());
            return new Entry(stored);
        }

        /** From what a record holds of a zone, or a receipt tells of it. */
        @SuppressWarnings("unchecked")
        public static Entry of(Map<?, ?> stored) {
            return new Entry((Map<String, Object>) stored);
        }

        /** Of a record that stays there, as before by whom and since when. */
        Entry staying(Cause cause, boolean contradicted) {
            Map<String, Object> changed = new TreeMap<>(stored);
            changed.put(CAUSE, cause.word());
            changed.remove(CONTRADICTED);
            if (contradicted) {
                changed.put(CONTRADICTED, true);
            }
            return new Entry(changed);
        }

        public Cause cause() {
            return Cause.of(String.valueOf(stored.get(CAUSE)));
        }

        /** Who put it there; 0 for the command line, null where no person did. */
        public @Nullable Long by() {
            return stored.get(BY) instanceof String by ? (Long) Long.parseLong(by) : null;
        }

        /** Since when it is there by words, or without any. */
        public Instant at() {
            return Instant.parse(String.valueOf(stored.get(AT)));
        }

        /** Whether somebody put it there whom the zone's own rule does not let in. */
        public boolean contradicted() {
            return Boolean.TRUE.equals(stored.get(CONTRADICTED));
        }
    }

    /**
     * A word about one zone, as it is stored.
     *
     * @param reason why, in the words of who said it; null where they gave none
     * @param until when it ends by itself; null for never
     */
    static Map<String, Object> word(long by, Instant at, @Nullable String reason, @Nullable Instant until) {
        Map<String, Object> word = new TreeMap<>();
        word.put(BY, String.valueOf(by));
        word.put(AT, at.toString());
        if (reason != null) {
            word.put(REASON, reason);
        }
        if (until != null) {
            word.put(UNTIL, until.toString());
        }
        return word;
    }

    /** Whether a stored word says this already. */
    static boolean says(@Nullable Object word, @Nullable String reason, @Nullable Instant until) {
        return word instanceof Map<?, ?> map
                && Objects.equals(map.get(REASON), reason)
                && Objects.equals(map.get(UNTIL), until == null ? null : until.toString());
    }

    /**
     * Something that was said.
     *
     * @param by who said it; 0 for the command line
     * @param reason in the words of who said it; null where they gave none
     * @param until when it ends by itself; null for never
     */
    public record Mark(
            long by,
            Instant at,
            @Nullable String reason,
            @Nullable Instant until) {
        /** Whether it counts no longer. */
        public boolean isOver(Instant now) {
            return until != null && !now.isBefore(until);
        }

        static Mark of(Map<?, ?> stored) {
            return new Mark(
                    Long.parseLong(String.valueOf(stored.get(BY))),
                    Instant.parse(String.valueOf(stored.get(AT))),
                    stored.get(REASON) instanceof String reason ? reason : null,
                    stored.get(UNTIL) instanceof String until ? Instant.parse(until) : null);
        }
    }

    /** What was said of zones, by their ids; of {@link #HOLD}, {@link #MANUAL}, {@link #PINS} or {@link #EXCLUSIONS}. */
    public static Map<Long, Mark> marks(Entity record, String kind) {
        Map<Long, Mark> marks = new TreeMap<>();
        record.map(kind).forEach((zone, word) -> {
            if (!zone.equals(HELD)) {
                marks.put(Long.parseLong(zone), Mark.of((Map<?, ?>) word));
            }
        });
        return marks;
    }

    /** What was said of a record and a zone in which it is not; null where only others were said where it is. */
    public static @Nullable Mark against(Entity record, long zone) {
        for (String kind : List.of(EXCLUSIONS, PINS, HOLD, MANUAL)) {
            if (marks(record, kind).get(zone) instanceof Mark mark) {
                return mark;
            }
        }
        return held(record);
    }

    /** Who holds a record, and since when; null where it is not held. */
    public static @Nullable Mark held(Entity record) {
        return record.map(HOLD).get(HELD) instanceof Map<?, ?> word ? Mark.of(word) : null;
    }

    /** Whether a changed path is of this, and of no field. */
    public static boolean isPart(String path) {
        return path.startsWith("$");
    }

    /** Whether there is a change of who holds a record, or where. */
    public static boolean changesHold(Map<String, Change> changes) {
        return changes.keySet().stream().anyMatch(path -> Fault.fieldOf(path).equals(HOLD));
    }

    /** The zones that changes of a record's {@link #IN} and {@link #OVERRULED} are about. */
    public static Set<Long> passed(Map<String, Change> changes) {
        Set<Long> zones = new TreeSet<>();
        changes.keySet().forEach(path -> {
            String field = Fault.fieldOf(path);
            if (DERIVED.contains(field)) {
                zones.add(Long.parseLong(path.substring(field.length() + 1)));
            }
        });
        return zones;
    }

    /** Whether what a receipt tells of a zone is that the record is there. */
    public static boolean isInside(Map<?, ?> told) {
        return told.containsKey(CAUSE);
    }

    /** In which zones a record is, by their ids, and why. */
    public static Map<Long, Entry> in(Entity record) {
        Map<Long, Entry> in = new LinkedHashMap<>();
        record.map(IN).forEach((zone, entry) -> in.put(Long.parseLong(zone), Entry.of((Map<?, ?>) entry)));
        return in;
    }

    /** What people said of where it belongs. */
    public static Said said(Entity record) {
        Map<String, Object> hold = record.map(HOLD);
        Map<String, Object> manual = record.map(MANUAL);
        Map<String, Object> pins = record.map(PINS);
        Map<String, Object> exclusions = record.map(EXCLUSIONS);
        if (hold.isEmpty() && manual.isEmpty() && pins.isEmpty() && exclusions.isEmpty()) {
            return Said.NOTHING;
        }
        return new Said(hold.isEmpty() ? null : zones(hold), zones(manual), until(pins), until(exclusions));
    }

    /** The zones in which a record is, or would be by a rule, or of which somebody said something. */
    public static Set<Long> named(Entity record) {
        Set<Long> named = new TreeSet<>();
        for (String kind : List.of(IN, OVERRULED, HOLD, MANUAL, PINS, EXCLUSIONS)) {
            named.addAll(zones(record.map(kind)));
        }
        return named;
    }

    private static Set<Long> zones(Map<String, Object> words) {
        Set<Long> zones = new TreeSet<>();
        for (String zone : words.keySet()) {
            if (!zone.equals(HELD)) {
                zones.add(Long.parseLong(zone));
            }
        }
        return zones;
    }

    private static Map<Long, Said.Until> until(Map<String, Object> words) {
        Map<Long, Said.Until> until = new TreeMap<>();
        words.forEach((zone, word) -> {
            Object at = ((Map<?, ?>) word).get(UNTIL);
            until.put(Long.parseLong(zone), new Said.Until(at == null ? null : Instant.parse(String.valueOf(at))));
        });
        return until;
    }
}
