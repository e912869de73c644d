package dev.bailiwick.org;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/** YAML or JSON as a plain tree of maps, lists, texts, numbers and flags, with the line of each path. */
final class OrgTree {
    private static final int DEEPEST = 64;

    /** Enough for 150,000 stores. */
    private static final int MOST_VALUES = 1_500_000;

    /** Past these a mistake is told with the line of what is around it. */
    private static final int MOST_LINES = 200_000;

    private int values;

    private final Map<String, Integer> lines = new HashMap<>();

    /**
     * @param root the tree; null for an empty text
     * @param lines by path
     */
    record Read(@Nullable Object root, Map<String, Integer> lines) {}

    /** Why a text is neither YAML nor JSON. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int line;

        Unreadable(int line, String message) {
            super(message);
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    static Read read(String text) {
        OrgTree tree = new OrgTree();
        try (JsonParser parser = factory(text).createParser(tools.jackson.core.ObjectReadContext.empty(), text)) {
            Object root = parser.nextToken() == null ? null : tree.value(parser, "", 0);
            if (parser.nextToken() != null) {
                throw new Unreadable(line(parser), "there is more than one document");
            }
            return new Read(root, tree.lines);
        } catch (JacksonException e) {
            // The parser's own words name its classes.
            TokenStreamLocation at = e.getLocation();
            int line = at == null ? 0 : Math.max(0, at.getLineNr());
            throw new Unreadable(
                    line, line == 0 ? "it cannot be parsed" : "it breaks off at column " + at.getColumnNr());
        }
    }

    /** JSON is YAML too, but its own parser is many times faster and knows its own errors. */
    private static TokenStreamFactory factory(String text) {
        return text.stripLeading().startsWith("{")
                ? JsonFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build()
                : YAMLFactory.builder()
                        .loadSettings(LoadSettings.builder()
                                .setCodePointLimit(Integer.MAX_VALUE)
                                .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build();
    }

    private static int line(JsonParser parser) {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    private @Nullable Object value(JsonParser parser, String path, int depth) {
        note(path, parser);
        if (++values > MOST_VALUES) {
            throw new Unreadable(line(parser), "it holds more than " + MOST_VALUES + " values; split it");
        }
        if (depth > DEEPEST) {
            throw new Unreadable(line(parser), "nested deeper than " + DEEPEST);
        }
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            throw new Unreadable(line(parser), "aliases are not supported");
        }
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(parser, path, depth);
            case START_ARRAY -> list(parser, path, depth);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw new Unreadable(line(parser), "unexpected " + token);
        };
    }

    private void note(String path, JsonParser parser) {
        if (lines.size() < MOST_LINES) {
            lines.putIfAbsent(path, line(parser));
        }
    }

    private static BigDecimal number(JsonParser parser) {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException e) {
            throw new Unreadable(line(parser), "no number that can be read");
        }
    }

    private Map<String, @Nullable Object> object(JsonParser parser, String path, int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            String inner = path.isEmpty() ? name : path + "." + name;
            note(inner, parser);
            parser.nextToken();
            map.put(name, value(parser, inner, depth + 1));
        }
        return map;
    }

    private List<@Nullable Object> list(JsonParser parser, String path, int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser, path + "[" + list.size() + "]", depth + 1));
        }
        return list;
    }
}
