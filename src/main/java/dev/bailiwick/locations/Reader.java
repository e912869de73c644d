package dev.bailiwick.locations;

import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Key;
import dev.bailiwick.bulk.Verb;
import dev.bailiwick.http.RowTag;
import dev.bailiwick.zone.ZoneFields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From rows to items. A broken row keeps its index and carries its fault.
 *
 * @param wire what the rows are
 * @param inheritLocale whether locale fields that a row does not name are copied from its parent (sheet, 7)
 */
record Reader(Wire wire, boolean inheritLocale) {
    private static final String IDENTIFIER_NAME = "identifierName";
    private static final String IDENTIFIER_VALUE = "identifierValue";

    /** A row with a hundred thousand unknown members is told apart from a good one by the first of them. */
    private static final int MOST_WARNINGS = 100;

    /** What the calls know besides fields. */
    private static final List<String> UPDATES_KNOW =
            List.of(IDENTIFIER_NAME, IDENTIFIER_VALUE, RowTag.CLIENT_REF, RowTag.IF_VERSION);

    private static final List<String> CREATES_KNOW =
            List.of("code", "externalId", RowTag.CLIENT_REF, RowTag.IF_VERSION);

    /** Known, and not for this call to change (sheet, 13 A8). */
    private static final Set<String> NEVER = Set.of("entityId", "id", "type");

    /** What a row of an update says. */
    Item update(int index, Rows.Row row) {
        Map<String, @Nullable Object> members = row.members();
        if (members == null) {
            return unidentified(index, Fault.of(FaultCode.KEY_MISSING, ""));
        }
        Values values = new Values(UPDATES_KNOW);
        members.forEach((name, value) -> {
            if (!name.equals(IDENTIFIER_NAME) && !name.equals(IDENTIFIER_VALUE)) {
                values.add(name, value, name.equals("code"));
            }
        });
        values.inherit();
        Object identity = identify(members);
        return switch (identity) {
            case Fault fault -> values.item(index, Verb.UPDATE, new Key.None(), row, List.of(fault));
            case Key key -> values.item(index, Verb.UPDATE, key, row, List.of());
            default -> throw new IllegalStateException("neither a key nor a fault: " + identity);
        };
    }

    /** What the row says about itself; what cannot be read of it is left out. */
    static Item.Tag tag(Rows.Row row) {
        if (row.members() == null) {
            return Item.Tag.NONE;
        }
        return RowTag.of(row.members(), null);
    }

    private static Item unidentified(int index, Fault fault) {
        return new Item(index, Verb.UPDATE, new Key.None(), Map.of(), List.of(fault), List.of());
    }

    /** What a row of a create says. */
    Item create(int index, Rows.Row row) {
        Map<String, @Nullable Object> members = row.members();
        if (members == null) {
            return unidentified(index, Fault.of(FaultCode.KEY_MISSING, ""));
        }
        Values values = new Values(CREATES_KNOW);
        members.forEach((name, value) -> {
            if (name.equals("code")) {
                values.values.put(wire.codeField, value);
            } else if (name.equals("externalId") && !members.containsKey("externalIds")) {
                values.values.put(wire.externalIdsField, numbered(value));
            } else {
                values.add(name, value, false);
            }
        });
        values.inherit();
        return values.item(index, Verb.CREATE, new Key.None(), row, List.of());
    }

    /** The page's sample sends a list here: its entries get the keys external1, external2, … (sheet, 13 K2). */
    private static @Nullable Object numbered(@Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            return value;
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        list.forEach(entry -> map.put("external" + (map.size() + 1), entry));
        return map;
    }

    /** Presence, then kind, then form (sheet, 4); a {@link Key} or the one {@link Fault}. */
    private Object identify(Map<String, @Nullable Object> members) {
        Object name = members.get(IDENTIFIER_NAME);
        Object value = members.get(IDENTIFIER_VALUE);
        if (blank(name) || blank(value)) {
            return Fault.of(FaultCode.KEY_MISSING, "");
        }
        // To lower case: a dotless i has the upper case of i, and is none.
        String kind = name instanceof String text ? text.toLowerCase(Locale.ROOT) : "";
        if (!Set.of("id", "code", "external_id").contains(kind)) {
            return Fault.of(FaultCode.KEY_KIND_UNKNOWN, "", "kind", String.valueOf(name));
        }
        String text = switch (value) {
            case String s -> s;
            case BigDecimal n when n.scale() == 0 -> n.toBigInteger().toString();
            case BigDecimal n when kind.equals("id") -> "not an integer";
            case null, default -> null;
        };
        if (text == null) {
            return Fault.of(FaultCode.WRONG_TYPE, IDENTIFIER_VALUE, "expected", "a string or an integer");
        }
        return switch (kind) {
            case "id" -> id(text);
            case "code" -> new Key.Unique("code", wire.codeKey(text));
            default -> new Key.Unique("externalId", ZoneFields.externalKey(text));
        };
    }

    private static Object id(String text) {
        if (text.matches("-?[0-9]{1,30}")) {
            try {
                return new Key.Id(Long.parseLong(text));
            } catch (NumberFormatException e) {
                // More digits than 64 bits hold: the same fault as no digits at all.
                return Fault.of(FaultCode.KEY_NOT_INTEGER, "", "value", text);
            }
        }
        return Fault.of(FaultCode.KEY_NOT_INTEGER, "", "value", text);
    }

    private static boolean blank(@Nullable Object value) {
        return value == null || value instanceof String text && text.isBlank();
    }

    /** Fields of a row under their own names, with remarks on what has no effect. */
    private final class Values {
        private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
        private final List<Fault> warnings = new ArrayList<>();

        private final List<Fault> faults = new ArrayList<>();
        private final List<String> known;

        Values(List<String> known) {
            this.known = known;
        }

        void add(String name, @Nullable Object value, boolean fixed) {
            String field = wire.fields.get(name);
            if (field != null) {
                values.put(field, value);
            } else if (RowTag.isTag(name)) {
                RowTag.check(name, value, faults, warnings);
            } else if (warnings.size() >= MOST_WARNINGS) {
                return;
            } else if (fixed || NEVER.contains(name)) {
                warnings.add(Fault.of(FaultCode.NOT_UPDATABLE, "", "field", name));
            } else {
                String meant = wire.meant(name, known);
                warnings.add(new Fault(
                        FaultCode.UNKNOWN_FIELD,
                        "",
                        meant == null ? Map.of("field", name) : Map.of("field", name, "meant", meant)));
            }
        }

        /** With what else is wrong, once what the row is about is known to be readable. */
        Item item(int index, Verb verb, Key key, Rows.Row row, List<Fault> unidentified) {
            return new Item(
                    index, verb, key, values, unidentified.isEmpty() ? faults : unidentified, warnings, tag(row), null);
        }

        void inherit() {
            if (inheritLocale) {
                wire.localeFields.forEach(field -> {
                    if (!values.containsKey(field)) {
                        values.put(field, Item.Special.FROM_PARENT);
                    }
                });
            }
        }
    }
}
