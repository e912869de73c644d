package dev.bailiwick.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * When something is decided, and where it is what day then. Weeks begin on Monday, fiscal years in January.
 *
 * @param zone the org's
 */
public record Moment(Instant at, ZoneId zone) {
    /** Later moments are stored nowhere, and as texts they would sort before all others. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** The day that it is. */
    public LocalDate today() {
        return LocalDate.ofInstant(at, zone);
    }

    /** The first second of a day, as it is stored. */
    String first(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().toString();
    }

    /** The last second of a day, as it is stored. */
    String last(LocalDate day) {
        Instant last = day.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1);
        return (last.isAfter(LAST) ? LAST : last).toString();
    }
}
