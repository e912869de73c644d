package dev.bailiwick.crm;

import java.util.Map;
import org.springframework.http.HttpStatus;

/** A request refused as a whole, told in this door's way: one object with a code (sheet, 0.3). */
final class CrmError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;
    private final transient Map<String, Object> details;

    CrmError(HttpStatus status, String code, String message, Map<String, Object> details) {
        super(message);
        this.status = status;
        this.code = code;
        this.details = details;
    }

    /** Of something wrong with the request, which most are. */
    CrmError(String code, String message, Map<String, Object> details) {
        this(HttpStatus.BAD_REQUEST, code, message, details);
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    Map<String, Object> details() {
        return details;
    }

    static CrmError invalidModule() {
        return invalidModule(Map.of("resource_path_index", 0));
    }

    /** @param details where the request names the module */
    static CrmError invalidModule(Map<String, Object> details) {
        return new CrmError("INVALID_MODULE", "the module name given seems to be invalid", details);
    }

    /** An id in the path that nothing has, or that is none; counted from 0 behind the version. */
    static CrmError badId(int index) {
        return new CrmError("INVALID_DATA", "the id given seems to be invalid", Map.of("resource_path_index", index));
    }

    /** A parameter that is none of the words it may be. */
    static CrmError badPattern(String name) {
        return new CrmError(
                "PATTERN_NOT_MATCHED", "Please check whether the input values are correct", Map.of("param_name", name));
    }

    /** The token that was shown has not the scope. */
    static CrmError scopeMismatch() {
        return new CrmError(HttpStatus.UNAUTHORIZED, "OAUTH_SCOPE_MISMATCH", "Unauthorized", Map.of());
    }

    static CrmError noPermission(String permission) {
        return new CrmError(
                HttpStatus.FORBIDDEN,
                "NO_PERMISSION",
                "permission denied",
                Map.of("permissions", java.util.List.of(permission)));
    }

    /** A parameter that cannot be read. */
    static CrmError badParameter(String name) {
        return new CrmError("INVALID_DATA", "invalid data", Map.of("param_name", name));
    }

    static CrmError missingParameter(String name) {
        return new CrmError(
                "REQUIRED_PARAM_MISSING", "One of the expected parameter is missing", Map.of("param_name", name));
    }
}
