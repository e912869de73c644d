package dev.bailiwick.crm;

import dev.bailiwick.bulk.Text;
import dev.bailiwick.catalog.DataType;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.record.Condition;
import dev.bailiwick.record.Condition.Attribute;
import dev.bailiwick.record.Operator;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Single conditions of a search: which operators a type has, and how its values are written (sheet, 1.7). */
record Terms(Module module) {
    private static final int MOST_IN = 100;
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-30T00:00:00Z");

    private static final Map<String, Attribute> ALWAYS = Map.of(
            "id", Attribute.Always.ID,
            "Created_Time", Attribute.Always.CREATED_TIME,
            "Modified_Time", Attribute.Always.MODIFIED_TIME,
            "Created_By", Attribute.Always.CREATED_BY,
            "Modified_By", Attribute.Always.MODIFIED_BY);

    /** @param parts what stands between the commas of the value */
    Condition read(String name, String operator, List<String> parts) {
        Attribute attribute = attribute(name);
        if (attribute == null) {
            throw invalid("the field is not available for search", Map.of("api_name", name));
        }
        Operator meant = operator(operator);
        if (meant == null || !allowed(attribute.type()).contains(meant)) {
            throw invalid(
                    meant == null ? "there is no such operator" : "the field's type has no such operator",
                    Map.of("api_name", name, "operator", operator));
        }
        boolean several = meant == Operator.IN || meant == Operator.BETWEEN;
        List<String> texts = several ? parts : List.of(String.join(",", parts));
        if (meant == Operator.IN && texts.size() > MOST_IN) {
            throw new CrmError(
                    "INVALID_QUERY",
                    "Only 100 values are allowed in \"IN\" criteria",
                    Map.of("api_name", Text.shortened(name, 100), "limit", MOST_IN));
        }
        if (meant == Operator.BETWEEN && texts.size() != 2) {
            throw invalid("between takes two values", Map.of("api_name", name, "operator", operator));
        }
        List<Object> values =
                texts.stream().map(text -> value(name, attribute, text)).toList();
        return new Condition.Compared(attribute, meant, values);
    }

    private @Nullable Attribute attribute(String name) {
        Field field = module.field(name);
        return field == null ? ALWAYS.get(name) : new Attribute.Of(field);
    }

    private static @Nullable Operator operator(String word) {
        for (Operator operator : Operator.values()) {
            if (operator.name().toLowerCase(Locale.ROOT).equals(word)) {
                return operator;
            }
        }
        return null;
    }

    private static Set<Operator> allowed(DataType type) {
        return switch (type) {
            case DATE, DATETIME, INTEGER, BIGINT, DOUBLE, CURRENCY, PERCENT ->
                EnumSet.complementOf(EnumSet.of(Operator.STARTS_WITH));
            case BOOLEAN -> EnumSet.of(Operator.EQUALS, Operator.NOT_EQUAL);
            case TEXTAREA -> EnumSet.of(Operator.EQUALS, Operator.NOT_EQUAL, Operator.STARTS_WITH);
            case LOOKUP, OWNERLOOKUP, USERLOOKUP, PICKLIST, AUTONUMBER ->
                EnumSet.of(Operator.EQUALS, Operator.NOT_EQUAL, Operator.IN);
            case TEXT, EMAIL, PHONE, WEBSITE, MULTISELECTPICKLIST ->
                EnumSet.of(Operator.EQUALS, Operator.NOT_EQUAL, Operator.STARTS_WITH, Operator.IN);
        };
    }

    private static Object value(String name, Attribute attribute, String text) {
        Object value = text.isBlank() || !Text.isStorable(text) ? null : typed(attribute, text);
        if (value == null) {
            throw invalid(
                    "the value is not one of the field's type",
                    Map.of(
                            "api_name",
                            name,
                            "expected_data_type",
                            attribute.type().wire()));
        }
        return value;
    }

    private static @Nullable Object typed(Attribute attribute, String text) {
        return switch (attribute.type()) {
            case TEXT, TEXTAREA, EMAIL, PHONE, WEBSITE, AUTONUMBER, PICKLIST, MULTISELECTPICKLIST -> text;
            case BIGINT -> attribute == Attribute.Always.ID ? Text.id(text.strip()) : number(text.strip());
            case INTEGER, DOUBLE, CURRENCY, PERCENT -> number(text.strip());
            case BOOLEAN -> flag(text.strip());
            case DATE -> date(text.strip());
            case DATETIME -> {
                Instant instant = datetime(text.strip());
                yield instant == null || attribute instanceof Attribute.Always ? instant : (Object) instant.toString();
            }
            case LOOKUP, OWNERLOOKUP, USERLOOKUP -> Text.id(text.strip());
        };
    }

    private static @Nullable Object number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return null;
        }
        BigDecimal number = new BigDecimal(text);
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    private static @Nullable Object flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        };
    }

    private static @Nullable Object date(String text) {
        try {
            return DATE.matcher(text).matches() ? LocalDate.parse(text).toString() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A {@code +} that nobody encoded has come as a blank, which no time has. */
    private static @Nullable Instant datetime(String text) {
        try {
            Instant instant = text.length() > 40
                    ? null
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant().truncatedTo(ChronoUnit.SECONDS);
            return instant == null || instant.isBefore(FIRST) || instant.isAfter(LAST) ? null : instant;
        } catch (DateTimeException e) {
            return null;
        }
    }

    static CrmError invalid(String reason, Map<String, Object> details) {
        Map<String, Object> all = new LinkedHashMap<>();
        details.forEach((key, value) -> all.put(key, value instanceof String text ? Text.shortened(text, 100) : value));
        all.put("reason", reason);
        return new CrmError("INVALID_QUERY", "Invalid query formed", all);
    }
}
