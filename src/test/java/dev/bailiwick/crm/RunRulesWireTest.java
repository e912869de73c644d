package dev.bailiwick.crm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.db.TestPostgres;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Runs of rules find what nothing else judged: here a rule, and ends of pins, that came past every door. South (4102) wants
 * the accounts of Chile, Capital (4103) below it those of Santiago; North (4101) wants none.
 */
class RunRulesWireTest {
    private static final String RUN = "/crm/v8/settings/territories/actions/run_rules";
    private static final String ZONES = TestServer.LOCALES + """
            zones:
              - {code: root, id: 4100, name: ROOT}
              - {code: north, id: 4101, name: North, parent: root}
              - {code: south, id: 4102, name: South, parent: root}
              - {code: capital, id: 4103, name: Capital, parent: south}
            """;

    private final Wanted wanted = Wanted.org(TestServer.shared(), ZONES);
    private final TestServer.Org org = wanted.org();

    private void sql(String update) throws SQLException {
        try (Connection superuser = DriverManager.getConnection(
                        TestPostgres.superuserUrl(org.server().database()));
                Statement statement = superuser.createStatement()) {
            statement.executeUpdate(update.formatted(org.id()));
        }
    }

    private long count(String query) throws SQLException {
        try (Connection superuser = DriverManager.getConnection(
                        TestPostgres.superuserUrl(org.server().database()));
                Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + query.formatted(org.id()))) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Rules that no door stored, so that nothing was judged by them. */
    private void rulePastTheDoors() throws SQLException {
        String condition = "{\"comparator\":\"equal\",\"field\":{\"api_name\":\"%s\"},\"value\":\"%s\"}";
        sql("UPDATE zone SET rules = '{\"Accounts\":" + condition.formatted("Billing_Country", "Chile")
                + "}' WHERE org_id = %d AND zone_id = 4102");
        sql("UPDATE zone SET rules = '{\"Accounts\":" + condition.formatted("Billing_City", "Santiago")
                + "}' WHERE org_id = %d AND zone_id = 4103");
        sql("UPDATE org SET tree = 17 WHERE org_id = %d");
    }

    private static String criteria(String field, String value) {
        return "\"based_on\":\"criteria\",\"criteria\":{\"comparator\":\"equal\",\"field\":{\"api_name\":\"" + field
                + "\"},\"value\":\"" + value + "\"}";
    }

    /** The answer to a run, whose consequences are told. */
    private HttpResponse<String> run(String module, String members, int consequences) {
        HttpResponse<String> answer = org.server()
                .send(
                        "POST",
                        RUN,
                        org.authorization(),
                        "{\"run_rules\":{\"module\":{\"api_name\":\"" + module + "\"}," + members + "}}",
                        "Prefer",
                        "receipts");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(Wanted.json(answer)
                        .path("run_rules")
                        .path("receipt")
                        .path("consequences")
                        .asInt())
                .as(answer.body())
                .isEqualTo(consequences);
        return answer;
    }

    private static String job(HttpResponse<String> answer) {
        return Wanted.json(answer)
                .path("run_rules")
                .path("details")
                .path("job_id")
                .asString();
    }

    private String zones(String module, long id) {
        JsonNode found = Wanted.json(wanted.get(module + "/" + id + "?fields=Territories"));
        return IntStream.range(0, found.path("data").path(0).path("Territories").size())
                .mapToObj(i -> found.path("data")
                        .path(0)
                        .path("Territories")
                        .path(i)
                        .path("Name")
                        .asString())
                .collect(Collectors.joining(","));
    }

    @Test
    void thousandsOfRecordsMoveInOneBatch() throws SQLException {
        int number = 12_000;
        wanted.insert(
                wanted.actor("admin"),
                "Accounts",
                IntStream.range(0, number)
                        .mapToObj(i ->
                                Map.of("Account_Name", "A " + i, "Billing_Country", i % 3 == 0 ? "Norway" : "Chile"))
                        .toList());
        rulePastTheDoors();
        int moved = number - number / 3;
        HttpResponse<String> answer = run("Accounts", criteria("Billing_Country", "chile"), moved);
        assertThat(count("assignment WHERE org_id = %d AND zone_id = 4102 AND cause = 'rule'"))
                .isEqualTo(moved);
        String batch = answer.headers().firstValue("Bailiwick-Batch").orElseThrow();
        assertThat(count("history WHERE org_id = %d AND batch_id = '" + batch + "' AND kind = 4 AND part > 0"))
                .isEqualTo(moved);
        run("Accounts", criteria("Billing_Country", "chile"), 0);
        run("Accounts", "\"based_on\":\"territory\",\"territories\":[{\"id\":\"4102\"}]", 0);
        HttpResponse<String> status =
                org.get("/crm/v8/settings/territories/actions/scheduled_run_rule_jobs?job_id=" + job(answer));
        assertThat(status.body()).contains("\"status\":\"COMPLETED\"", "\"name\":\"admin\"", job(answer));
    }

    @Test
    void aChangedRuleMovesThousandsWithinItsBatchAndTheUndoMovesThemBack() throws SQLException {
        int number = 2_500;
        wanted.insert(
                wanted.actor("admin"),
                "Accounts",
                IntStream.range(0, number)
                        .mapToObj(i -> Map.of("Account_Name", "A " + i, "Billing_Country", "Chile"))
                        .toList());
        long held = wanted.insert("Accounts", Map.of("Account_Name", "Held", "Billing_Country", "Chile"));
        assertThat(org.send("PUT", "/crm/v8/Accounts/" + held, "{\"data\":[{\"Territory\":\"North\"}]}")
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> ruled = org.send("PUT", "/crm/v8/settings/territories", """
                {"territories":[{"id":"4102","account_rule_criteria":
                  {"comparator":"equal","field":{"api_name":"Billing_Country"},"value":"Chile"}}]}""");
        assertThat(ruled.statusCode()).as(ruled.body()).isEqualTo(200);
        assertThat(count("assignment WHERE org_id = %d AND zone_id = 4102 AND cause = 'rule' AND inside"))
                .isEqualTo(number);
        assertThat(zones("Accounts", held)).isEqualTo("North");
        assertThat(count("assignment WHERE org_id = %d AND zone_id = 4102 AND cause = 'overruled' AND contradicted"))
                .isOne();
        String batch = ruled.headers().firstValue("Bailiwick-Batch").orElseThrow();
        JsonNode receipt =
                Wanted.json(org.get("/api/v1/batches/" + batch)).path("items").path(0);
        assertThat(receipt.path("consequences").asInt()).isEqualTo(number + 1);
        assertThat(org.send("POST", "/api/v1/batches/" + batch + "/undo", "").statusCode())
                .isEqualTo(200);
        assertThat(count("assignment WHERE org_id = %d AND zone_id = 4102")).isZero();
        assertThat(zones("Accounts", held)).isEqualTo("North");
    }

    @Test
    void onlyTheRecordsThatAreMeantAreJudgedAndWhatGoesWithThemFollows() throws SQLException {
        long acme = wanted.insert("Accounts", Map.of("Account_Name", "Acme", "Billing_Country", "Chile"));
        long other = wanted.insert("Accounts", Map.of("Account_Name", "Other", "Billing_Country", "Chile"));
        long contact =
                wanted.insert("Contacts", Map.of("Last_Name", "C", "Account_Name", Map.of("id", String.valueOf(acme))));
        long deal = wanted.insert(
                "Deals",
                Map.of(
                        "Deal_Name", "D",
                        "Stage", "Qualification",
                        "Contact_Name", Map.of("id", String.valueOf(contact))));
        rulePastTheDoors();
        run("Accounts", criteria("Account_Name", "Nobody"), 0);
        String batch = run("Accounts", criteria("Account_Name", "acme"), 3)
                .headers()
                .firstValue("Bailiwick-Batch")
                .orElseThrow();
        assertThat(zones("Accounts", acme)).isEqualTo("South");
        assertThat(zones("Contacts", contact)).isEqualTo("South");
        assertThat(zones("Deals", deal)).isEqualTo("South");
        assertThat(zones("Accounts", other)).isEmpty();
        assertThat(org.get("/api/v1/records/Deals/" + deal + "/history").body()).contains(batch);

        sql("UPDATE record SET data = jsonb_set(data, '{Billing_City}', '\"Santiago\"') WHERE org_id = %d"
                + " AND module = 'Accounts'");
        run("Accounts", "\"based_on\":\"territory\",\"territories\":[{\"id\":\"4103\"}],\"include_child\":true", 0);
        run("Accounts", "\"based_on\":\"territory\",\"territories\":[{\"id\":\"4100\"}]", 0);
        run("Accounts", "\"based_on\":\"territory\",\"territories\":[{\"id\":\"4100\"}],\"include_child\":true", 3);
        assertThat(zones("Accounts", acme)).isEqualTo("Capital");
        assertThat(zones("Deals", deal)).isEqualTo("Capital");
        assertThat(zones("Accounts", other)).isEmpty();
        run("Deals", criteria("Deal_Name", "D"), 0);
    }

    @Test
    void pinsThatEndedByThemselvesCountNoLonger() throws SQLException {
        long lead = wanted.insert("Leads", Map.of("Last_Name", "Pinned"));
        HttpResponse<String> pinned = org.post("/api/v1/assignments", """
                {"items":[{"verb":"pin","module":"Leads","record":{"id":%d},"zone":{"code":"north"},
                           "until":"2099-01-01T00:00:00Z"}]}""".formatted(lead));
        assertThat(pinned.statusCode()).as(pinned.body()).isEqualTo(200);
        String members = "\"based_on\":\"territory\",\"territories\":[{\"id\":\"4101\"}]";
        run("Leads", members, 0);
        sql("UPDATE record SET data = replace(data::text, '2099-01-01', '2020-01-01')::jsonb WHERE org_id = %d"
                + " AND module = 'Leads'");
        assertThat(zones("Leads", lead)).isEqualTo("North");
        run("Leads", members, 1);
        assertThat(zones("Leads", lead)).isEmpty();
    }

    @Test
    void aRunIsTriedRepeatedAndTakenBackLikeAnyBatch() throws SQLException {
        long acme = wanted.insert("Accounts", Map.of("Account_Name", "Acme", "Billing_Country", "Chile"));
        rulePastTheDoors();
        String body =
                "{\"run_rules\":{\"module\":{\"api_name\":\"Accounts\"}," + criteria("Account_Name", "Acme") + "}}";
        HttpResponse<String> tried =
                org.server().send("POST", RUN, org.authorization(), body, "Prefer", "dry-run, receipts");
        assertThat(tried.body()).contains("\"consequences\":1", "\"details\":{}");
        assertThat(tried.headers().firstValue("Bailiwick-Batch")).isEmpty();
        assertThat(zones("Accounts", acme)).isEmpty();

        HttpResponse<String> ran = org.server().send("POST", RUN, org.authorization(), body, "Idempotency-Key", "once");
        HttpResponse<String> again =
                org.server().send("POST", RUN, org.authorization(), body, "Idempotency-Key", "once");
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(again.body()).isEqualTo(ran.body());
        assertThat(zones("Accounts", acme)).isEqualTo("South");

        // What rules give follows from the rules, and they are as they were.
        String batch = ran.headers().firstValue("Bailiwick-Batch").orElseThrow();
        HttpResponse<String> undone = org.post("/api/v1/batches/" + batch + "/undo", "");
        assertThat(undone.statusCode()).as(undone.body()).isEqualTo(200);
        assertThat(zones("Accounts", acme)).isEqualTo("South");
        assertThat(org.get("/api/v1/batches?door=crm.territories.run_rules").body())
                .contains(batch);
    }

    @Test
    void aJobIsOfItsOrgAndNoOtherBatch() {
        String batch = org.put("/crm/v8/settings/territories/4101", "{\"territories\":[{\"description\":\"Seen\"}]}")
                .headers()
                .firstValue("Bailiwick-Batch")
                .orElseThrow();
        long number = dev.bailiwick.bulk.BatchIds.numberOf(java.util.UUID.fromString(batch));
        String run = job(run("Leads", criteria("Last_Name", "Nobody"), 0));
        String path = "/crm/v7/settings/territories/actions/scheduled_run_rule_jobs?job_id=";
        assertThat(org.get(path + run).statusCode()).isEqualTo(200);
        for (String none : new String[] {String.valueOf(number), "0", "x", "-1", "9223372036854775807", "1e3"}) {
            assertThat(org.get(path + none).statusCode()).as(none).isEqualTo(400);
        }
        TestServer.Org other = TestServer.shared().org(ZONES);
        assertThat(other.get(path + run).statusCode()).isEqualTo(400);
    }

    @Test
    void whereThereAreNoTerritoriesNothingRuns() {
        TestServer.Org none = TestServer.shared().org(TestServer.LOCALES + "title: None\n");
        HttpResponse<String> answer = none.post(
                RUN,
                "{\"run_rules\":{\"module\":{\"api_name\":\"Accounts\"}," + criteria("Account_Name", "Acme") + "}}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("FEATURE_NOT_ENABLED");
    }
}
