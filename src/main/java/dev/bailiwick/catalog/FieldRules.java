package dev.bailiwick.catalog;

import dev.bailiwick.bulk.DoorRules;
import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.db.Jsonb;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of fields that zones and records have in common: from what an item asks to what its thing becomes. Each
 * method does nothing where the field is absent, and leaves a fault where it is wrong.
 */
public final class FieldRules {
    /** Limits of external ids (sheet, 11), counted in code points. */
    public static final int EXTERNAL_IDS = 5;

    public static final int EXTERNAL_ID_LENGTH = 200;

    /** The longest name, in code points. */
    public static final int NAME_LENGTH = 100;

    private FieldRules() {}

    /** Length as users count it. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** A text that may be cleared, of any length. */
    public static void optionalText(Draft draft, String field) {
        optionalText(draft, field, Integer.MAX_VALUE);
    }

    /** The same of at most so many characters; a text that is there already always passes. */
    public static void optionalText(Draft draft, String field, int longest) {
        if (draft.asked(field) instanceof String text
                && length(text) > longest
                && !(draft.before() instanceof Entity before && text.equals(before.get(field)))) {
            draft.fault(FaultCode.TOO_LONG, field, "max", longest);
        } else if (draft.asks(field)) {
            Object asked = draft.asked(field);
            if (asked == null) {
                draft.set(field, null);
            } else {
                String text = text(draft, field, asked);
                if (text != null) {
                    draft.set(field, text);
                }
            }
        }
    }

    /** The value as text, or a fault. */
    private static @Nullable String text(Draft draft, String path, Object asked) {
        if (!(asked instanceof String text)) {
            draft.fault(FaultCode.WRONG_TYPE, path, "expected", "a string");
            return null;
        }
        if (!Text.isStorable(text)) {
            draft.fault(FaultCode.NOT_STORABLE, path);
            return null;
        }
        return text;
    }

    /** A text that can be neither cleared nor blank: the one asked for, or null where there is none or a fault. */
    private static @Nullable String requiredText(Draft draft, String field) {
        if (!draft.asks(field)) {
            return null;
        }
        switch (draft.asked(field)) {
            case null -> draft.fault(FaultCode.NULL_NOT_ALLOWED, field);
            case String text when text.isBlank() -> draft.fault(FaultCode.BLANK, field);
            case String text -> {
                return text;
            }
            default -> draft.fault(FaultCode.WRONG_TYPE, field, "expected", "a string");
        }
        return null;
    }

    /** Faults for the fields that a new thing needs and the item does not name. */
    public static void required(Draft draft, DoorRules rules, List<String> fields) {
        for (String field : fields) {
            if (draft.isNew() && rules.requires(field) && !draft.asks(field)) {
                draft.fault(FaultCode.MISSING, field);
            }
        }
    }

    /**
     * A name of 1 to 100 characters, spelled as the door wants it. The present name always passes, whatever this door
     * thinks of it (sheet, 13 D6); then one fault, in the order of 13 D3.
     */
    public static void name(Draft draft, String field, DoorRules rules) {
        Entity before = draft.before();
        if (before != null && Objects.equals(before.get(field), draft.asked(field))) {
            return;
        }
        String name = requiredText(draft, field);
        if (name == null) {
            return;
        }
        FaultCode spelling = rules.spelling(field, name);
        int longest = Math.min(NAME_LENGTH, rules.longest(field));
        if (spelling == FaultCode.RESERVED) {
            draft.fault(spelling, field, "value", name);
        } else if (length(name) > longest) {
            draft.fault(FaultCode.TOO_LONG, field, "max", longest);
        } else if (spelling != null) {
            draft.fault(spelling, field, "value", name);
        } else if (!Text.isStorable(name)) {
            draft.fault(FaultCode.NOT_STORABLE, field);
        } else {
            draft.set(field, name);
        }
    }

    /** A flag that cannot be cleared. */
    public static void flag(Draft draft, String field) {
        if (draft.asks(field)) {
            switch (draft.asked(field)) {
                case null -> draft.fault(FaultCode.NULL_NOT_ALLOWED, field);
                case Boolean flag -> draft.set(field, flag);
                default -> draft.fault(FaultCode.WRONG_TYPE, field, "expected", "a boolean");
            }
        }
    }

    /** A code that a new thing gets: 1 to 100 characters, no blanks at the ends. */
    public static void code(Draft draft, String field) {
        if (draft.asks(field)) {
            switch (draft.asked(field)) {
                case null -> draft.fault(FaultCode.NULL_NOT_ALLOWED, field);
                case String code
                when code.isEmpty() || !code.equals(code.strip()) || length(code) > 100 || !Text.isStorable(code) ->
                    draft.fault(FaultCode.MALFORMED, field, "expected", "1 to 100 characters, no blanks at the ends");
                case String code -> draft.set(field, code);
                default -> draft.fault(FaultCode.WRONG_TYPE, field, "expected", "a string");
            }
        }
    }

    /** The code or id of the zone that something is under, looked up later. */
    public static void zone(Draft draft, String field) {
        if (draft.asks(field)) {
            switch (draft.asked(field)) {
                case null -> draft.fault(FaultCode.NULL_NOT_ALLOWED, field);
                case String code -> draft.set(field, Entity.UNLINKED);
                case Long id -> draft.set(field, Entity.UNLINKED);
                default -> draft.fault(FaultCode.WRONG_TYPE, field, "expected", "a string");
            }
        }
    }

    /** A number between limits, as a JSON number or as text; null clears it. */
    public static void coordinate(Draft draft, String field, int limit) {
        if (!draft.asks(field)) {
            return;
        }
        Object asked = draft.asked(field);
        if (asked == null) {
            draft.set(field, null);
            return;
        }
        BigDecimal number = asked instanceof BigDecimal n ? n : asked instanceof String s ? decimal(s) : null;
        if (number == null) {
            draft.fault(FaultCode.WRONG_TYPE, field, "expected", "a number");
        } else if (!between(number, limit)) {
            draft.fault(FaultCode.OUT_OF_RANGE, field, "expected", "between -" + limit + " and " + limit);
        } else {
            draft.set(field, Jsonb.number(number));
        }
    }

    /** Scale and precision first: comparing a number with a million zeros would write them out. */
    private static boolean between(BigDecimal number, int limit) {
        return number.scale() >= -3
                && number.scale() <= 20
                && number.precision() <= 24
                && number.abs().compareTo(BigDecimal.valueOf(limit)) <= 0;
    }

    private static @Nullable BigDecimal decimal(String text) {
        return text.matches("-?[0-9]{1,3}(\\.[0-9]{1,20})?") ? new BigDecimal(text) : null;
    }

    /** A language, currency or time zone: cannot be cleared, must be enabled, may be asked from the parent. */
    public static void locale(Draft draft, String field, LocaleField locale, Catalog catalog) {
        if (!draft.asks(field)) {
            return;
        }
        switch (draft.asked(field)) {
            case null -> draft.fault(FaultCode.NULL_NOT_ALLOWED, field);
            case Item.Special special -> {}
            case String value -> {
                String spelling = catalog.spelling(locale, value);
                if (spelling == null) {
                    draft.fault(FaultCode.NOT_ENABLED, field, "value", value);
                } else {
                    draft.set(field, spelling);
                }
            }
            default -> draft.fault(FaultCode.WRONG_TYPE, field, "expected", "a string");
        }
    }

    /**
     * Copies what is asked from the zone above: the one that the draft has after its own changes (sheet, 7).
     *
     * @param zoneField the field that says which zone this is; with a fault in it nothing can be copied or missed
     * @param own the draft's fields
     * @param theirs the fields of the zone, in the same order
     */
    public static void inherit(
            Draft draft, String zoneField, @Nullable Entity zone, List<String> own, List<String> theirs) {
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            if (draft.asked(own.get(i)) instanceof Item.Special special) {
                Object value = zone == null ? null : zone.get(theirs.get(i));
                if (value != null) {
                    draft.set(own.get(i), value);
                } else if (special == Item.Special.FROM_PARENT) {
                    missing.add(own.get(i));
                }
            }
        }
        if (!missing.isEmpty() && !draft.faulty(zoneField)) {
            draft.fault(FaultCode.NOT_AT_PARENT, missing.getFirst(), "fields", missing);
        }
    }

    /**
     * External ids: absent keys stay, a null value removes its key, null removes all. Checked in the order of the
     * sheet's 13 E9, each step only where the one before found nothing.
     */
    public static void externalIds(Draft draft, String field) {
        Map<String, @Nullable Object> asked = map(draft, field);
        if (asked == null) {
            return;
        }
        asked.forEach((key, value) -> {
            if (value != null && !(value instanceof String)) {
                draft.fault(FaultCode.WRONG_TYPE, field + "." + key, "expected", "a string");
            } else if (!Text.isStorable(key) || value instanceof String text && !Text.isStorable(text)) {
                draft.fault(FaultCode.NOT_STORABLE, field + "." + key);
            }
        });
        asked.forEach((key, value) -> {
            if (key.isBlank() || value instanceof String text && text.isBlank()) {
                draft.fault(FaultCode.BLANK, field + "." + key);
            }
        });
        for (String key : asked.keySet()) {
            if (length(key) > EXTERNAL_ID_LENGTH) {
                draft.fault(FaultCode.KEY_TOO_LONG, field + "." + key, "max", EXTERNAL_ID_LENGTH);
            }
        }
        asked.forEach((key, value) -> {
            if (value instanceof String text && length(text) > EXTERNAL_ID_LENGTH) {
                draft.fault(FaultCode.TOO_LONG, field + "." + key, "max", EXTERNAL_ID_LENGTH);
            }
        });
        if (!draft.faulty(field)) {
            Map<String, Object> merged = merge(draft.after().map(field), asked);
            if (merged.size() > EXTERNAL_IDS) {
                draft.fault(FaultCode.TOO_MANY, field, "count", merged.size(), "max", EXTERNAL_IDS);
            } else {
                draft.set(field, merged);
            }
        }
    }

    /**
     * The external ids that a value speaks of; none where there are more than a thing can have, since such a value is
     * refused without a look at who has them.
     */
    public static Set<String> externalIdsIn(@Nullable Object asked) {
        if (!(asked instanceof Map<?, ?> map)) {
            return Set.of();
        }
        Set<String> ids = new HashSet<>();
        int values = 0;
        for (Object value : map.values()) {
            if (value instanceof String id) {
                ids.add(id);
                if (++values > EXTERNAL_IDS) {
                    return Set.of();
                }
            }
        }
        return ids;
    }

    /** Custom fields: the same shapes as external ids; every key must be configured, also one whose value is null. */
    public static void customFields(Draft draft, String field, Map<String, FieldType> configured) {
        Map<String, @Nullable Object> asked = map(draft, field);
        if (asked == null) {
            return;
        }
        Map<String, @Nullable Object> normal = new LinkedHashMap<>();
        asked.forEach((key, value) -> {
            FieldType type = configured.get(key);
            if (type == null) {
                draft.fault(FaultCode.NOT_CONFIGURED, field + "." + key, "key", key);
            } else {
                normal.put(key, value == null ? null : typed(draft, field + "." + key, type, value));
            }
        });
        if (!draft.faulty(field)) {
            draft.set(field, merge(draft.after().map(field), normal));
        }
    }

    private static @Nullable Object typed(Draft draft, String path, FieldType type, Object value) {
        switch (type) {
            case STRING -> {
                return text(draft, path, value);
            }
            case BOOLEAN -> {
                if (value instanceof Boolean) {
                    return value;
                }
            }
            case INTEGER -> {
                if (value instanceof BigDecimal n && n.scale() == 0) {
                    if (n.precision() <= 19 && n.toBigInteger().bitLength() < Long.SIZE) {
                        return Jsonb.number(n);
                    }
                    draft.fault(FaultCode.OUT_OF_RANGE, path, "expected", "an integer of 64 bits");
                    return null;
                }
            }
            case DOUBLE -> {
                if (value instanceof BigDecimal n) {
                    if (Math.abs((long) n.precision() - n.scale()) < 300) {
                        return Jsonb.number(n.doubleValue());
                    }
                    draft.fault(FaultCode.OUT_OF_RANGE, path, "expected", "a number that a double can hold");
                    return null;
                }
            }
        }
        draft.fault(FaultCode.WRONG_TYPE, path, "expected", type.wanted());
        return null;
    }

    /** The map asked for; null where there is nothing to merge: absent, cleared or no map. */
    @SuppressWarnings("unchecked")
    private static @Nullable Map<String, @Nullable Object> map(Draft draft, String field) {
        if (!draft.asks(field)) {
            return null;
        }
        return switch (draft.asked(field)) {
            case null -> {
                draft.set(field, Map.of());
                yield null;
            }
            case Map<?, ?> map -> (Map<String, @Nullable Object>) map;
            default -> {
                draft.fault(FaultCode.WRONG_TYPE, field, "expected", "an object");
                yield null;
            }
        };
    }

    private static Map<String, Object> merge(Map<String, Object> stored, Map<String, @Nullable Object> asked) {
        Map<String, Object> merged = new LinkedHashMap<>(stored);
        asked.forEach((key, value) -> {
            if (value == null) {
                merged.remove(key);
            } else {
                merged.put(key, value);
            }
        });
        return merged;
    }
}
