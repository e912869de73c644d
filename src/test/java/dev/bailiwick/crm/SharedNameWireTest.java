package dev.bailiwick.crm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Names that more records share than are told. */
class SharedNameWireTest {
    private final TestServer.Org org = TestServer.shared().org("""
            modules:
              - name: Accounts
                fields:
                  - {name: ERP, label: ERP, type: text, length: 100, external: org}
            """);

    private JsonNode data(String path, List<String> rows) {
        HttpResponse<String> answer = org.post(path, "{\"data\":[" + String.join(",", rows) + "]}");
        return JsonMapper.shared().readTree(answer.body()).path("data");
    }

    /** The ids of so many new accounts of one name, in order. */
    private List<String> accounts(String name, int many) {
        List<String> rows = IntStream.range(0, many)
                .mapToObj(i -> "{\"Account_Name\":\"%1$s\",\"ERP\":\"%1$s-%2$d\"}".formatted(name, i))
                .toList();
        return data("/crm/v8/Accounts", rows)
                .valueStream()
                .map(item -> item.path("details").path("id").asString())
                .toList();
    }

    private List<String> renamed(List<String> ids) {
        return ids.stream()
                .map(id -> "{\"id\":\"%1$s\",\"Account_Name\":\"Was %1$s\"}".formatted(id))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    @Test
    void rowsThatRenameAllButOneLeaveThatOneToBeFound() {
        List<String> ids = accounts("Acme", 30);
        List<String> rows = renamed(ids.subList(0, 29));
        rows.add("{\"Account_Name\":\"acme\",\"Employees\":7}");
        JsonNode last = data("/crm/v8/Accounts/upsert", rows).path(29);
        assertThat(last.path("action").asString()).as(last.toString()).isEqualTo("update");
        assertThat(last.path("details").path("id").asString()).isEqualTo(ids.get(29));
    }

    @Test
    void rowsThatRenameByAnExternalFieldHideNobodyEither() {
        accounts("Beta", 30);
        List<String> rows = IntStream.range(0, 28)
                .mapToObj(i -> "{\"ERP\":\"Beta-%1$d\",\"Account_Name\":\"New %1$d\"}".formatted(i))
                .collect(Collectors.toCollection(ArrayList::new));
        rows.add("{\"Account_Name\":\"Beta\",\"Employees\":7}");
        JsonNode last = data("/crm/v8/Accounts/upsert", rows).path(28);
        assertThat(last.path("code").asString()).as(last.toString()).isEqualTo("AMBIGUITY_DURING_PROCESSING");
        assertThat(last.path("details").path("ids").size()).isEqualTo(2);
    }

    @Test
    void rowsThatRenameAllLeaveNobody() {
        List<String> rows = renamed(accounts("Gamma", 12));
        rows.add("{\"Account_Name\":\"Gamma\"}");
        assertThat(data("/crm/v8/Accounts/upsert", rows).path(12).path("action").asString())
                .isEqualTo("insert");
    }

    @Test
    void ofManyTenAreTold() {
        accounts("Delta", 30);
        JsonNode only = data("/crm/v8/Accounts/upsert", List.of("{\"Account_Name\":\"Delta\"}"))
                .path(0);
        assertThat(only.path("details").path("ids").size()).as(only.toString()).isEqualTo(10);
    }
}
