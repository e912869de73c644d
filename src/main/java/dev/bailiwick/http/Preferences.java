package dev.bailiwick.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What a caller prefers (RFC 7240).
 *
 * @param dryRun to see what would be, without it
 */
public record Preferences(boolean dryRun) {

    /** Reads the {@code Prefer} headers; what is not known is left unapplied, as the RFC wants. */
    public static Preferences of(HttpServletRequest request) {
        List<String> asked = Collections.list(request.getHeaders("Prefer")).stream()
                .flatMap(header -> List.of(header.split(",")).stream())
                .map(token -> token.strip().toLowerCase(Locale.ROOT))
                .toList();
        return new Preferences(asked.contains("dry-run"));
    }

    /** The value of {@code Preference-Applied}; empty where nothing was asked. */
    public String applied() {
        return dryRun ? "dry-run" : "";
    }
}
