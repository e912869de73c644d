package dev.bailiwick.traffic;

import static dev.bailiwick.traffic.Requests.ADMIN;
import static dev.bailiwick.traffic.Requests.BATCHES;
import static dev.bailiwick.traffic.Requests.CONTACT;
import static dev.bailiwick.traffic.Requests.CRM;
import static dev.bailiwick.traffic.Requests.JOB;
import static dev.bailiwick.traffic.Requests.MERGED_BATCH;
import static dev.bailiwick.traffic.Requests.MOVED_BATCH;
import static dev.bailiwick.traffic.Requests.PAGE_TOKEN;
import static dev.bailiwick.traffic.Requests.data;
import static dev.bailiwick.traffic.Requests.get;
import static dev.bailiwick.traffic.Requests.undo;

import java.util.List;

/**
 * The part of {@link Requests} that is about where records belong. A rule of zone 75001001 has Account 0, and what goes with
 * it; zone 75001002 has nothing.
 */
final class AssignmentRequests {
    private static final String BELOW = "\"Territories\":[{\"id\":\"75001002\"}]";
    private static final String ONE = "{" + BELOW + "}";
    private static final String NAMED = "{\"id\":\"" + CONTACT + "\"," + BELOW + "}";

    private AssignmentRequests() {}

    private static Request said(int status, String... items) {
        return new Request(
                status, "POST", "/api/v1/assignments", "{\"items\":[" + String.join(",", items) + "]}", ADMIN);
    }

    private static String say(String verb, String module, String record, String members) {
        return "{\"verb\":\"" + verb + "\",\"module\":\"" + module + "\",\"record\":{" + record + "}" + members + "}";
    }

    private static Request rule(String country) {
        String criteria =
                "{\"comparator\":\"equal\",\"field\":{\"api_name\":\"Billing_Country\"},\"value\":\"" + country + "\"}";
        return new Request(
                200,
                "PUT",
                CRM + "/settings/territories",
                "{\"territories\":[{\"id\":\"75001001\",\"account_rule_criteria\":" + criteria + "}]}",
                ADMIN);
    }

    private static Request run(String members) {
        return new Request(
                202,
                "POST",
                CRM + "/settings/territories/actions/run_rules",
                "{\"run_rules\":{\"module\":{\"api_name\":\"Accounts\"}," + members + "}}",
                ADMIN);
    }

    private static final String ACCOUNT = "\"Account_Name\":\"Account 0\"";
    private static final String CAMPAIGN = "\"External_Campaign_ID\":\"Camp-1\"";

    /** One that runs while the org is made too. */
    static final Request RUN = run(
            "\"based_on\":\"criteria\",\"criteria\":{\"comparator\":\"equal\",\"field\":{\"api_name\":\"Account_Name\"},"
                    + "\"value\":\"Account 0\"}");

    static final List<Request> ALL = List.of(
            get(CRM + "/Contacts?fields=Last_Name,Territories&per_page=5"),
            get(CRM + "/Contacts?fields=Last_Name,Territories&per_page=1&territory_id=75001001"),
            get(CRM + "/Contacts?fields=Last_Name,Territories&per_page=1&territory_id=75001001&page_token="
                    + PAGE_TOKEN),
            get(CRM + "/Deals?fields=Deal_Name&sort_by=Modified_Time&territory_id=75001001&include_child=true"),
            get(CRM + "/Contacts/" + CONTACT + "?territory_id=75001001"),
            data(200, "POST", "/Contacts/actions/assign_territories", NAMED),
            data(200, "POST", "/Contacts/" + CONTACT + "/actions/remove_territories", ONE),
            data(200, "POST", "/Contacts/" + CONTACT + "/actions/assign_territories", ONE),
            data(200, "POST", "/Contacts/actions/remove_territories", NAMED),
            said(
                    207,
                    say("pin", "Contacts", CAMPAIGN, ",\"zone\":{\"code\":\"park\"},\"reason\":\"seen\""),
                    say("exclude", "Contacts", "\"id\":" + CONTACT, ",\"zone\":{\"externalId\":\"nobody\"}"),
                    say("move", "Accounts", ACCOUNT, ",\"zone\":{\"name\":\"taken\"}")),
            get("/api/v1/records/Contacts/External_Campaign_ID:Camp-1/assignment"),
            get("/api/v1/assignments?zone=code:kept&module=Accounts"),
            get("/api/v1/assignments?zone=75001001&below=true&limit=1"),
            get("/api/v1/assignments?zone=75001001&below=true&after=75001001.Accounts.1.0"),
            get("/api/v1/assignments?contradicted=true&limit=1"),
            get("/api/v1/assignments?contradicted=true&module=Accounts&after=1.Accounts.1.0"),
            get("/api/v1/assignments?expiring=30"),
            get("/api/v1/assignments?expiring=30&after=1.Accounts.1.1"),
            get(BATCHES + "/" + MOVED_BATCH + "/consequences"),
            get(BATCHES + "/" + MOVED_BATCH + "/consequences?after=0.0&limit=1"),
            get("/api/v1/zones/75001001/members/history"),
            get("/api/v1/zones/code:kept/members/history?limit=1&after=7fffffff-ffff-7fff-bfff-ffffffffffff.0.0"),
            said(200, say("release", "Accounts", ACCOUNT, "")),
            undo(200),
            rule("Peru"),
            undo(200),
            data(
                    200,
                    "POST",
                    "/Accounts/upsert",
                    "{" + ACCOUNT + ",\"Billing_Country\":\"Norway\",\"Territory\":null}"),
            data(200, "POST", "/Accounts/upsert", "{" + ACCOUNT + ",\"Territories\":[\"kept\",\"other\"]}"),
            undo(200),
            said(200, say("move", "Accounts", ACCOUNT, ",\"zone\":{\"id\":75001002}")),
            new Request(200, "DELETE", CRM + "/settings/territories/75001002", null, ADMIN),
            undo(200),
            new Request(
                    200,
                    "POST",
                    "/api/v1/records/Contacts/" + CONTACT + "/merge",
                    "{\"from\":{" + CAMPAIGN + "}}",
                    ADMIN),
            undo(200),
            RUN,
            get(CRM + "/settings/territories/actions/scheduled_run_rule_jobs?job_id=" + JOB),
            run("\"based_on\":\"territory\",\"territories\":[{\"id\":\"75001001\"}],\"include_child\":true"),
            new Request(200, "POST", BATCHES + "/" + MOVED_BATCH + "/undo", "", ADMIN),
            new Request(200, "POST", BATCHES + "/" + MERGED_BATCH + "/undo", "", ADMIN));
}
