package dev.bailiwick.crm;

import dev.bailiwick.catalog.DataType;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.record.Records;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code X-EXTERNAL} says (sheet, 2.2): by which fields a request names records instead of by ids.
 *
 * @param own the external field by which it names the module's own records; null for ids
 * @param lookups by lookup field, the external field of the other module
 */
record External(@Nullable String own, Map<String, String> lookups) {
    static final External NONE = new External(null, Map.of());
    private static final Pattern PATH =
            Pattern.compile("(?<module>\\w+)\\.((?<lookup>\\w+)(->(?<target>\\w+))?\\.)?(?<field>\\w+)");

    private static final int LONGEST = 2000;

    /**
     * Reads the header.
     *
     * @throws CrmError where it names what is not there, or is no external field
     */
    static External of(Call call, Records records, Module module) {
        String header = call.request().getHeader("X-EXTERNAL");
        if (header == null || header.isBlank()) {
            return NONE;
        }
        if (header.length() > LONGEST) {
            throw bad(header.substring(0, 100));
        }
        // Fields may have come since; the header names them before the batch looks.
        Map<String, Module> modules = records.catalog(call.orgId()).modules();
        Module fresh = modules.getOrDefault(module.name(), module);
        String own = null;
        Map<String, String> lookups = new HashMap<>();
        for (String path : header.split(",")) {
            Matcher parts = PATH.matcher(path.strip());
            if (!parts.matches() || !parts.group("module").equalsIgnoreCase(module.name())) {
                throw bad(path.strip());
            }
            String lookup = parts.group("lookup");
            if (lookup == null) {
                own = external(fresh, parts.group("field"), path);
            } else {
                Module other = target(fresh, parts, modules);
                lookups.put(lookup, external(other, parts.group("field"), path));
            }
        }
        return new External(own, Map.copyOf(lookups));
    }

    /** The module to which a lookup refers; the path may say which one that is. */
    private static Module target(Module module, Matcher parts, Map<String, Module> modules) {
        Field lookup = module.field(parts.group("lookup"));
        if (lookup == null
                || lookup.type() != DataType.LOOKUP
                || lookup.lookup() == null
                || !(modules.get(lookup.lookup()) instanceof Module other)) {
            throw bad(parts.group());
        }
        String said = parts.group("target");
        if (said != null && !said.equalsIgnoreCase(other.name())) {
            throw bad(
                    "X-EXTERNAL: " + lookup.name() + " of " + module.name() + " refers to " + other.name() + ", not to "
                            + said,
                    parts.group());
        }
        return other;
    }

    private static String external(Module module, String name, String path) {
        Field field = module.field(name);
        if (field == null || !field.isExternal()) {
            throw bad(path.strip());
        }
        return name;
    }

    private static CrmError bad(String path) {
        return bad("X-EXTERNAL names no external field: " + path, path);
    }

    private static CrmError bad(String message, String path) {
        return new CrmError("INVALID_DATA", message, Map.of("param_name", "X-EXTERNAL", "api_name", path));
    }
}
