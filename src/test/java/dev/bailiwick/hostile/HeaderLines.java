package dev.bailiwick.hostile;

import dev.bailiwick.TestServer;
import java.util.Base64;
import java.util.Locale;

/** The header lines of requests: credentials, media types and what else there is, good and bad. */
final class HeaderLines {
    private final Draw draw;
    private final TestServer.Org org;

    HeaderLines(Draw draw, TestServer.Org org) {
        this.draw = draw;
        this.org = org;
    }

    String credentials() {
        String admin = "Authorization: " + org.authorization() + "\r\n";
        if (!draw.oneIn(12)) {
            return draw.oneIn(5)
                    ? "Authorization: " + org.as(draw.any("editor", "viewer")).authorization() + "\r\n"
                    : admin;
        }
        return draw.made(
                () -> "",
                () -> "Authorization:\r\n",
                () -> "Authorization: Basic\r\n",
                () -> "Authorization: Basic !!!!\r\n",
                () -> "Authorization: Basic " + "QQ".repeat(3000) + "\r\n",
                () -> "Authorization: Basic " + Base64.getEncoder().encodeToString(Bytes.latin("nocolon")) + "\r\n",
                () -> "Authorization: Bearer abc\r\n",
                () -> "Authorization: Digest username=\"x\"\r\n",
                () -> "Authorization: Zoho-oauthtoken 1000.x\r\n",
                () -> "Authorization: \u00fc\u0001\r\n".replace("\u0001", "\t"),
                () -> admin + admin,
                () -> "Authorization: " + stranger() + "\r\n",
                () -> "Authorization: Basic "
                        + Base64.getEncoder().encodeToString(new byte[] {(byte) 0xc3, 0x28, ':', (byte) 0xff})
                        + "\r\n");
    }

    /** Somebody who is not known, or not by this password. */
    private String stranger() {
        return TestServer.basic(
                draw.any(
                        org.key() + "/nobody",
                        org.key() + "/",
                        "/",
                        "",
                        "nowhere/admin",
                        org.key() + "/admin/",
                        org.key() + "/ad\0min",
                        org.key() + "/\ud800",
                        "x".repeat(3000) + "/admin",
                        org.key() + "/admin' OR '1'='1",
                        org.key().toUpperCase(Locale.ROOT) + "/admin"),
                draw.any("wrong", "", "\0", "p".repeat(100), TestServer.PASSWORD + " "));
    }

    String type() {
        if (!draw.oneIn(8)) {
            return draw.any(
                    "Content-Type: application/json\r\n",
                    "Content-Type: application/json\r\n",
                    "Content-Type: application/json;charset=utf-8\r\n",
                    "Content-Type: APPLICATION/JSON; CharSet=\"UTF-8\"\r\n");
        }
        return draw.any(
                "",
                "Content-Type:\r\n",
                "Content-Type: text/plain\r\n",
                "Content-Type: application/x-www-form-urlencoded\r\n",
                "Content-Type: multipart/form-data; boundary=x\r\n",
                "Content-Type: multipart/form-data\r\n",
                "Content-Type: application/json;charset=utf-16\r\n",
                "Content-Type: application/json;charset=iso-8859-1\r\n",
                "Content-Type: application/json;charset=nonsense\r\n",
                "Content-Type: application/json;charset=\r\n",
                "Content-Type: application/json;charset=\"\r\n",
                "Content-Type: json\r\n",
                "Content-Type: /\r\n",
                "Content-Type: */*\r\n",
                "Content-Type: application/*\r\n",
                "Content-Type: application/json, text/plain\r\n",
                "Content-Type: application/json\r\nContent-Type: text/plain\r\n",
                "Content-Type: application/yaml\r\n",
                "Content-Type: \u00fc/\u00fc\r\n");
    }

    String odd() {
        if (!draw.oneIn(6)) {
            return "";
        }
        return draw.any(
                "Accept: text/html\r\n",
                "Accept: image/png\r\n",
                "Accept: nonsense\r\n",
                "Accept: */*;q=x\r\n",
                "Accept-Language: tr-TR\r\n",
                "Accept-Language: " + "x-".repeat(500) + "\r\n",
                "Expect: 100-continue\r\n",
                "Prefer: dry-run, dry-run;x=\"\\\r\n",
                "Prefer: atomic\r\nPrefer: receipts\r\n",
                "Idempotency-Key: \u00fc\r\n",
                "Idempotency-Key: " + "k".repeat(4000) + "\r\n",
                "Range: bytes=9-1\r\n",
                "If-Match: x\r\nIf-Modified-Since: never\r\n",
                "X-Forwarded-For: ' OR 1=1\r\nX-Forwarded-Proto: gopher\r\nX-Forwarded-Host: %00\r\n",
                "X-HTTP-Method-Override: DELETE\r\n",
                "Origin: null\r\nAccess-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: x\r\n",
                "Cookie: JSESSIONID=x; " + "c=d; ".repeat(300) + "\r\n",
                "Cookie: =;=;\"\r\n",
                "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n",
                "Upgrade: websocket\r\nSec-WebSocket-Key: x\r\n",
                "X-Null: a\tb\r\n",
                "Date: yesterday\r\n",
                "TE: trailers, deflate;q=0.5\r\n");
    }
}
