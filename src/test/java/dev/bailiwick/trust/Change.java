package dev.bailiwick.trust;

import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a field was and became; null where it had or has no value. */
record Change(@Nullable Object before, @Nullable Object after) {

    /** The fields in which two states differ. */
    static SortedMap<String, Change> between(SortedMap<String, Object> before, SortedMap<String, Object> after) {
        SortedMap<String, Change> changes = new TreeMap<>();
        TreeSet<String> fields = new TreeSet<>(before.keySet());
        fields.addAll(after.keySet());
        for (String field : fields) {
            if (!Objects.equals(before.get(field), after.get(field))) {
                changes.put(field, new Change(before.get(field), after.get(field)));
            }
        }
        return changes;
    }
}
