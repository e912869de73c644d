package dev.bailiwick.budget;

import static dev.bailiwick.budget.Budget.STATEMENTS;
import static dev.bailiwick.budget.Budget.all;
import static dev.bailiwick.budget.Budget.rows;
import static dev.bailiwick.budget.Budget.same;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What writes of territories cost, whatever their number of rows, of which a request has ten at most. */
class TerritoryBudgetDbTest {
    private static final String TERRITORIES = "/crm/v8/settings/territories";
    private static final List<Integer> SIZES = List.of(1, 10);
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.own(STATEMENTS::over);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Territories 100 to 109, each with one below it, and ten users. */
    private static TestServer.Org org() {
        TestServer.Org org = server.org(TestServer.LOCALES
                + "users:\n"
                + lines(i -> "  - {login: u%d, role: viewer}\n".formatted(i))
                + "zones:\n  - {code: root, id: 99, name: World, language: fr-FR}\n"
                + lines(i -> "  - {code: z%1$d, id: 10%1$d, name: Zone %1$d, parent: root}\n".formatted(i))
                + lines(i -> "  - {code: b%1$d, id: 20%1$d, name: Below %1$d, parent: z%1$d}\n".formatted(i)));
        server.core().signIn().forget(org.id());
        require(200, org.get(TERRITORIES + "/99"));
        return org;
    }

    private static String lines(IntFunction<String> line) {
        return IntStream.range(0, 10).mapToObj(line).collect(Collectors.joining());
    }

    private static HttpResponse<String> require(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    private static List<Long> users(TestServer.Org org) {
        return server.core().people().of(org.id()).values().stream()
                .filter(person -> person.login().startsWith("u"))
                .map(person -> person.id())
                .toList();
    }

    private static Runnable send(TestServer.Org org, int status, String method, String path, String list, String rows) {
        String body = "{\"" + list + "\":" + rows + "}";
        return () -> require(status, org.send(method, TERRITORIES + path, body));
    }

    private static Runnable delete(TestServer.Org org, int number) {
        String ids = IntStream.range(0, number).mapToObj(i -> "20" + i).collect(Collectors.joining(","));
        return () -> require(200, org.send("DELETE", TERRITORIES + "?ids=" + ids, null));
    }

    /** Each of the lower territories with a user. */
    private static TestServer.Org peopled(int number) {
        TestServer.Org org = org();
        long user = users(org).getFirst();
        String ids = rows(number, i -> "{\"id\":\"20" + i + "\"}");
        require(200, org.put("/crm/v8/users/" + user + "/territories", "{\"territories\":" + ids + "}"));
        return org;
    }

    @TestFactory
    List<DynamicTest> writes() {
        return all(List.of(
                same(Write.TERRITORIES_MADE, SIZES, n -> {
                    TestServer.Org org = org();
                    long user = users(org).getFirst();
                    return send(org, 201, "POST", "", "territories", rows(n, i -> """
                            {"name":"New %d","reporting_to":{"id":"10%d"},"permission_type":"read_only",
                             "manager":{"id":"%d"}}""".formatted(i, i, user)));
                }),
                same(Write.TERRITORIES_CHANGED, SIZES, n -> {
                    TestServer.Org org = org();
                    long user = users(org).getFirst();
                    return send(org, 200, "PUT", "", "territories", rows(n, i -> """
                            {"id":"20%d","name":"New %d","reporting_to":{"id":"99"},"manager":{"id":"%d"}}""".formatted(i, i, user)));
                }),
                same(Write.TERRITORIES_RULED, SIZES, n -> {
                    TestServer.Org org = org();
                    return send(org, 200, "PUT", "", "territories", rows(n, i -> """
                            {"id":"20%1$d","deal_rule_criteria":{"group_operator":"OR","group":[
                              {"comparator":"equal","field":{"api_name":"Owner"},"value":{"id":"%1$d"}},
                              {"comparator":"equal","field":{"api_name":"Account_Name"},"value":{"id":"7%1$d"}}]}}""".formatted(i)));
                }),
                same(Write.TERRITORIES_DELETED, SIZES, n -> delete(peopled(n), n)),
                same(
                        Write.TERRITORIES_TRANSFERRED,
                        SIZES,
                        n -> send(
                                org(),
                                200,
                                "POST",
                                "/actions/transfer_and_delete",
                                "territories",
                                rows(n, i -> "{\"id\":\"10" + i + "\",\"transfer_to_id\":\"99\"}"))),
                same(Write.TERRITORY_USERS, SIZES, n -> {
                    TestServer.Org org = org();
                    List<Long> users = users(org);
                    return send(org, 200, "PUT", "/100/users", "users", rows(n, i -> "{\"id\":" + users.get(i) + "}"));
                }),
                same(Write.UNDO_ZONES_DELETED, SIZES, n -> {
                    TestServer.Org org = peopled(n);
                    String ids = IntStream.range(0, n).mapToObj(i -> "20" + i).collect(Collectors.joining(","));
                    String batch = require(200, org.send("DELETE", TERRITORIES + "?ids=" + ids, null))
                            .headers()
                            .firstValue("Bailiwick-Batch")
                            .orElseThrow();
                    return () -> require(200, org.post("/api/v1/batches/" + batch + "/undo", ""));
                })));
    }
}
