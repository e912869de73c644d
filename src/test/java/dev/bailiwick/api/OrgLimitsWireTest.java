package dev.bailiwick.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import java.net.http.HttpResponse;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many modules and fields an org may have. */
class OrgLimitsWireTest {
    private final TestServer.Org org = TestServer.shared().sandbox();

    private HttpResponse<String> apply(String file) {
        return org.server().send("PUT", "/api/v1/org", org.authorization(), file, "Content-Type", "application/yaml");
    }

    private static String lines(int from, int to, IntFunction<String> line) {
        return IntStream.range(from, to).mapToObj(line).collect(Collectors.joining());
    }

    private static String modules(int from, int to) {
        return "modules:\n" + lines(from, to, "  - {name: Module_%d}\n"::formatted);
    }

    private static String fields(int from, int to) {
        return "modules:\n  - name: Accounts\n    fields:\n"
                + lines(from, to, "      - {name: Field_%d, type: text}\n"::formatted);
    }

    private void refuses(String file, String... parts) {
        HttpResponse<String> answer = apply(file);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(parts);
    }

    @Test
    void twoHundredModulesOfItsOwn() {
        refuses(modules(0, 201), "TOO_MANY", "201", "200");
        assertThat(org.get("/crm/v8/settings/modules").body()).doesNotContain("Module_0");
        assertThat(apply(modules(0, 200)).statusCode()).isEqualTo(200);
        refuses(modules(200, 201), "TOO_MANY", "201", "200");
        assertThat(apply(modules(100, 200)).statusCode()).as("the same again").isEqualTo(200);
        String told = org.get("/crm/v8/settings/modules").body();
        assertThat(told).contains("Module_199").doesNotContain("Module_200");
    }

    @Test
    void fiveHundredFieldsAModule() {
        refuses(fields(0, 501), "TOO_MANY", "501", "500", "modules[0].fields[");
        assertThat(apply(fields(0, 500)).statusCode()).isEqualTo(200);
        refuses(fields(500, 501), "TOO_MANY", "501", "500", "modules[0].fields[");
        HttpResponse<String> atTheDoor = org.post(
                "/crm/v8/settings/fields?module=Accounts",
                "{\"fields\":[{\"field_label\":\"One more\",\"data_type\":\"text\"}]}");
        assertThat(atTheDoor.statusCode()).as(atTheDoor.body()).isEqualTo(400);
        assertThat(atTheDoor.body()).contains("LIMIT_EXCEEDED", "500");
        assertThat(apply(fields(0, 1).replace("Accounts", "Contacts")).statusCode())
                .as("another module has its own")
                .isEqualTo(200);
    }
}
