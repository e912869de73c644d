package dev.bailiwick.hostile;

import dev.bailiwick.TestServer;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Requests that are no HTTP, or hardly. */
final class Misframed {
    private static final String HOST = "Host: x\r\nConnection: close\r\n";
    private static final String BODY = "[{\"identifierName\":\"CODE\"}]";

    private final Draw draw;
    private final String auth;
    private final String start;

    Misframed(Draw draw, TestServer.Org org) {
        this.draw = draw;
        this.auth = "Authorization: " + org.authorization() + "\r\nContent-Type: application/json\r\n";
        this.start = draw.any("PUT", "POST", "GET") + " /v2/locations/" + draw.any("zones", "stores") + " HTTP/1.1\r\n";
    }

    HostileRequests.Request request() {
        List<Supplier<String>> all = Stream.of(requestLines(), lengths(), codings(), headerLines(), targets(), others())
                .flatMap(List::stream)
                .toList();
        return new HostileRequests.Request(Bytes.latin(draw.anyOf(all).get()), true, false);
    }

    private List<Supplier<String>> requestLines() {
        return List.of(
                () -> start + "Connection: close\r\n" + auth + "\r\n",
                () -> start.replace("1.1", "1.0") + auth + "\r\n",
                () -> start.replace("1.1", "1.0") + auth + "Content-Length: 2\r\n\r\n[]",
                () -> start.replace("1.1", draw.any("2.0", "3.0", "1.9", "0.9", "x", "")) + HOST + auth + "\r\n",
                () -> start.replace(" HTTP/1.1", "") + "\r\n",
                () -> start.replace("\r\n", "\n") + HOST.replace("\r\n", "\n") + "\n",
                () -> start.replace(" ", draw.any("  ", "\t", "\0")) + HOST + "\r\n");
    }

    private List<Supplier<String>> lengths() {
        return List.of(
                () -> start + HOST + auth + "Content-Length: "
                        + draw.any("-1", "x", "", "99999999999999999999", "1e3", "+5", "0x10") + "\r\n\r\n" + BODY,
                () -> start + HOST + auth + "Content-Length: 5\r\nContent-Length: 50\r\n\r\n" + BODY,
                () -> start + HOST + auth + "Content-Length: " + (BODY.length() + 1 + draw.below(5000)) + "\r\n\r\n"
                        + BODY,
                () -> start + HOST + auth + "Content-Length: " + draw.below(BODY.length()) + "\r\n\r\n" + BODY,
                () -> start + HOST + auth + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    }

    private List<Supplier<String>> codings() {
        return List.of(
                () -> start + HOST + auth + "Transfer-Encoding: chunked\r\n\r\n"
                        + draw.any(
                                "x\r\n[]\r\n0\r\n\r\n",
                                "ffffffffffffffff\r\n[",
                                "-1\r\n",
                                "2\r\n[]",
                                "2;" + "e".repeat(9000) + "\r\n[]\r\n0\r\n\r\n",
                                "1\r\n[]\r\n0\r\n\r\n",
                                "0\r\nX: y\r\n\r\n",
                                "0\r\n" + "X: y\r\n".repeat(3000) + "\r\n"),
                () -> start + HOST + auth + "Transfer-Encoding: "
                        + draw.any("foo", "gzip", "gzip, chunked", "chunked, gzip", "identity", "chunked, chunked", "")
                        + "\r\n\r\n" + BODY);
    }

    private List<Supplier<String>> headerLines() {
        return List.of(
                () -> start + HOST + "no colon here\r\n" + auth + "\r\n",
                () -> start + HOST + "X\0Y: z\r\nA: b\0c\r\n\r\n",
                () -> start + HOST + " folded: x\r\n\r\n",
                () -> start + HOST + "X: y\r\n z\r\n\r\n",
                () -> start + HOST + "X Y : z\r\n\r\n",
                () -> start + HOST + ": z\r\n\r\n",
                () -> start + HOST + "X: " + "y".repeat(100_000) + "\r\n\r\n",
                () -> start + HOST + "X: y\r\n".repeat(2_000) + "\r\n");
    }

    private List<Supplier<String>> targets() {
        return List.of(
                () -> "GET /" + "x".repeat(100_000) + " HTTP/1.1\r\n" + HOST + "\r\n",
                () -> "GET /health?" + "x".repeat(10_000) + " HTTP/1.1\r\n" + HOST + "\r\n",
                () -> "GET /health?a=\"<>\\^`{|} HTTP/1.1\r\n" + HOST + "\r\n",
                () -> "GET http://user:pass@elsewhere/v2/locations HTTP/1.1\r\n" + HOST + auth + "\r\n",
                () -> "GET http:///x HTTP/1.1\r\n" + HOST + "\r\n",
                () -> "GET \\..\\.. HTTP/1.1\r\n" + HOST + "\r\n",
                () -> "CONNECT 127.0.0.1:1 HTTP/1.1\r\n" + HOST + "\r\n",
                () -> "OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n",
                () -> "TRACE /health HTTP/1.1\r\n" + HOST + auth + "\r\n");
    }

    private List<Supplier<String>> others() {
        return List.of(
                () -> "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                () -> "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003",
                () -> start.replaceFirst("^[A-Z]+", "M".repeat(9000)) + HOST + "\r\n",
                () -> "\r\n\r\n\r\n" + start + HOST + "\r\n",
                () -> start.replace("Host: x", "Host: a\r\nHost: b")
                        + "Host: a\r\nHost: b\r\nConnection: close\r\n\r\n",
                () -> start + "Host: " + draw.any("[", "a b", "\u00fc", "x:99999", "x:y", ":::", "")
                        + "\r\nConnection: close\r\n" + auth + "\r\n",
                () -> draw.cut(start + HOST + auth + "Content-Length: 2\r\n\r\n[]"),
                this::noise);
    }

    private String noise() {
        return IntStream.range(0, 1 + draw.below(3000))
                .mapToObj(i -> Character.toString(draw.below(256)))
                .collect(Collectors.joining());
    }
}
