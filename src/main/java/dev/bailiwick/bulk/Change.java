package dev.bailiwick.bulk;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a field was and what it is now; null where it was or is unset. */
public record Change(@Nullable Object before, @Nullable Object after) {

    /**
     * The changes that lead from one state to another, by field, and by {@code field.key} inside maps.
     *
     * @param before what was, or null where the thing is new
     * @param after what is
     */
    public static Map<String, Change> between(@Nullable Entity before, Entity after) {
        Map<String, Change> changes = new LinkedHashMap<>();
        after.values().forEach((field, now) -> {
            Object was = before == null ? null : before.get(field);
            if (was instanceof Map || now instanceof Map) {
                betweenMaps(field, before == null ? Map.of() : before.map(field), after.map(field), changes);
            } else if (!Objects.equals(was, now)) {
                changes.put(field, new Change(was, now));
            }
        });
        return changes;
    }

    private static void betweenMaps(
            String field, Map<String, Object> was, Map<String, Object> now, Map<String, Change> changes) {
        Set<String> keys = new LinkedHashSet<>(was.keySet());
        keys.addAll(now.keySet());
        for (String key : keys) {
            if (!Objects.equals(was.get(key), now.get(key))) {
                changes.put(field + "." + key, new Change(was.get(key), now.get(key)));
            }
        }
    }
}
