package dev.bailiwick.trust;

import dev.bailiwick.TestServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request, so that it can be sent again. */
record Sent(
        String actor,
        String method,
        String path,
        @Nullable String body,
        String prefer,
        @Nullable String key) {

    HttpResponse<String> to(TestServer.Org org) {
        List<String> headers = new ArrayList<>();
        if (!prefer.isEmpty()) {
            headers.addAll(List.of("Prefer", prefer));
        }
        if (key != null) {
            headers.addAll(List.of("Idempotency-Key", key));
        }
        String authorization = org.as(actor).authorization();
        return org.server().send(method, path, authorization, body, headers.toArray(String[]::new));
    }

    Sent under(@Nullable String otherKey) {
        return new Sent(actor, method, path, body, prefer, otherKey);
    }

    Sent preferring(String other) {
        return new Sent(actor, method, path, body, other, key);
    }

    @Override
    public String toString() {
        return actor + " " + method + " " + path + " [" + prefer + "] key " + key + "\n" + body;
    }
}
