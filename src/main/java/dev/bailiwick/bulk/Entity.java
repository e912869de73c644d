package dev.bailiwick.bulk;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stored thing, or what it is to become.
 *
 * @param id its id, unique among its kind in the org
 * @param version 1 when made, one more with each change
 * @param values its fields by name; one that is unset is null or missing. Numbers are {@link java.math.BigDecimal} without
 *     trailing zeros, so that equal means equal; ids of other things are {@link Long}
 * @param stamps when it was made and changed; null of what is only planned, and of kinds that have none
 */
public record Entity(
        long id,
        int version,
        Map<String, @Nullable Object> values,
        @Nullable Stamps stamps) {
    /** Stands in a reference whose name is not yet looked up. */
    public static final long UNLINKED = 0;

    /** A thing without stamps. */
    public Entity(long id, int version, Map<String, @Nullable Object> values) {
        this(id, version, values, null);
    }

    /** Whether the other is the same thing in the same version with the same values. */
    public boolean sameAs(@Nullable Entity other) {
        return other != null && id == other.id && version == other.version && !Change.leads(this, other);
    }

    public @Nullable Object get(String field) {
        return values.get(field);
    }

    /** A text field. */
    public @Nullable String text(String field) {
        return (String) values.get(field);
    }

    /** A reference to another thing. */
    public @Nullable Long reference(String field) {
        return (Long) values.get(field);
    }

    /** A flag; false where it is unset. */
    public boolean flag(String field) {
        return Boolean.TRUE.equals(values.get(field));
    }

    /** A map field; empty where it is unset. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> map(String field) {
        Object map = values.get(field);
        return map == null ? Map.of() : (Map<String, Object>) map;
    }
}
