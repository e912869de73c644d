package dev.bailiwick.crm;

import dev.bailiwick.bulk.Ledger;
import dev.bailiwick.bulk.Once;
import dev.bailiwick.bulk.Target;
import dev.bailiwick.http.Json;
import dev.bailiwick.http.Problems;
import dev.bailiwick.http.Refusal;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** In charge of answers to requests that are refused as a whole at this door, whose clients read nothing but its own form. */
@RestControllerAdvice(basePackageClasses = CrmProblems.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class CrmProblems {
    private static final Logger log = LoggerFactory.getLogger(CrmProblems.class);

    @ExceptionHandler
    ResponseEntity<String> refused(CrmError error) {
        return Answers.error(error);
    }

    @ExceptionHandler
    ResponseEntity<String> refused(Refusal refusal) {
        return Answers.error(
                new CrmError(refusal.status(), "INVALID_REQUEST", String.valueOf(refusal.getMessage()), Map.of()));
    }

    @ExceptionHandler
    ResponseEntity<String> noModule(Target.NoSuchModule none) {
        return Answers.error(CrmError.invalidModule());
    }

    @ExceptionHandler
    ResponseEntity<String> unavailable(Ledger.Unavailable unavailable) {
        log.warn("answered 503: {}", unavailable.getMessage());
        return later(HttpStatus.SERVICE_UNAVAILABLE, "INTERNAL_ERROR", Problems.why(unavailable));
    }

    @ExceptionHandler
    ResponseEntity<String> running(Once.Running running) {
        return later(HttpStatus.CONFLICT, "ALREADY_SCHEDULED", Problems.RUNNING);
    }

    private static ResponseEntity<String> later(HttpStatus status, String code, String why) {
        return Json.answer(
                ResponseEntity.status(status).header(HttpHeaders.RETRY_AFTER, Problems.RETRY_AFTER_SECONDS),
                json -> Answers.error(json, code, why, Map.of()));
    }

    @ExceptionHandler
    ResponseEntity<String> mismatch(Once.Mismatch mismatch) {
        return Answers.error(
                new CrmError(HttpStatus.UNPROCESSABLE_CONTENT, "INVALID_DATA", Problems.MISMATCH, Map.of()));
    }

    @ExceptionHandler
    ResponseEntity<String> unexpected(RuntimeException e) {
        String incident = UUID.randomUUID().toString();
        log.error("incident {}", incident, e);
        return Answers.error(new CrmError(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "INTERNAL_ERROR",
                "Internal Server Error; the log tells more under " + incident,
                Map.of()));
    }
}
