package dev.bailiwick.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which scopes requests about territories take. */
class TerritoryScopesWireTest {
    private static final String TERRITORIES = "/crm/v8/settings/territories";
    private static final String AREA = "ZohoCRM.settings.territories.";

    private final Tokens tokens = Tokens.make();

    private int status(String scopes, String method, String path, String body) {
        return tokens.with(tokens.access("admin", scopes.split(",")), method, path, body.isEmpty() ? null : body)
                .statusCode();
    }

    /** A request, what it takes, and what is not enough for it. */
    private record Use(int status, String method, String path, String body, String scopes, String tooFew) {}

    private static Use use(int status, String method, String path, String body, String operation, String other) {
        return new Use(status, method, TERRITORIES + path, body, AREA + operation, AREA + other);
    }

    private static final String NONE = "{\"territories\":[{}]}";
    private static final String BOTH = AREA + "ALL,ZohoCRM.users.ALL";

    private static final List<Use> USES = List.of(
            use(200, "GET", "", "", "READ", "WRITE"),
            use(400, "GET", "/17", "", "READ", "DELETE"),
            use(400, "GET", "/17/__child_territories", "", "READ", "UPDATE"),
            use(200, "GET", "/actions/associated_users_count", "", "READ", "CREATE"),
            use(400, "POST", "", NONE, "CREATE", "UPDATE"),
            use(400, "PUT", "", NONE, "UPDATE", "CREATE"),
            use(400, "PUT", "/17", NONE, "UPDATE", "READ"),
            use(400, "DELETE", "?ids=17", "", "DELETE", "WRITE"),
            use(400, "DELETE", "/17", "", "DELETE", "UPDATE"),
            use(400, "POST", "/actions/transfer_and_delete", NONE, "DELETE", "WRITE"),
            use(400, "POST", "/17/actions/transfer_and_delete", NONE, "DELETE", "CREATE"),
            use(400, "POST", "/actions/run_rules", "{}", "UPDATE", "CREATE"),
            use(400, "GET", "/actions/scheduled_run_rule_jobs?job_id=1", "", "UPDATE", "READ"),
            new Use(400, "GET", TERRITORIES + "/17/users", "", BOTH, AREA + "ALL,ZohoCRM.users.READ"),
            new Use(400, "GET", TERRITORIES + "/17/users/18", "", BOTH, AREA + "READ,ZohoCRM.users.ALL"),
            new Use(400, "PUT", TERRITORIES + "/17/users/18", "", BOTH, AREA + "ALL,ZohoCRM.users.UPDATE"),
            new Use(400, "DELETE", TERRITORIES + "/17/users?ids=18", "", BOTH, AREA + "ALL"),
            new Use(400, "GET", "/crm/v8/users/17/territories", "", AREA + "READ,ZohoCRM.users.READ", AREA + "ALL"),
            new Use(
                    400,
                    "DELETE",
                    "/crm/v8/users/17/territories/18",
                    "",
                    AREA + "UPDATE,ZohoCRM.users.UPDATE",
                    "ZohoCRM.users.ALL," + AREA + "READ"));

    @Test
    void eachRequestTakesItsScopes() {
        for (Use use : USES) {
            assertThat(status(use.tooFew, use.method, use.path, use.body))
                    .as("%s with too few", use)
                    .isEqualTo(401);
            assertThat(status(use.scopes, use.method, use.path, use.body))
                    .as("%s with them", use)
                    .isEqualTo(use.status);
        }
    }
}
