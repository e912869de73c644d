package dev.bailiwick.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers for what the container refuses before any door sees it. Writes bytes and asks nothing of the request, which
 * may be broken in the very thing that would be asked.
 */
@RestController
class ErrorAnswers implements ErrorController {
    @RequestMapping("/error")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        refused(response, path instanceof String text ? text : null, status == null ? HttpStatus.NOT_FOUND : status);
    }

    /** Says in the form of the path's door that a request got no further. */
    static void refused(HttpServletResponse response, @Nullable String path, HttpStatus status) throws IOException {
        if (CrmErrors.isFor(path)) {
            (status.is5xxServerError() ? CrmErrors.INTERNAL_ERROR : CrmErrors.INVALID_REQUEST).write(response, status);
        } else {
            problem(response, status, "the request was refused");
        }
    }

    /** Writes a problem detail without any converter. */
    static void problem(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        byte[] problem = ("{\"title\":\"" + status.getReasonPhrase() + "\",\"status\":" + status.value()
                        + ",\"detail\":\"" + detail + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(problem);
    }
}
