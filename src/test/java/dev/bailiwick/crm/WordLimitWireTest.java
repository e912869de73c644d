package dev.bailiwick.crm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How much can be said of one record: without a limit, items about it would copy ever more. */
class WordLimitWireTest {
    private static final int ZONES = 150;

    private final TestServer.Org org = TestServer.shared()
            .org(IntStream.range(0, ZONES)
                    .mapToObj(i -> "  - {code: z%d, name: Z%d, parent: root}\n".formatted(i, i))
                    .collect(Collectors.joining("", "zones:\n  - {code: root, id: 4100, name: ROOT}\n", "")));

    private Map<String, Integer> said(String verb) {
        String items = IntStream.range(0, ZONES)
                .mapToObj(
                        "{\"verb\":\"%s\",\"module\":\"Leads\",\"record\":{\"Email\":\"l@x.co\"},\"zone\":{\"code\":\"z%%d\"}}"
                                        .formatted(verb)::formatted)
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
        HttpResponse<String> answer = org.post("/api/v1/assignments", items);
        Map<String, Integer> told = new TreeMap<>();
        for (JsonNode item : JsonMapper.shared().readTree(answer.body()).get("items")) {
            List<String> faults = item.get("faults")
                    .valueStream()
                    .map(fault -> fault.get("code").stringValue())
                    .toList();
            told.merge(item.get("outcome").stringValue() + faults, 1, Integer::sum);
        }
        return told;
    }

    @Test
    void aRecordHasAHundredExclusionsAndAsManyPinsAsItCanBeInZones() {
        org.post("/crm/v8/Leads", "{\"data\":[{\"Last_Name\":\"Ray\",\"Email\":\"l@x.co\"}]}");
        assertThat(said("pin")).isEqualTo(Map.of("changed[]", 10, "rejected[TOO_MANY]", 140));
        assertThat(said("unpin")).isEqualTo(Map.of("changed[]", 10, "unchanged[]", 140));
        assertThat(said("exclude")).isEqualTo(Map.of("changed[]", 100, "rejected[TOO_MANY]", 50));
    }
}
