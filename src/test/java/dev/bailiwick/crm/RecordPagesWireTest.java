package dev.bailiwick.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.TestServer;
import dev.bailiwick.bulk.Actor;
import dev.bailiwick.record.RecordQuery.Place;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Pages of lists, by number and by token. */
class RecordPagesWireTest {
    private static final String ORG = """
            zones:
              - {code: root, name: ROOT}
            """;

    private static Wanted wanted;
    private static Wanted other;

    @BeforeAll
    static void make() {
        wanted = Wanted.org(TestServer.shared(), ORG);
        other = Wanted.org(TestServer.shared(), ORG);
    }

    @ParameterizedTest
    @CsvSource({
        "id, asc",
        "id, desc",
        "Created_Time, asc",
        "Created_Time, desc",
        "Modified_Time, asc",
        "Modified_Time, desc"
    })
    void pagesByTokenHaveNoGapsAndNoRepeatsWhileOthersWrite(String sort, String order) {
        Actor admin = wanted.actor("admin");
        String module = "Solutions";
        List<Long> before = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            before.addAll(wanted.insert(admin, module, titles(sort + order + i, 12)));
        }
        String path = module + "?fields=Solution_Title&per_page=7&sort_by=" + sort + "&sort_order=" + order;
        List<String> seen = new ArrayList<>();
        String token = "";
        int page = 1;
        do {
            HttpResponse<String> answer = wanted.get(path + (token.isEmpty() ? "" : "&page_token=" + token));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode info = Wanted.json(answer).path("info");
            assertThat(info.path("page").asInt()).isEqualTo(page++);
            assertThat(info.path("page_token_expiry").isNull())
                    .isEqualTo(!info.path("more_records").asBoolean());
            Wanted.json(answer).path("data").forEach(r -> seen.add(r.path("id").asString()));
            token = info.path("next_page_token").asString("");
            if (page < 8) {
                wanted.insert(admin, module, titles(sort + order + "new" + page, 3));
            }
        } while (!token.isEmpty());
        Set<String> once = new LinkedHashSet<>(seen);
        assertThat(once).hasSameSizeAs(seen);
        assertThat(once).containsAll(before.stream().map(String::valueOf).toList());
    }

    private static List<Map<String, String>> titles(String prefix, int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> Map.of("Solution_Title", prefix + "-" + i))
                .toList();
    }

    @Test
    void pagesByNumber() {
        Actor admin = wanted.actor("admin");
        List<Map<String, String>> rows = IntStream.range(0, 25)
                .mapToObj(i -> Map.of("Subject", "Case " + i))
                .toList();
        List<Long> ids = wanted.insert(admin, "Cases", rows);
        JsonNode last = Wanted.json(wanted.get("Cases?fields=Subject&per_page=10&page=3&sort_order=asc"));
        assertThat(last.path("data").size()).isEqualTo(5);
        assertThat(last.path("data").path(4).path("id").asString()).isEqualTo(String.valueOf(ids.getLast()));
        assertThat(last.path("info").toString())
                .isEqualTo("{\"call\":false,\"per_page\":10,\"next_page_token\":null,\"count\":5,\"sort_by\":\"id\","
                        + "\"page\":3,\"previous_page_token\":null,\"page_token_expiry\":null,\"sort_order\":\"asc\","
                        + "\"email\":false,\"more_records\":false}");
        assertThat(wanted.get("Cases?fields=Subject&per_page=10&page=4").statusCode())
                .isEqualTo(204);
    }

    @Test
    void aTokenIsBoundToItsUserAndParameters() {
        Actor admin = wanted.actor("admin");
        wanted.insert(admin, "Campaigns", List.of(Map.of("Campaign_Name", "A"), Map.of("Campaign_Name", "B")));
        String path = "Campaigns?fields=Campaign_Name&per_page=1";
        String token = Wanted.json(wanted.get(path))
                .path("info")
                .path("next_page_token")
                .asString();
        assertThat(wanted.get(path + "&page_token=" + token).statusCode()).isEqualTo(200);
        assertThat(wanted.get("campaigns?per_page=1&fields=Campaign_Name&page_token=" + token)
                        .statusCode())
                .isEqualTo(200);
        for (String altered : List.of(
                path + "0", path + "&sort_by=id", "Campaigns?per_page=1&fields=id", "Campaigns?fields=Campaign_Name")) {
            assertThat(wanted.get(altered + "&page_token=" + token).body()).contains("TOKEN_BOUND_DATA_MISMATCH");
        }
        assertThat(wanted.getAs("editor", path + "&page_token=" + token).body()).contains("TOKEN_BOUND_DATA_MISMATCH");
        assertThat(other.get(path + "&page_token=" + token).body()).contains("TOKEN_BOUND_DATA_MISMATCH");
    }

    @Test
    void aTokenEndsAfterADay() {
        byte[] asked = PageToken.digest("x");
        Actor admin = wanted.actor("admin");
        Instant now = Instant.parse("2026-03-02T00:00:00Z");
        PageToken token = new PageToken(
                admin.orgId(), admin.userId(), asked, now, 7, new Place(now.plus(3, ChronoUnit.MICROS), 17));
        PageToken read = PageToken.read(token.text(), admin, asked, now.plus(Duration.ofHours(24)));
        assertThat(read.place()).isEqualTo(token.place());
        assertThat(read.count()).isEqualTo(7);
        assertThatThrownBy(() -> PageToken.read(token.text(), admin, asked, now.plus(Duration.ofHours(25))))
                .isInstanceOfSatisfying(
                        CrmError.class, e -> assertThat(e.code()).isEqualTo("EXPIRED_VALUE"));
    }
}
