package dev.bailiwick.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
