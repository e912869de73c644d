package dev.bailiwick.rule;

import static dev.bailiwick.rule.Asking.KOLKATA;
import static dev.bailiwick.rule.Asking.UTC;
import static dev.bailiwick.rule.Asking.criteria;
import static dev.bailiwick.rule.Asking.holds;
import static dev.bailiwick.rule.Asking.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.catalog.Calendar;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates, times, and days told from the present one; today is Tuesday, the 10th of March 2026. */
class LiteralTest {
    /** First and last day, either empty where there is none. */
    @ParameterizedTest
    @CsvSource({
        "${TODAY},            2026-03-10, 2026-03-10",
        "${TOMORROW},         2026-03-11, 2026-03-11",
        "${TOMORROWPLUS},     2026-03-11,",
        "${YESTERDAY},        2026-03-09, 2026-03-09",
        "${YESTERDAYMINUS},             , 2026-03-09",
        "${AGEINDAYS},        2026-03-10, 2026-03-10",
        "${AGEINDAYS}+7,      2026-03-03, 2026-03-03",
        "${AGEINDAYS+10},     2026-02-28, 2026-02-28",
        "${DUEINDAYS},        2026-03-10, 2026-03-10",
        "${DUEINDAYS}+22,     2026-04-01, 2026-04-01",
        "${LASTWEEK},         2026-03-02, 2026-03-08",
        "${THISWEEK},         2026-03-09, 2026-03-15",
        "${NEXTWEEK},         2026-03-16, 2026-03-22",
        "${LASTMONTH},        2026-02-01, 2026-02-28",
        "${THISMONTH},        2026-03-01, 2026-03-31",
        "${NEXTMONTH},        2026-04-01, 2026-04-30",
        "${LASTYEAR},         2025-01-01, 2025-12-31",
        "${THISYEAR},         2026-01-01, 2026-12-31",
        "${NEXTYEAR},         2027-01-01, 2027-12-31",
        "${PREVFQ},           2025-10-01, 2025-12-31",
        "${THISFQ},           2026-01-01, 2026-03-31",
        "${NEXTFQ},           2026-04-01, 2026-06-30",
        "${PREVFY},           2025-01-01, 2025-12-31",
        "${THISFY},           2026-01-01, 2026-12-31",
        "${NEXTFY},           2027-01-01, 2027-12-31",
        "${LAST_N_DAYS:7},    2026-03-03, 2026-03-09",
        "${NEXT_N_DAYS:1},    2026-03-11, 2026-03-11",
        "${LAST_N_WEEKS:2},   2026-02-23, 2026-03-08",
        "${NEXT_N_WEEKS:1},   2026-03-16, 2026-03-22",
        "${LAST_N_MONTHS:3},  2025-12-01, 2026-02-28",
        "${NEXT_N_MONTHS:2},  2026-04-01, 2026-05-31",
        "${LAST_N_QUARTERS:2},2025-07-01, 2025-12-31",
        "${NEXT_N_QUARTERS:1},2026-04-01, 2026-06-30",
        "${LAST_N_YEARS:2},   2024-01-01, 2025-12-31",
        "${NEXT_N_YEARS:1},   2027-01-01, 2027-12-31",
    })
    void literalsAreDays(String literal, @Nullable String first, @Nullable String last) {
        for (String comparator : List.of("equal", "between")) {
            for (Object value : List.of(literal, List.of(literal))) {
                days(comparator, value, first, last, true);
                days("not_" + comparator, value, first, last, false);
            }
        }
        assertThat(criteria(leaf("date", "equal", literal)).isRelative()).isTrue();
        assertThat(criteria(leaf("datetime", "equal", literal)).isRelative()).isTrue();
    }

    private static void days(
            String comparator, Object value, @Nullable String first, @Nullable String last, boolean inside) {
        LocalDate from = LocalDate.parse(first == null ? "1000-01-01" : first);
        LocalDate to = LocalDate.parse(last == null ? "3000-01-01" : last);
        for (LocalDate day : List.of(from, to)) {
            assertThat(holds("date", comparator, value, day.toString()))
                    .as("%s", day)
                    .isEqualTo(inside);
            assertThat(holds("datetime", comparator, value, day + "T00:00:00Z")).isEqualTo(inside);
            assertThat(holds("datetime", comparator, value, day + "T23:59:59Z")).isEqualTo(inside);
        }
        if (first != null) {
            LocalDate before = from.minusDays(1);
            assertThat(holds("date", comparator, value, before.toString())).isEqualTo(!inside);
            assertThat(holds("datetime", comparator, value, before + "T23:59:59Z"))
                    .isEqualTo(!inside);
        }
        if (last != null) {
            LocalDate after = to.plusDays(1);
            assertThat(holds("date", comparator, value, after.toString())).isEqualTo(!inside);
            assertThat(holds("datetime", comparator, value, after + "T00:00:00Z"))
                    .isEqualTo(!inside);
        }
    }

    @Test
    void whatIsOrderedStandsBeforeOrAfterAllOfTheDays() {
        assertThat(holds("date", "less_equal", "${YESTERDAYMINUS}", "2026-03-09"))
                .isTrue();
        assertThat(holds("date", "less_equal", "${YESTERDAYMINUS}", "2026-03-10"))
                .isFalse();
        assertThat(holds("date", "greater_equal", "${TOMORROWPLUS}", "2026-03-11"))
                .isTrue();
        assertThat(holds("date", "greater_equal", "${TOMORROWPLUS}", "2026-03-10"))
                .isFalse();
        assertThat(holds("date", "less_than", "${THISMONTH}", "2026-02-28")).isTrue();
        assertThat(holds("date", "less_than", "${THISMONTH}", "2026-03-05")).isFalse();
        assertThat(holds("date", "greater_than", "${THISMONTH}", "2026-03-31")).isFalse();
        assertThat(holds("date", "greater_than", "${TODAY}", "2026-03-11")).isTrue();
        assertThat(holds("date", "less_equal", "${TODAY}", "2026-03-10")).isTrue();
    }

    @Test
    void datesAreComparedAsDays() {
        String day = "2026-03-10";
        assertThat(holds("date", "equal", day, day)).isTrue();
        assertThat(holds("date", "not_equal", day, day)).isFalse();
        assertThat(holds("date", "greater_than", day, "2026-03-11")).isTrue();
        assertThat(holds("date", "greater_than", day, day)).isFalse();
        assertThat(holds("date", "greater_equal", day, day)).isTrue();
        assertThat(holds("date", "less_than", day, "2026-03-09")).isTrue();
        assertThat(holds("date", "less_than", day, day)).isFalse();
        assertThat(holds("date", "less_equal", day, day)).isTrue();
        List<String> range = List.of("2026-02-28", "2026-03-10");
        assertThat(holds("date", "between", range, "2026-02-28")).isTrue();
        assertThat(holds("date", "between", range, day)).isTrue();
        assertThat(holds("date", "between", range, "2026-03-11")).isFalse();
        assertThat(holds("date", "not_between", range, "2026-02-27")).isTrue();
    }

    @Test
    void aDayOfATimeIsTheWholeDayInTheOrg() {
        String day = "2026-03-10";
        List<String> inKolkata = List.of("2026-03-09T18:30:00Z", "2026-03-10T18:29:59Z");
        for (String time : inKolkata) {
            assertThat(holds("datetime", "equal", day, time, KOLKATA)).isTrue();
            assertThat(holds("datetime", "greater_equal", day, time, KOLKATA)).isTrue();
            assertThat(holds("datetime", "less_equal", day, time, KOLKATA)).isTrue();
            assertThat(holds("datetime", "greater_than", day, time, KOLKATA)).isFalse();
            assertThat(holds("datetime", "less_than", day, time, KOLKATA)).isFalse();
            assertThat(holds("datetime", "between", List.of(day, day), time, KOLKATA))
                    .isTrue();
        }
        assertThat(holds("datetime", "less_than", day, "2026-03-09T18:29:59Z", KOLKATA))
                .isTrue();
        assertThat(holds("datetime", "greater_than", day, "2026-03-10T18:30:00Z", KOLKATA))
                .isTrue();
        assertThat(holds("datetime", "equal", day, "2026-03-09T18:30:00Z", UTC)).isFalse();
        // It is another day there already.
        assertThat(holds("date", "equal", "${TODAY}", "2026-03-11", KOLKATA)).isTrue();
        assertThat(holds("datetime", "equal", "${TODAY}", "2026-03-10T18:30:00Z", KOLKATA))
                .isTrue();
    }

    @Test
    void timesAreComparedToTheSecond() {
        String time = "2026-03-10T09:15:00+05:30";
        assertThat(holds("datetime", "equal", time, "2026-03-10T03:45:00Z")).isTrue();
        assertThat(holds("datetime", "equal", time, "2026-03-10T03:45:01Z")).isFalse();
        assertThat(holds("datetime", "greater_than", time, "2026-03-10T03:45:01Z"))
                .isTrue();
        assertThat(holds("datetime", "less_than", time, "2026-03-10T03:45:00Z")).isFalse();
        List<String> range = List.of(time, "2026-03-11");
        assertThat(holds("datetime", "between", range, "2026-03-10T03:45:00Z")).isTrue();
        assertThat(holds("datetime", "between", range, "2026-03-11T23:59:59Z")).isTrue();
        assertThat(holds("datetime", "between", range, "2026-03-12T00:00:00Z")).isFalse();
    }

    @Test
    void daysOfSummerTimeAreShorterAndLonger() {
        Moment berlin = Asking.at(Asking.AT, "Europe/Berlin");
        assertThat(holds("datetime", "equal", "2026-03-29", "2026-03-28T23:00:00Z", berlin))
                .isTrue();
        assertThat(holds("datetime", "equal", "2026-03-29", "2026-03-29T21:59:59Z", berlin))
                .isTrue();
        assertThat(holds("datetime", "equal", "2026-03-29", "2026-03-29T22:00:00Z", berlin))
                .isFalse();
        // Beirut's day begins at one o'clock then.
        Moment beirut = Asking.at(Asking.AT, "Asia/Beirut");
        assertThat(holds("datetime", "equal", "2026-03-29", "2026-03-28T22:00:00Z", beirut))
                .isTrue();
        assertThat(holds("datetime", "equal", "2026-03-28", "2026-03-28T21:59:59Z", beirut))
                .isTrue();
    }

    @Test
    void theLastDayOfAllIsLaterThanEveryOther() {
        Moment honolulu = Asking.at(Asking.AT, "Pacific/Honolulu");
        List<String> forever = List.of("0001-01-01", "9999-12-31");
        for (Moment now : List.of(UTC, KOLKATA, honolulu)) {
            assertThat(holds("datetime", "between", forever, "2026-03-10T00:00:00Z", now))
                    .isTrue();
            assertThat(holds("datetime", "less_equal", "9999-12-31", "2026-03-10T00:00:00Z", now))
                    .isTrue();
            assertThat(holds("datetime", "greater_than", "9999-12-31", "2026-03-10T00:00:00Z", now))
                    .isFalse();
            assertThat(holds("datetime", "greater_equal", "0000-01-01", "2026-03-10T00:00:00Z", now))
                    .isTrue();
        }
    }

    @Test
    void bothEndsMayBeTold() {
        List<String> aging = List.of("${AGEINDAYS}+30", "${AGEINDAYS}+7");
        assertThat(holds("date", "between", aging, "2026-02-08")).isTrue();
        assertThat(holds("date", "between", aging, "2026-03-03")).isTrue();
        assertThat(holds("date", "between", aging, "2026-03-04")).isFalse();
        List<String> since = List.of("2026-03-01", "${TODAY}");
        assertThat(holds("date", "between", since, "2026-03-10")).isTrue();
        assertThat(holds("date", "between", since, "2026-03-11")).isFalse();
        assertThat(criteria(leaf("date", "between", since)).isRelative()).isTrue();
        assertThat(criteria(leaf("date", "between", List.of("2026-03-01", "2026-03-02")))
                        .isRelative())
                .isFalse();
        // Its time may have passed, or come.
        assertThat(holds("date", "between", List.of("2027-01-01", "${TODAY}"), "2026-12-01"))
                .isFalse();
        // Before the twentieth of a month this one began less than twenty days ago.
        assertThat(holds("date", "between", List.of("${AGEINDAYS}+20", "${LASTMONTH}"), "2026-02-20"))
                .isTrue();
    }

    @Test
    void weeksAndFiscalYearsBeginWhereTheOrgSays() {
        Moment now = new Moment(
                Instant.parse("2026-03-14T12:00:00Z"), new Calendar(ZoneId.of("UTC"), DayOfWeek.SUNDAY, Month.APRIL));
        assertThat(holds("date", "equal", "${THISWEEK}", "2026-03-08", now)).isTrue();
        assertThat(holds("date", "equal", "${THISWEEK}", "2026-03-15", now)).isFalse();
        assertThat(holds("date", "equal", "${THISFY}", "2025-04-01", now)).isTrue();
        assertThat(holds("date", "equal", "${THISFY}", "2026-03-31", now)).isTrue();
        assertThat(holds("date", "equal", "${THISFY}", "2026-04-01", now)).isFalse();
        assertThat(holds("date", "equal", "${NEXTFQ}", "2026-04-01", now)).isTrue();
        assertThat(holds("date", "equal", "${THISYEAR}", "2026-12-31", now)).isTrue();
        // Never by the usual calendar, and yet it can be stored: before April the fiscal year began last year.
        List<String> both = List.of("${THISFY}", "${LASTYEAR}");
        assertThat(holds("date", "between", both, "2025-12-31", now)).isTrue();
    }

    @Test
    void weeksBeginOnMonday() {
        for (String at : List.of("2026-03-09T00:00:00Z", "2026-03-15T23:59:59Z")) {
            Moment now = Asking.at(Instant.parse(at), "UTC");
            assertThat(holds("date", "equal", "${THISWEEK}", "2026-03-09", now)).isTrue();
            assertThat(holds("date", "equal", "${THISWEEK}", "2026-03-15", now)).isTrue();
            assertThat(holds("date", "equal", "${THISWEEK}", "2026-03-16", now)).isFalse();
        }
    }

    @Test
    void literalsHaveOneForm() {
        assertThat(Objects.requireNonNull(Literal.read("${AGEINDAYS+007}")).wire())
                .isEqualTo("${AGEINDAYS}+7");
        assertThat(Objects.requireNonNull(Literal.read("${DUEINDAYS}+0")).wire())
                .isEqualTo("${DUEINDAYS}");
        assertThat(Objects.requireNonNull(Literal.read("${LAST_N_DAYS:07}")).wire())
                .isEqualTo("${LAST_N_DAYS:7}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TODAY",
                "${today}",
                "${TODAY",
                "${TODAY}+1",
                "${LAST_N_DAYS}",
                "${LAST_N_DAYS:0}",
                "${LAST_N_DAYS:-1}",
                "${LAST_N_DAYS:99999}",
                "${LAST_N_YEARS:9999}",
                "${NEXT_N_QUARTERS:9999}",
                "${LAST_N_HOURS:3}",
                "${AGEINDAYS}+",
                "${AGEINDAYS}+-3",
                "${AGEINDAYS}7",
                "${AGEINDAYS}+99999",
                "${AGEINDAYS+3}+4",
                "${}",
                "${EMPTY}",
                "${TODAY} "
            })
    void whatIsNoLiteral(String text) {
        assertThat(Literal.read(text)).isNull();
    }
}
