package dev.bailiwick.db;

import dev.bailiwick.bulk.Secret;
import dev.bailiwick.bulk.Text;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
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
        StringWriter out = new StringWriter(128);
        try (JsonGenerator json = MAPPER.createGenerator(out)) {
            write(value, json);
        }
        return out.toString();
    }

    /** Straight into a generator: a batch writes hundreds of small texts, which a mapper prepares itself for each time. */
    private static void write(@Nullable Object value, JsonGenerator json) {
        switch (value) {
            case null -> json.writeNull();
            case Secret secret -> json.writeString(Secret.SHOWN);
            case String text -> json.writeString(storable(text));
            case Map<?, ?> map -> {
                json.writeStartObject();
                map.forEach((key, inner) -> {
                    json.writeName(storable(String.valueOf(key)));
                    write(inner, json);
                });
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                list.forEach(inner -> write(inner, json));
                json.writeEndArray();
            }
            case BigDecimal number -> json.writeNumber(number);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Boolean flag -> json.writeBoolean(flag);
            default -> json.writePOJO(value);
        }
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

    /**
     * NUL and halves of surrogate pairs, which jsonb refuses, as the sign for a character that is none. Fields never hold
     * them; what a fault quotes of a refused value may.
     */
    private static String storable(String text) {
        if (Text.isStorable(text)) {
            return text;
        }
        StringBuilder storable = new StringBuilder();
        text.codePoints().map(c -> Text.isStorable(c) ? c : 0xFFFD).forEach(storable::appendCodePoint);
        return storable.toString();
    }
}
