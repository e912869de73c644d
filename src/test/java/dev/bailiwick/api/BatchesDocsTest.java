package dev.bailiwick.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code docs/batches.md} names is there. */
class BatchesDocsTest {
    private static final Pattern ROUTE = Pattern.compile("`((?:GET|POST|PUT) /api/v1/[a-z{}/]+)");
    private static final Pattern FAULT = Pattern.compile("`([A-Z]+_[A-Z_]+)`(?: \\(([0-9]{4})\\)|, ([0-9]{4}))?");

    private final String page = read();

    private static String read() {
        try {
            return Files.readString(Path.of("docs/batches.md"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Set<String> found(Pattern pattern) {
        return pattern.matcher(page).results().map(m -> m.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyRouteOfItIsServed() {
        Set<String> routes = found(ROUTE);
        assertThat(routes).hasSizeGreaterThan(5);
        assertThat(TestServer.shared().routes()).containsAll(routes);
    }

    @Test
    void everyFaultOfItIsOneAndHasItsNumber() {
        Set<String> codes =
                Arrays.stream(FaultCode.values()).map(FaultCode::name).collect(Collectors.toSet());
        assertThat(found(FAULT)).hasSizeGreaterThan(5).allMatch(codes::contains);
        JsonNode items = JsonMapper.shared()
                .readTree(TestServer.shared().sandbox().get("/api/v1/faults").body())
                .get("items");
        FAULT.matcher(page).results().forEach(match -> {
            String number = match.group(2) == null ? match.group(3) : match.group(2);
            if (number != null) {
                JsonNode item = items.get(FaultCode.valueOf(match.group(1)).ordinal());
                assertThat(item.get("doors").toString()).as(match.group()).contains("\"code\":\"" + number + "\"");
            }
        });
    }

    @Test
    void everyOutcomeIsNamed() {
        for (Outcome outcome : Outcome.values()) {
            assertThat(page).contains("`" + outcome.word() + "`");
        }
    }

    /** The members of the example are those of a receipt, in their order. */
    @Test
    void theExampleHasTheShapeOfAReceipt() {
        String example = page.substring(page.indexOf("```json") + 7, page.indexOf("```", page.indexOf("```json") + 7));
        JsonNode shown = JsonMapper.shared().readTree(example);
        TestServer.Org org = TestServer.shared()
                .org(TestServer.LOCALES + "zones: [{code: root, name: ROOT}, {code: a, name: A, parent: root}]");
        String row = "[{\"identifierName\":\"CODE\",\"identifierValue\":\"a\",\"name\":\"B\"}]";
        String answer = org.server()
                .send("PUT", "/v2/locations/zones", org.authorization(), row, "Prefer", "receipts")
                .body();
        JsonNode receipt =
                JsonMapper.shared().readTree(answer).get("response").get(0).get("receipt");
        assertThat(shown.propertyNames()).containsExactlyElementsOf(receipt.propertyNames());
        assertThat(shown.get("entity").propertyNames())
                .containsExactlyElementsOf(receipt.get("entity").propertyNames());
    }
}
