package dev.bailiwick.locations;

import dev.bailiwick.http.JsonTree;
import dev.bailiwick.http.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * A request's JSON array, row by row, each with the very text it was sent as: the answer echoes a row by that text, so
 * that numbers, order and unknown members come back as they were.
 */
final class Rows {
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
        try (JsonParser parser = JsonTree.JSON.createParser(ObjectReadContext.empty(), body)) {
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
            throw new Unreadable(false, String.valueOf(JsonTree.Malformed.at(e).getMessage()));
        }
    }

    private static Row row(JsonParser parser, String body) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return new Row("{}", null);
        }
        int from = (int) parser.currentTokenLocation().getCharOffset();
        Map<String, @Nullable Object> members = JsonTree.object(parser);
        int to = (int) parser.currentLocation().getCharOffset();
        return new Row(body.substring(from, to), members);
    }
}
