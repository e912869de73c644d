package dev.bailiwick.budget;

import static dev.bailiwick.budget.Budget.STATEMENTS;
import static dev.bailiwick.budget.Budget.UPDATES;
import static dev.bailiwick.budget.Budget.all;
import static dev.bailiwick.budget.Budget.ids;
import static dev.bailiwick.budget.Budget.rows;
import static dev.bailiwick.budget.Budget.same;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What it costs to say where records belong, and to read it, whatever the number of records. */
class AssignmentBudgetDbTest {
    private static final String ITEMS = "/api/v1/assignments";
    private static final String ACCOUNTS = "Accounts";

    /** One item is only one verb. */
    private static final List<Integer> MIXED = List.of(10, 100);

    private static final List<String> ZONES =
            IntStream.range(1, 10).mapToObj(i -> "{\"code\":\"z" + i + "\"}").toList();

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.own(STATEMENTS::over);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** An org in a fresh minute of sign-in, with so many accounts, all of which the rule of zone 100 has. */
    private static TestServer.Org org(int accounts) {
        TestServer.Org org = server.org(TestServer.LOCALES
                + "modules:\n"
                + Stream.of(ACCOUNTS, "Contacts", "Deals", "Leads")
                        .map("  - {name: %s, fields: [{name: External_ID, type: text, external: org}]}\n"::formatted)
                        .reduce("", String::concat)
                + "zones:\n  - {code: root, id: 99, name: World}\n"
                + IntStream.range(0, 10)
                        .mapToObj("  - {code: z%1$d, id: 10%1$d, name: Zone %1$d, parent: root}\n"::formatted)
                        .reduce("", String::concat));
        server.core().signIn().forget(org.id());
        require(200, org.put("/crm/v8/settings/territories", """
                {"territories":[{"id":"100","account_rule_criteria":
                 {"comparator":"equal","field":{"api_name":"Billing_Country"},"value":"Norway"}}]}"""));
        if (accounts > 0) {
            accounts(org, accounts);
        }
        return org;
    }

    private static HttpResponse<String> accounts(TestServer.Org org, int number) {
        return records(
                org, ACCOUNTS, number, i -> "\"Account_Name\":\"Account " + i + "\",\"Billing_Country\":\"Norway\"");
    }

    private static HttpResponse<String> require(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    private static HttpResponse<String> records(
            TestServer.Org org, String module, int number, IntFunction<String> members) {
        String rows = rows(number, i -> "{\"External_ID\":\"E-" + i + "\"," + members.apply(i) + "}");
        return require(201, org.post("/crm/v8/" + module, "{\"data\":" + rows + "}"));
    }

    private static String item(String module, int i, String verb) {
        return "{\"module\":\"" + module + "\",\"record\":{\"External_ID\":\"E-" + i + "\"}," + verb + "}";
    }

    private static String zone(String verb, int i) {
        return "\"verb\":\"" + verb + "\",\"zone\":{\"code\":\"z" + i % 10 + "\"}";
    }

    private static Runnable say(TestServer.Org org, int status, String items) {
        return () -> require(status, org.post(ITEMS, "{\"items\":" + items + "}"));
    }

    private static Runnable say(TestServer.Org org, int number, IntFunction<String> verb) {
        return say(org, 200, rows(number, i -> item(ACCOUNTS, i, verb.apply(i))));
    }

    private static IntFunction<String> move() {
        return i -> zone("move", 1 + i % 9);
    }

    private static TestServer.Org moved(int number) {
        TestServer.Org org = org(number);
        say(org, number, move()).run();
        return org;
    }

    /** Of five the last is refused. */
    private static String mixed(String module, int i) {
        return item(
                module,
                i,
                switch (i % 5) {
                    case 0 -> zone("move", 1);
                    case 1 -> "\"verb\":\"set\",\"zones\":[" + ZONES.getFirst() + "," + ZONES.getLast() + "]";
                    case 2 -> zone("pin", 3);
                    case 3 -> zone("exclude", 0);
                    default -> "\"verb\":\"move\",\"zone\":{\"code\":\"nowhere\"}";
                });
    }

    private static Runnable mixed(int number, String... modules) {
        TestServer.Org org = org(number);
        records(org, "Contacts", number, i -> "\"Last_Name\":\"Contact " + i + "\"");
        records(org, "Deals", number, i -> "\"Deal_Name\":\"Deal " + i + "\",\"Stage\":\"Qualification\"");
        records(org, "Leads", number, i -> "\"Last_Name\":\"Lead " + i + "\",\"Company\":\"Acme\"");
        return say(
                org, 207, rows(number * modules.length, i -> mixed(modules[i % modules.length], i / modules.length)));
    }

    @TestFactory
    List<DynamicTest> oneVerb() {
        return all(List.of(
                same(Write.MOVED, UPDATES, n -> say(org(n), n, move())),
                same(Write.SET, UPDATES, n -> say(org(n), n, i -> "\"verb\":\"set\",\"zones\":" + ZONES)),
                same(Write.RELEASED, UPDATES, n -> say(moved(n), n, i -> "\"verb\":\"release\"")),
                same(Write.PINNED, UPDATES, n -> say(org(n), n, i -> zone("pin", 1 + i))),
                same(Write.EXCLUDED, UPDATES, n -> say(org(n), n, i -> zone("exclude", 0)))));
    }

    @TestFactory
    List<DynamicTest> severalVerbs() {
        return all(List.of(
                same(Write.SAID, MIXED, n -> mixed(n, ACCOUNTS)),
                same(Write.SAID_OF_TWO, MIXED, n -> mixed(n, ACCOUNTS, "Leads")),
                same(Write.SAID_OF_FOUR, MIXED, n -> mixed(n, ACCOUNTS, "Contacts", "Deals", "Leads"))));
    }

    @TestFactory
    List<DynamicTest> withOthers() {
        return same(Write.MOVED_WITH, UPDATES, n -> {
            TestServer.Org org = org(0);
            List<String> accounts = ids(accounts(org, n));
            records(
                    org,
                    "Contacts",
                    n,
                    i -> "\"Last_Name\":\"Contact\",\"Account_Name\":{\"id\":\"" + accounts.get(i) + "\"}");
            records(
                    org,
                    "Deals",
                    n,
                    i -> "\"Deal_Name\":\"Deal\",\"Stage\":\"Qualification\",\"Account_Name\":{\"id\":\""
                            + accounts.get(i) + "\"}");
            return say(org, n, move());
        });
    }

    /** Once before, so that what one server remembers of an org is known. */
    private static Runnable read(TestServer.Org org, String path) {
        Runnable read = () -> require(200, org.get(path));
        read.run();
        return read;
    }

    @TestFactory
    List<DynamicTest> reading() {
        List<Integer> zones = List.of(1, 9);
        List<Integer> records = List.of(1, 100);
        return all(List.of(
                same(Write.READ_PLACES, zones, n -> {
                    TestServer.Org org = org(1);
                    say(org, 1, i -> "\"verb\":\"set\",\"zones\":" + ZONES.subList(0, n))
                            .run();
                    return read(org, "/api/v1/records/Accounts/External_ID:E-0/assignment");
                }),
                same(Write.READ_ZONE, records, n -> read(moved(n), ITEMS + "?zone=99&below=true")),
                same(Write.READ_CONTRADICTED, records, n -> read(moved(n), ITEMS + "?contradicted=true")),
                same(
                        Write.READ_TERRITORY,
                        records,
                        n -> read(
                                moved(n), "/crm/v8/Accounts?fields=Account_Name&territory_id=99&include_child=true"))));
    }
}
