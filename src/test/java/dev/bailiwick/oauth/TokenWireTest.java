package dev.bailiwick.oauth;

import static dev.bailiwick.oauth.Tokens.SECRET;
import static dev.bailiwick.oauth.Tokens.encoded;
import static dev.bailiwick.oauth.Tokens.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.org.Grants.What;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What clients ask for, get and give back. */
class TokenWireTest {
    private final Tokens tokens = Tokens.make();

    private static String multipart(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                        .map(p -> "----7MA4Y\r\nContent-Disposition: form-data; name=\"" + p.getKey() + "\"\r\n\r\n"
                                + p.getValue() + "\r\n")
                        .collect(Collectors.joining())
                + "----7MA4Y--\r\n";
    }

    /** The same in each of the ways in which clients put it. */
    private List<HttpResponse<String>> everyWay(String path, List<Map<String, String>> four) {
        return List.of(
                tokens.send(path + "?" + encoded(four.get(0)), null),
                tokens.form(path, four.get(1)),
                tokens.send(path, multipart(four.get(2)), "Content-Type", "multipart/form-data; boundary=--7MA4Y"),
                tokens.send(path + "?" + encoded(four.get(3)) + "&", "", "Content-Type", "text/plain"));
    }

    private static List<Map<String, String>> four(java.util.function.Supplier<Map<String, String>> one) {
        return List.of(one.get(), one.get(), one.get(), one.get());
    }

    @Test
    void refreshTokenGivesAccessTokens() {
        String refresh = tokens.refresh();
        for (HttpResponse<String> answer :
                everyWay("/oauth/v2/token", four(() -> tokens.grant("refresh_token", "refresh_token", refresh)))) {
            JsonNode token = json(answer);
            assertThat(token.propertyNames()).containsExactly("access_token", "api_domain", "token_type", "expires_in");
            assertThat(token.get("expires_in").intValue()).isEqualTo(3600);
            assertThat(token.get("token_type").stringValue()).isEqualTo("Bearer");
            assertThat(token.get("api_domain").stringValue())
                    .isEqualTo(tokens.org().server().uri("").toString());
            String access = token.get("access_token").stringValue();
            assertThat(access).matches(tokens.org().id() + "\\.[0-9a-f]{32}\\.[0-9a-f]{32}");
            assertThat(tokens.status(access)).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        }
    }

    @Test
    void codeGivesBothOnce() {
        List<HttpResponse<String>> answers = everyWay(
                "/oauth/v2/token",
                four(() -> tokens.grant("authorization_code", "code", tokens.made(What.CODE, "editor"))));
        for (HttpResponse<String> answer : answers) {
            JsonNode token = json(answer);
            assertThat(token.propertyNames())
                    .containsExactly("access_token", "refresh_token", "api_domain", "token_type", "expires_in");
            assertThat(tokens.status(token.get("access_token").stringValue())).isEqualTo(200);
            assertThat(tokens.status(tokens.refreshed(token.get("refresh_token").stringValue())))
                    .isEqualTo(200);
        }
    }

    @Test
    void aCodeThatComesAgainTakesBackWhatCameOfIt() {
        Map<String, String> grant = tokens.grant("authorization_code", "code", tokens.made(What.CODE, "admin"));
        JsonNode first = tokens.token(grant);
        String access = first.get("access_token").stringValue();
        assertThat(tokens.status(access)).isEqualTo(200);
        assertThat(tokens.error(grant)).isEqualTo("invalid_code");
        assertThat(tokens.status(access)).as("at once").isEqualTo(401);
        assertThat(tokens.error(tokens.grant(
                        "refresh_token",
                        "refresh_token",
                        first.get("refresh_token").stringValue())))
                .isEqualTo("invalid_code");
        assertThat(tokens.error(grant)).isEqualTo("invalid_code");
    }

    @Test
    void aClientInItsOwnNameActsAsItsOwner() {
        Map<String, String> grant = tokens.grant(
                "client_credentials",
                "scope",
                "ZohoCRM.settings.ALL,ZohoCRM.modules.contacts.READ",
                "soid",
                "ZohoCRM." + tokens.org().id());
        for (String path : List.of("/oauth/v2/token", "/oauth/v2/auth")) {
            for (HttpResponse<String> answer : everyWay(path, four(() -> grant))) {
                JsonNode token = json(answer);
                assertThat(token.propertyNames())
                        .containsExactly("access_token", "api_domain", "token_type", "expires_in");
                String access = token.get("access_token").stringValue();
                assertThat(tokens.with(access, "GET", "/api/v1/org", null).statusCode())
                        .isEqualTo(200);
                assertThat(tokens.with(access, "GET", "/v2/locations?type=STORE", null)
                                .statusCode())
                        .as("a scope that was not asked for")
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void whatIsWrongIsToldInAWord() {
        String org = "ZohoCRM." + tokens.org().id();
        String refresh = tokens.refresh();
        assertThat(tokens.error(Map.of())).isEqualTo("general_error");
        assertThat(tokens.error(tokens.grant("password"))).isEqualTo("general_error");
        Map<String, String> right = tokens.grant("refresh_token", "refresh_token", refresh);
        for (String id : List.of("", "erp", ".", "nobody.erp", tokens.org().key() + ".nobody", "\0.erp", "a.b\0")) {
            assertThat(tokens.error(with(right, "client_id", id))).as(id).isEqualTo("invalid_client");
        }
        for (String secret : List.of("", "wrong", SECRET.substring(1), "\0", "x".repeat(5000))) {
            assertThat(tokens.error(with(right, "client_secret", secret))).isEqualTo("invalid_client_secret");
        }
        assertThat(tokens.error(with(right, "client_id", tokens.org().key() + ".mute")))
                .as("a client without a secret")
                .isEqualTo("invalid_client_secret");
        for (String token : List.of("", "x", "1.2.3", refresh + "0", tokens.access("admin"))) {
            assertThat(tokens.error(with(right, "refresh_token", token))).isEqualTo("invalid_code");
            assertThat(tokens.error(tokens.grant("authorization_code", "code", token)))
                    .isEqualTo("invalid_code");
        }
        assertThat(tokens.error(with(right, "client_id", tokens.org().key() + ".other")))
                .as("another client's")
                .isEqualTo("invalid_code");
        assertThat(tokens.error(tokens.grant("client_credentials", "scope", "ZohoCRM.modules.ALL")))
                .isEqualTo("missing_org_info");
        assertThat(tokens.error(
                        tokens.grant("client_credentials", "scope", "ZohoCRM.modules.ALL", "soid", "ZohoCRM.0")))
                .isEqualTo("missing_org_info");
        for (String scope : List.of("", "nonsense", "ZohoCRM.bulk.ALL", "ZohoCRM.modules.ALL,ZohoCRM.bulk.READ")) {
            assertThat(tokens.error(tokens.grant("client_credentials", "scope", scope, "soid", org)))
                    .as(scope)
                    .isEqualTo("invalid_scope");
        }
        assertThat(json(tokens.form("/oauth/v2/auth", right)).toString()).isEqualTo("{\"error\":\"general_error\"}");
    }

    private static Map<String, String> with(Map<String, String> parameters, String name, String value) {
        Map<String, String> changed = new java.util.LinkedHashMap<>(parameters);
        changed.put(name, value);
        return changed;
    }

    @Test
    void aCodeBoundToAnAddressWantsIt() {
        String wanted = "https://erp.example/back";
        java.util.function.Supplier<String> code = () -> tokens.org()
                .server()
                .core()
                .grants()
                .make(
                        tokens.org().actor(),
                        new dev.bailiwick.org.Grants.Wish(What.CODE, "erp", null, null, wanted, null))
                .token();
        String bound = code.get();
        assertThat(tokens.error(tokens.grant("authorization_code", "code", bound)))
                .isEqualTo("invalid_redirect_uri");
        assertThat(tokens.error(tokens.grant("authorization_code", "code", bound, "redirect_uri", wanted + "/")))
                .isEqualTo("invalid_redirect_uri");
        assertThat(tokens.token(tokens.grant("authorization_code", "code", bound, "redirect_uri", wanted))
                        .has("access_token"))
                .as("a mistake does not use the code up")
                .isTrue();
        String free = tokens.made(What.CODE, "admin");
        assertThat(tokens.error(
                        tokens.grant("authorization_code", "code", free, "redirect_uri", "https://evil.example")))
                .isEqualTo("invalid_redirect_uri");
    }

    @Test
    void whatEndsEnds() {
        String code = tokens.made(What.CODE, "admin");
        String access = tokens.access("admin");
        tokens.sql("UPDATE oauth_code SET ends_at = now() - interval '1 second' WHERE org_id = :org");
        tokens.sql("UPDATE oauth_access SET ends_at = now() - interval '1 second' WHERE org_id = :org");
        assertThat(tokens.error(tokens.grant("authorization_code", "code", code)))
                .isEqualTo("invalid_code");
        assertThat(tokens.status(access)).isEqualTo(401);
    }

    @Test
    void whatHasEndedIsSweptAwayAndWhatIsGoodStays() {
        String refresh = tokens.refresh();
        String ended = tokens.refreshed(refresh);
        tokens.made(What.CODE, "admin");
        tokens.sql("UPDATE oauth_access SET ends_at = now() - interval '1 second' WHERE org_id = :org");
        tokens.sql("UPDATE oauth_code SET ends_at = now() - interval '25 hours' WHERE org_id = :org");
        String good = tokens.refreshed(refresh);
        String code = tokens.made(What.CODE, "admin");
        TestServer.shared().core().batches().purge(() -> true);
        assertThat(tokens.count("oauth_access")).isEqualTo(1);
        assertThat(tokens.count("oauth_code")).isEqualTo(1);
        assertThat(List.of(tokens.status(ended), tokens.status(good))).containsExactly(401, 200);
        assertThat(tokens.token(tokens.grant("authorization_code", "code", code))
                        .has("access_token"))
                .isTrue();
    }

    @Test
    void revokedIsRevokedAtOnceWithAllThatCameOfIt() {
        String refresh = tokens.refresh();
        String first = tokens.refreshed(refresh);
        String second = tokens.refreshed(refresh);
        String other = tokens.refreshed(tokens.refresh());
        assertThat(List.of(tokens.status(first), tokens.status(second), tokens.status(other)))
                .containsOnly(200);
        assertThat(json(tokens.send("/oauth/v2/token/revoke?token=" + first, null))
                        .toString())
                .isEqualTo("{\"status\":\"success\"}");
        assertThat(List.of(tokens.status(first), tokens.status(second))).containsExactly(401, 200);
        assertThat(json(tokens.form("/oauth/v2/token/revoke", Map.of("token", refresh)))
                        .toString())
                .isEqualTo("{\"status\":\"success\"}");
        assertThat(List.of(tokens.status(second), tokens.status(other))).containsExactly(401, 200);
        assertThat(tokens.error(tokens.grant("refresh_token", "refresh_token", refresh)))
                .isEqualTo("invalid_code");
        for (String gone : List.of(refresh, first, "", "x", "999999999." + "0".repeat(32) + "." + "0".repeat(32))) {
            assertThat(json(tokens.form("/oauth/v2/token/revoke", Map.of("token", gone)))
                            .toString())
                    .isEqualTo("{\"error\":\"invalid_code\"}");
        }
    }

    @Test
    void theOldestOneTooManyGoes() {
        List<String> refresh = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            refresh.add(tokens.refresh());
        }
        String editors = tokens.made(What.REFRESH, "editor");
        assertThat(tokens.error(tokens.grant("refresh_token", "refresh_token", refresh.getFirst())))
                .isEqualTo("invalid_code");
        List<String> access = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            access.add(tokens.refreshed(refresh.get(1)));
        }
        assertThat(tokens.status(access.getFirst())).isEqualTo(200);
        access.add(tokens.refreshed(refresh.get(1)));
        assertThat(tokens.status(access.getFirst())).as("remembered, and gone").isEqualTo(401);
        assertThat(tokens.status(access.get(1))).isEqualTo(200);
        assertThat(tokens.status(access.get(30))).isEqualTo(200);
        assertThat(tokens.status(tokens.refreshed(editors)))
                .as("another user's")
                .isEqualTo(200);
    }

    @Test
    void aSecretIsGoodForADayAfterAnotherTookItsPlace() {
        Map<String, String> old = tokens.grant("refresh_token", "refresh_token", tokens.refresh());
        String next = "fedcba9876543210".repeat(4);
        client("secret: \"" + next + "\"");
        assertThat(tokens.token(old).has("access_token")).isTrue();
        assertThat(tokens.token(with(old, "client_secret", next)).has("access_token"))
                .isTrue();
        client("secret: a third one");
        assertThat(tokens.error(old)).as("two at most").isEqualTo("invalid_client_secret");
        assertThat(tokens.token(with(old, "client_secret", "a third one")).has("access_token"))
                .isTrue();
        assertThat(tokens.token(with(old, "client_secret", next)).has("access_token"))
                .isTrue();
        tokens.sql("UPDATE oauth_client SET former_until = now() WHERE org_id = :org");
        assertThat(tokens.error(with(old, "client_secret", next))).isEqualTo("invalid_client_secret");
        client("secret: null");
        assertThat(tokens.error(with(old, "client_secret", "a third one")))
                .as("taken away at once")
                .isEqualTo("invalid_client_secret");
    }

    private void client(String what) {
        HttpResponse<String> answer = tokens.org()
                .server()
                .send(
                        "PUT",
                        "/api/v1/org",
                        tokens.org().authorization(),
                        "clients: [{id: erp, " + what + "}]",
                        "Content-Type",
                        "application/yaml");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("a third one", "sha256", "$2a$");
    }

    @Test
    void aClientLosesWhatIsTakenFromIt() {
        String refresh = tokens.refresh();
        client("scopes: [ZohoCRM.modules.READ]");
        String access = tokens.refreshed(refresh);
        assertThat(access)
                .as("nothing of what was granted is the client's any more")
                .isEmpty();
        client("scopes: [ZohoCRM.settings.ALL]");
        assertThat(tokens.with(tokens.refreshed(refresh), "GET", "/v2/locations?type=ZONE", null)
                        .statusCode())
                .isEqualTo(200);
        assertThat(tokens.with(tokens.refreshed(refresh), "GET", "/v2/locations?type=STORE", null)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void hostileRequestsAreAnswered() {
        String big = "x=" + "a".repeat(70_000);
        assertThat(tokens.send("/oauth/v2/token", big, "Content-Type", "application/x-www-form-urlencoded")
                        .statusCode())
                .isEqualTo(413);
        for (String body : List.of(
                "client_id=%zz",
                "client_id=a&client_id=b", "%", "=", "&&&", "a=1".repeat(200).replace("1a", "1&a"), "\0")) {
            assertThat(json(tokens.send("/oauth/v2/token", body, "Content-Type", "application/x-www-form-urlencoded"))
                            .has("error"))
                    .as(body)
                    .isTrue();
        }
        for (String type : List.of(
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=x",
                "multipart/form-data; boundary=\"" + "x".repeat(100) + "\"",
                "application/json",
                "nonsense")) {
            for (String body : List.of("", "--x", "--x--", "--x\r\n\r\n--x--", "--x\r\nname=a\r\n\r\nb\r\n--x")) {
                assertThat(json(tokens.send("/oauth/v2/token", body, "Content-Type", type))
                                .has("error"))
                        .as("%s %s", type, body)
                        .isTrue();
            }
        }
        assertThat(tokens.org()
                        .server()
                        .send("GET", "/oauth/v2/token", null, null)
                        .statusCode())
                .isEqualTo(405);
        assertThat(tokens.org()
                        .server()
                        .send("POST", "/oauth/v2/token", "Basic nonsense", "", "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void oneDatabaseIsOneOrgOnEveryServer() {
        String refresh = tokens.refresh();
        String known = tokens.refreshed(refresh);
        String unknown = tokens.refreshed(refresh);
        assertThat(tokens.status(known)).isEqualTo(200);
        try (TestServer beside = TestServer.shared().beside()) {
            TestServer.Org there = new TestServer.Org(
                    beside, tokens.org().key(), tokens.org().id(), tokens.org().authorization());
            Tokens other = new Tokens(there);
            assertThat(other.status(known)).isEqualTo(200);
            assertThat(other.refreshed(refresh)).isNotEmpty();
            assertThat(json(other.form("/oauth/v2/token/revoke", Map.of("token", refresh)))
                            .has("status"))
                    .isTrue();
            assertThat(other.status(known)).isEqualTo(401);
            assertThat(tokens.status(unknown)).as("not remembered here").isEqualTo(401);
            assertThat(tokens.refreshed(refresh)).isEmpty();
        }
    }

    @Test
    void anotherOrgsNumberOpensNothing() {
        Tokens others = Tokens.make();
        String access = tokens.access("admin");
        String moved = access.replaceFirst("^\\d+", String.valueOf(others.org().id()));
        assertThat(tokens.status(moved)).isEqualTo(401);
        assertThat(tokens.status(access.replaceFirst("^\\d+", "999999999999999999")))
                .isEqualTo(401);
        assertThat(others.error(others.grant("refresh_token", "refresh_token", tokens.refresh())))
                .isEqualTo("invalid_code");
        assertThat(others.with(access, "GET", "/v2/locations?entityCodes=s1", null)
                        .statusCode())
                .as("a token is of its own org")
                .isEqualTo(200);
    }
}
