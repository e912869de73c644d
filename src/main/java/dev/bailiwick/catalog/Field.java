package dev.bailiwick.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of the records of a module.
 *
 * @param number unique in the org and never given to another field; keys of the field live in the space of this number,
 *     and clients know the field by it. Below {@link #FIRST_CUSTOM} it is a standard field's, the same in every org
 * @param name as in requests, answers and stored rows
 * @param label as people read it
 * @param length the most characters of a text, the most digits of a number; 0 where the type says it all
 * @param mandatory whether a new record needs it, and no record can lose it
 * @param readOnly whether only Bailiwick writes it
 * @param unique whether at most one record of the module holds a value, ignoring case; each external field is
 * @param external whether the value is an id of another system, and whose
 * @param lookup the module that a {@link DataType#LOOKUP} refers to; null for none, or for zones
 * @param pickList the values of a list, in its order
 */
public record Field(
        int number,
        String name,
        String label,
        DataType type,
        int length,
        boolean mandatory,
        boolean readOnly,
        boolean unique,
        External external,
        @Nullable String lookup,
        List<String> pickList) {
    public static final int FIRST_CUSTOM = 10_000_000;

    /** Whose ids a field holds. */
    public enum External {
        /** No ids of other systems. */
        NONE,
        /** One value a record, unique in the module. */
        ORG,
        /** A value a record and user, unique among the user's own. */
        USER
    }

    public Field {
        pickList = List.copyOf(pickList);
    }

    /** The same with another label and list. */
    public Field with(String newLabel, List<String> newList) {
        return new Field(number, name, newLabel, type, length, mandatory, readOnly, unique, external, lookup, newList);
    }

    public boolean isExternal() {
        return external != External.NONE;
    }

    /** Whether every user has a value of their own. */
    public boolean isUsers() {
        return external == External.USER;
    }

    public boolean isCustom() {
        return number >= FIRST_CUSTOM;
    }

    /** As it is stored, what is usual left out. */
    public Map<String, Object> stored() {
        Map<String, Object> stored = new LinkedHashMap<>();
        stored.put("number", number);
        stored.put("label", label);
        stored.put("type", type.wire());
        if (length != 0) {
            stored.put("length", length);
        }
        if (mandatory) {
            stored.put("mandatory", true);
        }
        if (unique && !isExternal()) {
            stored.put("unique", true);
        }
        if (isExternal()) {
            stored.put("external", isUsers() ? "user" : "org");
        }
        if (lookup != null) {
            stored.put("lookup", lookup);
        }
        if (!pickList.isEmpty()) {
            stored.put("pickList", pickList);
        }
        return stored;
    }

    /** A field from what is stored; null where this version knows nothing of its type. */
    static @Nullable Field read(String name, Map<?, ?> stored) {
        DataType type = DataType.named(String.valueOf(stored.get("type")));
        if (type == null) {
            return null;
        }
        External external = switch (String.valueOf(stored.get("external"))) {
            case "org" -> External.ORG;
            case "user" -> External.USER;
            default -> External.NONE;
        };
        List<String> pickList = stored.get("pickList") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        return new Field(
                number(stored.get("number")),
                name,
                String.valueOf(stored.get("label")),
                type,
                number(stored.get("length")),
                Boolean.TRUE.equals(stored.get("mandatory")),
                false,
                external != External.NONE || Boolean.TRUE.equals(stored.get("unique")),
                external,
                stored.get("lookup") instanceof String module ? module : null,
                pickList);
    }

    private static int number(@Nullable Object stored) {
        return stored instanceof Number number ? number.intValue() : 0;
    }
}
