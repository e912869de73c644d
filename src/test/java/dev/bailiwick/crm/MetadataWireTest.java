package dev.bailiwick.crm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What clients learn about modules, fields, layouts, users and the org before they ask for records. */
class MetadataWireTest {
    private static final TestServer.Org ORG = TestServer.shared().org(TestServer.LOCALES + """
            title: Acme
            zones: [{code: root, name: ROOT}]
            users: [{login: ada, name: Ada King Lovelace, email: ada@example.com, role: editor}]
            modules:
              - {name: Projects, label: Project, plural: Projects, fields: [{name: Customer, type: lookup, lookup: Accounts}]}
              - {name: Contacts, fields: [{name: Ext, label: Ext Id, type: text, length: 40, external: user}]}
            """);

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static JsonNode get(String path) {
        HttpResponse<String> answer = ORG.get("/crm/v8" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private static JsonNode named(JsonNode list, String name) {
        return list.valueStream()
                .filter(n -> n.path("api_name").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name));
    }

    @Test
    void modulesSayWhatClientsNeed() {
        JsonNode modules = get("/settings/modules").get("modules");
        assertThat(modules.valueStream().map(m -> m.get("api_name").asString()))
                .startsWith("Leads", "Accounts", "Contacts", "Deals")
                .endsWith("Projects")
                .contains("Stores");
        for (JsonNode module : modules) {
            assertThat(module.get("api_supported").booleanValue()).isTrue();
            assertThat(module.get("id").asString()).matches("[0-9]+");
        }
        JsonNode projects = named(modules, "Projects");
        assertThat(projects.get("generated_type").asString()).isEqualTo("custom");
        assertThat(projects.get("singular_label").asString()).isEqualTo("Project");
        assertThat(named(modules, "Leads").get("generated_type").asString()).isEqualTo("default");
        JsonNode byId = get("/settings/modules/" + projects.get("id").asString())
                .get("modules")
                .get(0);
        assertThat(byId)
                .isEqualTo(get("/settings/modules/projects").get("modules").get(0));
        assertThat(byId.get("display_field").asString()).isEqualTo("Name");
        assertThat(json(ORG.as("viewer").get("/crm/v7/settings/modules"))
                        .get("modules")
                        .get(0)
                        .get("creatable")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void fieldsSayWhatClientsNeed() {
        JsonNode fields = get("/settings/fields?module=Contacts&").get("fields");
        assertThat(fields.valueStream().map(f -> f.get("api_name").asString()))
                .contains("Last_Name", "Email", "Ext")
                .contains("id", "Owner", "Created_By", "Modified_By", "Created_Time", "Modified_Time", "Tag")
                .doesNotContain("Territory", "Territories")
                .doesNotHaveDuplicates();
        JsonNode ext = named(fields, "Ext");
        assertThat(ext.get("custom_field").booleanValue()).isTrue();
        assertThat(ext.get("external").toString()).isEqualTo("{\"type\":\"user\",\"show\":true}");
        assertThat(ext.get("unique").toString()).isEqualTo("{\"case_sensitive\":false,\"casesensitive\":\"false\"}");
        assertThat(ext.get("length").intValue()).isEqualTo(40);
        JsonNode account = named(fields, "Account_Name");
        assertThat(account.at("/lookup/module/api_name").asString()).isEqualTo("Accounts");
        assertThat(account.get("external").isNull()).isTrue();
        assertThat(account.get("unique").isEmpty()).isTrue();
        assertThat(named(fields, "Last_Name").get("system_mandatory").booleanValue())
                .isTrue();
        assertThat(named(fields, "Lead_Source")
                        .at("/pick_list_values/0/display_value")
                        .asString())
                .isEqualTo("Advertisement");
        assertThat(get("/settings/fields/" + ext.get("id").asString() + "?module=Contacts")
                        .get("fields")
                        .get(0))
                .isEqualTo(ext);
        JsonNode stores = get("/settings/fields?module=Stores").get("fields");
        assertThat(named(stores, "Place").get("lookup").isEmpty()).isTrue();
        JsonNode layouts = get("/settings/layouts?module=Contacts").get("layouts");
        assertThat(layouts.at("/0/sections/0/fields").size()).isEqualTo(fields.size());
        assertThat(get("/settings/layouts/" + layouts.at("/0/id").asString() + "?module=Contacts")
                        .get("layouts"))
                .isEqualTo(layouts);
    }

    @Test
    void noIdIsTakenForAnother() {
        Set<String> ids = new HashSet<>();
        for (JsonNode module : get("/settings/modules").get("modules")) {
            String name = module.get("api_name").asString();
            add(ids, module.get("id"));
            for (JsonNode field : get("/settings/fields?module=" + name).get("fields")) {
                add(ids, field.get("id"));
                field.get("pick_list_values").forEach(pick -> add(ids, pick.get("id")));
            }
            add(ids, get("/settings/layouts?module=" + name).at("/layouts/0/id"));
        }
        get("/settings/roles").get("roles").forEach(role -> add(ids, role.get("id")));
        get("/settings/profiles").get("profiles").forEach(profile -> add(ids, profile.get("id")));
        assertThat(ids).allMatch(id -> Long.parseLong(id) < 1L << 40);
    }

    private static void add(Set<String> ids, JsonNode id) {
        assertThat(ids.add(id.asString())).as(id.asString()).isTrue();
    }

    @Test
    void usersAndOrg() {
        JsonNode me = get("/users?type=CurrentUser&").get("users").get(0);
        assertThat(me.get("profile").get("name").asString()).isEqualTo("Administrator");
        assertThat(get("/org").at("/org/0/zgid").asString()).isEqualTo(String.valueOf(ORG.id()));
        assertThat(get("/org").at("/org/0/company_name").asString()).isEqualTo("Acme");
        JsonNode page = get("/users?type=ActiveUsers&page=1&per_page=3");
        assertThat(page.get("info").toString())
                .isEqualTo("{\"per_page\":3,\"count\":3,\"page\":1,\"more_records\":true}");
        JsonNode ada = page.get("users").get(0);
        assertThat(ada.get("first_name").asString()).isEqualTo("Ada King");
        assertThat(ada.get("last_name").asString()).isEqualTo("Lovelace");
        assertThat(ada.get("time_zone").asString()).isEqualTo("Asia/Kolkata");
        String id = ada.get("id").asString();
        assertThat(get("/users/" + id).get("users").get(0)).isEqualTo(ada);
        assertThat(get("/users?ids=" + id).get("users").size()).isEqualTo(1);
        assertThat(get("/users?type=AdminUsers").get("users").size()).isEqualTo(1);
        JsonNode role = ada.get("role");
        assertThat(get("/settings/roles/" + role.get("id").asString()).at("/roles/0/name"))
                .isEqualTo(role.get("name"));
        assertThat(get("/settings/profiles/" + ada.at("/profile/id").asString()).at("/profiles/0/name"))
                .isEqualTo(role.get("name"));
    }

    @Test
    void whoKnowsItAlreadyIsToldSo() {
        for (String path : List.of("/crm/v7/settings/modules", "/crm/v8/users")) {
            assertThat(since(path, "2100-01-01T00:00:00Z")).as(path).isEqualTo(304);
            assertThat(since(path, "Fri, 01 Jan 2100 00:00:00 GMT")).as(path).isEqualTo(304);
            assertThat(since(path, "2001-01-01T05:30:00+05:30")).as(path).isEqualTo(200);
            assertThat(since(path, "yesterday")).as(path).isEqualTo(400);
        }
    }

    private static int since(String path, String time) {
        return TestServer.shared()
                .send("GET", path, ORG.authorization(), null, "If-Modified-Since", time)
                .statusCode();
    }

    @ParameterizedTest
    @CsvSource({
        "/settings/modules/Nothing, 400, INVALID_MODULE",
        "/settings/modules?status=odd, 400, PATTERN_NOT_MATCHED",
        "/settings/modules?status=user_hidden, 204,",
        "/settings/fields, 400, REQUIRED_PARAM_MISSING",
        "/settings/fields?module=Nothing, 400, INVALID_MODULE",
        "/settings/fields?module=Leads&type=odd, 400, PATTERN_NOT_MATCHED",
        "/settings/fields?module=Leads&type=unused, 204,",
        "/settings/fields/17?module=Leads, 400, INVALID_DATA",
        "/settings/layouts/17?module=Leads, 400, INVALID_DATA",
        "/settings/roles/17, 400, INVALID_DATA",
        "/settings/profiles/x, 400, INVALID_DATA",
        "/users?type=Nobody, 400, PATTERN_NOT_MATCHED",
        "/users?type=DeletedUsers, 204,",
        "/users?page=9, 204,",
        "/users?per_page=201, 400, INVALID_DATA",
        "/users/17, 204,",
        "/users/me, 400, INVALID_DATA",
    })
    void whatIsNotThereIsToldSo(String path, int status, String code) {
        HttpResponse<String> answer = ORG.get("/crm/v8" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        if (code == null) {
            assertThat(answer.body()).isEmpty();
        } else {
            assertThat(json(answer).get("code").asString()).isEqualTo(code);
            assertThat(json(answer).get("status").asString()).isEqualTo("error");
        }
    }
}
