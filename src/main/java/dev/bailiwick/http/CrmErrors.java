package dev.bailiwick.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** The refusals that every route below {@code /crm} has in common: one flat object. */
public enum CrmErrors {
    /** Nobody signed in, or in a way that is none. */
    AUTHENTICATION_FAILURE(HttpStatus.UNAUTHORIZED, "Authentication failed"),
    /** The token is unknown, revoked or at its end. */
    INVALID_TOKEN(HttpStatus.UNAUTHORIZED, "invalid oauth token"),
    /** The token is not for this. */
    OAUTH_SCOPE_MISMATCH(HttpStatus.UNAUTHORIZED, "Unauthorized"),
    /** The container takes it for no request of ours. */
    INVALID_REQUEST(
            HttpStatus.BAD_REQUEST,
            "unable to process your request. please verify whether you have entered proper method name, parameter and"
                    + " parameter values."),
    /** The database is away. */
    INTERNAL_ERROR(HttpStatus.SERVICE_UNAVAILABLE, "Internal Server Error");

    private final HttpStatus status;
    private final String message;

    CrmErrors(HttpStatus status, String message) {
        this.status = status;
        this.message = message;
    }

    public HttpStatus status() {
        return status;
    }

    /** As JSON. */
    public String body() {
        return "{\"code\":\"" + name() + "\",\"details\":{},\"message\":\"" + message + "\",\"status\":\"error\"}";
    }

    /** Writes it without any converter. */
    void write(HttpServletResponse response) throws IOException {
        write(response, status);
    }

    /** Writes it with another status. */
    void write(HttpServletResponse response, HttpStatus other) throws IOException {
        response.setStatus(other.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(body().getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a request is for that door. */
    static boolean isFor(HttpServletRequest request) {
        return isFor(request.getRequestURI());
    }

    /** Whether a path is one of that door's. */
    static boolean isFor(@Nullable String path) {
        return path != null && (path.equals("/crm") || path.startsWith("/crm/"));
    }
}
