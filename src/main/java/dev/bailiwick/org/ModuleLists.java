package dev.bailiwick.org;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From the list {@code modules} of an org file to what {@link Schema} takes. Notes where in the file each stands, since
 * it is known by its names from then on.
 */
final class ModuleLists {
    /** Of a module, in the order in which they are written. */
    static final List<String> MODULE = List.of("name", "label", "plural", "fields");

    /** Of a field, likewise. */
    static final List<String> FIELD =
            List.of("name", "label", "type", "length", "external", "unique", "mandatory", "lookup", "pickList");

    private static final String LIST = "modules";

    private final OrgFileReader reader;
    private final Map<String, @Nullable Object> modules = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    private final Map<String, String> places = new HashMap<>();

    ModuleLists(OrgFileReader reader) {
        this.reader = reader;
    }

    /** Where in the file what a fault's path begins with stands. */
    Map<String, String> places() {
        return places;
    }

    /** Adds what the list asks for to the values of the org's item. */
    void read(@Nullable Object list, Map<String, @Nullable Object> values) {
        each(list, LIST, (path, entry, name) -> {
            places.put(Schema.MODULES + "." + name, path);
            reader.unknown(entry, MODULE, path);
            if (modules.put(name, definition(entry, List.of("label", "plural"))) != null) {
                reader.mistake(path + ".name", "TAKEN_IN_BATCH", "'" + name + "' stands in the list twice");
            }
            if (entry.containsKey("fields")) {
                fields(name, entry.get("fields"), path + ".fields");
            }
        });
        values.put(Schema.MODULES, modules);
        values.put(Schema.FIELDS, fields);
    }

    private void fields(String module, @Nullable Object list, String at) {
        each(list, at, (path, entry, name) -> {
            String key = module + "." + name;
            places.put(Schema.FIELDS + "." + key, path);
            reader.unknown(entry, FIELD, path);
            if (fields.put(key, definition(entry, FIELD.subList(1, FIELD.size()))) != null) {
                reader.mistake(path + ".name", "TAKEN_IN_BATCH", "'" + name + "' stands in the list twice");
            }
        });
    }

    private interface Entry {
        void read(String path, Map<?, ?> entry, String name);
    }

    /** Every entry that has a name. */
    private void each(@Nullable Object list, String at, Entry work) {
        if (!(list instanceof List<?> entries)) {
            reader.mistake(at, "WRONG_TYPE", "must be a list of maps, each with a name");
            return;
        }
        for (int i = 0; i < entries.size(); i++) {
            String path = at + "[" + i + "]";
            if (!(entries.get(i) instanceof Map<?, ?> entry)) {
                reader.mistake(path, "WRONG_TYPE", "must be a map with a name");
                continue;
            }
            boolean told = entry.get("name") != null && !(entry.get("name") instanceof String);
            String name = reader.text(entry, "name", path + ".name");
            if (name != null) {
                work.read(path, entry, name);
            } else if (!told) {
                reader.mistake(path + ".name", "MISSING", "needs a name");
            }
        }
    }

    private static Map<String, Object> definition(Map<?, ?> entry, List<String> keys) {
        Map<String, Object> definition = new LinkedHashMap<>();
        for (String key : keys) {
            Object value = OrgFileReader.value(entry.get(key));
            if (value != null) {
                definition.put(key, value);
            }
        }
        return definition;
    }
}
