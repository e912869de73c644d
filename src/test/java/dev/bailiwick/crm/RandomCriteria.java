package dev.bailiwick.crm;

import dev.bailiwick.bulk.Text;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Criteria drawn at random over the values of some records, with what they say of each. */
record RandomCriteria(List<Map<String, @Nullable Object>> records, Random random) {
    static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** A condition as text, and what it says of a record. */
    record Said(String text, Predicate<Map<String, @Nullable Object>> test) {}

    Said condition() {
        String name = one(random, List.copyOf(records.getFirst().keySet()));
        List<String> operators = operators(name);
        String operator = one(random, operators);
        List<Object> values = new ArrayList<>();
        int many = operator.equals("in") ? 1 + random.nextInt(3) : operator.equals("between") ? 2 : 1;
        for (int i = 0; i < many; i++) {
            values.add(value(name));
        }
        if (operator.equals("starts_with")) {
            String whole = String.valueOf(values.getFirst());
            String start = whole.substring(0, 1 + random.nextInt(whole.length()));
            values.set(0, start.isBlank() ? whole : random.nextBoolean() ? start : start.toUpperCase(Locale.ROOT));
        }
        String text = "(" + name + ":" + operator + ":"
                + values.stream().map(v -> written(v)).collect(Collectors.joining(",")) + ")";
        return new Said(text, record -> holds(record.get(name), operator, values));
    }

    private static List<String> operators(String name) {
        return switch (name) {
            case "Whole", "Big", "Double", "Money", "Part", "Day", "Moment", "UniqueWhole" ->
                List.of(
                        "equals",
                        "not_equal",
                        "greater_equal",
                        "greater_than",
                        "less_equal",
                        "less_than",
                        "between",
                        "in");
            case "Flag" -> List.of("equals", "not_equal");
            case "Area" -> List.of("equals", "not_equal", "starts_with");
            case "Pick", "Account", "Helper" -> List.of("equals", "not_equal", "in");
            default -> List.of("equals", "not_equal", "starts_with", "in");
        };
    }

    private Object value(String name) {
        Object value = one(random, records).get(name);
        if (value == null) {
            return value(name);
        }
        if (value instanceof List<?> list) {
            return String.valueOf(list.get(random.nextInt(list.size())));
        }
        return value instanceof String text && random.nextInt(3) == 0 && !name.equals("Moment")
                ? text.toUpperCase(Locale.ROOT)
                : value;
    }

    private String written(Object value) {
        String text = value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
        if (text.matches("2026-.*Z") && random.nextBoolean()) {
            return OffsetDateTime.parse(text)
                    .withOffsetSameInstant(java.time.ZoneOffset.ofHoursMinutes(5, 30))
                    .toString()
                    .replaceFirst("T(\\d\\d:\\d\\d)\\+", "T$1:00+");
        }
        String escaped = text.replaceAll("(\\\\*)([(),])", "$1$1\\\\$2");
        int tail = escaped.length() - escaped.replaceAll("\\\\+$", "").length();
        return escaped + "\\".repeat(tail);
    }

    private static boolean holds(@Nullable Object value, String operator, List<Object> values) {
        BiPredicate<Object, Object> same =
                (a, b) -> a instanceof List<?> list ? list.stream().anyMatch(e -> same(e, b)) : same(a, b);
        return switch (operator) {
            case "equals", "in" -> value != null && values.stream().anyMatch(v -> same.test(value, v));
            case "not_equal" -> value == null || !same.test(value, values.getFirst());
            case "starts_with" ->
                value instanceof List<?> list
                        ? list.stream().anyMatch(e -> starts(e, values.getFirst()))
                        : value != null && starts(value, values.getFirst());
            case "greater_equal" -> value != null && compare(value, values.getFirst()) >= 0;
            case "greater_than" -> value != null && compare(value, values.getFirst()) > 0;
            case "less_equal" -> value != null && compare(value, values.getFirst()) <= 0;
            case "less_than" -> value != null && compare(value, values.getFirst()) < 0;
            case "between" -> value != null && compare(value, values.get(0)) >= 0 && compare(value, values.get(1)) <= 0;
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static boolean same(Object a, Object b) {
        return a instanceof String one && b instanceof String two
                ? Text.comparable(one).equals(Text.comparable(two))
                : compare(a, b) == 0;
    }

    private static boolean starts(Object value, Object start) {
        return capitals(value).startsWith(capitals(start));
    }

    static String capitals(Object text) {
        return java.text.Normalizer.normalize(String.valueOf(text), java.text.Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT);
    }

    private static int compare(Object a, Object b) {
        return switch (a) {
            case BigDecimal number -> number.compareTo((BigDecimal) b);
            case Boolean flag -> flag.compareTo((Boolean) b);
            case Long id -> id.compareTo((Long) b);
            default -> String.valueOf(a).compareTo(String.valueOf(b));
        };
    }

    Said tree(int depth, int[] left) {
        if (depth == 0 || left[0] < 2 || random.nextInt(3) == 0) {
            left[0]--;
            return condition();
        }
        Said one = tree(depth - 1, left);
        Said two = tree(depth - 1, left);
        return random.nextBoolean()
                ? new Said("(" + one.text + "and" + two.text + ")", r -> one.test.test(r) && two.test.test(r))
                : new Said("(" + one.text + " or " + two.text + ")", r -> one.test.test(r) || two.test.test(r));
    }
}
