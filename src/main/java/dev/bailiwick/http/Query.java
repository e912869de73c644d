package dev.bailiwick.http;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** In charge of query parameters. */
public final class Query {
    private Query() {}

    /**
     * The first parameter of this name, or null.
     *
     * @throws Refusal with 400 where the query string cannot be decoded
     */
    public static @Nullable String parameter(HttpServletRequest request, String name) {
        try {
            return request.getParameter(name);
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new Refusal(HttpStatus.BAD_REQUEST, "the query string cannot be decoded");
        }
    }
}
