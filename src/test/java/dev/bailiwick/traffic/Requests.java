package dev.bailiwick.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * In charge of one list of requests that uses every route in every way that makes another statement. A new route, or a
 * new way to use one, is an entry of the list; nothing else.
 */
final class Requests {
    private static final String ZONES = "/v2/locations/zones";
    private static final String STORES = "/v2/locations/stores";
    private static final String LOCATIONS = "/v2/locations";
    private static final String ORG = "/api/v1/org";
    static final String CRM = "/crm/v8";
    static final String BATCHES = "/api/v1/batches";
    private static final String TOKENS = "/api/v1/tokens";
    private static final String TOKEN = "/oauth/v2/token";
    static final String ADMIN = "admin";

    /** As whom a request is sent that shows a token: an old access token. */
    static final String BY_TOKEN = "(token)";

    /** In a path: the id of the last batch before it. */
    static final String LAST_BATCH = "${lastBatch}";

    /** In a path, with its number: the id of a batch that ran while the org was made. */
    static final String OLD_BATCH = "${oldBatch%d}";

    /** In a path, with its number: when that batch ran. */
    static final String OLD_TIME = "${oldTime%d}";

    /** In a path: the token of the next page that the last answer with one told. */
    static final String PAGE_TOKEN = "${pageToken}";

    /** In a path: the job of a run of rules while the org was made. */
    static final String JOB = "${job}";

    /** In a path: the id of a contact, and of one that was deleted. */
    static final String CONTACT = "${contact}";

    static final String GONE = "${gone}";

    /** In a path or a body: the id of the editor. */
    static final String EDITOR = "${editor}";

    /** In a path: the batch that deleted it. */
    static final String GONE_BATCH = "${goneBatch}";

    /** In a path: a batch from which a contact's move followed. */
    static final String MOVED_BATCH = "${movedBatch}";

    /** In a path: a batch by which two accounts became one, to which a contact refers since. */
    static final String MERGED_BATCH = "${mergedBatch}";

    private static final String RECORDS = "/api/v1/records";

    private Requests() {}

    static Request get(String path, String... headers) {
        return new Request(200, "GET", path, null, ADMIN, headers);
    }

    private static Request rows(int status, String method, String path, String... rows) {
        return new Request(status, method, path, "[" + String.join(",", rows) + "]", ADMIN);
    }

    private static Request keyed(int status, String key, String row) {
        return new Request(status, "PUT", ZONES, "[" + row + "]", ADMIN, "Idempotency-Key", key);
    }

    static Request data(int status, String method, String path, String rows, String... headers) {
        return new Request(status, method, CRM + path, "{\"data\":[" + rows + "]}", ADMIN, headers);
    }

    private static Request delete(String path, String... headers) {
        return new Request(200, "DELETE", CRM + path, null, ADMIN, headers);
    }

    /** Of the last batch. */
    static Request undo(int status) {
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
    static final List<Request> OLD = List.of(
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
    private static final List<Request> REST = List.of(
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

    /** All of them, in this order. */
    static final List<Request> ALL = Stream.of(REST, TerritoryRequests.ALL, AssignmentRequests.ALL)
            .flatMap(List::stream)
            .toList();
}
