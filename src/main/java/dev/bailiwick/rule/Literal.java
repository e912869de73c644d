package dev.bailiwick.rule;

import dev.bailiwick.catalog.Calendar;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Days that are told from the present one (sheet, 3.3), as whole units before or after the one in which it is. The last
 * and the next n units leave the present one out, so that {@code ${LAST_N_MONTHS:1}} is {@code ${LASTMONTH}}.
 *
 * @param wire as it is written
 * @param first the unit with which they begin, 0 for the present one; null where they have no beginning
 * @param last the unit with which they end; null where they have no end
 */
record Literal(
        String wire,
        Unit unit,
        @Nullable Integer first,
        @Nullable Integer last) {
    /** What is told so spans less than this, so that its years have four digits. */
    private static final long MOST_DAYS = 366_000;

    private static final Pattern AGE =
            Pattern.compile("\\$\\{(AGEINDAYS|DUEINDAYS)(?:}|}\\+([0-9]{1,4})|\\+([0-9]{1,4})})");
    private static final Pattern SEVERAL =
            Pattern.compile("\\$\\{(LAST|NEXT)_N_(DAY|WEEK|MONTH|QUARTER|YEAR)S:([0-9]{1,4})}");

    private static final Map<String, Literal> NAMED = Stream.of(
                    named("TODAY", Unit.DAY, 0, 0),
                    named("TOMORROW", Unit.DAY, 1, 1),
                    named("TOMORROWPLUS", Unit.DAY, 1, null),
                    named("YESTERDAY", Unit.DAY, -1, -1),
                    named("YESTERDAYMINUS", Unit.DAY, null, -1),
                    named("LASTWEEK", Unit.WEEK, -1, -1),
                    named("THISWEEK", Unit.WEEK, 0, 0),
                    named("NEXTWEEK", Unit.WEEK, 1, 1),
                    named("LASTMONTH", Unit.MONTH, -1, -1),
                    named("THISMONTH", Unit.MONTH, 0, 0),
                    named("NEXTMONTH", Unit.MONTH, 1, 1),
                    named("LASTYEAR", Unit.YEAR, -1, -1),
                    named("THISYEAR", Unit.YEAR, 0, 0),
                    named("NEXTYEAR", Unit.YEAR, 1, 1),
                    named("PREVFQ", Unit.FISCAL_QUARTER, -1, -1),
                    named("THISFQ", Unit.FISCAL_QUARTER, 0, 0),
                    named("NEXTFQ", Unit.FISCAL_QUARTER, 1, 1),
                    named("PREVFY", Unit.FISCAL_YEAR, -1, -1),
                    named("THISFY", Unit.FISCAL_YEAR, 0, 0),
                    named("NEXTFY", Unit.FISCAL_YEAR, 1, 1))
            .collect(Collectors.toUnmodifiableMap(Literal::wire, Function.identity()));

    enum Unit {
        DAY(1, 0),
        WEEK(7, 0),
        MONTH(0, 1),
        QUARTER(0, 3),
        YEAR(0, 12),
        FISCAL_QUARTER(0, 3),
        FISCAL_YEAR(0, 12);

        private final int days;
        private final int months;

        Unit(int days, int months) {
            this.days = days;
            this.months = months;
        }

        /** The first day of the unit in which this one is. */
        private LocalDate begin(LocalDate day, Calendar calendar) {
            return switch (this) {
                case DAY -> day;
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(calendar.weekStart()));
                case MONTH -> day.withDayOfMonth(1);
                case QUARTER, YEAR -> months(day, Month.JANUARY);
                case FISCAL_QUARTER, FISCAL_YEAR -> months(day, calendar.yearStart());
            };
        }

        /** @param start the first month of a year */
        private LocalDate months(LocalDate day, Month start) {
            int into = Math.floorMod(day.getMonthValue() - start.getValue(), months);
            return day.withDayOfMonth(1).minusMonths(into);
        }

        private LocalDate plus(LocalDate day, int many) {
            return day.plusDays((long) many * days).plusMonths((long) many * months);
        }
    }

    private static Literal named(String name, Unit unit, @Nullable Integer first, @Nullable Integer last) {
        return new Literal("${" + name + "}", unit, first, last);
    }

    /** The literal that a text is, or null. */
    static @Nullable Literal read(String text) {
        Matcher age = AGE.matcher(text);
        if (age.matches()) {
            int days =
                    Integer.parseInt(age.group(2) != null ? age.group(2) : age.group(3) != null ? age.group(3) : "0");
            boolean past = age.group(1).equals("AGEINDAYS");
            String wire = "${" + age.group(1) + "}" + (days == 0 ? "" : "+" + days);
            return new Literal(wire, Unit.DAY, past ? -days : days, past ? -days : days);
        }
        Matcher several = SEVERAL.matcher(text);
        if (several.matches()) {
            Unit unit = Unit.valueOf(several.group(2));
            int many = Integer.parseInt(several.group(3));
            boolean past = several.group(1).equals("LAST");
            return many == 0 || many * (unit.days + 30L * unit.months) > MOST_DAYS
                    ? null
                    : new Literal(
                            "${" + several.group(1) + "_N_" + unit + "S:" + many + "}",
                            unit,
                            past ? -many : 1,
                            past ? -1 : many);
        }
        return NAMED.get(text);
    }

    /** Whether it counts days, so that nobody can say whether more of them are later or earlier. */
    boolean isAge() {
        return AGE.matcher(wire).matches();
    }

    /** The first day; null where there is none. */
    @Nullable
    LocalDate from(Moment now) {
        return first == null ? null : unit.plus(unit.begin(now.today(), now.calendar()), first);
    }

    /** The last day; null where there is none. */
    @Nullable
    LocalDate to(Moment now) {
        return last == null
                ? null
                : unit.plus(unit.begin(now.today(), now.calendar()), last + 1).minusDays(1);
    }
}
