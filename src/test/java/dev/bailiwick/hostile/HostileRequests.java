package dev.bailiwick.hostile;

import dev.bailiwick.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Requests that no honest client sends; the same seed and number give the same request. None of them asks for a change
 * that could be granted: each row of each has a mistake, or names no field.
 */
final class HostileRequests {
    private final long seed;
    private final TestServer.Org org;
    private final List<String> routes;
    private final byte[] bomb;

    HostileRequests(long seed, TestServer.Org org, List<String> routes) {
        this.seed = seed;
        this.org = org;
        this.routes = new ArrayList<>(routes);
        this.routes.addAll(List.of(
                "GET /v2/locations",
                "GET /api/v1/org",
                "PUT /api/v1/org",
                "GET /api/v1/batches/00000000-0000-0000-0000-000000000000",
                "POST /api/v1/batches/x/undo",
                "GET /api/v1/faults",
                "GET /health",
                "GET /",
                "GET /error",
                "GET /actuator/env",
                "GET /login",
                "POST /logout",
                "PUT /v2/locations/concepts",
                "PUT /v2/locations/tills",
                "PUT /v2/locations/zones/",
                "PUT /v2//locations/zones",
                "PUT /v2/./locations/zones",
                "PUT /v2/locations/zones;x=y",
                "PUT /v2/locations/%7aones",
                "PUT /v2/locations%2fzones",
                "GET /v2/../../../../etc/passwd",
                "GET /%2e%2e/%2e%2e/etc/passwd",
                "GET /META-INF/MANIFEST.MF",
                "GET /favicon.ico",
                "GET /\u00e4\u00f6\u00fc",
                "GET /%c3%28",
                "GET /%00",
                "GET /%zz",
                "GET /{key}",
                "GET /" + "x".repeat(3000),
                "GET /" + "a/".repeat(2000)));
        // What a hundred megabytes of blanks come to.
        this.bomb = gzip(new byte[100 << 20], (byte) ' ');
    }

    /**
     * A request.
     *
     * @param unfinished whether the server may wait for more of it
     * @param framed whether it is good HTTP, so that an answer must come
     */
    record Request(byte[] bytes, boolean unfinished, boolean framed) {
        @Override
        public String toString() {
            String text = new String(bytes, 0, Math.min(bytes.length, 3000), StandardCharsets.ISO_8859_1);
            String shown = text.codePoints()
                    .mapToObj(c -> c >= ' ' && c < 127 || c == '\n' ? Character.toString(c) : "<%02x>".formatted(c))
                    .collect(Collectors.joining());
            return shown + (bytes.length > 3000 ? "… (" + bytes.length + " bytes)" : "");
        }
    }

    Request request(int number) {
        return new Maker(new SplittableRandom(seed * 1_000_003 + number)).request();
    }

    private static byte[] gzip(byte[] content, byte filling) {
        Arrays.fill(content, filling);
        return compressed(content, true);
    }

    private static byte[] compressed(byte[] content, boolean gzip) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var zip = gzip ? new GZIPOutputStream(out) : new DeflaterOutputStream(out)) {
            zip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Makes one request out of its own random numbers. */
    private final class Maker {
        private final SplittableRandom random;

        Maker(SplittableRandom random) {
            this.random = random;
        }

        private boolean oneIn(int n) {
            return random.nextInt(n) == 0;
        }

        @SafeVarargs
        private <T> T any(T... choices) {
            return choices[random.nextInt(choices.length)];
        }

        @SafeVarargs
        private String made(Supplier<String>... choices) {
            return any(choices).get();
        }

        Request request() {
            return oneIn(8) ? misframed() : framed();
        }

        private Request framed() {
            String[] route = any(routes.toArray(String[]::new)).split(" ", 2);
            // The doors that write are what is worth most of the trouble.
            if (random.nextInt(10) < 6) {
                route = any("PUT", "POST", "PUT")
                        .concat(any(" /v2/locations/zones", " /v2/locations/stores"))
                        .split(" ", 2);
            }
            String method = oneIn(12)
                    ? any("GET", "HEAD", "OPTIONS", "TRACE", "DELETE", "PATCH", "PUT", "POST", "FOO", "get", "PROPFIND")
                    : route[0];
            byte[] body = body();
            StringBuilder head = new StringBuilder(method + " " + route[1] + query() + " HTTP/1.1\r\n");
            head.append("Host: 127.0.0.1\r\nConnection: close\r\n");
            head.append(credentials()).append(type()).append(oddHeaders());
            if (oneIn(6)) {
                String encoding =
                        any("gzip", "GZIP", "deflate", "br", "identity", "gzip, gzip", "x-gzip", "", "zstd", "\u00fc");
                head.append("Content-Encoding: ").append(encoding).append("\r\n");
                if (!encoding.equals("identity")) {
                    body = encoded(body);
                }
            }
            if (oneIn(10)) {
                head.append("Transfer-Encoding: chunked\r\n");
                body = chunked(body);
            } else {
                head.append("Content-Length: ").append(body.length).append("\r\n");
            }
            // A server that dislikes the target may close before it has read the body, and its answer be lost.
            boolean fine = route[1].matches("[A-Za-z0-9/.;=-]+");
            return new Request(joined(latin(head + "\r\n"), body), false, fine);
        }

        private byte[] encoded(byte[] body) {
            return switch (random.nextInt(5)) {
                case 0 -> bomb;
                case 1 -> compressed(body, false);
                case 2 -> {
                    byte[] broken = compressed(body, true);
                    broken[random.nextInt(broken.length)] ^= (byte) (1 + random.nextInt(255));
                    yield broken;
                }
                case 3 -> Arrays.copyOf(compressed(body, true), 1 + random.nextInt(30));
                default -> compressed(body, true);
            };
        }

        private byte[] chunked(byte[] body) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            int size = 1 + random.nextInt(5000);
            for (int at = 0; at < body.length; at += size) {
                int length = Math.min(size, body.length - at);
                out.writeBytes(latin(Integer.toHexString(length) + "\r\n"));
                out.write(body, at, length);
                out.writeBytes(latin("\r\n"));
            }
            out.writeBytes(latin("0\r\n\r\n"));
            return out.toByteArray();
        }

        private String query() {
            return switch (random.nextInt(16)) {
                case 0 -> "?inheritLocale=true";
                case 1 -> "?inheritLocale=maybe";
                case 2 -> "?inheritLocale=%00";
                case 3 -> "?inheritLocale=%zz&%=%";
                case 4 -> "?inheritLocale=true&inheritLocale=false&inheritLocale=x";
                case 5 -> "?inheritLocale=" + "x".repeat(7000);
                case 6 -> "?" + "a=b&".repeat(1700);
                case 7 -> "?%c3%28=%ff";
                case 8 ->
                    "?type=" + any("STORE", "x", "%00", "")
                            + "&limit=" + any("-1", "0", "101", "1e9", "99999999999999999999", "x", "")
                            + "&offset=" + any("-1", "9223372036854775807", "99999999999999999999", "1.5", "")
                            + "&sortBy=" + any("name", "%27%20or%201=1", "%00", "")
                            + "&q="
                            + any("name:x", "name", ":", "code:%25,code:%25", "external_id:%00", "x:y", "%ed%a0%80")
                            + "&entityCodes=" + any("root", ",,,", "a,".repeat(40), "%00")
                            + "&isActive=" + any("true", "maybe", "");
                default -> "";
            };
        }

        private String credentials() {
            String admin = "Authorization: " + org.authorization() + "\r\n";
            if (!oneIn(12)) {
                return oneIn(5)
                        ? "Authorization: " + org.as(any("editor", "viewer")).authorization() + "\r\n"
                        : admin;
            }
            return made(
                    () -> "",
                    () -> "Authorization:\r\n",
                    () -> "Authorization: Basic\r\n",
                    () -> "Authorization: Basic !!!!\r\n",
                    () -> "Authorization: Basic " + "QQ".repeat(3000) + "\r\n",
                    () -> "Authorization: Basic " + Base64.getEncoder().encodeToString(latin("nocolon")) + "\r\n",
                    () -> "Authorization: Bearer abc\r\n",
                    () -> "Authorization: Digest username=\"x\"\r\n",
                    () -> "Authorization: Zoho-oauthtoken 1000.x\r\n",
                    () -> "Authorization: \u00fc\u0001\r\n".replace("\u0001", "\t"),
                    () -> admin + admin,
                    () -> "Authorization: "
                            + TestServer.basic(
                                    any(
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
                                            org.key().toUpperCase(java.util.Locale.ROOT) + "/admin"),
                                    any("wrong", "", "\0", "p".repeat(100), TestServer.PASSWORD + " "))
                            + "\r\n",
                    () -> "Authorization: Basic "
                            + Base64.getEncoder().encodeToString(new byte[] {(byte) 0xc3, 0x28, ':', (byte) 0xff})
                            + "\r\n");
        }

        private String type() {
            if (!oneIn(8)) {
                return any(
                        "Content-Type: application/json\r\n",
                        "Content-Type: application/json\r\n",
                        "Content-Type: application/json;charset=utf-8\r\n",
                        "Content-Type: APPLICATION/JSON; CharSet=\"UTF-8\"\r\n");
            }
            return any(
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

        private String oddHeaders() {
            if (!oneIn(6)) {
                return "";
            }
            return any(
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

        private byte[] body() {
            String json = json();
            return switch (random.nextInt(24)) {
                case 0 -> new byte[0];
                case 1 ->
                    json.getBytes(any(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, Charset.forName("UTF-32")));
                case 2 ->
                    joined(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, json.getBytes(StandardCharsets.UTF_8));
                case 3, 4 -> brokenUtf8(json);
                case 5, 6 -> cut(json).getBytes(StandardCharsets.UTF_8);
                case 7 ->
                    (json + any("]", "}", "x", "\0", "[]", " null", "//", "\u00e4")).getBytes(StandardCharsets.UTF_8);
                case 8 -> nested().getBytes(StandardCharsets.UTF_8);
                case 9 ->
                    any(
                                    "null",
                                    "true",
                                    "1",
                                    "\"x\"",
                                    "{}",
                                    "{\"x\":1}",
                                    "NaN",
                                    "'x'",
                                    "[,]",
                                    "[1,]",
                                    "/**/[]",
                                    "- a: b",
                                    "org: x\nnope: y\n",
                                    "&a [*a]",
                                    "!!java.net.URL [x]",
                                    "<?xml version=\"1.0\"?><a/>",
                                    "a=b&c=d",
                                    "\0")
                            .getBytes(StandardCharsets.UTF_8);
                case 10 -> {
                    byte[] noise = new byte[random.nextInt(2000)];
                    for (int i = 0; i < noise.length; i++) {
                        noise[i] = (byte) random.nextInt(256);
                    }
                    yield noise;
                }
                case 11 ->
                    oneIn(6)
                            ? ("[\"" + "x".repeat((4 << 20) + random.nextInt(1 << 20)) + "\"]")
                                    .getBytes(StandardCharsets.UTF_8)
                            : latin(json);
                default -> json.getBytes(StandardCharsets.UTF_8);
            };
        }

        private byte[] brokenUtf8(String json) {
            byte[] good = json.getBytes(StandardCharsets.UTF_8);
            byte[] bad = any(
                    new byte[] {(byte) 0xc3, 0x28},
                    new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                    new byte[] {(byte) 0xc0, (byte) 0xaf},
                    new byte[] {(byte) 0xf8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80},
                    new byte[] {(byte) 0xff},
                    new byte[] {(byte) 0xe2, (byte) 0x82});
            int at = random.nextInt(good.length + 1);
            return joined(Arrays.copyOf(good, at), bad, Arrays.copyOfRange(good, at, good.length));
        }

        private String cut(String json) {
            return json.substring(0, random.nextInt(json.length() + 1));
        }

        private String nested() {
            int depth = any(100, 499, 1000, 10_000);
            String open = any("[", "{\"a\":", "[{\"customFields\":");
            String close = open.equals("[") ? "]" : open.startsWith("{") ? "}" : "}]";
            String tower = open.repeat(depth) + "1" + (oneIn(3) ? "" : close.repeat(depth));
            return oneIn(2)
                    ? tower
                    : "[{" + identity() + ",\"customFields\":{\"cf\":" + tower + "},\"isActive\":\"no\"}]";
        }

        /** An array of rows, each with a mistake. */
        private String json() {
            int rows = oneIn(20) ? any(51, 100, 101, 2000) : random.nextInt(4);
            return IntStream.range(0, rows).mapToObj(i -> row()).collect(Collectors.joining(",", "[", "]"));
        }

        private String row() {
            if (oneIn(10)) {
                return any("null", "1", "\"x\"", "[]", "[[{}]]", "true", "{}");
            }
            List<String> members = new ArrayList<>();
            if (!oneIn(10)) {
                members.add(identity());
            }
            if (oneIn(3)) {
                // Nothing that has an effect: the row may hold.
                for (int i = random.nextInt(4); i > 0; i--) {
                    members.add(quoted("x" + text()) + ":" + value(0));
                }
                return members.stream().collect(Collectors.joining(",", "{", "}"));
            }
            for (int i = random.nextInt(6); i > 0; i--) {
                String field = any(
                        "code",
                        "name",
                        "description",
                        "isAdmin",
                        "areaParentCode",
                        "externalIds",
                        "externalId",
                        "customFields",
                        "language",
                        "currency",
                        "timezone",
                        "latitude",
                        "longitude",
                        "groupParentCode",
                        "entityId",
                        "id",
                        "type");
                if (members.stream().noneMatch(m -> m.startsWith("\"" + field + "\"")) || oneIn(30)) {
                    members.add("\"" + field + "\":" + (oneIn(3) ? map() : value(0)));
                }
            }
            members.add("\"isActive\":" + any("\"no\"", "null", "0", "1e999999999", "[]", "{}", "\"\\u0000\""));
            if (oneIn(25)) {
                members.add(members.get(random.nextInt(members.size())));
            }
            return members.stream().collect(Collectors.joining(",", "{", "}"));
        }

        private String map() {
            return IntStream.range(0, random.nextInt(8))
                    .mapToObj(i ->
                            (oneIn(2) ? quoted(text() + i) : any("\"erp\"", "\"cf\"", "\"cfi\"", "\"cfd\"", "\"cfb\""))
                                    + ":" + value(1))
                    .collect(Collectors.joining(",", "{", "}"));
        }

        private String identity() {
            String kind = random.nextInt(10) < 8 ? any("\"CODE\"", "\"code\"", "\"ID\"", "\"EXTERNAL_ID\"") : value(1);
            String value =
                    random.nextInt(10) < 6 ? any("\"root\"", "\"z1\"", "\"s1\"", "\"E-1\"", "1", "75001001") : value(1);
            return "\"identifierName\":" + kind + ",\"identifierValue\":" + value;
        }

        private String value(int depth) {
            return switch (random.nextInt(depth > 3 ? 12 : 15)) {
                case 0 -> "null";
                case 1 -> any("true", "false");
                case 2 ->
                    any(
                            "0",
                            "-0",
                            "1",
                            "-1",
                            "7.0",
                            "1e3",
                            "0.1",
                            "9223372036854775807",
                            "9223372036854775808",
                            "-9223372036854775809",
                            "9007199254740993");
                case 3 ->
                    any(
                            "1e999999999",
                            "-1e999999999",
                            "1e-999999999",
                            "1e400",
                            "1e99999999999",
                            "1E-99999999999",
                            "0e999999999",
                            "1.7976931348623157e308",
                            "4.9e-324",
                            "1e2147483647",
                            "1e-2147483648",
                            "1e2147483648");
                case 4 -> (oneIn(2) ? "-" : "") + "9".repeat(any(30, 300, 999, 1000, 1001, 5000));
                case 5 -> "0." + "3".repeat(any(30, 300, 990, 5000)) + any("", "e5", "e-300", "e999999999");
                case 12 -> "[" + value(depth + 1) + "," + value(depth + 1) + "]";
                case 13 -> "{" + quoted(text()) + ":" + value(depth + 1) + "}";
                case 14 -> map();
                default -> quoted(text());
            };
        }

        private String text() {
            return any(
                    "",
                    " ",
                    "\0",
                    "a\0b",
                    "\ud800",
                    "\udc00x",
                    "x\ud83d",
                    "\ud83d\ude00",
                    "\u00e4",
                    "A\u0308",
                    "\u0130",
                    "\ufffe",
                    "\uffff",
                    "\u202e",
                    "\ufeff",
                    "\u2028",
                    "\t",
                    "\n",
                    "\r\n",
                    "\u007f",
                    "\u0085",
                    "\u00a0",
                    "root",
                    "ROOT",
                    "z1",
                    "s1",
                    "Zone 1",
                    "E-1",
                    "erp",
                    "cf",
                    "' OR '1'='1",
                    "'; DELETE FROM zone; --",
                    "{\"a\",b}",
                    "{",
                    "}",
                    "\\",
                    "\"",
                    "%s%n%d",
                    "${jndi:ldap://127.0.0.1/x}",
                    "{{7*7}}",
                    "<script>alert(1)</script>",
                    "../../etc/passwd",
                    "null",
                    "NaN",
                    "1e5",
                    "x".repeat(100),
                    "x".repeat(101),
                    "\ud83d\ude00".repeat(100),
                    "\u0390".repeat(100),
                    "x".repeat(200),
                    "x".repeat(201),
                    "x".repeat(10_000),
                    "\u0000".repeat(300),
                    "a\u0301".repeat(200),
                    "\ufdfa".repeat(100),
                    "x".repeat(100_000));
        }

        /** As JSON text: escaped where it must be, now and then where it need not. */
        private String quoted(String text) {
            boolean escapeAll = oneIn(4);
            StringBuilder out = new StringBuilder("\"");
            text.chars().forEach(c -> {
                if (escapeAll && text.length() < 1000
                        || c < ' '
                        || c >= 0xd800 && c < 0xe000
                        || c == '"'
                        || c == '\\') {
                    out.append("\\u%04x".formatted(c));
                } else {
                    out.append((char) c);
                }
            });
            return out.append('"').toString();
        }

        /** What is no HTTP, or hardly. */
        private Request misframed() {
            String auth = "Authorization: " + org.authorization() + "\r\nContent-Type: application/json\r\n";
            String start = any("PUT", "POST", "GET") + " /v2/locations/" + any("zones", "stores") + " HTTP/1.1\r\n";
            String host = "Host: x\r\nConnection: close\r\n";
            String body = "[{\"identifierName\":\"CODE\"}]";
            String text = made(
                    () -> start + "Connection: close\r\n" + auth + "\r\n",
                    () -> start.replace("1.1", "1.0") + auth + "\r\n",
                    () -> start.replace("1.1", "1.0") + auth + "Content-Length: 2\r\n\r\n[]",
                    () -> start.replace("1.1", any("2.0", "3.0", "1.9", "0.9", "x", "")) + host + auth + "\r\n",
                    () -> start.replace(" HTTP/1.1", "") + "\r\n",
                    () -> start.replace("\r\n", "\n") + host.replace("\r\n", "\n") + "\n",
                    () -> start.replace(" ", any("  ", "\t", "\0")) + host + "\r\n",
                    () -> start + host + auth + "Content-Length: "
                            + any("-1", "x", "", "99999999999999999999", "1e3", "+5", "0x10") + "\r\n\r\n" + body,
                    () -> start + host + auth + "Content-Length: 5\r\nContent-Length: 50\r\n\r\n" + body,
                    () -> start + host + auth + "Content-Length: " + (body.length() + 1 + random.nextInt(5000))
                            + "\r\n\r\n" + body,
                    () -> start + host + auth + "Content-Length: " + random.nextInt(body.length()) + "\r\n\r\n" + body,
                    () -> start + host + auth + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                    () -> start + host + auth + "Transfer-Encoding: chunked\r\n\r\n"
                            + any(
                                    "x\r\n[]\r\n0\r\n\r\n",
                                    "ffffffffffffffff\r\n[",
                                    "-1\r\n",
                                    "2\r\n[]",
                                    "2;" + "e".repeat(9000) + "\r\n[]\r\n0\r\n\r\n",
                                    "1\r\n[]\r\n0\r\n\r\n",
                                    "0\r\nX: y\r\n\r\n",
                                    "0\r\n" + "X: y\r\n".repeat(3000) + "\r\n"),
                    () -> start + host + auth + "Transfer-Encoding: "
                            + any("foo", "gzip", "gzip, chunked", "chunked, gzip", "identity", "chunked, chunked", "")
                            + "\r\n\r\n" + body,
                    () -> start + host + "no colon here\r\n" + auth + "\r\n",
                    () -> start + host + "X\0Y: z\r\nA: b\0c\r\n\r\n",
                    () -> start + host + " folded: x\r\n\r\n",
                    () -> start + host + "X: y\r\n z\r\n\r\n",
                    () -> start + host + "X Y : z\r\n\r\n",
                    () -> start + host + ": z\r\n\r\n",
                    () -> start + host + "X: " + "y".repeat(100_000) + "\r\n\r\n",
                    () -> start + host + "X: y\r\n".repeat(2_000) + "\r\n",
                    () -> "GET /" + "x".repeat(100_000) + " HTTP/1.1\r\n" + host + "\r\n",
                    () -> "GET /health?" + "x".repeat(10_000) + " HTTP/1.1\r\n" + host + "\r\n",
                    () -> "GET /health?a=\"<>\\^`{|} HTTP/1.1\r\n" + host + "\r\n",
                    () -> "GET http://user:pass@elsewhere/v2/locations HTTP/1.1\r\n" + host + auth + "\r\n",
                    () -> "GET http:///x HTTP/1.1\r\n" + host + "\r\n",
                    () -> "GET \\..\\.. HTTP/1.1\r\n" + host + "\r\n",
                    () -> "CONNECT 127.0.0.1:1 HTTP/1.1\r\n" + host + "\r\n",
                    () -> "OPTIONS * HTTP/1.1\r\n" + host + "\r\n",
                    () -> "TRACE /health HTTP/1.1\r\n" + host + auth + "\r\n",
                    () -> "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                    () -> "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003",
                    () -> start.replaceFirst("^[A-Z]+", "M".repeat(9000)) + host + "\r\n",
                    () -> "\r\n\r\n\r\n" + start + host + "\r\n",
                    () -> start.replace("Host: x", "Host: a\r\nHost: b")
                            + "Host: a\r\nHost: b\r\nConnection: close\r\n\r\n",
                    () -> start + "Host: " + any("[", "a b", "\u00fc", "x:99999", "x:y", ":::", "")
                            + "\r\nConnection: close\r\n" + auth + "\r\n",
                    () -> cut(start + host + auth + "Content-Length: 2\r\n\r\n[]"),
                    this::noise);
            return new Request(latin(text), true, false);
        }

        private String noise() {
            return IntStream.range(0, 1 + random.nextInt(3000))
                    .mapToObj(i -> Character.toString(random.nextInt(256)))
                    .collect(Collectors.joining());
        }
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
