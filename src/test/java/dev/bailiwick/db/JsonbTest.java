package dev.bailiwick.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.bulk.Secret;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JsonbTest {
    @Test
    void whatIsWrittenIsReadAgain() {
        String every = IntStream.rangeClosed(1, 0x2FF)
                .mapToObj(Character::toString)
                .collect(Collectors.joining("", "", "\u2028\uFFFF\uD83D\uDE00"));
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put(every, every);
        map.put("nothing", null);
        map.put("", List.of(true, new BigDecimal("-1.5"), List.of(), Map.of("deep", List.of(Map.of()))));
        map.put("big", new BigDecimal("1E+30"));
        String json = Jsonb.write(map);
        assertThat(Jsonb.readMap(json)).isEqualTo(map);
        assertThat(JsonMapper.shared().readTree(json).get(every).stringValue()).isEqualTo(every);
    }

    @Test
    void integersOfAnyTypeComeBackAsOne() {
        assertThat(Jsonb.readMap(Jsonb.write(Map.of("int", -7, "long", Long.MAX_VALUE, "ten", 10))))
                .isEqualTo(Map.of(
                        "int", new BigDecimal("-7"),
                        "long", new BigDecimal(Long.MAX_VALUE),
                        "ten", new BigDecimal("1E+1")));
    }

    @Test
    void secretsAndWhatJsonbRefusesAreNotWritten() {
        assertThat(Jsonb.write(List.of(new Secret("word"), "nul \0", "half \uD83D", "\uDE00 half")))
                .isEqualTo("[\"(secret)\",\"nul \uFFFD\",\"half \uFFFD\",\"\uFFFD half\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "1", "{", "{\"a\":1} 2", "{\"a\":}", "{\"a\":[}"})
    void whatIsNoObjectIsRefused(String json) {
        assertThatThrownBy(() -> Jsonb.readMap(json)).isInstanceOf(IllegalStateException.class);
    }
}
