package dev.bailiwick.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.org.Grants.What;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What a token lets do on every door: no more than its scopes, and no more than its user may. */
class ScopesWireTest {
    private static final String ZONES = "/v2/locations/zones";
    private static final String STORES = "/v2/locations/stores";
    private static final String NAMED = "[{\"identifierName\":\"CODE\",\"identifierValue\":\"%s\",\"name\":\"%s\"}]";
    private static final String MADE = "[{\"code\":\"%s\",\"name\":\"%s\",\"areaParentCode\":\"north\"}]";

    private final Tokens tokens = Tokens.make();

    private int status(String scope, String method, String path, String body) {
        return tokens.with(tokens.access("admin", scope), method, path, body.isEmpty() ? null : body)
                .statusCode();
    }

    /** A request, and the one scope that it takes. */
    private record Use(int status, String method, String path, String body, String scope) {}

    private static final List<Use> USES = List.of(
            new Use(200, "GET", "/v2/locations?type=ZONE", "", "ZohoCRM.settings.territories.READ"),
            new Use(200, "GET", "/v2/locations?type=STORE", "", "ZohoCRM.modules.stores.READ"),
            new Use(200, "PUT", ZONES, NAMED.formatted("north", "Norther"), "ZohoCRM.settings.territories.UPDATE"),
            new Use(201, "POST", ZONES, MADE.formatted("z9", "Z 9"), "ZohoCRM.settings.territories.CREATE"),
            new Use(200, "PUT", STORES, NAMED.formatted("s1", "Shop"), "ZohoCRM.modules.Stores.UPDATE"),
            new Use(201, "POST", STORES, MADE.formatted("s9", "Shop 9"), "ZohoCRM.modules.Stores.CREATE"),
            new Use(200, "GET", "/api/v1/zones/code:north", "", "ZohoCRM.settings.territories.READ"),
            new Use(200, "GET", "/api/v1/zones/code:north/history", "", "ZohoCRM.settings.territories.READ"),
            new Use(200, "GET", "/api/v1/batches", "", "ZohoCRM.modules.Contacts.READ"),
            new Use(200, "GET", "/api/v1/batches", "", "ZohoCRM.settings.territories.READ"),
            new Use(200, "GET", "/api/v1/org", "", "ZohoCRM.settings.ALL"),
            new Use(200, "PUT", "/api/v1/org", "{}", "ZohoCRM.settings.ALL"),
            new Use(200, "GET", "/api/v1/tokens", "", "ZohoCRM.settings.ALL"),
            new Use(404, "DELETE", "/api/v1/tokens/1", "", "ZohoCRM.settings.ALL"));

    @Test
    void eachRequestTakesItsScope() {
        for (Use use : USES) {
            assertThat(status("ZohoCRM.users.ALL", use.method, use.path, use.body))
                    .as("%s without", use)
                    .isEqualTo(403);
            assertThat(status(use.scope, use.method, use.path, use.body))
                    .as("%s with", use)
                    .isEqualTo(use.status);
        }
        HttpResponse<String> refused =
                tokens.with(tokens.access("admin", "ZohoCRM.users.ALL"), "GET", "/v2/locations", null);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.body()).contains("the token lacks the scope ZohoCRM.");
        assertThat(status("ZohoCRM.users.READ", "GET", "/api/v1/faults", "")).isEqualTo(200);
    }

    @Test
    void aScopeIsNoRole() {
        String viewer = tokens.access("viewer");
        assertThat(tokens.with(viewer, "PUT", ZONES, NAMED.formatted("north", "N"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(tokens.with(viewer, "GET", "/api/v1/org", null).statusCode()).isEqualTo(403);
        assertThat(tokens.with(viewer, "POST", "/api/v1/tokens", "{\"make\":\"access\",\"client\":\"erp\"}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void theRoleIsTheOneThatTheUserHasNow() {
        String token = tokens.access("editor");
        String row = NAMED.formatted("s1", "Editors'");
        assertThat(tokens.with(token, "PUT", STORES, row).statusCode()).isEqualTo(200);
        assertThat(tokens.org()
                        .put("/api/v1/org", "{\"users\":[{\"login\":\"editor\",\"role\":\"viewer\"}]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(tokens.with(token, "PUT", STORES, row).statusCode()).isEqualTo(403);
    }

    @Test
    void undoTakesWhatTheBatchTook() {
        HttpResponse<String> changed = tokens.org().put(ZONES, NAMED.formatted("north", "Undone"));
        String undo = "/api/v1/batches/"
                + changed.headers().firstValue("Bailiwick-Batch").orElseThrow() + "/undo";
        assertThat(status("ZohoCRM.modules.ALL", "POST", undo, ""))
                .as("others' batches")
                .isEqualTo(403);
        String own = tokens.access("admin", "ZohoCRM.settings.territories.UPDATE", "ZohoCRM.settings.territories.READ");
        assertThat(tokens.with(own, "POST", undo, null).statusCode()).isEqualTo(200);
        HttpResponse<String> made = tokens.org().post(ZONES, MADE.formatted("z1", "Z 1"));
        String unmake = "/api/v1/batches/"
                + made.headers().firstValue("Bailiwick-Batch").orElseThrow() + "/undo";
        assertThat(tokens.with(own, "POST", unmake, null).statusCode()).isEqualTo(403);
        assertThat(status("ZohoCRM.settings.ALL", "POST", unmake, "")).isEqualTo(200);
    }

    @Test
    void aBatchOfRecordsTakesTheScopesOfItsModule() {
        assertThat(tokens.org()
                        .put("/api/v1/org", "{\"modules\":[{\"name\":\"Projects\",\"label\":\"P\",\"plural\":\"Ps\"}]}")
                        .statusCode())
                .isEqualTo(200);
        String editors = tokens.access("editor");
        for (String module : List.of("Accounts", "Stores", "Projects")) {
            String data = switch (module) {
                case "Accounts" -> "{\"data\":[{\"Account_Name\":\"A\"}]}";
                case "Stores" -> "{\"data\":[{\"Code\":\"s7\",\"Name\":\"S\",\"Place\":\"north\"}]}";
                default -> "{\"data\":[{\"Name\":\"P\"}]}";
            };
            String batch = tokens.with(editors, "POST", "/crm/v8/" + module, data)
                    .headers()
                    .firstValue("Bailiwick-Batch")
                    .orElseThrow();
            String path = "/api/v1/batches/" + batch;
            String other = module.equals("Stores") ? "Accounts" : "Stores";
            assertThat(with("editor", "ZohoCRM.modules." + other + ".ALL", "GET", path))
                    .isEqualTo(403);
            assertThat(with("editor", "ZohoCRM.modules." + other + ".ALL", "POST", path + "/undo"))
                    .isEqualTo(403);
            assertThat(with("editor", "ZohoCRM.modules." + module + ".READ", "GET", path))
                    .isEqualTo(200);
            String own = module.equals("Projects") ? "custom" : module;
            assertThat(with("editor", "ZohoCRM.modules." + own + ".UPDATE", "POST", path + "/undo"))
                    .isEqualTo(403);
            assertThat(with("editor", "ZohoCRM.modules." + own + ".CREATE", "POST", path + "/undo"))
                    .as(module)
                    .isEqualTo(200);
        }
    }

    private int with(String login, String scope, String method, String path) {
        return tokens.with(tokens.access(login, scope), method, path, null).statusCode();
    }

    /** Of an upsert, rows that make records take one scope, and rows that change them another. */
    @Test
    void upsertsThatChangeTakeTheScopeToChange() {
        String makes = "ZohoCRM.modules.accounts.CREATE,ZohoCRM.modules.stores.CREATE";
        String access = tokens.access("editor", makes.split(","));
        String account = "{\"data\":[{\"Account_Name\":\"Once\"}]}";
        String store = "{\"data\":[{\"Code\":\"s8\",\"Name\":\"S\",\"Place\":\"north\"}]}";
        for (String path : List.of("/crm/v8/Accounts/upsert", "/crm/v8/Stores/upsert")) {
            String body = path.contains("Stores") ? store : account;
            assertThat(tokens.with(access, "POST", path, body).statusCode()).isEqualTo(200);
            HttpResponse<String> again = tokens.with(access, "POST", path, body);
            assertThat(again.statusCode()).as(again.body()).isEqualTo(400);
            assertThat(again.body()).contains("NO_PERMISSION");
        }
    }

    /** Sheet, 1.7: to find records takes a scope of its own beside that to read them; to count them does not. */
    @Test
    void searchesTakeAScopeOfTheirOwn() {
        String path = "/crm/v8/Accounts/search?word=nobody";
        String both = tokens.access("admin", "ZohoCRM.modules.accounts.READ", "ZohoSearch.securesearch.READ");
        assertThat(tokens.with(both, "GET", path, null).statusCode()).isEqualTo(204);
        for (String one : List.of("ZohoCRM.modules.ALL", "ZohoSearch.securesearch.READ")) {
            HttpResponse<String> answer = tokens.with(tokens.access("admin", one), "GET", path, null);
            assertThat(answer.statusCode()).as(one).isEqualTo(401);
            assertThat(answer.body()).as(one).contains("OAUTH_SCOPE_MISMATCH");
        }
        assertThat(status("ZohoCRM.modules.READ", "GET", "/crm/v8/Accounts/actions/count?word=nobody", ""))
                .isEqualTo(200);
    }

    @Test
    void othersBatchesAreTheOrgsMatter() {
        tokens.org().as("editor").put(STORES, NAMED.formatted("s1", "Mine"));
        assertThat(seen("ZohoCRM.settings.ALL")).contains("editor");
        assertThat(seen("ZohoCRM.settings.territories.ALL")).doesNotContain("editor");
    }

    private List<String> seen(String scope) {
        String body = tokens.with(tokens.access("admin", scope), "GET", "/api/v1/batches", null)
                .body();
        return JsonMapper.shared()
                .readTree(body)
                .get("items")
                .valueStream()
                .map(batch -> batch.get("actor").stringValue())
                .toList();
    }

    private HttpResponse<String> crm(String authorization) {
        return tokens.org()
                .server()
                .send("GET", "/crm/v8/nothing", authorization.isEmpty() ? null : authorization, null);
    }

    @Test
    void theCrmDoorTellsItFlat() {
        String access = tokens.access("admin");
        for (String authorization : List.of("", "Zoho-oauthtoken", "nonsense", TOO_FEW, "Bearer")) {
            HttpResponse<String> answer = crm(authorization);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
            assertThat(answer.body())
                    .as(authorization)
                    .isEqualTo("{\"code\":\"AUTHENTICATION_FAILURE\",\"details\":{},"
                            + "\"message\":\"Authentication failed\",\"status\":\"error\"}");
        }
        for (String token : List.of("x", access + "0", tokens.made(What.REFRESH, "admin"))) {
            HttpResponse<String> answer = crm("Zoho-oauthtoken " + token);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body())
                    .isEqualTo("{\"code\":\"INVALID_TOKEN\",\"details\":{},"
                            + "\"message\":\"invalid oauth token\",\"status\":\"error\"}");
        }
        for (String authorization : List.of(
                "Zoho-oauthtoken " + access,
                "zoho-oauthtoken  " + access,
                "Bearer " + access,
                tokens.org().authorization())) {
            assertThat(crm(authorization).statusCode()).as("let in").isNotEqualTo(401);
        }
    }

    private static final String TOO_FEW = "Basic bm9ib2R5Oi0=";

    @Test
    void otherDoorsTellItAsProblems() {
        HttpResponse<String> answer = tokens.with("x", "GET", "/v2/locations", null);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
    }

    @Test
    void whatIsHandedOutIsListedAndRevoked() {
        Map<String, String> wishes = Map.of(
                "{\"make\":\"refresh\",\"client\":\"erp\",\"user\":\"editor\",\"scopes\":[\"ZohoCRM.modules.READ\"]}",
                        "",
                "{\"make\":\"refresh\",\"client\":\"erp\",\"scopes\":[\"ZohoCRM.bulk.ALL\"]}", "may ask for",
                "{\"make\":\"refresh\",\"client\":\"erp\",\"scopes\":[]}", "scopes must be",
                "{\"make\":\"refresh\",\"client\":\"none\"}", "no client",
                "{\"make\":\"refresh\",\"client\":\"erp\",\"user\":\"none\\u0000\"}", "no user",
                "{\"make\":\"code\",\"client\":\"erp\",\"redirectUri\":\"https://x\"}", "redirectUris",
                "{\"make\":\"access\",\"client\":\"erp\",\"expiresIn\":0}", "lifetime",
                "{\"make\":\"access\",\"client\":\"erp\",\"expiresIn\":1e99}", "expiresIn",
                "{\"make\":\"all\"}", "make must be",
                "[]", "object");
        wishes.forEach((wish, refusal) -> {
            HttpResponse<String> answer = tokens.org().post("/api/v1/tokens", wish);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(refusal.isEmpty() ? 201 : 400);
            assertThat(answer.body()).contains(refusal);
        });
        String list = tokens.org().get("/api/v1/tokens").body();
        assertThat(list).contains("\"client\":\"erp\",\"user\":\"editor\",\"scopes\":[\"ZohoCRM.modules.READ\"]");
        assertThat(list).doesNotContainPattern("[0-9a-f]{32}");
        String path = "/api/v1/tokens/" + JsonMapper.shared().readTree(list).at("/items/0/id");
        assertThat(tokens.org().send("DELETE", path, null).statusCode()).isEqualTo(204);
        assertThat(tokens.org().send("DELETE", path, null).statusCode()).isEqualTo(404);
    }

    @Test
    void anExportHasClientsWithoutTheirSecrets() {
        String plain = tokens.org().get("/api/v1/org").body();
        assertThat(plain).contains("erp", "https://erp.example/back").doesNotContain("sha256:", Tokens.SECRET);
        String whole = tokens.org().get("/api/v1/org?hashes=true").body();
        assertThat(whole).contains("secretHash: \"sha256:").doesNotContain(Tokens.SECRET);
        HttpResponse<String> again = tokens.org()
                .server()
                .send("PUT", "/api/v1/org", tokens.org().authorization(), whole, "Content-Type", "application/yaml");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).doesNotContain("{\"changed\"", "\"created\"");
        HttpResponse<String> wrong = tokens.org()
                .put(
                        "/api/v1/org",
                        "{\"clients\":[{\"id\":\"a.b\",\"user\":\"none\",\"scopes\":[\"x\"],\"secret\":\"${X}\","
                                + "\"redirectUris\":[\"x\"]},{\"user\":\"admin\"},{\"id\":\"new\"}]}");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body())
                .contains(
                        "clients[0].id",
                        "clients[0].user",
                        "clients[0].scopes",
                        "clients[0].secret",
                        "clients[0].redirectUris",
                        "clients[1].id",
                        "clients[2].user",
                        "clients[2].scopes");
    }
}
