package dev.bailiwick.hostile;

import dev.bailiwick.TestServer;
import java.util.List;

/** Requests that are good HTTP, whatever they say. */
final class Framed {
    private final Draw draw;
    private final List<String> routes;
    private final HeaderLines headers;
    private final Bodies bodies;

    Framed(Draw draw, TestServer.Org org, List<String> routes) {
        this.draw = draw;
        this.routes = routes;
        this.headers = new HeaderLines(draw, org);
        this.bodies = new Bodies(draw);
    }

    HostileRequests.Request request() {
        String[] route = draw.anyOf(routes).split(" ", 2);
        // The doors that write are what is worth most of the trouble.
        if (draw.below(10) < 6) {
            route = draw.any("PUT", "POST", "PUT")
                    .concat(draw.any(" /v2/locations/zones", " /v2/locations/stores"))
                    .split(" ", 2);
        }
        String method = draw.oneIn(12)
                ? draw.any(
                        "GET", "HEAD", "OPTIONS", "TRACE", "DELETE", "PATCH", "PUT", "POST", "FOO", "get", "PROPFIND")
                : route[0];
        byte[] body = bodies.body();
        StringBuilder head = new StringBuilder(method + " " + route[1] + query() + " HTTP/1.1\r\n");
        head.append("Host: 127.0.0.1\r\nConnection: close\r\n");
        head.append(headers.credentials()).append(headers.type()).append(headers.odd());
        if (draw.oneIn(6)) {
            String encoding =
                    draw.any("gzip", "GZIP", "deflate", "br", "identity", "gzip, gzip", "x-gzip", "", "zstd", "\u00fc");
            head.append("Content-Encoding: ").append(encoding).append("\r\n");
            if (!encoding.equals("identity")) {
                body = bodies.encoded(body);
            }
        }
        if (draw.oneIn(10)) {
            head.append("Transfer-Encoding: chunked\r\n");
            body = bodies.chunked(body);
        } else {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        // A server that dislikes the target may close before it has read the body, and its answer be lost.
        boolean fine = route[1].matches("[A-Za-z0-9/.;=-]+");
        return new HostileRequests.Request(Bytes.joined(Bytes.latin(head + "\r\n"), body), false, fine);
    }

    private String query() {
        return switch (draw.below(16)) {
            case 0 -> "?inheritLocale=true";
            case 1 -> "?inheritLocale=maybe";
            case 2 -> "?inheritLocale=%00";
            case 3 -> "?inheritLocale=%zz&%=%";
            case 4 -> "?inheritLocale=true&inheritLocale=false&inheritLocale=x";
            case 5 -> "?inheritLocale=" + "x".repeat(7000);
            case 6 -> "?" + "a=b&".repeat(1700);
            case 7 -> "?%c3%28=%ff";
            case 8 ->
                "?type=" + draw.any("STORE", "x", "%00", "")
                        + "&limit=" + draw.any("-1", "0", "101", "1e9", "99999999999999999999", "x", "")
                        + "&offset=" + draw.any("-1", "9223372036854775807", "99999999999999999999", "1.5", "")
                        + "&sortBy=" + draw.any("name", "%27%20or%201=1", "%00", "")
                        + "&q="
                        + draw.any("name:x", "name", ":", "code:%25,code:%25", "external_id:%00", "x:y", "%ed%a0%80")
                        + "&entityCodes=" + draw.any("root", ",,,", "a,".repeat(40), "%00")
                        + "&isActive=" + draw.any("true", "maybe", "");
            default -> "";
        };
    }
}
