package dev.bailiwick.record;

import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.FieldRules;
import dev.bailiwick.db.Jsonb;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From what an item says of a field to what is stored, by the field's type. */
final class Values {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s,;<>\"]{1,64}@[^@\\s,;<>\"]+\\.[^@\\s,;<>\".]+");
    private static final String PHONE = " +-./,:;#*()";
    private static final Pattern WEBSITE =
            Pattern.compile("(?i)((https?|ftp)://)?[^\\s/.:@\"<>]+(\\.[^\\s/.:@\"<>]+)+(:[0-9]{1,5})?([/?#]\\S*)?");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final int DECIMALS = 9;
    private static final int MOST_PICKED = 500;

    /** Each wrong value of a list is told with what would be right; past this many the list is as good as told. */
    private static final int MOST_WRONG = 10;

    /** So many of the values that would be right are told. */
    private static final int MOST_TOLD = 100;

    private Values() {}

    /** The value to store, null where it is cleared; with a fault where there is none, or null. */
    static @Nullable Object of(Draft draft, Field field, @Nullable Object asked) {
        if (asked == null || asked instanceof String text && text.isBlank()) {
            return null;
        }
        return switch (field.type()) {
            case TEXT, TEXTAREA -> text(draft, field, asked);
            case EMAIL ->
                matching(draft, field, asked, text -> EMAIL.matcher(text).matches());
            case PHONE -> matching(draft, field, asked, Values::isPhone);
            case WEBSITE ->
                matching(draft, field, asked, text -> WEBSITE.matcher(text).matches());
            case INTEGER -> number(draft, field, asked, 0);
            case BIGINT -> bigint(draft, field, asked);
            case DOUBLE, CURRENCY, PERCENT -> number(draft, field, asked, DECIMALS);
            case BOOLEAN -> asked instanceof Boolean ? asked : wrong(draft, field);
            case DATE -> date(draft, field, asked);
            case DATETIME -> datetime(draft, field, asked);
            case PICKLIST -> picked(draft, field, asked, field.name());
            case MULTISELECTPICKLIST -> several(draft, field, asked);
            case LOOKUP, OWNERLOOKUP, USERLOOKUP -> id(asked) == null ? wrong(draft, field) : id(asked);
            case AUTONUMBER -> throw new IllegalStateException("only Bailiwick writes numbers of its own");
        };
    }

    private static @Nullable Object wrong(Draft draft, Field field) {
        draft.fault(FaultCode.WRONG_TYPE, field.name(), "expected", field.type().wire());
        return null;
    }

    private static @Nullable String text(Draft draft, Field field, Object asked) {
        if (!(asked instanceof String text)) {
            wrong(draft, field);
        } else if (!Text.isStorable(text)) {
            draft.fault(FaultCode.NOT_STORABLE, field.name());
        } else if (field.length() > 0 && FieldRules.length(text) > field.length()) {
            draft.fault(FaultCode.TOO_LONG, field.name(), "max", field.length());
        } else {
            return text;
        }
        return null;
    }

    private static @Nullable String matching(Draft draft, Field field, Object asked, Predicate<String> form) {
        String text = text(draft, field, asked);
        String stripped = text == null ? null : text.strip();
        if (stripped == null || form.test(stripped)) {
            return stripped;
        }
        malformed(draft, field);
        return null;
    }

    /** By hand, for speed: most contacts have one or two. */
    private static boolean isPhone(String text) {
        boolean digit = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isDigit = c >= '0' && c <= '9';
            digit |= isDigit;
            boolean isLetter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!isDigit && !isLetter && PHONE.indexOf(c) < 0) {
                return false;
            }
        }
        return digit;
    }

    private static void malformed(Draft draft, Field field) {
        draft.fault(FaultCode.MALFORMED, field.name(), "expected", field.type().wire());
    }

    /** Scale and precision first: to compare a number with a million zeros would write them out. */
    private static @Nullable Object number(Draft draft, Field field, Object asked, int decimals) {
        if (!(asked instanceof BigDecimal number)) {
            return wrong(draft, field);
        }
        if (number.scale() > 100 || number.scale() < -100 || number.precision() > 200) {
            draft.fault(FaultCode.TOO_LONG, field.name(), "max", digits(field));
            return null;
        }
        BigDecimal exact = number.stripTrailingZeros();
        if (exact.scale() > decimals) {
            return wrong(draft, field);
        }
        if (exact.precision() - exact.scale() > digits(field) || exact.precision() > digits(field) + decimals) {
            draft.fault(FaultCode.TOO_LONG, field.name(), "max", digits(field));
            return null;
        }
        return Jsonb.number(exact);
    }

    private static int digits(Field field) {
        return field.length() > 0 ? field.length() : 16;
    }

    private static @Nullable Object bigint(Draft draft, Field field, Object asked) {
        Long whole = id(asked);
        return whole == null ? wrong(draft, field) : Jsonb.number(BigDecimal.valueOf(whole));
    }

    private static @Nullable Object date(Draft draft, Field field, Object asked) {
        try {
            if (asked instanceof String text && DATE.matcher(text).matches()) {
                return LocalDate.parse(text).toString();
            }
        } catch (DateTimeException e) {
            // A 31st of February, say.
            return wrong(draft, field);
        }
        return wrong(draft, field);
    }

    private static @Nullable Object datetime(Draft draft, Field field, Object asked) {
        try {
            if (asked instanceof String text && text.length() <= 40) {
                Instant instant = OffsetDateTime.parse(text).toInstant();
                if (!instant.isBefore(FIRST) && instant.isBefore(LAST)) {
                    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
                }
            }
        } catch (DateTimeException e) {
            return wrong(draft, field);
        }
        return wrong(draft, field);
    }

    /** Moments of which the text sorts as the moment. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private static @Nullable String picked(Draft draft, Field field, @Nullable Object asked, String path) {
        if (asked instanceof String text && field.pickList().contains(text)) {
            return text;
        }
        if (asked instanceof String text) {
            List<String> allowed = field.pickList().stream().limit(MOST_TOLD).toList();
            draft.fault(FaultCode.NOT_PICKABLE, path, "value", text, "allowed", allowed);
        } else {
            wrong(draft, field);
        }
        return null;
    }

    private static @Nullable Object several(Draft draft, Field field, Object asked) {
        boolean adds = asked instanceof Added;
        if (!((asked instanceof Added added ? added.values() : asked) instanceof List<?> list)) {
            return wrong(draft, field);
        }
        if (list.size() > MOST_PICKED) {
            draft.fault(FaultCode.TOO_MANY, field.name(), "count", list.size(), "max", MOST_PICKED);
            return null;
        }
        Set<Object> all = new LinkedHashSet<>();
        if (adds && draft.after().get(field.name()) instanceof List<?> now) {
            all.addAll(now);
        }
        int wrong = 0;
        for (int i = 0; i < list.size(); i++) {
            String value = picked(draft, field, list.get(i), field.name() + "." + i);
            if (value != null) {
                all.add(value);
            } else if (++wrong == MOST_WRONG) {
                return null;
            }
        }
        return all.isEmpty() ? null : new ArrayList<>(all);
    }

    /** The id that a value of a reference is or holds; null where there is none. */
    static @Nullable Long id(@Nullable Object value) {
        return switch (value) {
            case Long id -> id;
            case String digits
            when digits.length() <= 19
                    && digits.matches("-?[0-9]+")
                    && new BigInteger(digits).bitLength() < Long.SIZE -> (Long) Long.parseLong(digits);
            case BigDecimal number
            when number.scale() <= 0
                    && number.scale() > -20
                    && number.precision() <= 19
                    && number.toBigInteger().bitLength() < Long.SIZE -> (Long) number.longValueExact();
            case Map<?, ?> map when map.get("id") != null && !(map.get("id") instanceof Map) -> id(map.get("id"));
            case null, default -> null;
        };
    }

    /** A remark on a field that the item names without effect. */
    static Fault withoutEffect(String name) {
        return Fault.of(FaultCode.NOT_UPDATABLE, name, "field", name);
    }
}
