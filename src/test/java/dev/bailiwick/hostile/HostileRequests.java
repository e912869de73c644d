package dev.bailiwick.hostile;

import dev.bailiwick.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Requests that no honest client sends; the same seed and number give the same request. None of them asks for a change
 * that could be granted: each row of each has a mistake, or names no field.
 */
final class HostileRequests {
    private static final List<String> ODD_ROUTES = List.of(
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
            "GET /" + "a/".repeat(2000));

    private final long seed;
    private final TestServer.Org org;
    private final List<String> routes;

    HostileRequests(long seed, TestServer.Org org, List<String> routes) {
        this.seed = seed;
        this.org = org;
        this.routes = Stream.concat(routes.stream(), ODD_ROUTES.stream()).toList();
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
        Draw draw = new Draw(new SplittableRandom(seed * 1_000_003 + number));
        return draw.oneIn(8) ? new Misframed(draw, org).request() : new Framed(draw, org, routes).request();
    }
}
