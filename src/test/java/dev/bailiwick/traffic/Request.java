package dev.bailiwick.traffic;

import org.jspecify.annotations.Nullable;

/** One of the list, with the status it must have: a request that means nothing would prove nothing. */
record Request(
        int status, String method, String path, @Nullable String body, String login, String... headers) {
    /** The same with another body. */
    Request saying(String other) {
        return new Request(status, method, path, other, login, headers);
    }

    /** The same, from another user. */
    Request as(String other) {
        return new Request(status, method, path, body, other, headers);
    }
}
