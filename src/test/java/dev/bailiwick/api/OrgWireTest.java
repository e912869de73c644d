package dev.bailiwick.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.race.Invariants;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The org file over HTTP. */
class OrgWireTest {
    private static final String ACME = TestServer.LOCALES + """
            title: Acme
            zoneFields: [{name: cf_rank, type: Integer}, {name: cf_area, type: Double}]
            modules:
              - name: Contacts
                fields:
                  - {name: External_Contact_ID, label: External Contact ID, type: text, length: 100, external: user}
                  - {name: Rank, type: integer, unique: true}
              - name: Projects
                label: Project
                fields:
                  - {name: Stage, type: picklist, mandatory: true, pickList: [Open, Done]}
                  - {name: Site, type: lookup, lookup: Sites}
              - {name: Sites, label: Site, plural: Places}
            zones:
              - {code: far, name: Far, parent: near, active: false}
              - {code: near, name: Near, parent: root, language: EN-in, customFields: {cf_rank: 100, cf_area: 1200}, externalIds: {erp: E1}}
              - {code: root, name: ROOT}
              - {code: kept, id: 75001001, name: Kept-as-it-is, parent: root}
            stores:
              - {code: s1, name: "Store, 1", place: near, latitude: 20, longitude: "77.2", externalIds: {pos: "017"}}
              - {code: s2, name: Closed, place: far, active: false}
            """;

    private static HttpResponse<String> apply(TestServer.Org org, String file, String... headers) {
        String[] all = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("Content-Type", "application/yaml"), List.of(headers).stream())
                .toArray(String[]::new);
        return org.server().send("PUT", "/api/v1/org", org.authorization(), file, all);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static List<String> mistakes(HttpResponse<String> answer) {
        return json(answer)
                .get("mistakes")
                .valueStream()
                .map(m -> m.get("line").intValue() + " " + m.get("path").stringValue() + " "
                        + m.get("code").stringValue())
                .toList();
    }

    private static void assertNothingButUnchanged(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        json(answer)
                .get("lists")
                .forEach(list -> assertThat(list.get("counts").propertyNames())
                        .as(answer.body())
                        .containsOnly("unchanged"));
    }

    @Test
    void whatIsExportedChangesNothingWhenApplied() {
        TestServer.Org org = TestServer.shared().org(ACME);
        assertNothingButUnchanged(apply(org, ACME));
        String yaml = org.get("/api/v1/org").body();
        assertNothingButUnchanged(apply(org, yaml));
        HttpResponse<String> json =
                TestServer.shared().send("GET", "/api/v1/org", org.authorization(), null, "Accept", "application/json");
        assertNothingButUnchanged(org.put("/api/v1/org", json.body()));
        assertThat(yaml).doesNotContain("$2a$").contains("75001001");
        assertThat(org.get("/api/v1/org?hashes=true").body()).contains("$2a$");
        Invariants.check(TestServer.shared().database(), org.id());
    }

    @Test
    void applyMergesByKeyAndTellsEachChange() {
        TestServer.Org org = TestServer.shared().org(ACME);
        HttpResponse<String> answer = apply(org, """
                locales: {currencies: [JPY]}
                zones:
                  - {code: near, name: Nearer, externalIds: {erp: E2, sap: S1}}
                  - {code: new, name: New, parent: near, currency: jpy}
                """);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "\"currencies\":{\"before\":[\"INR\",\"EUR\",\"USD\"],\"after\":[\"INR\",\"EUR\",\"USD\",\"JPY\"]}")
                .contains("\"name\":{\"before\":\"Near\",\"after\":\"Nearer\"}")
                .contains("\"externalIds.erp\":{\"before\":\"E1\",\"after\":\"E2\"}")
                .contains("\"externalIds.sap\":{\"before\":null,\"after\":\"S1\"}");
        assertThat(json(answer).at("/lists/1/counts").toString()).isEqualTo("{\"changed\":1,\"created\":1}");
        Invariants.check(TestServer.shared().database(), org.id());
    }

    @Test
    void everyMistakeIsToldAtOnceAndNothingIsApplied() {
        TestServer.Org org = TestServer.shared().org(ACME);
        String before = org.get("/api/v1/org").body();
        HttpResponse<String> answer = apply(org, """
                title: Changed
                colour: red
                locales:
                  languages: [en-IN, "not a language!"]
                zones:
                  - {code: a, name: A, parent: nera}
                  - {code: b, name: near, parent: root, isActive: true}
                  - {name: No Code, parent: root}
                  - {code: far, parent: far}
                  - {code: top, name: Another Top}
                  - {code: id, id: 1099511627999, name: Id, parent: root}
                  - {code: late, name: Late, parent: early}
                  - {code: early, name: Early, parent: root, customFields: {cf_none: 1, cf_rank: "x"}}
                stores:
                  - {code: s3, name: S, place: early}
                  - {code: s4, name: S, place: nowhere, latitude: 91}
                """);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(mistakes(answer))
                .containsExactlyInAnyOrder(
                        "2 colour UNKNOWN_FIELD",
                        "4 locales.languages[1] MALFORMED",
                        "6 zones[0].parent NO_SUCH_ZONE",
                        "7 zones[1].isActive UNKNOWN_FIELD",
                        "7 zones[1].name TAKEN",
                        "8 zones[2].code MISSING",
                        "9 zones[3].parent CYCLE",
                        "10 zones[4].parent TAKEN",
                        "11 zones[5].id OUT_OF_RANGE",
                        "13 zones[7].customFields.cf_rank WRONG_TYPE",
                        "16 stores[1].place NO_SUCH_ZONE",
                        "16 stores[1].latitude OUT_OF_RANGE");
        assertThat(org.get("/api/v1/org").body()).isEqualTo(before);
        Invariants.check(TestServer.shared().database(), org.id());
    }

    @Test
    void modulesAndFieldsAreAddedAndKeepWhatTheyAre() {
        TestServer.Org org = TestServer.shared().org(ACME);
        HttpResponse<String> answer = apply(org, """
                modules:
                  - {name: Projects, plural: All projects, fields: [{name: Stage, label: State, pickList: [Late, Done]}]}
                  - {name: Contacts, fields: [{name: Born, type: date}]}
                """);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).at("/lists/0/items/0/changes").propertyNames())
                .containsExactlyInAnyOrder("modules.Projects", "fields.Projects.Stage", "fields.Contacts.Born");
        assertThat(org.get("/api/v1/org").body())
                .contains("plural: \"All projects\"")
                .containsSubsequence("label: \"State\"", "\"Open\"", "\"Done\"", "\"Late\"")
                .containsSubsequence("\"External_Contact_ID\"", "\"Rank\"", "\"Born\"");
    }

    @Test
    void everyMistakeInModulesAndFieldsIsTold() {
        TestServer.Org org = TestServer.shared().org(ACME);
        HttpResponse<String> answer = apply(org, """
                modules:
                  - {name: settings}
                  - {name: contacts}
                  - {name: Leads, label: Suspect}
                  - {label: Nameless}
                  - name: Contacts
                    colour: red
                    fields:
                      - {name: Rank, type: text}
                      - {name: Email, type: text}
                      - {name: email, type: text}
                      - {name: "1st", type: text}
                      - {name: New, type: text}
                      - {name: New, type: text, length: 0, unique: maybe}
                      - {name: Pick, type: picklist, pickList: [a, 7]}
                      - {name: Out, type: lookup, lookup: Nowhere}
                      - {name: Auto, type: autonumber, hue: 7}
                """);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(mistakes(answer))
                .containsExactlyInAnyOrder(
                        "2 modules[0].name RESERVED",
                        "3 modules[1].name RESERVED",
                        "4 modules[2].label NOT_CHANGEABLE",
                        "5 modules[3].name MISSING",
                        "7 modules[4].colour UNKNOWN_FIELD",
                        "9 modules[4].fields[0].type NOT_CHANGEABLE",
                        "10 modules[4].fields[1].name RESERVED",
                        "11 modules[4].fields[2].name RESERVED",
                        "12 modules[4].fields[3].name MALFORMED",
                        "14 modules[4].fields[5].name TAKEN_IN_BATCH",
                        "14 modules[4].fields[5].length OUT_OF_RANGE",
                        "14 modules[4].fields[5].unique WRONG_TYPE",
                        "15 modules[4].fields[6].pickList[1] WRONG_TYPE",
                        "16 modules[4].fields[7].lookup NO_SUCH_REFERENCE",
                        "17 modules[4].fields[8].hue UNKNOWN_FIELD",
                        "17 modules[4].fields[8].type MALFORMED");
    }

    @Test
    void aListThatWasFineIsNotSaidToBeStoredWhenAnotherIsNot() {
        TestServer.Org org = TestServer.shared().org(ACME);
        HttpResponse<String> answer = apply(org, """
                title: Another
                users: [{login: new, role: viewer}]
                zones:
                  - {code: twice, name: Same, parent: root}
                  - {code: thrice, name: same, parent: root}
                """);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(mistakes(answer)).containsExactly("5 zones[1].name TAKEN_IN_BATCH");
        assertThat(answer.body()).doesNotContain("created").doesNotContain("\"changed\"");
        assertThat(org.get("/api/v1/org").body()).doesNotContain("Another").doesNotContain("\"new\"");
    }

    @Test
    void aDryRunTellsTheSameAndStoresNothing() {
        TestServer.Org org = TestServer.shared().org(ACME);
        String before = org.get("/api/v1/org").body();
        String file = "zones: [{code: near, name: Nearer}]";
        HttpResponse<String> dry = apply(org, file, "Prefer", "dry-run");
        assertThat(dry.headers().firstValue("Preference-Applied")).contains("dry-run");
        assertThat(org.get("/api/v1/org").body()).isEqualTo(before);
        HttpResponse<String> real = apply(org, file);
        assertThat(json(dry).at("/lists/1/counts")).isEqualTo(json(real).at("/lists/1/counts"));
        assertThat(json(dry).at("/lists/1/items")).isEqualTo(json(real).at("/lists/1/items"));
        assertThat(json(dry).at("/lists/1/batch").isMissingNode()).isTrue();
        assertThat(json(real).at("/lists/1/batch").isMissingNode()).isFalse();
    }

    @Test
    void namesAndParentsCanBeSwapped() {
        TestServer.Org org = TestServer.shared().org(ACME);
        HttpResponse<String> answer = apply(org, """
                zones:
                  - {code: near, name: Kept-as-it-is, parent: kept, externalIds: {erp: null}}
                  - {code: kept, name: near, externalIds: {erp: E1}}
                """);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Invariants.check(TestServer.shared().database(), org.id());
    }

    @Test
    void theFilesThatTheDocumentsShowCanBeApplied() throws IOException {
        for (String document : List.of("README.md", "docs/org-file.md")) {
            String text = Files.readString(Path.of(document));
            int from = text.indexOf("```yaml") + "```yaml".length();
            String file = text.substring(from, text.indexOf("```", from))
                    .replaceAll("(?m)^org: .*$", "")
                    .replace("${ADA_PASSWORD}", "a password of ada")
                    .replace("${ERP_SECRET}", "a secret of erp");
            TestServer.Org org = TestServer.shared().org("title: Empty");
            HttpResponse<String> answer = apply(org, file);
            assertThat(answer.statusCode()).as(document + answer.body()).isEqualTo(200);
            assertNothingButUnchanged(apply(org, file));
        }
    }

    @Test
    void aTextThatIsNoFileSaysWhere() {
        TestServer.Org org = TestServer.shared().sandbox();
        HttpResponse<String> answer = apply(org, "zones:\n  - {code: a\n");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(mistakes(answer).getFirst()).matches("[23]  UNREADABLE");
        HttpResponse<String> beyond = apply(org, "{\"x\":1E-99999999999}");
        assertThat(beyond.statusCode()).isEqualTo(400);
        assertThat(beyond.body()).contains("UNREADABLE").doesNotContain("xception");
    }

    @Test
    void aSecretIsNeverTaken() {
        TestServer.Org org = TestServer.shared().sandbox();
        HttpResponse<String> answer = apply(org, "users: [{login: eve, role: viewer, password: \"${EVE}\"}]");
        assertThat(mistakes(answer)).containsExactly("1 users[0].password MALFORMED");
        HttpResponse<String> made = apply(org, "users: [{login: eve, role: viewer, password: \"a password of eve\"}]");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        assertThat(made.body())
                .doesNotContain("a password of eve")
                .doesNotContain("$2a$")
                .contains("(secret)");
    }

    @Test
    void onlyAnAdminOfTheSameOrgMayApply() {
        TestServer.Org org = TestServer.shared().sandbox();
        assertThat(apply(org.as("editor"), "title: Mine").statusCode()).isEqualTo(403);
        assertThat(org.as("viewer").get("/api/v1/org").statusCode()).isEqualTo(403);
        assertThat(apply(org, "org: another").statusCode()).isEqualTo(403);
        assertThat(org.server()
                        .send("PUT", "/api/v1/org", org.authorization(), "x", "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(415);
    }
}
