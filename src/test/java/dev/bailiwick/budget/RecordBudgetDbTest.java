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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What writes of records cost, whatever their number of rows. */
class RecordBudgetDbTest {
    private static final String CONTACTS = "/crm/v8/Contacts";
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.own(STATEMENTS::over);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** An org, in a fresh minute of sign-in, whose users are known. */
    private static TestServer.Org org() {
        TestServer.Org org = server.org(TestServer.LOCALES + """
                modules:
                  - name: Contacts
                    fields:
                      - {name: External_ID, label: External ID, type: text, length: 100, external: org}
                      - {name: Own_ID, label: Own ID, type: text, length: 100, external: user}
                """);
        server.core().signIn().forget(org.id());
        require(201, send(org, "POST", "/crm/v8/Accounts", "{\"data\":[{\"Account_Name\":\"Acme\"}]}"));
        return org;
    }

    private static HttpResponse<String> send(
            TestServer.Org org, String method, String path, @Nullable String body, String... headers) {
        return server.send(method, path, org.authorization(), body, headers);
    }

    private static HttpResponse<String> require(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    private static String data(int number, String name, String more) {
        return "{\"data\":"
                + rows(
                        number,
                        i -> ("{\"Last_Name\":\"" + name + " %1$d\",\"Email\":\"p%1$d@example.com\","
                                        + "\"External_ID\":\"E-%1$d\",\"Own_ID\":\"O-%1$d\"" + more + "}")
                                .formatted(i))
                + "}";
    }

    private static Runnable upsert(TestServer.Org org, int number, String name) {
        return () -> require(200, send(org, "POST", CONTACTS + "/upsert", data(number, name, "")));
    }

    private static HttpResponse<String> made(TestServer.Org org, int number) {
        return require(201, send(org, "POST", CONTACTS, data(number, "Old", "")));
    }

    @TestFactory
    List<DynamicTest> writes() {
        return all(List.of(
                same(Write.RECORDS_INSERTED, UPDATES, n -> {
                    TestServer.Org org = org();
                    return () -> require(201, send(org, "POST", CONTACTS, data(n, "New", "")));
                }),
                same(Write.RECORDS_UPSERTED_NEW, UPDATES, n -> upsert(org(), n, "New")),
                same(Write.RECORDS_UPSERTED, UPDATES, n -> {
                    TestServer.Org org = org();
                    made(org, n);
                    return upsert(org, n, "New");
                }),
                same(Write.RECORDS_UNCHANGED, UPDATES, n -> {
                    TestServer.Org org = org();
                    made(org, n);
                    return upsert(org, n, "Old");
                }),
                same(Write.RECORDS_UPDATED, UPDATES, n -> {
                    TestServer.Org org = org();
                    List<String> ids = ids(made(org, n));
                    String body = "{\"data\":"
                            + rows(
                                    n,
                                    i -> "{\"id\":\"" + ids.get(i) + "\",\"External_ID\":\"N-" + i
                                            + "\",\"Phone\":\"+1 555\"}")
                            + "}";
                    return () -> require(200, send(org, "PUT", CONTACTS, body));
                }),
                same(Write.RECORDS_BY_EXTERNAL, UPDATES, n -> {
                    TestServer.Org org = org();
                    made(org, n);
                    String body =
                            "{\"data\":" + rows(n, i -> "{\"External_ID\":\"E-" + i + "\",\"Phone\":\"+1 555\"}") + "}";
                    return () -> require(200, send(org, "PUT", CONTACTS, body, "X-EXTERNAL", "Contacts.External_ID"));
                })));
    }

    @TestFactory
    List<DynamicTest> removing() {
        return all(List.of(
                same(Write.RECORDS_DELETED, UPDATES, n -> {
                    TestServer.Org org = org();
                    String ids = String.join(",", ids(made(org, n)));
                    return () -> require(200, send(org, "DELETE", CONTACTS + "?ids=" + ids, null));
                }),
                same(Write.UNDO_DELETES, UPDATES, n -> {
                    TestServer.Org org = org();
                    String ids = String.join(",", ids(made(org, n)));
                    HttpResponse<String> deleted = require(200, send(org, "DELETE", CONTACTS + "?ids=" + ids, null));
                    String batch =
                            deleted.headers().firstValue("Bailiwick-Batch").orElseThrow();
                    return () -> require(200, send(org, "POST", "/api/v1/batches/" + batch + "/undo", ""));
                })));
    }
}
