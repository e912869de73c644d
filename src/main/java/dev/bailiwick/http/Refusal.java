package dev.bailiwick.http;

import org.springframework.http.HttpStatus;

/** A request refused as a whole, before any row of it was looked at. Told as a problem detail (RFC 9457). */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;

    public Refusal(HttpStatus status, String detail) {
        super(detail);
        this.status = status;
    }

    public HttpStatus status() {
        return status;
    }
}
