package dev.bailiwick.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that once led to a 5xx, each as small as it gets. A row of theirs is told why, its neighbours stand. */
class FoundHostileTest {
    private static final TestServer.Org ORG = TestServer.shared().sandbox();
    private static final String ZONES = "/v2/locations/zones";

    private static RawHttp.Answer send(String line, String headers, String body) {
        String request = line + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: " + ORG.authorization()
                + "\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        RawHttp.Answer answer =
                RawHttp.send(ORG.server().uri("/").getPort(), request.getBytes(StandardCharsets.ISO_8859_1), false);
        assertThat(answer).isNotNull();
        return answer == null ? new RawHttp.Answer(0, "") : answer;
    }

    /** Clients of this door read nothing but its own form, also of what the container refuses. */
    @ParameterizedTest
    @CsvSource({
        "POST, /crm/v8/Contacts/%zz, 400",
        "GET, /crm/v8/%00, 400",
        "GET, /crm/v8/Contacts?fields=%zz, 400",
        "TRACE, /crm/v8/Contacts, 405",
        "BREW, /crm/v8/Contacts, 400",
        "GET, /crm/v8/nothing/to/see/here, 404",
        "POST, /crm/v6/Contacts, 404",
        "GET, /crm, 404"
    })
    void refusedAtTheRecordDoor(String method, String path, int status) {
        RawHttp.Answer answer = send(method + " " + path, "", "");
        assertThat(answer.text())
                .contains("{\"code\":\"", "\"details\":{", "\"status\":\"error\"}")
                .doesNotContain("problem+json");
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    }

    /** Values that no text of the database can be, where records are found by them. */
    @ParameterizedTest
    @CsvSource({"a\\u0000", "\\ud800", "\\u0000"})
    void namesThatNothingCanHave(String name) {
        String rows = "{\"data\":[{\"Account_Name\":\"" + name + "\"},{\"Account_Name\":\"stands\"}]}";
        RawHttp.Answer answer = send("POST /crm/v8/Accounts/upsert", "", rows);
        assertThat(answer.status()).as(answer.text()).isEqualTo(207);
        assertThat(answer.text()).contains("\"INVALID_DATA\"", "\"SUCCESS\"");
    }

    /** Short as they are sent, such numbers have more digits than there is memory for. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST /crm/v8/Accounts | {'data':[{'Account_Name':1e999999999},{'Account_Name':'stands'}]}",
                "POST /crm/v8/Accounts/upsert | {'data':[{'Account_Name':1e999999999},{'Account_Name':'stands alone'}]}",
                "POST /crm/v8/Accounts | {'data':[{'Account_Name':'x','Territory':1e999999999},{'Account_Name':'stands'}]}",
                "POST /crm/v8/Accounts | {'data':[{'Account_Name':'x','Territories':[1e9999999]},{'Account_Name':'stands'}]}",
                "POST /crm/v8/Accounts | {'data':[{'Account_Name':'x','Territory':{'id':1e999999999}},{'Account_Name':'stands'}]}",
                "POST /crm/v8/Accounts/actions/assign_territories | {'data':[{'id':'1','Territories':[{'id':1e999999999}]}]}",
                "POST /api/v1/records/Accounts/1/merge | {'from':{'id':1e999999999}}",
                "POST /api/v1/assignments | {'items':[{'verb':'pin','module':'Accounts','record':{'id':1e999999999},'zone':{'id':1e999999999}}]}"
            })
    void numbersOfAThousandMillionDigits(String line, String body) {
        RawHttp.Answer answer = send(line, "", body.replace('\'', '"'));
        assertThat(answer.status()).as(answer.text()).isIn(207, 400, 404);
        assertThat(answer.text()).contains(body.contains("stands") ? "\"SUCCESS\"" : "");
    }

    /** Forms that only other doors have. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'zones':[{'code':'root','users':{'ada':true}}]} | zones[0].users",
                "{'zones':[{'code':'root','users':{'1':null}}]} | zones[0].users",
                "{'zones':[{'code':'root','manager':5}]} | zones[0].manager",
                "{'zones':[{'code':'root','defaultFor':{'Foo':1}}]} | zones[0].defaultFor",
                "{'zones':[{'code':'root','rules':[1]}]} | zones[0].rules"
            })
    void anOrgFileThatSaysItOtherwise(String file, String path) {
        HttpResponse<String> answer = ORG.put("/api/v1/org", file.replace('\'', '"'));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"path\":\"" + path + "\",\"code\":\"WRONG_TYPE\"");
    }

    /** Each wrong value is told with what would be right, so that a small request could ask for a gigabyte. */
    @Test
    void manyWrongValuesOfALongList() {
        String list = IntStream.range(0, 1000)
                .mapToObj(i -> "\"" + "v".repeat(100) + i + "\"")
                .collect(Collectors.joining(",", "[", "]"));
        String field = "{\"name\":\"Long\",\"type\":\"multiselectpicklist\",\"pickList\":" + list + "}";
        String file = "{\"modules\":[{\"name\":\"Contacts\",\"fields\":[" + field + "]}]}";
        assertThat(ORG.put("/api/v1/org", file).statusCode()).isEqualTo(200);
        String wrong = "{\"Last_Name\":\"x\",\"Long\":[" + "\"x\",".repeat(499) + "\"x\"]}";
        RawHttp.Answer answer =
                send("POST /crm/v8/Contacts", "", "{\"data\":[" + (wrong + ",").repeat(99) + wrong + "]}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("supported_values").hasSizeLessThan(20_000_000);
    }

    /** To fold a long text into the form in which keys are compared could take a core for minutes. */
    @Test
    void aLookupByAValueThatNoKeyCanBe() {
        String file =
                "{\"modules\":[{\"name\":\"Accounts\",\"fields\":[{\"name\":\"ERP\",\"type\":\"text\",\"external\":\"org\"}]}]}";
        assertThat(ORG.put("/api/v1/org", file).statusCode()).isEqualTo(200);
        String value = "a\\u0315\\u0300".repeat(300_000);
        RawHttp.Answer answer = send(
                "POST /crm/v8/Contacts",
                "X-EXTERNAL: Contacts.Account_Name.ERP\r\n",
                "{\"data\":[{\"Last_Name\":\"x\",\"Account_Name\":{\"ERP\":\"" + value + "\"}}]}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("The external ID of the lookup field");
    }

    @Test
    void manyUnknownFields() {
        String row = IntStream.range(0, 499)
                .mapToObj(i -> "\"Nothing_of_this_name_" + i + "\":1")
                .collect(Collectors.joining(",", "{\"Last_Name\":\"x\",", "}"));
        RawHttp.Answer answer = send("POST /crm/v8/Contacts", "", "{\"data\":[" + (row + ",").repeat(99) + row + "]}");
        assertThat(answer.status()).isEqualTo(201);
    }

    private static String rowWith(String member) {
        return "[{\"identifierName\":\"CODE\",\"identifierValue\":\"root\"," + member.replace('\'', '"') + "}]";
    }

    /** A fault has the code of its cause, not the one of a mistake of the server. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'name':'a\\u0000'                        | 1219
                    'areaParentCode':'a\\u0000'              | 1217
                    'externalIds':{'a':'a\\u0000'}           | 1217
                    'externalIds':{'a\\u0000':'a'}           | 1217
                    'customFields':{'a\\u0000':'a'}          | 1217
                    'language':'a\\u0000'                    | 1217
                    """)
    void nulInAValue(String member, int code) {
        RawHttp.Answer answer = send("PUT " + ZONES, "Content-Type: application/json\r\n", rowWith(member));
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).contains("\"code\":" + code + ",").doesNotContain("9500");
    }

    @Test
    void nulInAnUnknownField() {
        RawHttp.Answer answer = send("PUT " + ZONES, "Content-Type: application/json\r\n", rowWith("'x\\u0000':1"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).contains("\"code\":9101,");
    }

    @Test
    void nulInAnIdentifier() {
        String code = "{\"identifierName\":\"CODE\",\"identifierValue\":\"\\u0000\"}";
        String kind = "{\"identifierName\":\"\\u0000\",\"identifierValue\":\"root\"}";
        String fine = "{\"identifierName\":\"CODE\",\"identifierValue\":\"root\",\"description\":\"stored\"}";
        RawHttp.Answer answer = send(
                "PUT " + ZONES,
                "Content-Type: application/json\r\n",
                "[" + String.join(",", List.of(code, kind, fine)) + "]");
        assertThat(answer.status()).as(answer.text()).isEqualTo(207);
        assertThat(answer.text()).contains("\"code\":1254,", "\"code\":1250,", "\"failureCount\":2}");
    }

    @ParameterizedTest
    @CsvSource({"1e99999999999", "1e-2147483648", "1E-99999999999", "1e2147483648"})
    void numberBeyondAnything(String number) {
        RawHttp.Answer answer = send("PUT " + ZONES, "Content-Type: application/json\r\n", rowWith("'x':" + number));
        assertThat(answer.status()).as(answer.text()).isIn(200, 400);
    }

    @ParameterizedTest
    @CsvSource({"?a=%ff", "?inheritLocale=%zz", "?%c3%28=x", "?inheritLocale=%00"})
    void unreadableQuery(String query) {
        RawHttp.Answer answer = send("PUT " + ZONES + query, "Content-Type: application/json\r\n", "[]");
        assertThat(answer.status()).as(answer.text()).isIn(200, 400);
    }

    @Test
    void moreParametersThanAnybodyReads() {
        RawHttp.Answer answer =
                send("PUT " + ZONES + "?" + "a=b&".repeat(1001), "Content-Type: application/json\r\n", "[]");
        assertThat(answer.status()).as(answer.text()).isIn(200, 400);
    }

    @Test
    void brokenForm() {
        RawHttp.Answer answer = send("PUT " + ZONES, "Content-Type: application/x-www-form-urlencoded\r\n", "a=%");
        assertThat(answer.status()).as(answer.text()).isEqualTo(415);
    }

    @Test
    void emptyCharsetOfWhatTheServerRefusesFirst() {
        String type = "Content-Type: application/json;charset=\r\n";
        assertThat(send("TRACE " + ZONES, type, "[]").status()).isEqualTo(405);
        assertThat(send("PUT " + ZONES, type + "Cookie: " + "c=d; ".repeat(300) + "\r\n", "[]")
                        .status())
                .isIn(400, 415);
    }

    @Test
    void theErrorPageItself() {
        assertThat(send("GET /error", "", "").status()).isIn(403, 404);
        assertThat(send("GET /%2e%2e/x", "Accept: text/html\r\n", "").text()).doesNotContainIgnoringCase("whitelabel");
    }
}
