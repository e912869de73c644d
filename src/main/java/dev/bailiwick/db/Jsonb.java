package dev.bailiwick.db;

import dev.bailiwick.bulk.Secret;
import dev.bailiwick.bulk.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Field values as jsonb and back. Numbers come back as {@link BigDecimal} without trailing zeros, whatever their size,
 * so that what is read equals what was written; secrets are never written.
 */
public final class Jsonb {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Jsonb() {}

    /** A value as JSON text. */
    public static String write(@Nullable Object value) {
        StringBuilder out = new StringBuilder(256);
        write(value, out);
        return out.toString();
    }

    /** By hand: a batch writes hundreds of small texts, and a generator for each costs more than what it writes. */
    private static void write(@Nullable Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case Secret secret -> quote(Secret.SHOWN, out);
            case String text -> quote(text, out);
            case Map<?, ?> map -> write(map, inner -> inner, out);
            case List<?> list -> {
                out.append('[');
                int start = out.length();
                list.forEach(inner -> write(inner, out.length() == start ? out : out.append(',')));
                out.append(']');
            }
            case BigDecimal number -> out.append(number);
            case Integer number -> out.append(number.intValue());
            case Long number -> out.append(number.longValue());
            case Boolean flag -> out.append(flag.booleanValue());
            default -> out.append(MAPPER.writeValueAsString(value));
        }
    }

    /** An object as JSON text, with what is made of each value of the map. */
    public static <V> String write(Map<String, V> map, Function<? super V, ? extends @Nullable Object> made) {
        StringBuilder out = new StringBuilder(256);
        write(map, made, out);
        return out.toString();
    }

    private static <V extends @Nullable Object> void write(
            Map<?, V> map, Function<? super V, ? extends @Nullable Object> made, StringBuilder out) {
        out.append('{');
        int start = out.length();
        map.forEach((key, value) -> {
            quote(String.valueOf(key), out.length() == start ? out : out.append(','));
            write(made.apply(value), out.append(':'));
        });
        out.append('}');
    }

    /**
     * With the sign for a character that is none in place of NUL and of halves of surrogate pairs, which jsonb refuses.
     * Fields never hold them; what a fault quotes of a refused value may.
     */
    private static void quote(String text, StringBuilder out) {
        out.append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
                continue;
            }
            if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
                i++;
                continue;
            }
            out.append(text, written, i);
            written = i + 1;
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (Text.isStorable(c)) {
                out.append("\\u00").append(HexFormat.of().toHexDigits((byte) c));
            } else {
                out.append('\uFFFD');
            }
        }
        out.append(text, written, text.length()).append('"');
    }

    /**
     * A JSON object as a map in its order.
     *
     * @throws IllegalStateException when the text is no JSON object
     */
    public static Map<String, @Nullable Object> readMap(String json) {
        if (json.equals("{}")) {
            return new LinkedHashMap<>();
        }
        try (JsonParser parser = MAPPER.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalStateException("stored JSON is no object");
            }
            Map<String, @Nullable Object> map = map(parser);
            if (parser.nextToken() != null) {
                throw new IllegalStateException("stored JSON has something after its end");
            }
            return map;
        } catch (JacksonException e) {
            throw new IllegalStateException("stored JSON cannot be read", e);
        }
    }

    /**
     * Any JSON value.
     *
     * @throws IllegalStateException when the text is no JSON
     */
    public static @Nullable Object read(String json) {
        try (JsonParser parser = MAPPER.createParser(json)) {
            parser.nextToken();
            return value(parser);
        } catch (JacksonException e) {
            throw new IllegalStateException("stored JSON cannot be read", e);
        }
    }

    private static Map<String, @Nullable Object> map(JsonParser parser) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            map.put(name, value(parser));
        }
        return map;
    }

    private static @Nullable Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> map(parser);
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> number(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> number(parser.getDecimalValue());
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default -> null;
        };
    }

    /** A number in the one form in which equal numbers are equal. */
    public static BigDecimal number(Number number) {
        BigDecimal decimal = number instanceof BigDecimal d ? d : new BigDecimal(number.toString());
        return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
    }
}
