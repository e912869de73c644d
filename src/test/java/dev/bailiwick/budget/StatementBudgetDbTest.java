package dev.bailiwick.budget;

import static dev.bailiwick.budget.Budget.CREATES;
import static dev.bailiwick.budget.Budget.STATEMENTS;
import static dev.bailiwick.budget.Budget.UPDATES;
import static dev.bailiwick.budget.Budget.all;
import static dev.bailiwick.budget.Budget.requireBudget;
import static dev.bailiwick.budget.Budget.rows;
import static dev.bailiwick.budget.Budget.same;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.org.Applied;
import dev.bailiwick.org.OrgFileReader;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What each write costs, whatever its number of rows. Every statement that goes to the driver counts, also SET LOCAL,
 * COMMIT and ROLLBACK; BEGIN does not, since the driver sends it along with the first. A batch of one holds a row that
 * does everything; larger ones mix such rows with refused and unchanged ones.
 */
class StatementBudgetDbTest {
    private static final String BEGIN = "<!-- budget -->";
    private static final String END = "<!-- /budget -->";
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.own(STATEMENTS::over);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String table() {
        List<String> lines = new ArrayList<>(List.of("| write | its rows | statements |", "|---|---|---|"));
        for (Write write : Write.values()) {
            lines.add(write.line());
        }
        return String.join("\n", lines);
    }

    @Test
    void writtenDown() throws IOException {
        Path document = Path.of("ARCHITECTURE.md");
        String text = Files.readString(document);
        int from = text.indexOf(BEGIN);
        int to = text.indexOf(END);
        assertThat(from >= 0 && to > from)
                .as("ARCHITECTURE.md holds, between %s and %s:%n%s", BEGIN, END, table())
                .isTrue();
        assertThat(text.substring(from + BEGIN.length(), to).strip()).isEqualTo(table());
    }

    /** An org with so many zones to change (every fifth, from the second, inactive), in a fresh minute of sign-in. */
    private static TestServer.Org zones(int number) {
        String zones = IntStream.range(0, number)
                .mapToObj(i ->
                        "  - {code: z%1$d, name: Zone %1$d, parent: root, active: %2$b, externalIds: {erp: OLD-%1$d}}\n"
                                .formatted(i, i % 5 != 1))
                .collect(Collectors.joining());
        return signedIn(server.org(TestServer.LOCALES + """
                zoneFields: [{name: cf, type: String}]
                zones:
                  - {code: root, name: ROOT}
                  - {code: park, name: Park, parent: root, language: fr-FR, currency: EUR, timezone: Europe/Paris}
                  - {code: other, name: Taken, parent: root}
                """ + zones));
    }

    private static TestServer.Org stores(int number) {
        String stores = IntStream.range(0, number)
                .mapToObj(i ->
                        "  - {code: s%1$d, name: Store %1$d, place: root, active: %2$b, externalIds: {pos: OLD-%1$d}}\n"
                                .formatted(i, i % 5 != 1))
                .collect(Collectors.joining());
        return signedIn(server.org(TestServer.LOCALES + """
                zones:
                  - {code: root, name: ROOT}
                  - {code: park, name: Park, parent: root, language: fr-FR, currency: EUR, timezone: Europe/Paris}
                stores:
                  - {code: other, name: Other, place: root, externalIds: {pos: TAKEN}}
                """ + stores));
    }

    private static TestServer.Org signedIn(TestServer.Org org) {
        server.core().signIn().forget(org.id());
        assertThat(org.put("/v2/locations/zones", "[]").statusCode()).isEqualTo(200);
        return org;
    }

    private static String zoneKey(int i) {
        return "{\"identifierName\":\"CODE\",\"identifierValue\":\"z" + i + "\"";
    }

    private static String zoneRow(int i, boolean tree, boolean off) {
        String key = zoneKey(i);
        return switch (i % 5) {
            case 0 ->
                key + ",\"name\":\"New " + i + "\",\"externalIds\":{\"erp\":\"NEW-" + i
                        + "\"},\"customFields\":{\"cf\":\"x\"}" + (tree ? ",\"areaParentCode\":\"park\"" : "")
                        + (off ? ",\"isActive\":false" : "") + "}";
            case 1 ->
                key + ",\"name\":\"New " + i + "\"" + (tree ? ",\"isActive\":true" : "")
                        + ",\"externalIds\":{\"erp\":null,\"sap\":\"NEW-" + i + "\"}}";
            case 2 -> key + ",\"name\":\"Taken\"}";
            case 3 -> key + "}";
            default -> "{\"identifierName\":\"ID\",\"identifierValue\":1,\"name\":\"Nobody\"}";
        };
    }

    private static String storeRow(int i) {
        String key = "{\"identifierName\":\"CODE\",\"identifierValue\":\"s" + i + "\"";
        return switch (i % 5) {
            case 0 ->
                key + ",\"name\":\"New " + i + "\",\"externalIds\":{\"pos\":\"NEW-" + i
                        + "\"},\"areaParentCode\":\"park\",\"isActive\":false,\"latitude\":\"1.5\"}";
            case 1 -> key + ",\"isActive\":true,\"externalIds\":{\"pos\":null}}";
            case 2 -> key + ",\"externalIds\":{\"pos\":\"TAKEN\"}}";
            case 3 -> key + "}";
            default -> "{\"identifierName\":\"ID\",\"identifierValue\":1,\"name\":\"Nobody\"}";
        };
    }

    private static String newRow(int i, String more) {
        String row = "{\"code\":\"n" + i + "\",\"name\":\"New " + i + "\",\"areaParentCode\":\"park\"";
        return switch (i % 5) {
            case 0 ->
                row + ",\"externalIds\":{\"a\":\"NEW-" + i + "\",\"b\":\"ALSO-" + i + "\"},\"isActive\":false" + more
                        + "}";
            case 1 -> row + "}";
            case 2 -> "{\"code\":\"other\",\"name\":\"Once more\",\"areaParentCode\":\"park\"}";
            case 3 -> "{\"code\":\"n" + i + "\"}";
            default -> "{\"code\":\"n" + i + "\",\"name\":\"Lost " + i + "\",\"areaParentCode\":\"nowhere\"}";
        };
    }

    /** Of five rows of a mixed batch three hold, and so the one of a batch of one. */
    private static void requireMixed(HttpResponse<String> answer, int rows, int success) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(rows == 1 ? success : 207);
        int failures = success == 201 ? rows / 5 * 3 : rows / 5 * 2;
        assertThat(answer.body()).endsWith("\"totalCount\":" + rows + ",\"failureCount\":" + failures + "}");
    }

    private static void require200(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static Runnable update(TestServer.Org org, String path, int rows, String body) {
        return () -> requireMixed(org.put(path, body), rows, 200);
    }

    private static Runnable create(TestServer.Org org, String path, int rows, String body) {
        return () -> requireMixed(org.post(path, body), rows, 201);
    }

    /** Somebody is faster with an external id, which is free again when the batch looks a second time. */
    private static void raceForKey(TestServer.Org org, String fast, String value) {
        String path = "/v2/locations/stores";
        String row = "[{\"identifierName\":\"CODE\",\"identifierValue\":\"" + fast + "\",\"externalIds\":{\"r\":%s}}]";
        STATEMENTS.before("^INSERT INTO entity_key", () -> require200(org.put(path, row.formatted('"' + value + '"'))));
        STATEMENTS.before("(?i)^rollback", () -> require200(org.put(path, row.formatted("null"))));
    }

    /** Somebody is faster with a description of a zone of the batch. */
    private static Runnable racedZones(int number) {
        TestServer.Org org = zones(number);
        String path = "/v2/locations/zones";
        String row = "[{\"identifierName\":\"CODE\",\"identifierValue\":\"z0\",\"description\":\"first\"}]";
        STATEMENTS.before("^UPDATE zone", () -> require200(org.put(path, row)));
        return update(org, path, number, rows(number, i -> zoneRow(i, false, false)));
    }

    private static Runnable refusedZones(int number) {
        TestServer.Org org = zones(number);
        String body = rows(number, i -> zoneKey(i) + ",\"name\":\"Taken\"}");
        return () ->
                assertThat(org.put("/v2/locations/zones", body).statusCode()).isEqualTo(400);
    }

    @TestFactory
    List<DynamicTest> zones() {
        String path = "/v2/locations/zones";
        return all(
                List.of(
                        same(
                                Write.ZONES_ALONE,
                                UPDATES,
                                n -> update(zones(n), path, n, rows(n, i -> zoneRow(i, true, true)))),
                        same(
                                Write.ZONES_NO_SWITCH,
                                UPDATES,
                                n -> update(zones(n), path, n, rows(n, i -> zoneRow(i, true, false)))),
                        same(
                                Write.ZONES_SHARED,
                                UPDATES,
                                n -> update(zones(n), path, n, rows(n, i -> zoneRow(i, false, false)))),
                        same(Write.ZONES_RACED, UPDATES, StatementBudgetDbTest::racedZones),
                        same(Write.ZONES_REFUSED, UPDATES, StatementBudgetDbTest::refusedZones),
                        same(
                                Write.ZONES_CREATED,
                                CREATES,
                                n -> create(
                                        zones(0),
                                        path,
                                        n,
                                        rows(
                                                n,
                                                i -> newRow(
                                                        i,
                                                        ",\"customFields\":{\"cf\":\"x\"},\"language\":\"fr-FR\",\"isAdmin\":true"))))));
    }

    @TestFactory
    List<DynamicTest> stores() {
        String path = "/v2/locations/stores";
        return all(List.of(
                same(Write.STORES, UPDATES, n -> update(stores(n), path, n, rows(n, StatementBudgetDbTest::storeRow))),
                same(Write.STORES_RACED, UPDATES, n -> {
                    TestServer.Org org = stores(n);
                    raceForKey(org, "other", "NEW-0");
                    return update(org, path, n, rows(n, StatementBudgetDbTest::storeRow));
                }),
                same(
                        Write.STORES_CREATED,
                        CREATES,
                        n -> create(stores(0), path, n, rows(n, i -> newRow(i, ",\"latitude\":1")))),
                same(Write.STORES_CREATED_RACED, CREATES, n -> {
                    TestServer.Org org = stores(0);
                    raceForKey(org, "other", "NEW-0");
                    return create(org, path, n, rows(n, i -> newRow(i, ",\"latitude\":1")));
                })));
    }

    /** An org file with so many users, zones and stores; those of an even number differ with the edition. */
    private static String file(int from, int to, String edition) {
        StringBuilder users = new StringBuilder();
        StringBuilder zones = new StringBuilder();
        StringBuilder stores = new StringBuilder();
        for (int i = from; i < to; i++) {
            String name = i % 2 == 0 ? edition + " " + i : "Same " + i;
            users.append("  - {login: u%d, role: viewer, name: %s, passwordHash: $2a$04$%s}\n"
                    .formatted(i, name, "a".repeat(53)));
            zones.append("  - {code: z%d, name: %s, parent: root, active: %b, externalIds: {erp: Z %s}}\n"
                    .formatted(i, name, !name.startsWith("Second"), name));
            stores.append("  - {code: s%d, name: %s, place: root, active: %b, externalIds: {pos: S %s}}\n"
                    .formatted(i, name, !name.startsWith("Second"), name));
        }
        return "title: " + edition + "\n" + TestServer.LOCALES + "users:\n" + users
                + "zones:\n  - {code: root, name: ROOT}\n" + zones + "stores:\n" + stores;
    }

    private static void apply(String org, String file) {
        Applied applied = server.core()
                .orgs()
                .apply(
                        server.core().pipeline(),
                        server.core().orgs().commandLine(org),
                        OrgFileReader.read(file),
                        "test",
                        false,
                        null);
        assertThat(applied.mistakes()).isEmpty();
    }

    @TestFactory
    List<DynamicTest> orgFile() {
        return all(List.of(
                same(Write.ORG_FILE_NEW, UPDATES, n -> () -> apply("new" + n, file(0, n, "First"))),
                same(Write.ORG_FILE, UPDATES, n -> {
                    apply("old" + n, file(0, 2 * n, "First"));
                    return () -> apply("old" + n, file(0, 3 * n, "Second"));
                })));
    }

    @Test
    void signIn() {
        TestServer.Org org = zones(0);
        server.core().signIn().forget(org.id());
        AtomicReference<HttpResponse<String>> answer = new AtomicReference<>();
        List<String> statements = STATEMENTS.during(() -> answer.set(org.put("/v2/locations/zones", "[]")));
        require200(answer.get());
        requireBudget(Write.SIGN_IN, statements);
    }
}
