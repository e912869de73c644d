package dev.bailiwick.assignment.model;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Some of what the sheet (3.3) has of criteria, read anew from what was sent for every record. */
final class Criteria {
    private Criteria() {}

    static boolean match(Map<?, ?> node, Map<String, Object> values) {
        if (node.get("group") instanceof List<?> group) {
            boolean all = String.valueOf(node.get("group_operator")).equalsIgnoreCase("and");
            for (Object inner : group) {
                if (match((Map<?, ?>) inner, values) != all) {
                    return !all;
                }
            }
            return all;
        }
        Map<?, ?> field = (Map<?, ?>) node.get("field");
        Object held = field == null ? null : values.get(String.valueOf(field.get("api_name")));
        String comparator = String.valueOf(node.get("comparator"));
        if (held == null) {
            return comparator.startsWith("not_");
        }
        List<?> any =
                node.get("value") instanceof List<?> several ? several : List.of(String.valueOf(node.get("value")));
        boolean found = any.stream().anyMatch(value -> holds(comparator, String.valueOf(value), held));
        return found != comparator.startsWith("not_");
    }

    private static boolean holds(String comparator, String value, Object held) {
        if (held instanceof BigDecimal number) {
            int sign = number.compareTo(new BigDecimal(value));
            return comparator.equals("greater_than") ? sign > 0 : sign == 0;
        }
        String whole = plain(held);
        String part = plain(value);
        return switch (comparator) {
            case "contains" -> whole.contains(part);
            case "starts_with" -> whole.startsWith(part);
            default -> whole.equals(part);
        };
    }

    private static String plain(@Nullable Object text) {
        return Normalizer.normalize(String.valueOf(text).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }
}
