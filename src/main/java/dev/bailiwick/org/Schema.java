package dev.bailiwick.org;

import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.FieldRules;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.db.Jsonb;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of modules and fields that an org adds to the standard ones. They merge with what is there, and nothing is
 * taken away, so that a number once given is never given again.
 *
 * <p>An item asks for {@link #MODULES} and {@link #FIELDS} by name, as the org file does, or for a {@link #NEW_FIELD} whose
 * name follows from its label.
 */
public final class Schema {
    /** By name: {@code number}, {@code singular}, {@code plural}. */
    public static final String MODULES = "modules";

    /** By {@code Module.Field}: {@code number}, {@code label}, {@code type}, and what is not as usual. */
    public static final String FIELDS = "fields";

    /** A field's definition as in the org file, with its {@code module} and without its name. */
    public static final String NEW_FIELD = "newField";

    static final int MOST_MODULES = 200;
    static final int MOST_FIELDS = 500;
    private static final int LONGEST_LABEL = 100;
    private static final int LONGEST_NAME = 100;
    private static final String NAME = "[A-Za-z][A-Za-z0-9_]{0," + (LONGEST_NAME - 1) + "}";
    private static final String NAME_IN_WORDS =
            "a letter, then letters, digits and _, at most " + LONGEST_NAME + " characters";

    /** What stands in paths where a module's name does. */
    private static final Set<String> PATHS =
            Set.of("settings", "users", "org", "coql", "upload", "bulk", "territories");

    /** What every record has, or may be said of it, though no module lists it; in lower case. */
    private static final Set<String> EVERY_RECORDS = Set.of(
            "id",
            "owner",
            "created_by",
            "created_time",
            "modified_by",
            "modified_time",
            "tag",
            "layout",
            "territory",
            "territories");

    private final Draft draft;
    private final Map<String, Module> known;
    private final Map<String, Object> modules;
    private final Map<String, Object> fields;
    private int highest;

    private Schema(Draft draft) {
        this.draft = draft;
        this.known = new LinkedHashMap<>(OrgTable.catalog(draft.after()).modules());
        this.modules = new LinkedHashMap<>(draft.after().map(MODULES));
        this.fields = new LinkedHashMap<>(draft.after().map(FIELDS));
        this.highest = known.values().stream()
                .flatMap(module -> module.fields().values().stream())
                .mapToInt(Field::number)
                .filter(number -> number >= Field.FIRST_CUSTOM)
                .max()
                .orElse(Field.FIRST_CUSTOM - 1);
    }

    /** Adds what the item asks for to what the org has. */
    static void shape(Draft draft) {
        if (!draft.asks(MODULES) && !draft.asks(FIELDS) && !draft.asks(NEW_FIELD)) {
            return;
        }
        Schema schema = new Schema(draft);
        if (draft.asked(MODULES) instanceof Map<?, ?> asked) {
            asked.forEach((name, labels) -> schema.module((String) name, (Map<?, ?>) labels));
        }
        if (draft.asked(FIELDS) instanceof Map<?, ?> asked) {
            asked.forEach((path, definition) -> schema.field((String) path, (Map<?, ?>) definition));
        }
        if (draft.asked(NEW_FIELD) instanceof Map<?, ?> asked) {
            schema.newField(asked);
        }
        draft.set(MODULES, schema.modules);
        draft.set(FIELDS, schema.fields);
    }

    /** As it comes back from where it is stored. */
    private static Map<String, Object> stored(Map<String, Object> definition) {
        Map<String, Object> stored = new LinkedHashMap<>(definition);
        stored.replaceAll((key, value) -> value instanceof Number number ? Jsonb.number(number) : value);
        return stored;
    }

    private void module(String name, Map<?, ?> labels) {
        String path = MODULES + "." + name;
        Module now = known.get(name);
        if (now == null && !mayBeNew(name, path)) {
            return;
        }
        String usual = name.replace('_', ' ').strip();
        String singular = label(labels, "label", path, now == null ? usual : now.singular());
        String plural = label(labels, "plural", path, now == null ? String.valueOf(singular) : now.plural());
        if (singular == null || plural == null) {
            return;
        }
        if (now != null && !now.isCustom()) {
            if (!singular.equals(now.singular()) || !plural.equals(now.plural())) {
                draft.fault(FaultCode.NOT_CHANGEABLE, path + ".label", "value", "'" + now.singular() + "'");
            }
            return;
        }
        int number = now == null ? nextModule() : now.number();
        modules.put(name, stored(Map.of("number", number, "singular", singular, "plural", plural)));
        known.put(name, Module.custom(number, name, singular, plural).with(now == null ? Map.of() : now.fields()));
    }

    private boolean mayBeNew(String name, String path) {
        long own = known.values().stream().filter(Module::isCustom).count();
        if (!name.matches(NAME)) {
            draft.fault(FaultCode.MALFORMED, path + ".name", "expected", NAME_IN_WORDS);
        } else if (PATHS.contains(name.toLowerCase(Locale.ROOT))) {
            draft.fault(FaultCode.RESERVED, path + ".name", "value", name);
        } else if (known.keySet().stream().anyMatch(name::equalsIgnoreCase)) {
            draft.fault(FaultCode.RESERVED, path + ".name", "value", name);
        } else if (own >= MOST_MODULES) {
            draft.fault(FaultCode.TOO_MANY, MODULES, "count", own + 1, "max", MOST_MODULES);
        } else {
            return true;
        }
        return false;
    }

    private int nextModule() {
        int highest = known.values().stream().mapToInt(Module::number).max().orElse(0);
        return Math.max(highest + 1, Module.FIRST_CUSTOM);
    }

    /** A label, or what it is without one; null where it is wrong. */
    private @Nullable String label(Map<?, ?> definition, String key, String path, String otherwise) {
        return switch (definition.get(key)) {
            case null -> otherwise;
            case String text when text.isBlank() -> fault(FaultCode.BLANK, path + "." + key);
            case String text when !Text.isStorable(text) -> fault(FaultCode.NOT_STORABLE, path + "." + key);
            case String text
            when FieldRules.length(text) > LONGEST_LABEL -> {
                draft.fault(FaultCode.TOO_LONG, path + "." + key, "max", LONGEST_LABEL);
                yield null;
            }
            case String text -> text.strip();
            default -> {
                draft.fault(FaultCode.WRONG_TYPE, path + "." + key, "expected", "a string; put it in quotes");
                yield null;
            }
        };
    }

    private @Nullable String fault(FaultCode code, String path) {
        draft.fault(code, path);
        return null;
    }

    private void field(String name, Map<?, ?> definition) {
        int dot = name.indexOf('.');
        Module module = known.get(name.substring(0, dot));
        if (module != null) {
            field(module, name.substring(dot + 1), definition, FIELDS + "." + name);
        }
        // Else the module is wrong, and that is told already.
    }

    private void field(Module module, String name, Map<?, ?> definition, String path) {
        Field now = module.field(name);
        if (now != null && !now.isCustom()) {
            draft.fault(FaultCode.RESERVED, path + ".name", "value", name);
            return;
        }
        if (now == null && !mayBeNew(module, name, path)) {
            return;
        }
        String usual = now == null ? name.replace('_', ' ').strip() : now.label();
        String label = label(definition, "label", path, usual);
        Definition wanted = new Definition(draft, known, definition, path);
        Field field = now == null
                ? wanted.make(highest + 1, name, label == null ? usual : label)
                : wanted.change(now, label == null ? usual : label);
        if (field != null && label != null) {
            highest = Math.max(highest, field.number());
            fields.put(module.name() + "." + name, stored(field.stored()));
            known.put(module.name(), module.with(Map.of(name, field)));
        }
    }

    private boolean mayBeNew(Module module, String name, String path) {
        long own = module.fields().values().stream().filter(Field::isCustom).count();
        if (module.isStores()) {
            draft.fault(FaultCode.NOT_SUPPORTED, path, "what", "to add fields to stores");
        } else if (!name.matches(NAME)) {
            draft.fault(FaultCode.MALFORMED, path + ".name", "expected", NAME_IN_WORDS);
        } else if (isTaken(module, name)) {
            draft.fault(FaultCode.RESERVED, path + ".name", "value", name);
        } else if (own >= MOST_FIELDS) {
            draft.fault(FaultCode.TOO_MANY, path, "count", own + 1, "max", MOST_FIELDS);
        } else {
            return true;
        }
        return false;
    }

    /** Clients know fields in any letter case. */
    private static boolean isTaken(Module module, String name) {
        return EVERY_RECORDS.contains(name.toLowerCase(Locale.ROOT))
                || module.fields().keySet().stream().anyMatch(other -> other.equalsIgnoreCase(name));
    }

    private void newField(Map<?, ?> definition) {
        Module module = known.get(String.valueOf(definition.get("module")));
        if (module == null) {
            draft.fault(FaultCode.NO_SUCH_REFERENCE, NEW_FIELD + ".module", "value", "");
        } else if (definition.get("label") == null) {
            draft.fault(FaultCode.MISSING, NEW_FIELD + ".label");
            new Definition(draft, known, definition, NEW_FIELD).make(highest + 1, "", "");
        } else {
            String name = definition.get("label") instanceof String label ? free(module, label) : "X";
            field(module, name, definition, NEW_FIELD);
        }
    }

    /** The label with blanks as {@code _}, and what no name can have left out; with a number where it is taken. */
    private static String free(Module module, String label) {
        String plain = Normalizer.normalize(label.strip(), Normalizer.Form.NFD)
                .replaceAll("\\s+", "_")
                .replaceAll("[^A-Za-z0-9_]", "");
        String name = plain.matches("[A-Za-z].*") ? plain : "Field_" + plain;
        // Leaves room for the number.
        String base = name.substring(0, Math.min(name.length(), LONGEST_NAME - 4));
        return Stream.concat(
                        Stream.of(base),
                        IntStream.rangeClosed(1, MOST_FIELDS + 1).mapToObj(i -> base + i))
                .filter(free -> !isTaken(module, free))
                .findFirst()
                .orElse(base);
    }
}
