package dev.bailiwick.crm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Records one by one and in lists, with every parameter and error. */
class RecordReadWireTest {
    private static Wanted wanted;
    private static Wanted other;
    private static long account;
    private static long contact;

    @BeforeAll
    static void make() {
        wanted = Wanted.org(TestServer.shared(), TestServer.LOCALES + """
                zones:
                  - {code: root, name: ROOT}
                  - {code: north, name: North, parent: root}
                stores:
                  - {code: S1, name: Store 1, place: north, externalIds: {pos: P-1}}
                """);
        other = Wanted.org(TestServer.shared(), TestServer.LOCALES + """
                zones:
                  - {code: root, name: ROOT}
                """);
        account =
                wanted.insert("Accounts", Map.of("Account_Name", "Nordwind", "Annual_Revenue", new BigDecimal("12.5")));
        contact = wanted.insert(
                "Contacts",
                Map.of(
                        "Last_Name", "Boyle",
                        "First_Name", "Pat",
                        "Email", "p.boyle@abc.com",
                        "Date_of_Birth", "1980-02-03",
                        "Account_Name", Map.of("id", String.valueOf(account)),
                        "External_Contact_ID", "Boyle/1 ä",
                        "External_Campaign_ID", "Camp_1"));
    }

    private static JsonNode only(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        JsonNode data = Wanted.json(answer).path("data");
        assertThat(data.size()).isEqualTo(1);
        return data.path(0);
    }

    @Test
    void aWholeRecord() {
        HttpResponse<String> answer = wanted.get("Contacts/" + contact);
        JsonNode record = only(answer);
        assertThat(Wanted.json(answer).has("info")).isFalse();
        assertThat(record.path("id").asString()).isEqualTo(String.valueOf(contact));
        assertThat(record.path("id").isString()).isTrue();
        assertThat(record.path("Full_Name").asString()).isEqualTo("Pat Boyle");
        assertThat(record.path("Account_Name").path("name").asString()).isEqualTo("Nordwind");
        assertThat(record.path("Account_Name").path("id").asString()).isEqualTo(String.valueOf(account));
        assertThat(record.path("Date_of_Birth").asString()).isEqualTo("1980-02-03");
        assertThat(record.path("Email_Opt_Out").isBoolean()).isTrue();
        assertThat(record.path("Phone").isNull()).isTrue();
        assertThat(record.path("Tag").isArray()).isTrue();
        assertThat(record.path("External_Contact_ID").asString()).isEqualTo("Boyle/1 ä");
        for (String user : List.of("Owner", "Created_By", "Modified_By")) {
            assertThat(record.path(user).path("name").asString()).as(user).isEqualTo("admin");
            assertThat(record.path(user).path("id").isString()).as(user).isTrue();
            assertThat(record.path(user).has("email")).as(user).isTrue();
        }
        assertThat(record.path("Created_Time").asString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[+-]\\d\\d:\\d\\d");
    }

    @Test
    void everyTypeAsItsJson() {
        long id = wanted.insert(
                "Leads",
                Map.ofEntries(
                        Map.entry("Last_Name", "Types"),
                        Map.entry("Whole", new BigDecimal(7)),
                        Map.entry("Big", "123456789012345678"),
                        Map.entry("Double", new BigDecimal("1.25")),
                        Map.entry("Money", new BigDecimal("100")),
                        Map.entry("Flag", true),
                        Map.entry("Moment", "2026-03-02T09:15:00+05:30"),
                        Map.entry("Pick", "Blå"),
                        Map.entry("Picks", List.of("Red", "Green")),
                        Map.entry("Account", Map.of("id", String.valueOf(account))),
                        Map.entry(
                                "Helper",
                                Map.of(
                                        "id",
                                        String.valueOf(wanted.actor("viewer").userId())))));
        JsonNode lead = only(wanted.get("leads/" + id));
        assertThat(lead.path("Whole").toString()).isEqualTo("7");
        assertThat(lead.path("Big").toString()).isEqualTo("\"123456789012345678\"");
        assertThat(lead.path("Double").toString()).isEqualTo("1.25");
        assertThat(lead.path("Money").toString()).isEqualTo("100");
        assertThat(lead.path("Flag").toString()).isEqualTo("true");
        assertThat(lead.path("Moment").asString()).isEqualTo("2026-03-02T03:45:00+00:00");
        assertThat(lead.path("Pick").asString()).isEqualTo("Blå");
        assertThat(lead.path("Picks").toString()).isEqualTo("[\"Red\",\"Green\"]");
        assertThat(lead.path("Account").path("name").asString()).isEqualTo("Nordwind");
        assertThat(lead.path("Helper").path("name").asString()).isEqualTo("viewer");
    }

    @Test
    void aStoreShowsItsPlaceAndTheFieldsOfItsModule() {
        JsonNode store = only(wanted.get("Stores?fields=Code,Name,Place,Active,Owner,$editable"));
        assertThat(store.path("Place").path("name").asString()).isEqualTo("North");
        assertThat(store.path("Code").asString()).isEqualTo("S1");
        assertThat(store.propertyNames()).containsExactly("id", "Code", "Name", "Place", "Active");
        JsonNode whole = only(wanted.get("Stores/" + store.path("id").asString()));
        assertThat(whole.has("External_Ids")).isFalse();
        assertThat(whole.has("Created_Time")).isTrue();
    }

    @Test
    void whatALookupReferredToIsNullWhenItIsGone() {
        long gone = wanted.insert("Accounts", Map.of("Account_Name", "Gone"));
        long id = wanted.insert(
                "Contacts", Map.of("Last_Name", "Left", "Account_Name", Map.of("id", String.valueOf(gone))));
        assertThat(only(wanted.get("Contacts/" + id))
                        .path("Account_Name")
                        .path("name")
                        .asString())
                .isEqualTo("Gone");
        wanted.delete("Accounts", gone);
        assertThat(only(wanted.get("Contacts/" + id)).path("Account_Name").isNull())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Contacts/1, 204",
        "Contacts/abc, 400",
        "Contacts/99999999999999999999, 400",
        "Nothing/1, 400",
        "Nothing?fields=id, 400",
        "Contacts, 400",
        "Contacts?fields=Last_Name&page=0, 400",
        "Contacts?fields=Last_Name&page=x, 400",
        "Contacts?fields=Last_Name&per_page=201, 400",
        "Contacts?fields=Last_Name&per_page=0, 400",
        "Contacts?fields=Last_Name&sort_by=Email, 400",
        "Contacts?fields=Last_Name&sort_order=up, 400",
        "Contacts?fields=Last_Name&cvid=1, 400",
        "Contacts?fields=Last_Name&ids=x, 400",
        "Contacts?fields=Last_Name&ids=, 400",
        "Contacts?fields=Last_Name&ids=1, 204",
        "Contacts?fields=Last_Name&territory_id=1, 400",
        "Contacts?fields=Last_Name&approved=x, 400",
        "Contacts?fields=Last_Name&filters=x, 400",
        "Contacts?fields=Last_Name&page_token=x, 400",
        "Contacts?fields=Last_Name&page_token=%2B%2B%2B, 400",
        "Contacts/deleted?type=x, 400",
        "Contacts/deleted?type=permanent, 204",
        "Contacts/deleted?page=100000, 400",
        "Products?fields=Product_Name, 204",
        "Contacts?fields=Last_Name&, 200",
        "cOnTaCtS?fields=Last_Name, 200",
    })
    void statusOf(String path, int status) {
        HttpResponse<String> answer = wanted.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        if (status == 400) {
            assertThat(Wanted.json(answer).path("status").asString()).isEqualTo("error");
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        } else if (status == 204) {
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void errorsHaveTheirCodesAndDetails() {
        says(
                "Contacts",
                "{\"code\":\"REQUIRED_PARAM_MISSING\",\"details\":{\"param_name\":\"fields\"},"
                        + "\"message\":\"required param is missing\",\"status\":\"error\"}");
        String fields = IntStream.range(0, 51).mapToObj(i -> "F" + i).collect(Collectors.joining(","));
        says("Contacts?fields=" + fields, "LIMIT_EXCEEDED", "\"limit\":50,\"param_name\":\"fields\"");
        says("Contacts?fields=id&page=11", "DISCRETE_PAGINATION_LIMIT_EXCEEDED", "\"limit\":2000");
        says("Contacts?fields=id&cvid=1&sort_by=id", "AMBIGUITY_DURING_PROCESSING", "\"param_name\":\"cvid\"");
        says("Contacts?fields=id&page=1&page_token=x", "AMBIGUITY_DURING_PROCESSING", "page_token");
        says("Contacts?fields=id&page_token=x", "TOKEN_BOUND_DATA_MISMATCH", "page_token");
        says("Contacts?fields=Last_Name,Nothing", "INVALID_DATA", "\"param_name\":\"fields\"", "\"Nothing\"");
        says("Contacts?fields=last_name", "INVALID_DATA", "settings/fields?module=Contacts");
        says("Contacts/" + contact + "?fields=Nothing", "INVALID_DATA", "\"api_name\":\"Nothing\"");
        says("Contacts/search?word=Boyle&fields=Nothing", "INVALID_DATA", "\"api_name\":\"Nothing\"");
        says("Stores?fields=External_Ids", "INVALID_DATA", "\"api_name\":\"External_Ids\"");
        says("Stores?fields=id&territory_id=1", "Territory is not supported for the given module");
        says("Contacts/abc", "INVALID_DATA", "\"resource_path_index\":1");
        says("Nobody/1", "INVALID_MODULE", "\"resource_path_index\":0");
        String ids = IntStream.range(0, 101).mapToObj(String::valueOf).collect(Collectors.joining(","));
        says("Contacts?fields=id&ids=" + ids, "LIMIT_EXCEEDED", "\"limit\":100");
        HttpResponse<String> version = wanted.org().get("/crm/v6/Contacts/" + contact);
        assertThat(version.statusCode()).isEqualTo(404);
        assertThat(version.body()).contains("INVALID_URL_PATTERN");
        assertThat(wanted.org().get("/crm/v7/Contacts/" + contact).statusCode()).isEqualTo(200);
    }

    private static void says(String path, String... parts) {
        HttpResponse<String> answer = wanted.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(parts);
    }

    /** Habits of clients elsewhere. */
    @Test
    void whatOtherServersTellOfEveryRecordMayBeAskedFor() {
        JsonNode record =
                only(wanted.get("Contacts?fields=Last_Name,Territories,Tag,Layout,Last_Activity_Time,Locked__s,"
                        + "Record_Status__s,$approval_state,Created_By&ids=" + contact));
        assertThat(record.propertyNames()).containsExactly("id", "Last_Name", "Territories", "Tag", "Created_By");
    }

    @Test
    void anotherOrgsRecordsAreNotThere() {
        assertThat(other.get("Contacts/" + contact).statusCode()).isEqualTo(204);
        assertThat(other.get("Contacts?fields=Last_Name&ids=" + contact).statusCode())
                .isEqualTo(204);
        assertThat(wanted.get("Accounts/" + contact).statusCode()).isEqualTo(204);
    }

    @Test
    void byExternalFields() {
        String own = "Contacts.External_Contact_ID";
        String campaign = "Contacts.External_Campaign_ID";
        assertThat(only(wanted.get("Contacts/Boyle%2F1%20%C3%A4", "X-EXTERNAL", own))
                        .path("id")
                        .asString())
                .isEqualTo(String.valueOf(contact));
        assertThat(only(wanted.get("Contacts/CAMP_1", "X-EXTERNAL", campaign))
                        .path("id")
                        .asString())
                .isEqualTo(String.valueOf(contact));
        assertThat(wanted.get("Contacts/nobody", "X-EXTERNAL", campaign).statusCode())
                .isEqualTo(204);
        assertThat(wanted.get("Contacts/1", "X-EXTERNAL", "Contacts.Email").statusCode())
                .isEqualTo(400);
        HttpResponse<String> many =
                wanted.get("Contacts?fields=External_Contact_ID&ids=x,Boyle%2F1%20%C3%A4", "X-EXTERNAL", own);
        assertThat(only(many).path("External_Contact_ID").asString()).isEqualTo("Boyle/1 ä");
        assertThat(wanted.getAs("viewer", "Contacts/Boyle%2F1%20%C3%A4", "X-EXTERNAL", own)
                        .statusCode())
                .as("another user's value")
                .isEqualTo(204);
        assertThat(only(wanted.getAs("viewer", "Contacts/Camp_1", "X-EXTERNAL", campaign))
                        .path("External_Contact_ID")
                        .isNull())
                .isTrue();
    }

    @Test
    void onlyWhatChangedSince() {
        String time =
                only(wanted.get("Accounts/" + account)).path("Modified_Time").asString();
        assertThat(wanted.get("Accounts/" + account, "If-Modified-Since", time).statusCode())
                .isEqualTo(304);
        assertThat(wanted.get("Accounts/" + account, "If-Modified-Since", "2020-01-01T00:00:00Z")
                        .statusCode())
                .isEqualTo(200);
        assertThat(wanted.get("Accounts?fields=id", "If-Modified-Since", "2100-01-01T00:00:00+05:30")
                        .statusCode())
                .isEqualTo(304);
        assertThat(wanted.get("Accounts?fields=id", "If-Modified-Since", "2020-01-01T00:00:00Z")
                        .statusCode())
                .isEqualTo(200);
        assertThat(wanted.get("Accounts?fields=id", "If-Modified-Since", "yesterday")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatWasDeleted() {
        long id = wanted.insert("Vendors", Map.of("Vendor_Name", "Gone Ltd"));
        assertThat(wanted.get("Vendors/deleted").statusCode()).isEqualTo(204);
        wanted.delete("Vendors", id);
        HttpResponse<String> answer = wanted.get("Vendors/deleted?type=recycle");
        JsonNode deleted = only(answer);
        assertThat(deleted.path("id").asString()).isEqualTo(String.valueOf(id));
        assertThat(deleted.path("display_name").asString()).isEqualTo("Gone Ltd");
        assertThat(deleted.path("type").asString()).isEqualTo("recycle");
        assertThat(deleted.path("deleted_by").path("name").asString()).isEqualTo("admin");
        assertThat(Wanted.json(answer).path("info").toString())
                .isEqualTo("{\"per_page\":200,\"count\":1,\"page\":1,\"more_records\":false}");
        assertThat(wanted.get("Vendors/" + id).statusCode()).isEqualTo(204);
        assertThat(wanted.get("Vendors/deleted", "If-Modified-Since", "2100-01-01T00:00:00Z")
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void scopesAndParametersOfTheCount() {
        assertThat(wanted.get("Price_Books/actions/count").body()).isEqualTo("{\"count\":0}");
        wanted.insert("Price_Books", Map.of("Price_Book_Name", "One"));
        assertThat(wanted.get("Price_Books/actions/count").body()).isEqualTo("{\"count\":1}");
        assertThat(wanted.get("Price_Books/actions/count?criteria=(Price_Book_Name:equals:two)")
                        .body())
                .isEqualTo("{\"count\":0}");
        assertThat(wanted.get("Price_Books/actions/count?cvid=1&word=ab").body())
                .contains("AMBIGUITY_DURING_PROCESSING", "\"param_name\":\"word\"");
        assertThat(wanted.get("Price_Books/actions/count?word=a").statusCode()).isEqualTo(400);
        assertThat(wanted.get("Nothing/actions/count").statusCode()).isEqualTo(400);
    }
}
