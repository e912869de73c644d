package dev.bailiwick.http;

import dev.bailiwick.bulk.Ledger;
import dev.bailiwick.bulk.Once;
import dev.bailiwick.bulk.Target;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** In charge of answers to requests that are refused as a whole. What went wrong inside is logged, never sent. */
@RestControllerAdvice
public class Problems extends ResponseEntityExceptionHandler {
    /** When to come back, in seconds. */
    public static final String RETRY_AFTER_SECONDS = "2";

    private static final String MAYBE_STORED =
            "the database went away during the commit: read whether it is stored, or send"
                    + " the same rows again, which changes nothing twice";
    static final String NOTHING_STORED = "nothing was stored; the same request may pass in a moment";

    public static final String RUNNING = "a request with this Idempotency-Key is running; its answer can be had by the"
            + " same request in a moment";
    public static final String MISMATCH =
            "this Idempotency-Key was used for another request in the last 24 hours; take a new one";

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refusal refusal) {
        return ResponseEntity.status(refusal.status())
                .body(ProblemDetail.forStatusAndDetail(refusal.status(), String.valueOf(refusal.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<?> scopeMissing(ScopeMissing missing, HttpServletRequest request) {
        if (CrmErrors.isFor(request)) {
            return ResponseEntity.status(CrmErrors.OAUTH_SCOPE_MISMATCH.status())
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(CrmErrors.OAUTH_SCOPE_MISMATCH.body());
        }
        return ResponseEntity.status(HttpStatus.FORBIDDEN)
                .body(ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, String.valueOf(missing.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> noModule(Target.NoSuchModule none) {
        return ResponseEntity.badRequest()
                .body(ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(none.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(Ledger.Unavailable unavailable) {
        log.warn("answered 503: {}", unavailable.getMessage());
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .body(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, why(unavailable)));
    }

    /** What is known of a request that met no database. */
    public static String why(Ledger.Unavailable unavailable) {
        return unavailable.isMaybeStored() ? MAYBE_STORED : NOTHING_STORED;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> running(Once.Running running) {
        return ResponseEntity.status(HttpStatus.CONFLICT)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .body(ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, RUNNING));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> mismatch(Once.Mismatch mismatch) {
        return ResponseEntity.unprocessableContent()
                .body(ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, MISMATCH));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, "there is nothing at this path");
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(RuntimeException e) {
        String incident = UUID.randomUUID().toString();
        log.error("incident {}", incident, e);
        String detail = "a mistake of the server; the log tells more under " + incident;
        return ResponseEntity.internalServerError()
                .body(ProblemDetail.forStatusAndDetail(HttpStatus.INTERNAL_SERVER_ERROR, detail));
    }
}
