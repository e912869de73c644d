package dev.bailiwick.locations;

import dev.bailiwick.http.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * A request's JSON array, row by row, each with the very text it was sent as: the answer echoes a row by that text, so
 * that numbers, order and unknown members come back as they were.
 */
final class Rows {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final int MOST_ROWS = 1000;

    private Rows() {}

    /**
     * One row.
     *
     * @param echo the row's text; {@code {}} where it is no object
     * @param members null where the row is no object
     */
    record Row(String echo, @Nullable Map<String, @Nullable Object> members) {}

    /** The body is no JSON, or not of the shape that this door takes. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean json;

        private Unreadable(boolean json, String message) {
            super(message);
            this.json = json;
        }

        /** Whether it is JSON, but no array. */
        boolean isJson() {
            return json;
        }
    }

    /**
     * @throws Refusal with 413 past a thousand rows: so many are no batch that is a little too long, and an answer for
     *     each would be many times what was sent
     */
    static List<Row> read(String body) throws Unreadable {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new Unreadable(false, "body is empty");
            }
            List<Row> rows = new ArrayList<>();
            if (first == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    if (rows.size() == MOST_ROWS) {
                        throw new Refusal(
                                HttpStatus.CONTENT_TOO_LARGE, "the body holds more than " + MOST_ROWS + " rows");
                    }
                    rows.add(row(parser, body));
                }
            } else {
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw new Unreadable(false, "body has something after its end");
            }
            if (first != JsonToken.START_ARRAY) {
                throw new Unreadable(true, "body must be a JSON array");
            }
            return rows;
        } catch (NumberFormatException e) {
            throw new Unreadable(false, "body has a number beyond any limit");
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            throw new Unreadable(
                    false,
                    at == null || at.getLineNr() <= 0
                            ? "body is not valid JSON, or nested too deep"
                            : "body is not valid JSON near line " + at.getLineNr() + ", column " + at.getColumnNr());
        }
    }

    private static Row row(JsonParser parser, String body) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return new Row("{}", null);
        }
        int from = (int) parser.currentTokenLocation().getCharOffset();
        Map<String, @Nullable Object> members = object(parser);
        int to = (int) parser.currentLocation().getCharOffset();
        return new Row(body.substring(from, to), members);
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) {
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
                // Only what is written as an integer has the scale 0.
                BigDecimal number = parser.getDecimalValue();
                yield number.scale() == 0 ? number.setScale(1) : number;
            }
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default -> null;
        };
    }
}
