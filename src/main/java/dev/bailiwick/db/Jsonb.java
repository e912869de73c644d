package dev.bailiwick.db;

import dev.bailiwick.bulk.Secret;
import dev.bailiwick.bulk.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Field values as jsonb and back. Numbers come back as {@link BigDecimal} without trailing zeros, whatever their size,
 * so that what is read equals what was written; secrets are never written.
 */
public final class Jsonb {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .build();

    private Jsonb() {}

    /** A value as JSON text. */
    public static String write(@Nullable Object value) {
        return MAPPER.writeValueAsString(shown(value));
    }

    /**
     * A JSON object as a map in its order.
     *
     * @throws IllegalStateException when the text is no JSON object
     */
    @SuppressWarnings("unchecked")
    public static Map<String, @Nullable Object> readMap(String json) {
        try {
            Object map = normal(MAPPER.readValue(json, Map.class));
            if (map == null) {
                throw new IllegalStateException("stored JSON is null");
            }
            return (Map<String, @Nullable Object>) map;
        } catch (JacksonException e) {
            throw new IllegalStateException("stored JSON cannot be read", e);
        }
    }

    /**
     * A JSON array as a list.
     *
     * @throws IllegalStateException when the text is no JSON array
     */
    @SuppressWarnings("unchecked")
    static List<Object> readList(String json) {
        try {
            Object list = normal(MAPPER.readValue(json, List.class));
            if (list == null) {
                throw new IllegalStateException("stored JSON is null");
            }
            return (List<Object>) list;
        } catch (JacksonException e) {
            throw new IllegalStateException("stored JSON cannot be read", e);
        }
    }

    /** Any JSON value. */
    public static @Nullable Object read(String json) {
        return readList("[" + json + "]").getFirst();
    }

    /** A number in the one form in which equal numbers are equal. */
    public static BigDecimal number(Number number) {
        BigDecimal decimal = number instanceof BigDecimal d ? d : new BigDecimal(number.toString());
        return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
    }

    private static @Nullable Object shown(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Secret secret -> Secret.SHOWN;
            case String text -> storable(text);
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> shown = new LinkedHashMap<>();
                map.forEach((key, inner) -> shown.put(String.valueOf(key), shown(inner)));
                yield shown;
            }
            case List<?> list -> list.stream().map(Jsonb::shown).toList();
            default -> value;
        };
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

    private static @Nullable Object normal(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Number number -> number(number);
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> normal = new LinkedHashMap<>();
                map.forEach((key, inner) -> normal.put((String) key, normal(inner)));
                yield normal;
            }
            case List<?> list -> {
                List<@Nullable Object> normal = new ArrayList<>();
                list.forEach(inner -> normal.add(normal(inner)));
                yield normal;
            }
            default -> value;
        };
    }
}
