package dev.bailiwick.catalog;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZoneId;

/**
 * By what an org counts days (sheet, 3.3).
 *
 * @param zone where its days begin
 * @param weekStart the first day of its weeks
 * @param yearStart the first month of its fiscal years
 */
public record Calendar(ZoneId zone, DayOfWeek weekStart, Month yearStart) {
    public static final Calendar USUAL = new Calendar(ZoneId.of("UTC"), DayOfWeek.MONDAY, Month.JANUARY);
}
