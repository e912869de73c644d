package dev.bailiwick.bulk;

import java.time.Duration;

/**
 * A caller's own key for a request, under which it has an effect at most once.
 *
 * @param operation what the key is for; the same key may serve another operation
 * @param key as the caller sent it
 * @param request a digest of the request, to tell a repeat from another request under the same key
 */
public record Once(String operation, String key, String request) {
    /** How long a key is remembered. */
    public static final Duration REMEMBERED = Duration.ofHours(24);

    /** The same request runs at this moment. */
    public static final class Running extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Running() {
            super("a request with this key is running");
        }
    }

    /** The key was used for another request. */
    public static final class Mismatch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Mismatch() {
            super("the key was used for another request");
        }
    }
}
