package dev.bailiwick.rule;

import dev.bailiwick.bulk.Text;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Single values as they are sent: what they are, or null where they are no such thing. */
final class Sent {
    /** The most digits before and after the point: comparing a number with a million zeros would write them out. */
    private static final int MOST_DIGITS = 30;

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,2})?");
    private static final Pattern ID = Pattern.compile("[0-9]{1,19}");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final int LONGEST_TIME = 40;

    /** Between these the text of a moment sorts as the moment. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private Sent() {}

    /**
     * What stands for a value that is not known yet: a text that begins with <code>${</code>, alone or where a reference
     * has its id or, without an id, its name.
     */
    static @Nullable String placeholder(@Nullable Object sent) {
        return switch (sent) {
            case String text when text.startsWith("${") -> text;
            case Map<?, ?> map when map.get("id") instanceof String id -> placeholder(id);
            case Map<?, ?> map
            when map.get("id") == null && map.get("name") instanceof String name -> placeholder(name);
            case null, default -> null;
        };
    }

    /** A number without trailing zeros. */
    static @Nullable BigDecimal number(Object sent) {
        BigDecimal number = switch (sent) {
            case BigDecimal decimal
            when Math.abs((long) decimal.scale()) <= 100 && decimal.precision() <= 100 -> decimal;
            case String text when NUMBER.matcher(text).matches() -> new BigDecimal(text);
            default -> null;
        };
        if (number == null || number.signum() == 0) {
            return number == null ? null : BigDecimal.ZERO;
        }
        BigDecimal exact = number.stripTrailingZeros();
        return exact.scale() <= MOST_DIGITS && (long) exact.precision() - exact.scale() <= MOST_DIGITS ? exact : null;
    }

    /** Yes or no; as a text, too. */
    static @Nullable Boolean flag(Object sent) {
        return switch (sent) {
            case Boolean flag -> flag;
            case String text when text.equals("true") -> Boolean.TRUE;
            case String text when text.equals("false") -> Boolean.FALSE;
            default -> null;
        };
    }

    /** An id: digits as a text or a number, or a reference that has it. */
    static @Nullable Long id(Object sent) {
        return switch (sent) {
            case Map<?, ?> map when map.get("id") instanceof String id -> id(id);
            case Map<?, ?> map when map.get("id") instanceof BigDecimal id -> id(id);
            case BigDecimal number
            when number.scale() == 0 && Text.whole(number) instanceof String digits -> id(digits);
            case String text
            when ID.matcher(text).matches() -> {
                BigDecimal id = new BigDecimal(text);
                yield id.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0 ? (Long) id.longValueExact() : null;
            }
            default -> null;
        };
    }

    /** A day. */
    static @Nullable LocalDate day(Object sent) {
        try {
            return sent instanceof String text && DAY.matcher(text).matches() ? LocalDate.parse(text) : null;
        } catch (DateTimeException e) {
            // A 31st of February, say.
            return null;
        }
    }

    /** A time with its offset, to the second. */
    static @Nullable Instant time(Object sent) {
        try {
            Instant time = sent instanceof String text && text.length() <= LONGEST_TIME
                    ? OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.SECONDS)
                    : null;
            return time == null || time.isBefore(FIRST) || !time.isBefore(LAST) ? null : time;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
