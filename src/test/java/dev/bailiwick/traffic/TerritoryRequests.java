package dev.bailiwick.traffic;

import static dev.bailiwick.traffic.Requests.ADMIN;
import static dev.bailiwick.traffic.Requests.CRM;
import static dev.bailiwick.traffic.Requests.EDITOR;
import static dev.bailiwick.traffic.Requests.get;
import static dev.bailiwick.traffic.Requests.undo;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The part of {@link Requests} that is about territories. Zone 75001001 has a zone below it, and the editor as a user. */
final class TerritoryRequests {
    private static final String TERRITORIES = CRM + "/settings/territories";
    private static final String TRANSFER = "/actions/transfer_and_delete";

    private TerritoryRequests() {}

    private static Request territories(int status, String method, String path, String rows) {
        return new Request(status, method, TERRITORIES + path, "{\"territories\":[" + rows + "]}", ADMIN);
    }

    private static Request members(String method, String path, String list, String id) {
        return new Request(200, method, path, "{\"" + list + "\":[{\"id\":\"" + id + "\"}]}", ADMIN);
    }

    private static String filter(String field, String comparator, String value) {
        return URLEncoder.encode(
                "{\"field\":{\"api_name\":\"" + field + "\"},\"comparator\":\"" + comparator + "\",\"value\":\"" + value
                        + "\"}",
                StandardCharsets.UTF_8);
    }

    static final List<Request> ALL = List.of(
            get(TERRITORIES + "?per_page=500"),
            get(TERRITORIES + "?ids=75001001&per_page=5&page=1"),
            get(TERRITORIES + "?per_page=2&filters=" + filter("name", "starts_with", "kep")),
            get(TERRITORIES + "?per_page=2&filters=" + filter("reporting_to.id", "not_equal", "75001001")),
            get(TERRITORIES + "?per_page=2&filters=" + filter("created_time", "greater_than", "2020-01-01T00:00:00Z")),
            get(TERRITORIES + "/75001001"),
            get(TERRITORIES + "/75001001/__child_territories"),
            get(TERRITORIES + "/actions/associated_users_count?per_page=5"),
            get(TERRITORIES + "/75001001/users"),
            get(TERRITORIES + "/75001001/users/" + EDITOR),
            get(CRM + "/users/" + EDITOR + "/territories"),
            get(CRM + "/users/" + EDITOR + "/territories/75001001"),
            new Request(200, "DELETE", TERRITORIES + "/75001001/users?ids=" + EDITOR, null, ADMIN),
            new Request(200, "PUT", TERRITORIES + "/75001001/users/" + EDITOR, null, ADMIN),
            new Request(200, "DELETE", TERRITORIES + "/75001001/users/" + EDITOR, null, ADMIN),
            members("PUT", TERRITORIES + "/75001001/users", "users", EDITOR),
            new Request(200, "DELETE", CRM + "/users/" + EDITOR + "/territories?ids=75001001", null, ADMIN),
            members("PUT", CRM + "/users/" + EDITOR + "/territories", "territories", "75001001"),
            new Request(200, "DELETE", CRM + "/users/" + EDITOR + "/territories/75001001", null, ADMIN),
            undo(200),
            territories(
                    201,
                    "POST",
                    "",
                    "{\"name\":\"T 0\",\"reporting_to\":{\"id\":\"75001001\"},\"permission_type\":\"read_only\","
                            + "\"manager\":{\"id\":\"" + EDITOR + "\"}}"),
            undo(200),
            undo(200),
            territories(
                    207, "PUT", "", "{\"id\":\"75001001\",\"description\":\"Seen\"},{\"id\":\"17\",\"name\":\"N\"}"),
            territories(200, "PUT", "/75001001", "{\"manager\":{\"id\":\"" + EDITOR + "\"}}"),
            territories(400, "POST", TRANSFER, "{\"id\":\"75001001\"}"),
            territories(400, "POST", "/75001001" + TRANSFER, "{\"transfer_to_id\":\"17\"}"),
            new Request(400, "DELETE", TERRITORIES + "?ids=75001001,17", null, ADMIN),
            new Request(400, "DELETE", TERRITORIES + "/75001001", null, ADMIN));
}
