package dev.bailiwick.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.bulk.FaultCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The catalogue of faults. */
class FaultsWireTest {
    private static final Pattern CODE = Pattern.compile("\"code\": ([0-9]{3,4})[,}]");

    /** Of whole requests, not of rows. */
    private static final String REFUSED_WHOLE = "9001";

    private final JsonNode items = JsonMapper.shared()
            .readTree(TestServer.shared().sandbox().get("/api/v1/faults").body())
            .get("items");

    @Test
    void everyFaultIsThereWithItsCauseItsRemedyAndTheDoorsWords() {
        List<String> codes = new ArrayList<>();
        for (JsonNode item : items) {
            codes.add(item.get("code").stringValue());
            assertThat(item.get("cause").stringValue()).as(item.toString()).endsWith(".");
            assertThat(item.get("remedy").stringValue()).as(item.toString()).endsWith(".");
            for (JsonNode telling : item.get("doors").get("locations")) {
                assertThat(telling.get("message").stringValue())
                        .as(item.toString())
                        .isNotBlank()
                        .doesNotContain("''");
            }
        }
        assertThat(codes)
                .isEqualTo(
                        Arrays.stream(FaultCode.values()).map(FaultCode::name).toList());
    }

    @Test
    void everyCodeThatTheDoorWasSeenToTellIsInIt() throws IOException {
        TreeSet<String> known = new TreeSet<>(List.of(REFUSED_WHOLE));
        items.forEach(item -> item.get("doors")
                .get("locations")
                .forEach(telling -> known.add(telling.get("code").stringValue())));
        TreeSet<String> seen = new TreeSet<>();
        try (Stream<Path> transcripts = Files.walk(Path.of("src/test/resources/wire"))) {
            transcripts
                    .filter(file -> file.toString().endsWith(".http"))
                    .forEach(file -> CODE.matcher(read(file))
                            .results()
                            .map((MatchResult found) -> found.group(1))
                            .forEach(seen::add));
        }
        assertThat(seen).hasSizeGreaterThan(20);
        assertThat(known).containsAll(seen);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
