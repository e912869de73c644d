package dev.bailiwick.rule;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the sheet (3.3) says of criteria, read anew from what was sent for every record, slowly and in other ways: days are
 * asked whether they are meant instead of being bounded, times become days, numbers become digits.
 */
record Naive(Moment now) {
    boolean matches(Map<?, ?> node, Map<String, @Nullable Object> record) {
        if (node.get("group") instanceof List<?> group) {
            long matching =
                    group.stream().filter(n -> matches((Map<?, ?>) n, record)).count();
            return String.valueOf(node.get("group_operator")).equalsIgnoreCase("and")
                    ? matching == group.size()
                    : matching > 0;
        }
        String field = String.valueOf(((Map<?, ?>) Objects.requireNonNull(node.get("field"))).get("api_name"));
        String comparator = String.valueOf(node.get("comparator"));
        Object held = record.get(field);
        if (field.equals("boolean") && held == null) {
            held = false;
        }
        Object value = Objects.requireNonNull(node.get("value"));
        boolean empty = held == null || held.equals("") || held.equals(List.of());
        if (value.equals("${EMPTY}") || value.equals("${NOTEMPTY}")) {
            return empty == value.equals("${EMPTY}");
        }
        boolean negated = comparator.startsWith("not_");
        if (held == null || empty) {
            return negated;
        }
        List<?> values = value instanceof List<?> list ? list : List.of(value);
        return negated != holds(field, negated ? comparator.substring(4) : comparator, values, held);
    }

    private boolean holds(String field, String comparator, List<?> values, Object held) {
        return switch (field) {
            case "multiselectpicklist" -> picked(comparator, values, (List<?>) held);
            case "boolean" -> values.stream().anyMatch(v -> String.valueOf(v).equals(held.toString()));
            case "lookup", "ownerlookup", "userlookup" -> values.stream().anyMatch(v -> id(v).equals(held.toString()));
            case "integer", "bigint", "double", "currency", "percent" ->
                ordered(
                        comparator,
                        values,
                        v -> digits((BigDecimal) held).compareTo(digits(new BigDecimal(v.toString()))));
            case "date" -> dated(comparator, values, LocalDate.parse((String) held), null);
            case "datetime" -> {
                Instant time = Instant.parse((String) held);
                yield dated(
                        comparator, values, time.atZone(now.calendar().zone()).toLocalDate(), time);
            }
            default -> values.stream().anyMatch(v -> text(comparator, plain(v), plain(held)));
        };
    }

    private static boolean picked(String comparator, List<?> values, List<?> held) {
        List<String> wanted = values.stream().map(v -> plain(v)).toList();
        List<String> taken = held.stream().map(v -> plain(v)).toList();
        return comparator.equals("equal")
                ? new HashSet<>(wanted).equals(new HashSet<>(taken))
                : taken.stream().anyMatch(wanted::contains);
    }

    private static String id(Object value) {
        Object id = value instanceof Map<?, ?> map ? Objects.requireNonNull(map.get("id")) : value;
        return id.toString();
    }

    private static String plain(Object text) {
        return Normalizer.normalize(text.toString().toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    private static boolean text(String comparator, String part, String whole) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i + part.length() <= whole.length(); i++) {
            if (whole.substring(i, i + part.length()).equals(part)) {
                places.add(i);
            }
        }
        return switch (comparator) {
            case "contains" -> !places.isEmpty();
            case "starts_with" -> places.contains(0);
            case "ends_with" -> places.contains(whole.length() - part.length());
            default -> places.contains(0) && part.length() == whole.length();
        };
    }

    /** In millionths. */
    private static BigInteger digits(BigDecimal number) {
        return number.movePointRight(6).toBigIntegerExact();
    }

    /** @param compared how what is held compares with a value */
    private static boolean ordered(
            String comparator, List<?> values, java.util.function.ToIntFunction<Object> compared) {
        Predicate<Object> one = v -> {
            int sign = Integer.signum(compared.applyAsInt(v));
            return switch (comparator) {
                case "greater_than" -> sign == 1;
                case "less_than" -> sign == -1;
                case "greater_equal" -> sign != -1;
                case "less_equal" -> sign != 1;
                default -> sign == 0;
            };
        };
        return comparator.equals("between")
                ? compared.applyAsInt(values.get(0)) >= 0 && compared.applyAsInt(values.get(1)) <= 0
                : values.stream().anyMatch(one);
    }

    private boolean dated(String comparator, List<?> values, LocalDate day, @Nullable Instant time) {
        return comparator.equals("between") && values.size() == 1
                ? compared(values.getFirst(), day, time) == 0
                : ordered(comparator, values, v -> compared(v, day, time));
    }

    /** Whether the day or time is before, in or after what a value means: -1, 0, 1. */
    private int compared(Object value, LocalDate day, @Nullable Instant time) {
        String text = value.toString();
        if (text.contains("T") && !text.startsWith("$")) {
            return Objects.requireNonNull(time)
                    .compareTo(OffsetDateTime.parse(text).toInstant());
        }
        if (!text.startsWith("$")) {
            return day.compareTo(LocalDate.parse(text));
        }
        return side(text, day);
    }

    /** Where a day is from a literal: told by how many days, weeks and months it is from today. */
    private int side(String literal, LocalDate day) {
        String name = literal.replaceAll("[${}]|[:+].*", "");
        String digits = literal.replaceAll("[^0-9]", "");
        int n = digits.isEmpty() ? 0 : Integer.parseInt(digits);
        LocalDate today = LocalDate.ofInstant(now.at(), now.calendar().zone());
        long days = ChronoUnit.DAYS.between(today, day);
        return switch (name) {
            case "TODAY" -> Long.signum(days);
            case "TOMORROW" -> Long.signum(days - 1);
            case "TOMORROWPLUS" -> days >= 1 ? 0 : -1;
            case "YESTERDAY" -> Long.signum(days + 1);
            case "YESTERDAYMINUS" -> days <= -1 ? 0 : 1;
            case "AGEINDAYS" -> Long.signum(days + n);
            case "DUEINDAYS" -> Long.signum(days - n);
            default -> {
                String unit = name.replaceAll("^(LAST|THIS|NEXT|PREV)(_N_)?|S$", "");
                long away = away(unit, today, day);
                yield name.contains("_N_")
                        ? name.startsWith("LAST") ? side(away, -n, -1) : side(away, 1, n)
                        : Long.signum(away - (name.startsWith("THIS") ? 0 : name.startsWith("NEXT") ? 1 : -1));
            }
        };
    }

    private static int side(long away, int first, int last) {
        return away < first ? -1 : away > last ? 1 : 0;
    }

    /** How many units of the calendar lie between the one of today and the one of a day. */
    private long away(String unit, LocalDate today, LocalDate day) {
        return switch (unit) {
            case "DAY" -> day.toEpochDay() - today.toEpochDay();
            case "WEEK" -> (begin(day) - begin(today)) / 7;
            case "MONTH" -> ChronoUnit.MONTHS.between(YearMonth.from(today), YearMonth.from(day));
            case "QUARTER" -> quarter(day) - quarter(today);
            case "YEAR" -> day.getYear() - today.getYear();
            case "FQ" -> quarter(shifted(day)) - quarter(shifted(today));
            case "FY" -> shifted(day).getYear() - shifted(today).getYear();
            default -> throw new IllegalArgumentException(unit);
        };
    }

    private long begin(LocalDate day) {
        return day.with(WeekFields.of(now.calendar().weekStart(), 1).dayOfWeek(), 1)
                .toEpochDay();
    }

    /** The day of a usual year that is as far into it as this one into its fiscal year; the same year for all of it. */
    private LocalDate shifted(LocalDate day) {
        return day.withDayOfMonth(1).minusMonths(now.calendar().yearStart().getValue() - 1);
    }

    private static long quarter(LocalDate day) {
        return day.getYear() * 4L + (day.getMonthValue() - 1) / 3;
    }
}
