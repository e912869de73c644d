package dev.bailiwick.http;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** JSON as maps, lists, strings, booleans, nulls and {@link BigDecimal}; of these only integers have the scale 0. */
public final class JsonTree {
    public static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonTree() {}

    /** The text is no JSON; the message says where it breaks off. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        private Malformed(String message) {
            super(message);
        }

        /** For what the parser could not read; its own words name its classes. */
        public static Malformed at(JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            return new Malformed(
                    at == null || at.getLineNr() <= 0
                            ? "body is not valid JSON, or nested too deep"
                            : "body is not valid JSON near line " + at.getLineNr() + ", column " + at.getColumnNr());
        }
    }

    /** The one value that a text holds. */
    public static @Nullable Object read(String text) throws Malformed {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw new Malformed("body is empty");
            }
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw new Malformed("body has something after its end");
            }
            return value;
        } catch (NumberFormatException e) {
            throw new Malformed("body has a number beyond any limit");
        } catch (JacksonException e) {
            throw Malformed.at(e);
        }
    }

    /** The members of the object at which the parser stands. */
    public static Map<String, @Nullable Object> object(JsonParser parser) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return members;
    }

    private static @Nullable Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> new BigDecimal(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> {
                BigDecimal number = parser.getDecimalValue();
                yield number.scale() == 0 ? number.setScale(1) : number;
            }
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default -> null;
        };
    }
}
