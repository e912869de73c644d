package dev.bailiwick.crm;

import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.http.Body;
import dev.bailiwick.http.JsonTree;
import dev.bailiwick.record.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of a write: its rows, and what it says of all of them.
 *
 * @param text as it was sent
 * @param rows the elements of {@code data}
 * @param first {@code duplicate_check_fields}; empty where there are none
 * @param remarks on keys that ask for what does not exist here
 */
record RecordBody(String text, List<@Nullable Object> rows, List<String> first, List<Fault> remarks) {
    static final int MOST_ROWS = 100;
    private static final int LIMIT = 8 << 20;
    private static final String DATA = "data";
    private static final String CHECKED = "duplicate_check_fields";

    /** Keys that ask for workflows, assignment rules and the like. */
    private static final Set<String> HABITUAL =
            Set.of("trigger", "lar_id", "process", "apply_feature_execution", "skip_feature_execution", "wf_trigger");

    /** Of these, who asks to skip what does not exist misses nothing. */
    private static final Set<String> HARMLESS = Set.of("skip_feature_execution", "wf_trigger");

    private static final int MOST_REMARKS = 20;

    /**
     * Reads a body, whatever type it says it is of.
     *
     * @throws CrmError where it is no object with rows
     */
    static RecordBody read(Call call, Records records, Module module, int mostRows) {
        return read(call, records, module, mostRows, "maximum_length");
    }

    /**
     * The same of a call that has its own name for how many rows it takes.
     *
     * @throws CrmError where it is no object with rows
     */
    static RecordBody read(Call call, Records records, Module module, int mostRows, String limit) {
        String text = text(call);
        Map<String, @Nullable Object> root = root(text);
        if (root.get(DATA) == null) {
            throw new CrmError(
                    "MANDATORY_NOT_FOUND", "required field not found", Map.of("api_name", DATA, "json_path", "$.data"));
        }
        if (!(root.get(DATA) instanceof List<?> rows) || rows.isEmpty()) {
            throw new CrmError(
                    "INVALID_DATA",
                    "invalid data",
                    Map.of("api_name", DATA, "json_path", "$.data", "expected_data_type", "jsonarray"));
        }
        if (rows.size() > mostRows) {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("api_name", DATA);
            details.put("json_path", "$.data");
            details.put(limit, mostRows);
            if (mostRows == 1) {
                details.put("instead", several(call) + " takes up to " + MOST_ROWS + " rows, each with its id");
            } else if (rows.stream().anyMatch(row -> row instanceof Map<?, ?> map && Directive.isIn(map))) {
                details.put("instead", "POST /api/v1/assignments says of up to 10000 records where they belong");
            }
            throw new CrmError("LIMIT_EXCEEDED", "count of records in your request exceeds the limit", details);
        }
        return new RecordBody(
                text, new ArrayList<>(rows), checked(call, records, module, root.get(CHECKED)), remarks(root));
    }

    /** The call that does to several records what this one does to the one of its path. */
    private static String several(Call call) {
        return call.request().getMethod() + " "
                + call.request().getRequestURI().replaceFirst("^(/crm/[^/]+/[^/]+)/[^/]+", "$1");
    }

    private static String text(Call call) {
        try {
            return Body.text(call.request(), LIMIT);
        } catch (Body.NotUtf8 e) {
            throw Answers.badBody("body is not valid UTF-8");
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> root(String text) {
        try {
            if (JsonTree.read(text) instanceof Map<?, ?> root) {
                return (Map<String, @Nullable Object>) root;
            }
            throw Answers.badBody("body");
        } catch (JsonTree.Malformed e) {
            throw Answers.badBody(e.getMessage());
        }
    }

    private static List<String> checked(Call call, Records records, Module module, @Nullable Object sent) {
        if (sent == null) {
            return List.of();
        }
        if (!(sent instanceof List<?> list)) {
            throw bad("$." + CHECKED);
        }
        List<String> fields = new ArrayList<>();
        for (Object name : list) {
            String path = "$." + CHECKED + "[" + fields.size() + "]";
            if (!(name instanceof String text) || !canBeChecked(call, records, module, text)) {
                throw bad(path);
            }
            fields.add(text);
        }
        return fields;
    }

    private static boolean canBeChecked(Call call, Records records, Module module, String name) {
        Field field = module.field(name);
        if (field == null) {
            // It may have come since the module was read.
            field = Objects.requireNonNull(records.catalog(call.orgId()).module(module.name()))
                    .field(name);
        }
        return field != null && (field.unique() || field.name().equals(module.checked()));
    }

    private static CrmError bad(String path) {
        return new CrmError("INVALID_DATA", "invalid data", Map.of("api_name", CHECKED, "json_path", path));
    }

    private static List<Fault> remarks(Map<String, @Nullable Object> root) {
        List<Fault> remarks = new ArrayList<>();
        root.forEach((name, value) -> {
            boolean asks = value != null && !(value instanceof List<?> list && list.isEmpty()) && !"".equals(value);
            if (name.equals(DATA) || name.equals(CHECKED) || HARMLESS.contains(name) || remarks.size() > MOST_REMARKS) {
                return;
            }
            if (!HABITUAL.contains(name) || asks) {
                remarks.add(Fault.of(FaultCode.IGNORED_KEY, "", "field", name));
            }
        });
        return remarks;
    }
}
