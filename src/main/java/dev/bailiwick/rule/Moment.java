package dev.bailiwick.rule;

import dev.bailiwick.catalog.Calendar;
import java.time.Instant;
import java.time.LocalDate;

/** When something is decided, and what day it is then by the org's calendar. */
public record Moment(Instant at, Calendar calendar) {
    /** Later moments are stored nowhere, and as texts they would sort before all others. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** The day that it is. */
    public LocalDate today() {
        return LocalDate.ofInstant(at, calendar.zone());
    }

    /** The first second of a day, as it is stored. */
    String first(LocalDate day) {
        return day.atStartOfDay(calendar.zone()).toInstant().toString();
    }

    /** The last second of a day, as it is stored. */
    String last(LocalDate day) {
        Instant last = day.plusDays(1).atStartOfDay(calendar.zone()).toInstant().minusSeconds(1);
        return (last.isAfter(LAST) ? LAST : last).toString();
    }
}
