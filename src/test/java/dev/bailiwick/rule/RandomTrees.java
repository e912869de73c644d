package dev.bailiwick.rule;

import dev.bailiwick.catalog.Calendar;
import dev.bailiwick.catalog.DataType;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Criteria and records drawn at random, so alike that they often meet. */
record RandomTrees(Random random) {
    private static final List<String> ZONES =
            List.of("UTC", "Asia/Kolkata", "Pacific/Honolulu", "Europe/Berlin", "Pacific/Kiritimati", "Asia/Beirut");
    private static final List<String> TEXTS = List.of(
            "Red",
            "red",
            "Reddish",
            "Green",
            "Blå",
            "Bla\u030A",
            "BLÅ",
            "Straße",
            "New York",
            "new york ",
            "York",
            "Ü",
            "a",
            "É",
            "e\u0301",
            "İstanbul",
            "ΟΔΟΣ",
            "\uD801\uDC00\uD801\uDC28",
            "Pune\n",
            "100%");
    private static final List<String> LITERALS = List.of(
            "TODAY",
            "TOMORROW",
            "TOMORROWPLUS",
            "YESTERDAY",
            "YESTERDAYMINUS",
            "LASTWEEK",
            "THISWEEK",
            "NEXTWEEK",
            "LASTMONTH",
            "THISMONTH",
            "NEXTMONTH",
            "LASTYEAR",
            "THISYEAR",
            "NEXTYEAR",
            "PREVFQ",
            "THISFQ",
            "NEXTFQ",
            "PREVFY",
            "THISFY",
            "NEXTFY",
            "LAST_N_DAYS:n",
            "NEXT_N_DAYS:n",
            "LAST_N_WEEKS:n",
            "NEXT_N_WEEKS:n",
            "LAST_N_MONTHS:n",
            "NEXT_N_MONTHS:n",
            "LAST_N_QUARTERS:n",
            "NEXT_N_QUARTERS:n",
            "LAST_N_YEARS:n",
            "NEXT_N_YEARS:n");
    private static final Instant START = Instant.parse("2023-11-01T00:00:00Z");

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    Moment moment() {
        Instant at = START.plusSeconds(random.nextLong(3L * 366 * 24 * 3600));
        return new Moment(
                at,
                new Calendar(
                        java.time.ZoneId.of(one(ZONES)),
                        one(List.of(DayOfWeek.values())),
                        one(List.of(Month.values()))));
    }

    Map<String, @Nullable Object> tree(Moment now, int depth, int[] left) {
        if (depth == 0 || left[0] < 4 || random.nextInt(3) == 0) {
            left[0]--;
            return leaf(now);
        }
        List<Object> nodes = new ArrayList<>();
        int size = 2 + random.nextInt(3);
        for (int i = 0; i < size && (i < 2 || left[0] > 0); i++) {
            nodes.add(tree(now, depth - 1, left));
        }
        return Asking.group(one(List.of("AND", "OR", "and", "or")), nodes.toArray());
    }

    private Map<String, @Nullable Object> leaf(Moment now) {
        DataType type = one(List.of(DataType.values()));
        if (random.nextInt(15) == 0) {
            return Asking.leaf(type.wire(), "equal", one(List.of("${EMPTY}", "${NOTEMPTY}")));
        }
        Comparator comparator = one(List.copyOf(Comparator.of(type)));
        return Asking.leaf(type.wire(), comparator.wire(), value(type, comparator, now));
    }

    private Object value(DataType type, Comparator comparator, Moment now) {
        boolean dated = type == DataType.DATE || type == DataType.DATETIME;
        if (comparator.relation() == Relation.BETWEEN) {
            return dated ? period(type, now) : List.of(number(type, -3), number(type, 3));
        }
        if (random.nextInt(3) > 0) {
            return single(type, comparator, now);
        }
        List<Object> several = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            several.add(single(type, comparator, now));
        }
        return several;
    }

    private Object single(DataType type, Comparator comparator, Moment now) {
        return switch (type) {
            case TEXT, TEXTAREA, EMAIL, PHONE, WEBSITE, AUTONUMBER -> part(one(TEXTS), comparator);
            case PICKLIST ->
                comparator.relation() == Relation.EQUAL ? one(Asking.COLOURS) : part(one(Asking.COLOURS), comparator);
            case MULTISELECTPICKLIST -> one(Asking.COLOURS);
            case BOOLEAN -> one(List.of(true, false, "true", "false"));
            case LOOKUP, OWNERLOOKUP, USERLOOKUP -> {
                int id = 1 + random.nextInt(3);
                yield one(List.of("" + id, BigDecimal.valueOf(id), Map.of("id", "" + id, "name", "x")));
            }
            case INTEGER, BIGINT, DOUBLE, CURRENCY, PERCENT -> number(type, 0);
            case DATE, DATETIME ->
                random.nextBoolean() && comparator.relation() == Relation.EQUAL ? age() : date(type, now);
        };
    }

    private String part(String text, Comparator comparator) {
        int length = text.codePointCount(0, text.length());
        if (comparator.relation() == Relation.EQUAL || length < 2) {
            return text;
        }
        int from = text.offsetByCodePoints(0, random.nextInt(length));
        String rest = text.substring(from);
        return rest.substring(0, rest.offsetByCodePoints(0, 1 + random.nextInt(rest.codePointCount(0, rest.length()))));
    }

    private Object number(DataType type, int from) {
        BigDecimal number = BigDecimal.valueOf(from + random.nextInt(3));
        if (type.isDecimal() && random.nextBoolean()) {
            number = number.add(new BigDecimal("0.25"));
        }
        return random.nextBoolean()
                ? number
                : random.nextBoolean() ? number.toPlainString() : number + "0".repeat(number.scale() > 0 ? 2 : 0);
    }

    private Object date(DataType type, Moment now) {
        if (random.nextBoolean()) {
            return "${" + one(LITERALS).replace("n", "" + (1 + random.nextInt(9))) + "}";
        }
        return type == DataType.DATE || random.nextBoolean() ? day(now).toString() : time(now);
    }

    private String age() {
        String name = one(List.of("AGEINDAYS", "DUEINDAYS"));
        int days = random.nextInt(5);
        return random.nextBoolean() ? "${" + name + "}+" + days : "${" + name + "+" + days + "}";
    }

    private Object period(DataType type, Moment now) {
        if (random.nextInt(3) == 0) {
            return random.nextBoolean() ? age() : "${" + one(LITERALS).replace("n", "2") + "}";
        }
        List<Object> range = switch (random.nextInt(4)) {
            case 0 -> {
                LocalDate day = day(now);
                yield List.of(day.minusDays(random.nextInt(9)).toString(), day.toString());
            }
            case 1 -> List.of("${AGEINDAYS}+" + (2 + random.nextInt(9)), "${DUEINDAYS}+" + random.nextInt(9));
            case 2 -> List.of(day(now).minusDays(9).toString(), "${TODAY}");
            default -> List.of("${LASTMONTH}", "${NEXTWEEK}");
        };
        return type == DataType.DATETIME && random.nextInt(3) == 0
                ? List.of("2020-01-01T00:00:00+02:00", range.getLast())
                : range;
    }

    /** Mostly near, sometimes years away. */
    private LocalDate day(Moment now) {
        int reach = one(List.of(2, 10, 40, 400, 1500));
        return now.today().plusDays(random.nextInt(2 * reach + 1) - reach);
    }

    private String time(Moment now) {
        Instant instant = random.nextBoolean()
                ? day(now).atStartOfDay(now.calendar().zone()).toInstant().plusSeconds(random.nextInt(3) - 1)
                : day(now).atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(random.nextInt(86_400));
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    Map<String, @Nullable Object> record(Moment now) {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        for (DataType type : DataType.values()) {
            if (random.nextInt(6) > 0) {
                record.put(type.wire(), held(type, now));
            } else if (random.nextBoolean()) {
                record.put(type.wire(), null);
            }
        }
        return record;
    }

    private Object held(DataType type, Moment now) {
        return switch (type) {
            case TEXT, TEXTAREA, EMAIL, PHONE, WEBSITE, AUTONUMBER -> one(TEXTS);
            case PICKLIST -> one(Asking.COLOURS);
            case MULTISELECTPICKLIST ->
                Asking.COLOURS.stream().filter(c -> random.nextBoolean()).toList();
            case BOOLEAN -> random.nextBoolean();
            case LOOKUP, OWNERLOOKUP, USERLOOKUP -> 1L + random.nextInt(3);
            case INTEGER, BIGINT, DOUBLE, CURRENCY, PERCENT -> {
                BigDecimal number =
                        new BigDecimal(number(type, random.nextInt(5) - 3).toString());
                yield number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
            }
            case DATE -> day(now).toString();
            case DATETIME -> time(now);
        };
    }
}
