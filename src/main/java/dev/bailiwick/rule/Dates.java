package dev.bailiwick.rule;

import dev.bailiwick.catalog.Calendar;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a date or a time is compared with. Both are compared as the texts that are stored, which sort as days and seconds
 * do.
 */
sealed interface Dates {
    /** Between which stored texts it lies at this moment. */
    Span<String> at(Moment now);

    /** Whether it changes with time. */
    boolean isRelative();

    /**
     * The same always and everywhere: a day of a date field, a second of a time field.
     *
     * @param span of one text
     */
    record Fixed(Span<String> span) implements Dates {
        static Fixed of(String text) {
            return new Fixed(new Span<>(text, text));
        }

        @Override
        public Span<String> at(Moment now) {
            return span;
        }

        @Override
        public boolean isRelative() {
            return false;
        }
    }

    /** A whole day of a time field, wherever its hours begin. */
    record Day(LocalDate day) implements Dates {
        @Override
        public Span<String> at(Moment now) {
            return new Span<>(now.first(day), now.last(day));
        }

        @Override
        public boolean isRelative() {
            return false;
        }
    }

    /**
     * Days told from the present one.
     *
     * @param timed whether of a time field
     */
    record Told(Literal literal, boolean timed) implements Dates {
        @Override
        public Span<String> at(Moment now) {
            LocalDate from = literal.from(now);
            LocalDate to = literal.to(now);
            return timed
                    ? new Span<>(from == null ? null : now.first(from), to == null ? null : now.last(to))
                    : new Span<>(text(from), text(to));
        }

        private static @Nullable String text(@Nullable LocalDate day) {
            return day == null ? null : day.toString();
        }

        @Override
        public boolean isRelative() {
            return true;
        }
    }

    /** From the beginning of one to the end of the other. */
    record Reach(Dates low, Dates high) implements Dates {
        private static final LocalDate LEAP_DAY = LocalDate.of(2024, 2, 29);

        @Override
        public Span<String> at(Moment now) {
            return new Span<>(low.at(now).from(), high.at(now).to());
        }

        @Override
        public boolean isRelative() {
            return low.isRelative() || high.isRelative();
        }

        /**
         * Whether nothing is ever in it: tried on each day of a year by each calendar that matters where both ends are told from the
         * present one, in the first and the last time zone where neither is. Where one is, its time may come.
         */
        boolean isNever() {
            if (low.isRelative() != high.isRelative()) {
                return false;
            }
            return isRelative()
                    ? calendars()
                            .allMatch(calendar -> IntStream.range(0, 366)
                                    .allMatch(days -> isInverted(LEAP_DAY.plusDays(days), calendar)))
                    : Stream.of(ZoneOffset.MAX, ZoneOffset.MIN)
                            .allMatch(zone -> isInverted(
                                    LEAP_DAY,
                                    new Calendar(zone, Calendar.USUAL.weekStart(), Calendar.USUAL.yearStart())));
        }

        /** Those by which its ends can lie in different ways. */
        private Stream<Calendar> calendars() {
            Set<Literal.Unit> units = Stream.of(low, high)
                    .filter(Told.class::isInstance)
                    .map(end -> ((Told) end).literal().unit())
                    .collect(Collectors.toSet());
            boolean fiscal = units.contains(Literal.Unit.FISCAL_QUARTER) || units.contains(Literal.Unit.FISCAL_YEAR);
            List<DayOfWeek> days = units.contains(Literal.Unit.WEEK)
                    ? List.of(DayOfWeek.values())
                    : List.of(Calendar.USUAL.weekStart());
            List<Month> months = fiscal ? List.of(Month.values()) : List.of(Calendar.USUAL.yearStart());
            return days.stream()
                    .flatMap(day -> months.stream().map(month -> new Calendar(Calendar.USUAL.zone(), day, month)));
        }

        private boolean isInverted(LocalDate today, Calendar calendar) {
            Instant noon = today.atTime(12, 0).atZone(calendar.zone()).toInstant();
            return at(new Moment(noon, calendar)).isInverted();
        }
    }
}
