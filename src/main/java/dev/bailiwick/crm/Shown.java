package dev.bailiwick.crm;

import dev.bailiwick.bulk.Text;
import dev.bailiwick.catalog.Module;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a read asks for (sheet, 1.4).
 *
 * @param names as asked; null for all
 */
record Shown(@Nullable Set<String> names) {
    private static final int MOST = 50;

    /** What other servers tell of every record and this one does not have: who asks for it misses nothing. */
    private static final Set<String> PASSED_OVER =
            Set.of("id", "Owner", "Last_Activity_Time", "Layout", "Record_Status__s", "Locked__s");

    static Shown of(Call call) {
        List<String> names = call.list("fields");
        if (names.size() > MOST) {
            throw new CrmError("LIMIT_EXCEEDED", "limit exceeded", Map.of("limit", MOST, "param_name", "fields"));
        }
        return new Shown(names.isEmpty() ? null : new LinkedHashSet<>(names));
    }

    /**
     * The same, once it is known what the module has by now.
     *
     * @throws CrmError for a name that nothing in it has
     */
    @Nullable
    Set<String> in(Module module) {
        if (names != null) {
            Set<String> known = RecordRenderer.names(module);
            for (String name : names) {
                if (!known.contains(name) && !PASSED_OVER.contains(name) && !name.startsWith("$")) {
                    throw unknown(module, name);
                }
            }
        }
        return names;
    }

    private static CrmError unknown(Module module, String name) {
        return new CrmError(
                "INVALID_DATA",
                module.name() + " has no such field; settings/fields?module=" + module.name() + " lists those it has",
                Map.of("param_name", "fields", "api_name", Text.shortened(name, 100)));
    }
}
