package dev.bailiwick.race;

import dev.bailiwick.db.Jsonb;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The histories of an org's things, row after row: each leads from nothing through all versions to what is told last. */
final class Histories {
    private final List<String> broken;
    private final Map<String, Told> things = new TreeMap<>();

    /** @param broken where to say what does not hold */
    Histories(List<String> broken) {
        this.broken = broken;
    }

    /** What the history of a thing says so far. */
    private static final class Told {
        private int version;
        private boolean there;
        private final Map<String, Object> fields = new HashMap<>();
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            broken.add(otherwise);
        }
    }

    /** The next row of this thing. */
    void add(String thing, int version, String outcome, String before, String after) {
        String where = "history of " + thing + " version " + version;
        Told told = things.computeIfAbsent(thing, t -> new Told());
        require(version == ++told.version, where + " comes as number " + told.version);
        boolean isNext = switch (outcome) {
            case "created" -> !told.there;
            case "restored" -> version > 1 && !told.there;
            case "changed", "deleted" -> told.there;
            default -> false;
        };
        require(isNext, where + " cannot be " + outcome + " then");
        told.there = !outcome.equals("deleted");
        replay(where, told.fields, Jsonb.readMap(before), Jsonb.readMap(after));
        require(told.there || told.fields.isEmpty(), where + " leaves " + told.fields);
    }

    private void replay(
            String where,
            Map<String, Object> state,
            Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after) {
        require(before.keySet().equals(after.keySet()), where + " tells of other fields before and after");
        before.forEach((field, value) -> {
            Object was = state.get(field);
            require(
                    value == null ? was == null : value.equals(was),
                    where + " says that " + field + " was " + value + ", and it was " + was);
        });
        after.forEach((field, value) -> {
            if (value == null) {
                state.remove(field);
            } else {
                state.put(field, value);
            }
        });
    }

    /** A thing is there, in this version. */
    void requireThere(String thing, int version) {
        Told told = things.get(thing);
        require(
                told != null && told.version == version,
                thing + " has version " + version + " and history rows: " + (told == null ? 0 : told.version));
        require(told == null || told.there, thing + " is there, and history says that it was deleted");
    }

    /** A thing is there, in this version, with these fields. */
    void requireThere(String thing, int version, Map<String, Object> fields) {
        requireThere(thing, version);
        Told told = things.get(thing);
        Map<String, Object> wanted = told == null ? Map.of() : told.fields;
        require(wanted.equals(fields), thing + " is " + fields + " and history says " + wanted);
    }

    /** Nothing but these is there. */
    void requireGone(Set<String> there) {
        Set<String> rest = new HashSet<>(things.keySet());
        rest.removeAll(there);
        things.forEach((thing, told) ->
                require(!rest.contains(thing) || !told.there, "history of what is not there: " + thing));
    }
}
