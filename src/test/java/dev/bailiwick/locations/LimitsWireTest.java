package dev.bailiwick.locations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import java.net.http.HttpResponse;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** What is legal and large costs little. */
class LimitsWireTest {
    private static final String ZONES = "/v2/locations/zones";

    private final TestServer.Org org = TestServer.shared().sandbox();

    @Test
    void aThousandRowsAreAnsweredOneByOneAndMoreAreRefusedAsAWhole() {
        String thousand = "[" + String.join(",", Collections.nCopies(1000, "{}")) + "]";
        HttpResponse<String> told = org.put(ZONES, thousand);
        assertThat(told.statusCode()).isEqualTo(400);
        assertThat(told.body()).contains("\"totalCount\":1000").contains("\"failureCount\":1000");
        String million = "[" + "0,".repeat(1_000_000) + "0]";
        for (String method : new String[] {"PUT", "POST"}) {
            HttpResponse<String> refused = org.send(method, ZONES, million);
            assertThat(refused.statusCode()).isEqualTo(413);
            assertThat(refused.body()).hasSizeLessThan(500);
        }
    }

    /** To put this name into its normal form takes time that grows with the square of its length. */
    @Test
    void aNameOfAMillionMarksIsRefusedUnread() {
        String name = "a" + "\u0345".repeat(500_000) + "\u0334".repeat(500_000);
        HttpResponse<String> answer = org.put(
                ZONES, "[{\"identifierName\":\"CODE\",\"identifierValue\":\"root\",\"name\":\"" + name + "\"}]");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":1264");
    }
}
