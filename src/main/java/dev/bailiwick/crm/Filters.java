package dev.bailiwick.crm;

import dev.bailiwick.bulk.Text;
import dev.bailiwick.catalog.DataType;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.record.Condition;
import dev.bailiwick.record.Condition.Attribute;
import dev.bailiwick.record.Operator;
import dev.bailiwick.record.RecordReads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * In charge of the parameters that say which records are wanted. What would leave records out, and cannot be done yet, is
 * refused: a list that holds more than was asked for deceives.
 */
final class Filters {
    private static final int MOST_PARTS = 10;
    private static final Set<String> TRUTHS = Set.of("true", "false", "both");
    private static final List<String> NOT_YET = List.of("filters", "cross_filters", "filter_id");
    private static final List<String> SEARCHES = List.of("criteria", "email", "phone", "word");

    private Filters() {}

    /** Which records a list shows. */
    static Condition ofList(Call call, RecordReads reads, Module module) {
        for (String name : NOT_YET) {
            if (call.parameter(name) != null) {
                throw new CrmError("NOT_SUPPORTED", name + " is not supported; use search", Map.of("param_name", name));
            }
        }
        if (call.parameter("cvid") != null) {
            throw call.parameter("sort_by") == null
                    ? CrmError.badParameter("cvid")
                    : Paging.ambiguous("cvid", "sort_by");
        }
        Condition territory = territory(call, reads, module);
        return Condition.all(List.of(territory, state(call)));
    }

    /** The records of the territory that {@code territory_id} names, and with {@code include_child} of those below it. */
    static Condition territory(Call call, RecordReads reads, Module module) {
        String text = call.parameter("territory_id");
        if (text == null) {
            return Condition.every();
        }
        if (!RecordRenderer.hasTerritories(reads.now(call.orgId(), module))) {
            throw new CrmError(
                    "INVALID_MODULE",
                    "Territory is not supported for the given module",
                    Map.of("param_name", "territory_id"));
        }
        String below = call.parameter("include_child");
        if (below != null && !below.isEmpty() && !below.equals("true") && !below.equals("false")) {
            throw CrmError.badParameter("include_child");
        }
        Long id = Text.id(text);
        List<Long> zones = id == null ? List.of() : reads.zones(call.orgId(), List.of(id), "true".equals(below));
        if (zones.isEmpty()) {
            throw CrmError.badParameter("territory_id");
        }
        return new Condition.InZone(zones);
    }

    /** Every record, but for what it asks of their state. */
    static Condition ofAll(Call call) {
        return state(call);
    }

    /** No record waits for approval, and no lead was converted. */
    private static Condition state(Call call) {
        for (String name : List.of("converted", "approved")) {
            String value = call.parameter(name);
            if (value != null && !TRUTHS.contains(value)) {
                throw CrmError.badParameter(name);
            }
        }
        return "true".equals(call.parameter("converted")) || "false".equals(call.parameter("approved"))
                ? Condition.none()
                : Condition.every();
    }

    /**
     * Which records a search finds: what the first of criteria, email, phone and word says.
     *
     * @return null where the request has none of them
     */
    static @Nullable Function<Module, Condition> ofSearch(Call call) {
        String by = searched(call);
        if (by == null) {
            return null;
        }
        Condition state = state(call);
        String value = String.valueOf(call.parameter(by));
        if (!by.equals("criteria") && (value.strip().length() < 2 || !Text.isStorable(value))) {
            throw CrmError.badParameter(by);
        }
        return module -> Condition.all(List.of(
                state,
                switch (by) {
                    case "criteria" -> Criteria.read(value, module);
                    case "email" -> email(module, value);
                    case "phone" -> phone(value);
                    default -> word(value);
                }));
    }

    /** The parameter by which a request searches, or null. */
    static @Nullable String searched(Call call) {
        return SEARCHES.stream()
                .filter(name -> call.parameter(name) instanceof String value && !value.isBlank())
                .findFirst()
                .orElse(null);
    }

    static CrmError nothingSearched() {
        return new CrmError("EXPECTED_PARAM_MISSING", "mandatory param missing", Map.of("param_names", SEARCHES));
    }

    private static Condition email(Module module, String value) {
        List<Condition> any = new ArrayList<>();
        module.fields().values().stream()
                .filter(field -> field.type() == DataType.EMAIL)
                .forEach(field ->
                        any.add(new Condition.Compared(new Attribute.Of(field), Operator.EQUALS, List.of(value))));
        return new Condition.Any(any);
    }

    private static Condition phone(String value) {
        String number = value.replaceAll("[^0-9A-Za-z]", "").toUpperCase(Locale.ROOT);
        if (number.length() < 2) {
            throw CrmError.badParameter("phone");
        }
        return new Condition.Phone(number);
    }

    private static Condition word(String value) {
        List<String> parts = Arrays.asList(value.strip().split("\\s+"));
        if (parts.size() > MOST_PARTS) {
            throw CrmError.badParameter("word");
        }
        return new Condition.Mentions(parts);
    }
}
