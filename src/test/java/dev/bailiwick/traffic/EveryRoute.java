package dev.bailiwick.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * In charge of one list of requests that uses every route in every way that makes another statement, and of the org that
 * it is sent to. A new route, or a new way to use one, is an entry of the list; nothing else.
 */
public final class EveryRoute {
    private static final String ZONES = "/v2/locations/zones";
    private static final String STORES = "/v2/locations/stores";
    private static final String LOCATIONS = "/v2/locations";
    private static final String ORG = "/api/v1/org";
    private static final String CRM = "/crm/v8";
    private static final String BATCHES = "/api/v1/batches";
    private static final String TOKENS = "/api/v1/tokens";
    private static final String TOKEN = "/oauth/v2/token";
    private static final String ADMIN = "admin";

    /** As whom a request is sent that shows a token: an old access token. */
    private static final String BY_TOKEN = "(token)";

    /** In a path: the id of the last batch before it. */
    private static final String LAST_BATCH = "${lastBatch}";

    /** In a path, with its number: the id of a batch that ran while the org was made. */
    private static final String OLD_BATCH = "${oldBatch%d}";

    /** In a path, with its number: when that batch ran. */
    private static final String OLD_TIME = "${oldTime%d}";

    /** In a path: the token of the next page that the last answer with one told. */
    private static final String PAGE_TOKEN = "${pageToken}";

    /** In a path: the id of a contact, and of one that was deleted. */
    private static final String CONTACT = "${contact}";

    private static final String GONE = "${gone}";

    /** In a body: the id of the editor. */
    private static final String EDITOR = "${editor}";

    /** In a path: the batch that deleted it. */
    private static final String GONE_BATCH = "${goneBatch}";

    private static final String RECORDS = "/api/v1/records";

    private EveryRoute() {}

    /** One of the list, with the status it must have: a request that means nothing would prove nothing. */
    private record Request(
            int status,
            String method,
            String path,
            @Nullable String body,
            String login,
            String... headers) {
        /** The same with another body. */
        Request saying(String other) {
            return new Request(status, method, path, other, login, headers);
        }

        /** The same, from another user. */
        Request as(String other) {
            return new Request(status, method, path, body, other, headers);
        }
    }

    private static Request get(String path, String... headers) {
        return new Request(200, "GET", path, null, ADMIN, headers);
    }

    private static Request rows(int status, String method, String path, String... rows) {
        return new Request(status, method, path, "[" + String.join(",", rows) + "]", ADMIN);
    }

    private static Request keyed(int status, String key, String row) {
        return new Request(status, "PUT", ZONES, "[" + row + "]", ADMIN, "Idempotency-Key", key);
    }

    private static Request data(int status, String method, String path, String rows, String... headers) {
        return new Request(status, method, CRM + path, "{\"data\":[" + rows + "]}", ADMIN, headers);
    }

    private static Request delete(String path, String... headers) {
        return new Request(200, "DELETE", CRM + path, null, ADMIN, headers);
    }

    /** Of the last batch. */
    private static Request undo(int status) {
        return new Request(status, "POST", BATCHES + "/" + LAST_BATCH + "/undo", "", ADMIN);
    }

    private static Request undoOld(int status, int number) {
        return new Request(status, "POST", BATCHES + "/" + OLD_BATCH.formatted(number) + "/undo", "", ADMIN);
    }

    private static Request getOld(int number, String query) {
        return get(BATCHES + "/" + OLD_BATCH.formatted(number) + query);
    }

    private static Request file(int status, String yaml, String... headers) {
        List<String> all = new ArrayList<>(List.of("Content-Type", "application/yaml"));
        all.addAll(List.of(headers));
        return new Request(status, "PUT", ORG, yaml, ADMIN, all.toArray(String[]::new));
    }

    private static Request form(String path, String body) {
        return new Request(200, "POST", path, body, ADMIN, "Content-Type", "application/x-www-form-urlencoded");
    }

    /** Of the client, which shows its secret. */
    private static Request grant(String path, String parameters) {
        return form(
                path,
                "client_id=" + OldTokens.KEY + ".erp&client_secret=" + OldTokens.SECRET + "&grant_type=" + parameters);
    }

    private static Request make(String members) {
        return new Request(201, "POST", TOKENS, "{\"client\":\"erp\"," + members + "}", ADMIN);
    }

    private static String zone(int i, String fields) {
        return by("CODE", "z" + i, fields);
    }

    private static String store(int i, String fields) {
        return by("CODE", "s" + i, fields);
    }

    private static String by(String identifier, String value, String fields) {
        return "{\"identifierName\":\"" + identifier + "\",\"identifierValue\":\"" + value + "\"," + fields + "}";
    }

    /**
     * The batches that run while the org is made, so that the list has some to read, to repeat and to undo that an org of
     * the same content has too. By their place here the list names them.
     */
    private static final List<Request> OLD_BATCHES = List.of(
            rows(
                    201,
                    "POST",
                    ZONES,
                    "{\"code\":\"o0\",\"name\":\"Old 0\",\"areaParentCode\":\"root\",\"externalIds\":{\"erp\":\"O-0\"}}"),
            rows(201, "POST", STORES, "{\"code\":\"o0\",\"name\":\"Old 0\",\"areaParentCode\":\"root\"}"),
            rows(200, "PUT", ZONES, by("CODE", "o0", "\"name\":\"Older 0\",\"clientRef\":\"twice\"")),
            rows(200, "PUT", ZONES, by("CODE", "o0", "\"name\":\"Oldest 0\"")),
            rows(201, "POST", ZONES, "{\"code\":\"o1\",\"name\":\"Old 1\",\"areaParentCode\":\"root\"}"),
            keyed(200, "before", by("CODE", "o0", "\"description\":\"keyed\"")),
            rows(200, "PUT", ZONES, by("CODE", "o0", "\"description\":\"edited\""))
                    .as("editor"));

    /**
     * Where an org of the same content kept its rows to this one, it would be noticed: zone z6 is switched off once its
     * only store has left it, and z8 once its only zone has.
     */
    private static final List<Request> REQUESTS = List.of(
            get("/health"),
            rows(
                    207,
                    "PUT",
                    ZONES,
                    zone(0, "\"name\":\"New 0\",\"externalIds\":{\"erp\":\"N-0\"},\"customFields\":{\"cf\":\"x\"}"),
                    zone(2, "\"name\":\"Taken\""),
                    zone(3, "\"externalIds\":{\"erp\":null,\"sap\":\"N-3\"}"),
                    by("EXTERNAL_ID", "Z-4", "\"description\":\"by external id\""),
                    by("ID", "75001001", "\"description\":\"by id\""),
                    by("ID", "1", "\"name\":\"Nobody\"")),
            rows(400, "PUT", ZONES, zone(2, "\"name\":\"Taken\"")),
            rows(200, "PUT", ZONES, zone(0, "\"name\":\"New 0\"")),
            rows(200, "PUT", ZONES + "?inheritLocale=true", zone(5, "\"areaParentCode\":\"park\"")),
            rows(200, "PUT", STORES, store(6, "\"areaParentCode\":\"park\"")),
            rows(200, "PUT", ZONES, zone(7, "\"areaParentCode\":\"root\"")),
            rows(200, "PUT", ZONES, zone(6, "\"isActive\":false"), zone(8, "\"isActive\":false")),
            rows(200, "PUT", ZONES, zone(1, "\"isActive\":true"), zone(9, "\"areaParentCode\":\"z5\"")),
            rows(
                    207,
                    "POST",
                    ZONES,
                    "{\"code\":\"n0\",\"name\":\"Made 0\",\"areaParentCode\":\"park\",\"customFields\":{\"cf\":\"y\"},"
                            + "\"language\":\"fr-FR\",\"isAdmin\":true,\"externalIds\":{\"a\":\"A-0\",\"b\":\"B-0\"}}",
                    "{\"code\":\"n1\",\"name\":\"Made 1\",\"areaParentCode\":\"n0\",\"isActive\":false}",
                    "{\"code\":\"other\",\"name\":\"Once more\",\"areaParentCode\":\"park\"}",
                    "{\"code\":\"n2\",\"name\":\"Lost\",\"areaParentCode\":\"nowhere\"}"),
            rows(
                    207,
                    "PUT",
                    STORES,
                    store(
                            0,
                            "\"name\":\"New 0\",\"externalIds\":{\"pos\":\"P-0\"},\"areaParentCode\":\"park\","
                                    + "\"isActive\":false,\"latitude\":\"1.5\""),
                    store(1, "\"isActive\":true,\"externalIds\":{\"pos\":null}"),
                    store(2, "\"externalIds\":{\"pos\":\"TAKEN\"}"),
                    by("EXTERNAL_ID", "S-4", "\"description\":\"by external id\""),
                    by("ID", "1", "\"name\":\"Nobody\"")),
            rows(
                    207,
                    "POST",
                    STORES,
                    "{\"code\":\"m0\",\"name\":\"Made 0\",\"areaParentCode\":\"park\",\"latitude\":1,"
                            + "\"externalIds\":{\"a\":\"C-0\"}}",
                    "{\"code\":\"other\",\"name\":\"Once more\",\"areaParentCode\":\"park\"}"),
            get(LOCATIONS + "?limit=100"),
            get(LOCATIONS + "?limit=100&type=ZONE&sortBy=entityCode"),
            get(LOCATIONS + "?limit=100&type=STORE&sortBy=name"),
            get(LOCATIONS + "?limit=100&type=TILL"),
            get(LOCATIONS + "?entityCodes=root,z0,s0,nobody&limit=100"),
            get(LOCATIONS + "?entityCodes=z0,z1&type=ZONE&isActive=true&isAdmin=false&sortBy=entityCode&limit=100"),
            get(LOCATIONS + "?q=name:zone&limit=100"),
            get(LOCATIONS + "?q=code:z,external_id:P-&limit=100&sortBy=lastUpdated"),
            get(LOCATIONS + "?isActive=false&limit=100&isAdmin=false"),
            get(LOCATIONS + "?isAdmin=true&limit=100"),
            get(LOCATIONS + "?limit=5&offset=5"),
            get(CRM + "/Contacts/" + CONTACT),
            get(CRM + "/Contacts/camp-0", "X-EXTERNAL", "Contacts.External_Campaign_ID"),
            get(CRM + "/Contacts?fields=Last_Name,Account_Name&ids=" + CONTACT),
            get(CRM + "/Contacts?fields=Last_Name,Account_Name&per_page=1&page=2"),
            get(CRM + "/Contacts?fields=Last_Name,Account_Name&per_page=1"),
            get(CRM + "/Contacts?fields=Last_Name,Account_Name&per_page=1&page_token=" + PAGE_TOKEN),
            get(CRM + "/Contacts?fields=Last_Name&per_page=1&sort_order=asc"),
            get(CRM + "/Contacts?fields=Last_Name&per_page=1&sort_order=asc&page_token=" + PAGE_TOKEN),
            get(CRM + "/Contacts?fields=Last_Name&per_page=1&sort_by=Created_Time"),
            get(CRM + "/Contacts?fields=Last_Name&per_page=1&sort_by=Created_Time&page_token=" + PAGE_TOKEN),
            get(CRM + "/Contacts?fields=Last_Name&per_page=1&sort_by=Modified_Time"),
            get(CRM + "/Contacts?fields=Last_Name&per_page=1&sort_by=Modified_Time&page_token=" + PAGE_TOKEN),
            get(CRM + "/Contacts?fields=Last_Name", "If-Modified-Since", "2020-01-01T00:00:00Z"),
            get(CRM + "/Stores?fields=Code,Place&per_page=2"),
            get(CRM + "/Contacts/search?criteria=(Email:equals:C0@x.co)"),
            get(CRM + "/Contacts/search?criteria=(External_Campaign_ID:equals:Camp-0)"),
            get(CRM + "/Contacts/search?criteria=(id:equals:" + CONTACT + ")"),
            get(CRM + "/Contacts/search?criteria=(Last_Name:starts_with:name)&per_page=5"),
            get(CRM + "/Contacts/search?word=name&per_page=5"),
            get(CRM + "/Contacts/actions/count"),
            get(CRM + "/Contacts/actions/count?criteria=(Email:equals:c0@x.co)"),
            get(CRM + "/Contacts/deleted?per_page=1"),
            get(CRM + "/Contacts/deleted", "If-Modified-Since", "2020-01-01T00:00:00Z"),
            get(RECORDS + "/Contacts/" + CONTACT),
            get(RECORDS + "/Contacts/External_Campaign_ID:Camp-0?at=2100-01-01T00:00:00Z"),
            get(RECORDS + "/Contacts/" + CONTACT + "/history?limit=1"),
            get(RECORDS + "/Contacts/" + GONE + "/history"),
            new Request(200, "POST", BATCHES + "/" + GONE_BATCH + "/undo", "", ADMIN),
            data(
                    201,
                    "POST",
                    "/Contacts",
                    "{\"Last_Name\":\"N\",\"Email\":\"n@x.co\",\"External_Campaign_ID\":\"Camp-N\"},"
                            + "{\"Last_Name\":\"M\",\"External_Campaign_ID\":\"Camp-M\"}"),
            data(
                    207,
                    "POST",
                    "/Contacts/upsert",
                    "{\"Last_Name\":\"N2\",\"Email\":\"N@x.co\"},{\"Last_Name\":\"P\",\"Email\":\"p@x.co\"},"
                            + "{\"External_Campaign_ID\":\"Camp-0\",\"Account_Name\":\"17\",\"Owner\":\"18\"}"),
            undo(200),
            data(200, "PUT", "/Contacts/" + CONTACT, "{\"Phone\":\"+1 555\"}"),
            data(
                    200,
                    "POST",
                    "/Contacts/upsert",
                    "{\"Email\":\"c0@x.co\",\"Reports_To\":\"" + CONTACT + "\",\"Owner\":\"" + EDITOR + "\"}"),
            data(
                    200,
                    "PUT",
                    "/Contacts",
                    "{\"External_Campaign_ID\":\"Camp-N\",\"Phone\":\"+1 555\"}",
                    "X-EXTERNAL",
                    "Contacts.External_Campaign_ID"),
            delete("/Contacts?ids=Camp-N", "X-EXTERNAL", "Contacts.External_Campaign_ID"),
            delete("/Contacts/Camp-M", "X-EXTERNAL", "Contacts.External_Campaign_ID"),
            get(ORG),
            get(ORG + "?hashes=true", "Accept", "application/json"),
            file(200, """
                    title: Second
                    locales: {currencies: [JPY]}
                    users:
                      - {login: viewer, role: editor, name: Promoted}
                      - {login: more, role: viewer}
                    zones:
                      - {code: z2, name: Second 2, externalIds: {erp: F-2}}
                      - {code: f0, name: File 0, parent: z2, currency: JPY}
                      - {code: z4, active: false}
                    stores:
                      - {code: s2, name: Second 2, place: z2}
                      - {code: f0, name: File 0, place: f0, externalIds: {pos: F-S}}
                    clients:
                      - {id: more, user: editor, scopes: [ZohoCRM.modules.READ, ZohoCRM.org.READ]}
                      - {id: idle, user: viewer, scopes: [ZohoCRM.modules.READ]}
                    """),
            file(200, "zones: [{code: f1, name: File 1, parent: root}]", "Prefer", "dry-run"),
            file(400, "zones: [{code: f2, name: File 0, parent: root}]\nstores: [{code: f1, name: F, place: no}]"),
            get(BATCHES),
            get(BATCHES + "?actor=admin&door=locations.zone&from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z&limit=3"),
            get(BATCHES + "?outcome=rejected,created&after=7fffffff-ffff-7fff-bfff-ffffffffffff"),
            get("/api/v1/faults"),
            keyed(200, "once", zone(3, "\"name\":\"Keyed 3\",\"externalIds\":{\"erp\":\"z-5\"},\"clientRef\":7")),
            get(BATCHES + "/" + LAST_BATCH),
            get(BATCHES + "/" + LAST_BATCH + "?outcome=changed&after=0&limit=1"),
            keyed(200, "once", zone(3, "\"name\":\"Keyed 3\",\"externalIds\":{\"erp\":\"z-5\"},\"clientRef\":7")),
            keyed(422, "once", zone(3, "\"name\":\"Other 3\"")),
            get("/api/v1/zones/code:z3"),
            get("/api/v1/zones/ext:z-5"),
            get("/api/v1/zones/75001001?at=2100-01-01T00:00:00Z"),
            get("/api/v1/zones/75001001/history?limit=1"),
            rows(200, "PUT", ZONES, zone(5, "\"name\":\"First 5\",\"description\":\"first\"")),
            undo(200),
            undo(200),
            rows(201, "POST", ZONES, "{\"code\":\"u0\",\"name\":\"Undone 0\",\"areaParentCode\":\"root\"}"),
            undo(200),
            undo(200),
            undo(200),
            rows(201, "POST", STORES, "{\"code\":\"u0\",\"name\":\"Undone 0\",\"areaParentCode\":\"root\"}"),
            undo(200),
            undo(200),
            get(BATCHES + "?limit=500"),
            get(BATCHES + "?actor=admin&limit=500"),
            get(BATCHES + "?actor=nobody"),
            get(BATCHES).as("editor"),
            get(BATCHES + "?actor=editor").as("editor"),
            get(BATCHES + "?door=locations.store&limit=500"),
            get(BATCHES + "?outcome=created&limit=500"),
            get(BATCHES + "?from=2020-01-01T00:00:00Z&limit=500"),
            get(BATCHES + "?to=2100-01-01T00:00:00Z&limit=500"),
            getOld(0, ""),
            getOld(1, "?outcome=created"),
            getOld(3, "?after=0&limit=1"),
            keyed(200, "before", by("CODE", "o0", "\"description\":\"keyed\"")),
            get("/api/v1/zones/code:o0"),
            get("/api/v1/zones/ext:O-0?at=2100-01-01T00:00:00Z"),
            get("/api/v1/zones/code:o0?at=" + OLD_TIME.formatted(0)),
            get("/api/v1/zones/code:o0/history?limit=500"),
            get("/api/v1/zones/code:o0/history?after=3&limit=2"),
            get(CRM + "/settings/modules"),
            get(CRM + "/settings/modules/Contacts"),
            get(CRM + "/settings/fields?module=Contacts"),
            get(CRM + "/settings/fields/20000003001?module=Contacts"),
            get(CRM + "/settings/layouts?module=Contacts"),
            get(CRM + "/settings/layouts/30000000003?module=Contacts"),
            get(CRM + "/settings/roles"),
            get(CRM + "/settings/roles/50000000001"),
            get(CRM + "/settings/profiles"),
            get(CRM + "/settings/profiles/60000000001"),
            get(CRM + "/users?type=CurrentUser"),
            new Request(204, "GET", CRM + "/users/17", null, ADMIN),
            get(CRM + "/org"),
            new Request(
                    201,
                    "POST",
                    CRM + "/settings/fields?module=Leads",
                    "{\"fields\":[{\"field_label\":\"One\",\"data_type\":\"text\"},"
                            + "{\"field_label\":\"Two\",\"data_type\":\"text\",\"external\":{\"type\":\"org\"}}]}",
                    ADMIN),
            undoOld(400, 2),
            undoOld(200, 3),
            undoOld(200, 4),
            undo(200),
            undoOld(200, 1),
            undo(200),
            get(LOCATIONS + "?limit=1").as(BY_TOKEN),
            grant(TOKEN, "refresh_token&refresh_token=" + OldTokens.REFRESH.formatted(0)),
            grant(TOKEN, "authorization_code&code=" + OldTokens.CODE.formatted(0)),
            grant(TOKEN, "authorization_code&code=" + OldTokens.CODE.formatted(0)),
            grant("/oauth/v2/auth", "client_credentials&scope=ZohoCRM.modules.ALL&soid=ZohoCRM." + OldTokens.NUMBER),
            form(TOKEN + "/revoke", "token=" + OldTokens.REFRESH.formatted(1)),
            form(TOKEN + "/revoke", "token=" + OldTokens.ACCESS.formatted(2)),
            make("\"make\":\"refresh\",\"user\":\"viewer\""),
            make("\"make\":\"access\",\"scopes\":[\"ZohoCRM.modules.READ\"]"),
            make("\"make\":\"code\""),
            get(TOKENS + "?limit=3"),
            get(TOKENS + "?after=" + OldTokens.id(2)),
            new Request(204, "DELETE", TOKENS + "/" + OldTokens.id(3), null, ADMIN));

    /** An org that every request of the list means something to. */
    public static TestServer.Org org(TestServer server) {
        TestServer.Org org = server.org(file());
        OldTokens.make(org);
        SomeRecords.make(org);
        OLD_BATCHES.forEach(request -> {
            HttpResponse<String> answer = send(org, request, request.path);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(request.status);
        });
        return org;
    }

    private static String file() {
        return TestServer.LOCALES + """
                title: First
                zoneFields: [{name: cf, type: String}]
                zones:
                  - {code: root, name: ROOT}
                  - {code: park, name: Park, parent: root, admin: true, language: fr-FR, currency: EUR, timezone: Europe/Paris}
                  - {code: other, name: Taken, parent: root}
                  - {code: kept, id: 75001001, name: Kept, parent: root}
                """
                + numbered(i ->
                        "  - {code: z%1$d, name: Zone %1$d, parent: %2$s, active: %3$b, externalIds: {erp: Z-%1$d}}\n"
                                .formatted(i, i == 7 ? "z8" : "root", i != 1))
                + """
                stores:
                  - {code: other, name: Other, place: root, externalIds: {pos: TAKEN}}
                """
                + numbered(i ->
                        "  - {code: s%1$d, name: Store %1$d, place: %2$s, active: %3$b, externalIds: {pos: S-%1$d}}\n"
                                .formatted(i, i == 6 ? "z6" : "root", i != 1))
                + """
                clients:
                  - {id: erp, user: admin, scopes: [ZohoCRM.modules.ALL, ZohoCRM.settings.ALL], secret: "%s"}
                  - {id: idle, user: editor, scopes: [ZohoCRM.modules.READ]}
                """.formatted(OldTokens.SECRET);
    }

    private static String numbered(java.util.function.IntFunction<String> line) {
        return IntStream.range(0, 10).mapToObj(line).collect(Collectors.joining());
    }

    /** What was asked, and what was answered. */
    public record Answer(String request, int status, String body) {}

    /** Sends the whole list, and expects of each request the status it must have. */
    public static List<Answer> use(TestServer.Org org) {
        return send(org, true);
    }

    /** Sends the whole list to an org that has seen it: what was to be changed is changed already. */
    public static List<Answer> useAgain(TestServer.Org org) {
        return send(org, false);
    }

    private static List<Answer> send(TestServer.Org org, boolean first) {
        List<Answer> answers = new ArrayList<>();
        List<JsonNode> old = oldBatches(org);
        String lastBatch = "";
        String contact = firstId(org, "/Contacts/search?fields=id&criteria=(Email:equals:c0@x.co)");
        String gone = firstId(org, "/Contacts/deleted?per_page=1");
        String goneBatch = JsonMapper.shared()
                .readTree(org.get(BATCHES + "?door=test&limit=1").body())
                .path("items")
                .path(0)
                .path("id")
                .asString();
        String editor = org.server().core().people().of(org.id()).values().stream()
                .filter(person -> person.login().equals("editor"))
                .map(person -> String.valueOf(person.id()))
                .findFirst()
                .orElse("");
        String pageToken = "";
        for (Request request : REQUESTS) {
            String path = request.path
                    .replace(LAST_BATCH, lastBatch)
                    .replace(PAGE_TOKEN, pageToken)
                    .replace(CONTACT, contact)
                    .replace(GONE_BATCH, goneBatch)
                    .replace(GONE, gone);
            for (int i = 0; i < old.size(); i++) {
                path = path.replace(
                                OLD_BATCH.formatted(i), old.get(i).path("id").asString())
                        .replace(OLD_TIME.formatted(i), old.get(i).path("at").asString());
            }
            HttpResponse<String> answer = send(
                    org,
                    request.body == null
                            ? request
                            : request.saying(
                                    request.body.replace(CONTACT, contact).replace(EDITOR, editor)),
                    path);
            String what = request.method + " " + path + " " + (request.body == null ? "" : request.body);
            if (first) {
                assertThat(answer.statusCode())
                        .as("%s: %s", what, answer.body())
                        .isEqualTo(request.status);
            }
            assertThat(answer.statusCode()).as("%s: %s", what, answer.body()).isLessThan(500);
            lastBatch = answer.headers().firstValue("Bailiwick-Batch").orElse(lastBatch);
            pageToken = pageToken(answer.body(), pageToken);
            answers.add(new Answer(what, answer.statusCode(), answer.body()));
        }
        return answers;
    }

    private static final Pattern NEXT = Pattern.compile("\"next_page_token\":\"([^\"]+)\"");

    private static String pageToken(String body, String otherwise) {
        Matcher next = NEXT.matcher(body);
        return next.find() ? next.group(1) : otherwise;
    }

    private static String firstId(TestServer.Org org, String path) {
        return JsonMapper.shared()
                .readTree(org.get(CRM + path).body())
                .path("data")
                .path(0)
                .path("id")
                .asString();
    }

    private static HttpResponse<String> send(TestServer.Org org, Request request, String path) {
        String authorization = request.login.equals(BY_TOKEN)
                ? "Zoho-oauthtoken " + OldTokens.own(org, OldTokens.ACCESS.formatted(0))
                : org.as(request.login).authorization();
        return org.server()
                .send(request.method, path, authorization, OldTokens.own(org, request.body), request.headers);
    }

    /** The first that came through a door of locations. */
    private static List<JsonNode> oldBatches(TestServer.Org org) {
        JsonNode newestFirst = JsonMapper.shared()
                .readTree(org.get(BATCHES + "?door=locations&limit=1000").body())
                .path("items");
        return IntStream.range(0, OLD_BATCHES.size())
                .mapToObj(i -> newestFirst.path(newestFirst.size() - 1 - i))
                .toList();
    }

    /** The routes, as {@link TestServer#routes()} has them, that no request of the list uses. */
    public static List<String> unused(List<String> routes) {
        return routes.stream()
                .filter(route -> REQUESTS.stream().noneMatch(request -> uses(request, route)))
                .toList();
    }

    private static boolean uses(Request request, String route) {
        String[] methodAndPath = route.split(" ", 2);
        String path = request.path.split("\\?", 2)[0];
        return request.method.equals(methodAndPath[0])
                && PathPatternParser.defaultInstance.parse(methodAndPath[1]).matches(PathContainer.parsePath(path));
    }
}
