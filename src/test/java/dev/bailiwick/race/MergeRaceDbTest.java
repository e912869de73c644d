package dev.bailiwick.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.race.Race.Answer;
import dev.bailiwick.race.Race.Runner;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Records that come to refer to one that becomes one with another: nobody is told of a reference that leads nowhere. */
class MergeRaceDbTest {
    private static final int ROUNDS = 6;
    private static final int WRITERS = 4;
    private static final int EACH = 6;

    private final TestServer.Org org = TestServer.shared().org(TestServer.LOCALES + """
            zones:
              - {code: root, id: 4100, name: World}
              - {code: north, id: 4101, name: North, parent: root}
            """);

    private static JsonNode row(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body()).path("data").path(0);
    }

    private HttpResponse<String> insert(String module, String row) {
        return org.post("/crm/v8/" + module, "{\"data\":[" + row + "]}");
    }

    private String account(String name) {
        HttpResponse<String> answer = insert("Accounts", "{\"Account_Name\":\"" + name + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return row(answer).path("details").path("id").asString();
    }

    /** Inserts contacts of an account, one after the other, and keeps the ids of those that were acknowledged. */
    private Runner writes(String account, Queue<String> acknowledged) {
        return () -> {
            HttpResponse<String> answer = null;
            for (int i = 0; i < EACH; i++) {
                answer = insert("Contacts", "{\"Last_Name\":\"Boyle\",\"Account_Name\":{\"id\":\"" + account + "\"}}");
                if (answer.statusCode() == 201) {
                    acknowledged.add(row(answer).path("details").path("id").asString());
                }
            }
            return answer;
        };
    }

    @Test
    void whatRefersToTheRecordThatGoes() {
        for (int round = 0; round < ROUNDS; round++) {
            String goes = account("Goes " + round);
            String stays = account("Stays " + round);
            Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
            List<Runner> runners = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                runners.add(writes(goes, acknowledged));
            }
            runners.add(
                    () -> org.post("/api/v1/records/Accounts/" + stays + "/merge", "{\"from\":{\"id\":" + goes + "}}"));
            assertThat(Race.run(runners).getLast()).matches(Answer::won);
            for (String contact : acknowledged) {
                JsonNode found = row(org.get("/crm/v8/Contacts/" + contact));
                assertThat(found.path("Account_Name").path("id").asString())
                        .as("the account of %s in round %s", contact, round)
                        .isEqualTo(stays);
            }
        }
    }
}
