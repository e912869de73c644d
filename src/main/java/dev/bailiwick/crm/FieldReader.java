package dev.bailiwick.crm;

import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Key;
import dev.bailiwick.bulk.Verb;
import dev.bailiwick.catalog.Catalog;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.org.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From a field as this door describes it (sheet, 4.2) to an item that makes it, and from the paths of faults back.
 *
 * @param module to which the field is added
 */
record FieldReader(Catalog catalog, Module module) {
    private static final Map<String, String> NAMES = Map.of(
            "label", "field_label",
            "type", "data_type",
            "length", "length",
            "pickList", "pick_list_values",
            "external", "external",
            "unique", "unique",
            "lookup", "lookup",
            "mandatory", "system_mandatory");

    /** What stands in a field that was read, with what it then is: to send it back asks for nothing. */
    private static final Set<String> SAYS_NOTHING = Set.of("type", "custom_field", "api_name", "json_type");

    Item item(int index, @Nullable Object row) {
        List<Fault> faults = new ArrayList<>();
        List<Fault> warnings = new ArrayList<>();
        Map<String, @Nullable Object> definition = new LinkedHashMap<>();
        definition.put("module", module.name());
        if (row instanceof Map<?, ?> members) {
            members.forEach((key, value) -> member(definition, String.valueOf(key), value, faults, warnings));
        } else {
            faults.add(Fault.of(FaultCode.WRONG_TYPE, "", "expected", "jsonobject"));
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put(Schema.NEW_FIELD, definition);
        return new Item(index, Verb.UPDATE, new Key.Org(), values, faults, warnings);
    }

    private void member(
            Map<String, @Nullable Object> definition,
            String name,
            @Nullable Object value,
            List<Fault> faults,
            List<Fault> warnings) {
        switch (name) {
            case "field_label" -> definition.put("label", value);
            case "data_type" -> definition.put("type", value);
            case "length" -> definition.put("length", value);
            case "system_mandatory" -> definition.put("mandatory", value);
            case "external" -> definition.put("external", inside(value, "type"));
            case "lookup" -> definition.put("lookup", lookup(value));
            case "unique" -> definition.put("unique", unique(value, faults));
            case "pick_list_values" -> definition.put("pickList", picks(value, warnings));
            default -> {
                if (!SAYS_NOTHING.contains(name)) {
                    warnings.add(Fault.of(FaultCode.UNKNOWN_FIELD, name, "field", name));
                }
            }
        }
    }

    /** What an object holds under a key; an empty object is nothing, and what is none is told by who looks at it. */
    private static @Nullable Object inside(@Nullable Object value, String key) {
        return value instanceof Map<?, ?> map ? map.get(key) : value;
    }

    /** The other module's name, whether it is named by that or by its id. */
    private @Nullable Object lookup(@Nullable Object value) {
        Object named = inside(value, "module");
        if (!(named instanceof Map<?, ?> map)) {
            return named;
        }
        Object name = map.get("api_name");
        String id = String.valueOf(map.get("id"));
        return name != null
                ? name
                : catalog.modules().values().stream()
                        .filter(m -> MetaIds.of(m).equals(id))
                        .map(Module::name)
                        .findFirst()
                        .orElse(id);
    }

    /** Only without regard to case: no field of a record tells two values apart by it. */
    private static @Nullable Object unique(@Nullable Object value, List<Fault> faults) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        for (String spelling : List.of("case_sensitive", "casesensitive")) {
            Object sensitive = map.get(spelling);
            if (sensitive != null && !String.valueOf(sensitive).equals("false")) {
                faults.add(Fault.of(FaultCode.MALFORMED, "unique." + spelling, "expected", "false"));
            }
        }
        return !map.isEmpty();
    }

    /** The texts that people see; one that clients see in their stead is not kept. */
    private static @Nullable Object picks(@Nullable Object value, List<Fault> warnings) {
        if (!(value instanceof List<?> list)) {
            return value;
        }
        List<@Nullable Object> picks = new ArrayList<>();
        for (Object entry : list) {
            Object shown = inside(entry, "display_value");
            Object actual = inside(entry, "actual_value");
            if (actual != null && shown != null && !actual.equals(shown)) {
                String path = "pick_list_values." + picks.size();
                warnings.add(Fault.of(FaultCode.IGNORED_KEY, path, "field", "actual_value"));
            }
            picks.add(shown == null ? actual : shown);
        }
        return picks;
    }

    /** A fault with the names of this door. */
    static Fault told(Fault fault) {
        String path = fault.path().startsWith(Schema.NEW_FIELD + ".")
                ? fault.path().substring(Schema.NEW_FIELD.length() + 1)
                : fault.path().equals(Schema.NEW_FIELD) ? "field_label" : fault.path();
        int dot = path.indexOf('.');
        String first = dot < 0 ? path : path.substring(0, dot);
        return new Fault(
                fault.code(), NAMES.getOrDefault(first, first) + (dot < 0 ? "" : path.substring(dot)), fault.args());
    }
}
