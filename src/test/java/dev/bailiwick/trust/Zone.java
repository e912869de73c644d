package dev.bailiwick.trust;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A zone at one moment.
 *
 * @param fields by the names that receipts use, those of maps by {@code map.key}; unset ones are missing, the parent is a
 *     {@link Ref}
 */
record Zone(Ref ref, int version, SortedMap<String, Object> fields) {
    static final String EXTERNAL = "externalIds.";

    Zone {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    String name() {
        return String.valueOf(fields.get("name"));
    }

    /** Rows that make a zone may have failed to name it. */
    boolean named() {
        return fields.containsKey("name");
    }

    boolean active() {
        return Boolean.TRUE.equals(fields.get("active"));
    }

    @Nullable
    Ref parent() {
        return (Ref) fields.get("parent");
    }

    List<String> externalValues() {
        return fields.entrySet().stream()
                .filter(e -> e.getKey().startsWith(EXTERNAL))
                .map(e -> String.valueOf(e.getValue()))
                .toList();
    }

    Zone with(SortedMap<String, Object> other) {
        return new Zone(ref, version, other);
    }

    Zone at(int other) {
        return new Zone(ref, other, fields);
    }
}
