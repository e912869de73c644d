package dev.bailiwick.locations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;

/** Two requests at once want one name or one external id: exactly one gets it, the other is told (sheet, 13 G4). */
class ParallelWireTest {
    private static final TestServer.Org ORG = TestServer.shared().org(TestServer.LOCALES + """
            zones:
              - {code: root, name: ROOT}
              - {code: a, name: A, parent: root}
              - {code: b, name: B, parent: root}
            """);

    @RepeatedTest(10)
    void oneNameForOne() throws Exception {
        race("\"name\": \"Wanted\"", "1206");
        ORG.put("/v2/locations/zones", "[" + row("a", "\"name\": \"A\"") + "," + row("b", "\"name\": \"B\"") + "]");
    }

    @RepeatedTest(10)
    void oneExternalIdForOne() throws Exception {
        race("\"externalIds\": {\"erpId\": \"X-1\"}", "1245");
        ORG.put("/v2/locations/zones", "[" + row("a", "\"externalIds\": null") + "]");
        ORG.put("/v2/locations/zones", "[" + row("b", "\"externalIds\": null") + "]");
    }

    private static void race(String wish, String code) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HttpResponse<String>> one = threads.submit(asking(start, row("a", wish)));
            Future<HttpResponse<String>> other = threads.submit(asking(start, row("b", wish)));
            assertThat(List.of(one.get().statusCode(), other.get().statusCode()))
                    .containsExactlyInAnyOrder(200, 400);
            String loser = one.get().statusCode() == 400
                    ? one.get().body()
                    : other.get().body();
            assertThat(loser).contains("\"code\":" + code);
        }
    }

    private static Callable<HttpResponse<String>> asking(CyclicBarrier start, String row) {
        return () -> {
            start.await();
            return ORG.put("/v2/locations/zones", "[" + row + "]");
        };
    }

    private static String row(String code, String wish) {
        return "{\"identifierName\": \"CODE\", \"identifierValue\": \"" + code + "\", " + wish + "}";
    }
}
