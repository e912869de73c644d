package dev.bailiwick.crm;

import dev.bailiwick.bulk.Text;
import dev.bailiwick.http.JsonTree;
import dev.bailiwick.zone.TerritoryFilter;
import dev.bailiwick.zone.TerritoryFilter.Attribute;
import dev.bailiwick.zone.TerritoryFilter.Comparator;
import dev.bailiwick.zone.ZoneFields;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the parameter {@code filters}: one condition, or a group of them, as JSON (sheet, 3.2). */
final class TerritoryFilters {
    private static final String FILTERS = "filters";
    private static final int LONGEST = 10_000;
    private static final int MOST = 25;
    private static final int MOST_VALUES = 100;

    private static final Map<String, Attribute> ATTRIBUTES = Map.of(
            "id", Attribute.ID,
            "reporting_to.id", Attribute.PARENT,
            "manager.id", Attribute.MANAGER,
            "created_by", Attribute.CREATED_BY,
            "modified_by", Attribute.MODIFIED_BY,
            "permission_type", Attribute.PERMISSION,
            "name", Attribute.NAME,
            "created_time", Attribute.CREATED_TIME,
            "modified_time", Attribute.MODIFIED_TIME);

    private int count;

    private TerritoryFilters() {}

    /** Which territories the request wants; all where it does not say. */
    static TerritoryFilter read(Call call) {
        String text = call.parameter(FILTERS);
        if (text == null) {
            return new TerritoryFilter.All(List.of());
        }
        if (text.length() > LONGEST) {
            throw bad("the filters are longer than " + LONGEST + " characters");
        }
        try {
            return new TerritoryFilters().filter(JsonTree.read(text));
        } catch (JsonTree.Malformed e) {
            throw bad("the filters are not valid JSON");
        }
    }

    private static CrmError bad(String message) {
        return new CrmError("INVALID_DATA", message, Map.of("param_name", FILTERS));
    }

    private TerritoryFilter filter(@Nullable Object sent) {
        if (!(sent instanceof Map<?, ?> map)) {
            throw bad("a filter is an object with field, comparator and value, or with group_operator and group");
        }
        if (map.isEmpty()) {
            throw bad("Specify Atleast one field");
        }
        return map.containsKey("group") ? group(map) : condition(map);
    }

    private TerritoryFilter group(Map<?, ?> map) {
        if (!(map.get("group") instanceof List<?> group) || group.size() < 2 || group.size() > MOST) {
            throw bad("a group is a list of 2 to " + MOST + " filters");
        }
        List<TerritoryFilter> parts = new ArrayList<>();
        group.forEach(part -> parts.add(filter(part)));
        return switch (String.valueOf(map.get("group_operator")).toUpperCase(Locale.ROOT)) {
            case "AND" -> new TerritoryFilter.All(parts);
            case "OR" -> new TerritoryFilter.Any(parts);
            default -> throw bad("the group_operator is AND or OR");
        };
    }

    private TerritoryFilter condition(Map<?, ?> map) {
        if (++count > MOST) {
            throw new CrmError(
                    "LIMIT_EXCEEDED",
                    "the filters have more than " + MOST + " conditions",
                    Map.of("param_name", FILTERS, "limit", MOST));
        }
        Object name = map.get("field") instanceof Map<?, ?> field ? field.get("api_name") : null;
        if (!(name instanceof String text)) {
            throw bad("a filter names a field: {\"field\":{\"api_name\":\"name\"}}");
        }
        Attribute attribute = ATTRIBUTES.get(text);
        if (attribute == null) {
            throw bad("The given api_name(" + Text.shortened(text, 60) + ") is not supported");
        }
        String word = String.valueOf(map.get("comparator"));
        Comparator comparator = comparator(word);
        if (comparator == null || !allowed(attribute).contains(word)) {
            throw bad("The given comparator(" + Text.shortened(word, 60) + ") is not supported for " + text
                    + "; it takes " + String.join(", ", allowed(attribute)));
        }
        return new TerritoryFilter.Compared(
                attribute, comparator, word.startsWith("not_"), values(attribute, comparator, text, map.get("value")));
    }

    private static List<String> allowed(Attribute attribute) {
        return switch (attribute) {
            case ID, PARENT, MANAGER, CREATED_BY, MODIFIED_BY, USER, PERMISSION -> List.of("equal", "not_equal");
            case NAME -> List.of("equal", "not_equal", "starts_with", "ends_with", "contains", "not_contains");
            case CREATED_TIME, MODIFIED_TIME -> List.of("less_equal", "between", "greater_than", "less_than", "equal");
        };
    }

    private static @Nullable Comparator comparator(String word) {
        return switch (word) {
            case "equal", "not_equal" -> Comparator.EQUAL;
            case "starts_with" -> Comparator.STARTS_WITH;
            case "ends_with" -> Comparator.ENDS_WITH;
            case "contains", "not_contains" -> Comparator.CONTAINS;
            case "less_than" -> Comparator.LESS;
            case "less_equal" -> Comparator.LESS_EQUAL;
            case "greater_than" -> Comparator.GREATER;
            case "between" -> Comparator.BETWEEN;
            default -> null;
        };
    }

    private static List<Object> values(Attribute attribute, Comparator comparator, String name, @Nullable Object sent) {
        List<?> list = sent instanceof List<?> many ? many : java.util.Collections.singletonList(sent);
        boolean range = comparator == Comparator.BETWEEN;
        if (range ? list.size() != 2 : list.isEmpty() || list.size() > MOST_VALUES) {
            throw bad("the value of " + name + " must be "
                    + (range ? "a list of two" : "one, or a list of 1 to " + MOST_VALUES));
        }
        List<Object> values = new ArrayList<>();
        for (Object one : list) {
            Object value = value(attribute, one);
            if (value == null) {
                throw bad("the value of " + name + " is not compatible with it");
            }
            values.add(value);
        }
        return values;
    }

    private static @Nullable Object value(Attribute attribute, @Nullable Object sent) {
        Object plain = sent instanceof Map<?, ?> map ? map.get("id") : sent;
        String text = plain instanceof BigDecimal number
                ? Text.whole(number)
                : plain instanceof String string && Text.isStorable(string) ? string : null;
        if (text == null) {
            return null;
        }
        return switch (attribute) {
            case ID, PARENT, MANAGER, CREATED_BY, MODIFIED_BY, USER -> Text.id(text);
            case PERMISSION ->
                Set.of(ZoneFields.READ_ONLY, ZoneFields.READ_WRITE_DELETE).contains(text) ? text : null;
            case NAME -> text;
            case CREATED_TIME, MODIFIED_TIME -> time(text);
        };
    }

    private static @Nullable Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
