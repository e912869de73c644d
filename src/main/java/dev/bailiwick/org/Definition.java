package dev.bailiwick.org;

import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.catalog.DataType;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Field.External;
import dev.bailiwick.catalog.FieldRules;
import dev.bailiwick.catalog.Module;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an item says of a field. Every mistake becomes a fault, not only the first. */
final class Definition {
    private static final int MOST_PICKS = 1000;
    private static final int LONGEST_PICK = 120;

    /** What no one but Bailiwick defines. */
    private static final Set<DataType> OURS = Set.of(DataType.OWNERLOOKUP, DataType.AUTONUMBER);

    /** What can be a key: texts and whole numbers. */
    private static final Set<DataType> KEYS =
            Set.of(DataType.TEXT, DataType.EMAIL, DataType.PHONE, DataType.WEBSITE, DataType.INTEGER, DataType.BIGINT);

    private final Draft draft;
    private final Map<String, Module> modules;
    private final Map<?, ?> said;
    private final String path;
    private boolean faulty;

    /**
     * @param modules of the org, by name
     * @param said with the keys of the org file
     * @param path of the field, for faults
     */
    Definition(Draft draft, Map<String, Module> modules, Map<?, ?> said, String path) {
        this.draft = draft;
        this.modules = modules;
        this.said = said;
        this.path = path;
    }

    private void fault(FaultCode code, String key) {
        faulty = true;
        draft.fault(code, path + "." + key);
    }

    private void fault(FaultCode code, String key, String arg, Object value) {
        faulty = true;
        draft.fault(code, path + "." + key, arg, value);
    }

    /** A new field of this number and name; null where something is wrong with it. */
    @Nullable
    Field make(int number, String name, String label) {
        DataType type = type();
        if (type == null) {
            return null;
        }
        int length = length(type);
        External external = external(type);
        boolean unique = flag("unique");
        if (unique && !KEYS.contains(type)) {
            wrong("unique", "false for a field of the type " + type.wire());
        }
        boolean mandatory = flag("mandatory");
        if (mandatory && external == External.USER) {
            wrong("mandatory", "false where each user has own values");
        }
        String lookup = lookup(type);
        List<String> picks = picks(type, List.of());
        if (faulty) {
            return null;
        }
        return new Field(
                number,
                name,
                label,
                type,
                length,
                mandatory,
                false,
                unique || external != External.NONE,
                external,
                lookup,
                picks);
    }

    /** The field with what may change: its label, and more values of its list. Else what is said must be so already. */
    @Nullable
    Field change(Field known, String label) {
        same("type", said.get("type"), known.type().wire());
        same(
                "length",
                said.get("length") instanceof BigDecimal n ? n.stripTrailingZeros() : said.get("length"),
                known.length() == 0 ? null : BigDecimal.valueOf(known.length()).stripTrailingZeros());
        same("external", said.get("external"), external(known));
        if (!known.isExternal()) {
            same("unique", said.get("unique"), known.unique());
        }
        same("mandatory", said.get("mandatory"), known.mandatory());
        same("lookup", said.get("lookup"), known.lookup());
        List<String> picks = said.get("pickList") == null ? known.pickList() : picks(known.type(), known.pickList());
        return faulty ? null : known.with(label, picks);
    }

    /** How the org file tells whose ids a field holds. */
    static @Nullable String external(Field field) {
        return switch (field.external()) {
            case NONE -> null;
            case ORG -> "org";
            case USER -> "user";
        };
    }

    private void same(String key, @Nullable Object asked, @Nullable Object known) {
        if (asked != null && !asked.equals(known)) {
            String now =
                    known == null ? "unset" : known instanceof BigDecimal n ? n.toPlainString() : String.valueOf(known);
            fault(FaultCode.NOT_CHANGEABLE, key, "value", now);
        }
    }

    private void wrong(String key, String expected) {
        fault(FaultCode.MALFORMED, key, "expected", expected);
    }

    private @Nullable DataType type() {
        Object asked = said.get("type");
        DataType type = asked instanceof String text ? DataType.named(text) : null;
        if (asked == null) {
            fault(FaultCode.MISSING, "type");
        } else if (type == null || OURS.contains(type)) {
            wrong(
                    "type",
                    "one of "
                            + Arrays.stream(DataType.values())
                                    .filter(t -> !OURS.contains(t))
                                    .map(DataType::wire)
                                    .collect(Collectors.joining(", ")));
            return null;
        }
        return type;
    }

    /** The most characters or digits that a type can have, and has where nobody says less; 0 where it has none. */
    private static int most(DataType type) {
        return switch (type) {
            case TEXT -> 255;
            case TEXTAREA -> 32_000;
            case EMAIL -> 100;
            case PHONE -> 30;
            case WEBSITE -> 450;
            case INTEGER -> 9;
            case DOUBLE, CURRENCY, PERCENT -> 16;
            case BIGINT, BOOLEAN, DATE, DATETIME, PICKLIST, MULTISELECTPICKLIST -> 0;
            case LOOKUP, OWNERLOOKUP, USERLOOKUP, AUTONUMBER -> 0;
        };
    }

    private int length(DataType type) {
        int most = most(type);
        Object asked = said.get("length");
        if (asked == null) {
            return most;
        }
        if (most == 0) {
            wrong("length", "left out for a field of the type " + type.wire());
        } else if (asked instanceof BigDecimal n
                && n.precision() <= 9
                && n.scale() <= 0
                && n.scale() > -9
                && n.signum() > 0
                && n.compareTo(BigDecimal.valueOf(most)) <= 0) {
            return n.intValueExact();
        } else {
            fault(FaultCode.OUT_OF_RANGE, "length", "expected", "a whole number from 1 to " + most);
        }
        return 0;
    }

    private External external(DataType type) {
        Object asked = said.get("external");
        if (asked == null) {
            return External.NONE;
        }
        if (type != DataType.TEXT) {
            wrong(
                    "external",
                    "left out for a field of the type " + type.wire() + "; external fields are of the type text");
            return External.NONE;
        }
        return switch (asked) {
            case String word when word.equals("org") -> External.ORG;
            case String word when word.equals("user") -> External.USER;
            default -> {
                wrong("external", "org or user");
                yield External.NONE;
            }
        };
    }

    private boolean flag(String key) {
        Object asked = said.get(key);
        if (asked != null && !(asked instanceof Boolean)) {
            fault(FaultCode.WRONG_TYPE, key, "expected", "a boolean");
        }
        return Boolean.TRUE.equals(asked);
    }

    private @Nullable String lookup(DataType type) {
        Object asked = said.get("lookup");
        if (type != DataType.LOOKUP) {
            if (asked != null) {
                wrong("lookup", "left out for a field of the type " + type.wire());
            }
            return null;
        }
        if (asked == null) {
            fault(FaultCode.MISSING, "lookup");
            return null;
        }
        Module other = asked instanceof String name ? modules.get(name) : null;
        if (other == null) {
            fault(FaultCode.NO_SUCH_REFERENCE, "lookup", "value", String.valueOf(asked));
        }
        return other == null ? null : other.name();
    }

    /** The list with what is added to it. */
    private List<String> picks(DataType type, List<String> known) {
        Object asked = said.get("pickList");
        if (!type.isPicked()) {
            if (asked instanceof List<?> list ? !list.isEmpty() : asked != null) {
                wrong("pickList", "left out for a field of the type " + type.wire());
            }
            return List.of();
        }
        if (asked == null || asked instanceof List<?> list && list.isEmpty() && known.isEmpty()) {
            fault(FaultCode.MISSING, "pickList");
            return List.of();
        }
        if (!(asked instanceof List<?> list)) {
            fault(FaultCode.WRONG_TYPE, "pickList", "expected", "a list of strings");
            return List.of();
        }
        Set<String> all = new LinkedHashSet<>(known);
        Set<Object> here = new LinkedHashSet<>();
        for (int i = 0; i < list.size() && i <= MOST_PICKS; i++) {
            String at = "pickList." + i;
            if (!(list.get(i) instanceof String text)) {
                fault(FaultCode.WRONG_TYPE, at, "expected", "a string; put it in quotes");
            } else if (text.isBlank()) {
                fault(FaultCode.BLANK, at);
            } else if (!Text.isStorable(text)) {
                fault(FaultCode.NOT_STORABLE, at);
            } else if (FieldRules.length(text) > LONGEST_PICK) {
                fault(FaultCode.TOO_LONG, at, "max", LONGEST_PICK);
            } else if (!here.add(text)) {
                fault(FaultCode.REPEATED, at, "row", list.indexOf(text));
            } else {
                all.add(text);
            }
        }
        if (all.size() > MOST_PICKS || list.size() > MOST_PICKS) {
            faulty = true;
            draft.fault(
                    FaultCode.TOO_MANY,
                    path + ".pickList",
                    "count",
                    Math.max(all.size(), list.size()),
                    "max",
                    MOST_PICKS);
        }
        return List.copyOf(all);
    }
}
