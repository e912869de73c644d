package dev.bailiwick.bulk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a field was and what it is now; null where it was or is unset. */
public record Change(@Nullable Object before, @Nullable Object after) {

    /**
     * The changes that lead from one state to another, by field, and by {@code field.key} inside maps.
     *
     * @param before what was, or null where the thing is new
     * @param after what is, or null where it is gone
     */
    public static Map<String, Change> between(@Nullable Entity before, @Nullable Entity after) {
        Map<String, Change> changes = new LinkedHashMap<>();
        Map<String, @Nullable Object> were = before == null ? Map.of() : before.values();
        Map<String, @Nullable Object> are = after == null ? Map.of() : after.values();
        are.forEach((field, now) -> between(field, were.get(field), now, changes));
        were.forEach((field, was) -> {
            if (was != null && !are.containsKey(field)) {
                between(field, was, null, changes);
            }
        });
        return changes;
    }

    @SuppressWarnings("unchecked")
    private static void between(String field, @Nullable Object was, @Nullable Object now, Map<String, Change> changes) {
        if (was instanceof Map || now instanceof Map) {
            betweenMaps(
                    field,
                    was == null ? Map.of() : (Map<String, Object>) was,
                    now == null ? Map.of() : (Map<String, Object>) now,
                    changes);
        } else if (!Objects.equals(was, now)) {
            changes.put(field, new Change(was, now));
        }
    }

    /** Whether anything leads from one state of a thing to another, without saying what. */
    static boolean leads(Entity before, Entity after) {
        Map<String, @Nullable Object> were = before.values();
        Map<String, @Nullable Object> are = after.values();
        for (Map.Entry<String, @Nullable Object> entry : are.entrySet()) {
            Object was = were.get(entry.getKey());
            Object now = entry.getValue();
            if (!Objects.equals(was, now) && !(isNothing(was) && isNothing(now))) {
                return true;
            }
        }
        for (Map.Entry<String, @Nullable Object> entry : were.entrySet()) {
            if (!isNothing(entry.getValue()) && !are.containsKey(entry.getKey())) {
                return true;
            }
        }
        return false;
    }

    /** An empty map is as good as none. */
    private static boolean isNothing(@Nullable Object value) {
        return value == null || value instanceof Map<?, ?> map && map.isEmpty();
    }

    private static void betweenMaps(
            String field, Map<String, Object> was, Map<String, Object> now, Map<String, Change> changes) {
        was.forEach((key, value) -> put(field, key, value, now.get(key), changes));
        now.forEach((key, value) -> {
            if (!was.containsKey(key)) {
                put(field, key, null, value, changes);
            }
        });
    }

    private static void put(
            String field, String key, @Nullable Object was, @Nullable Object now, Map<String, Change> changes) {
        if (!Objects.equals(was, now)) {
            changes.put(field + "." + key, new Change(was, now));
        }
    }

    /** Puts what was back into fields, a map's by key; what was unset is unset again. */
    public static void takeBack(Map<String, @Nullable Object> values, Map<String, Change> changes) {
        changes.forEach((path, change) -> {
            int dot = path.indexOf('.');
            if (dot < 0) {
                values.put(path, change.before());
            } else {
                values.compute(path.substring(0, dot), (field, map) -> with(map, path.substring(dot + 1), change));
            }
        });
    }

    private static Map<String, Object> with(@Nullable Object map, String key, Change change) {
        Map<String, Object> changed = new LinkedHashMap<>();
        if (map instanceof Map<?, ?> was) {
            was.forEach((name, value) -> changed.put(String.valueOf(name), value));
        }
        if (change.before() == null) {
            changed.remove(key);
        } else {
            changed.put(key, change.before());
        }
        return changed;
    }
}
