package dev.bailiwick.crm;

import dev.bailiwick.bulk.Fault;
import dev.bailiwick.http.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * In charge of this door's words for faults (sheet, 1.10).
 *
 * @param rows where the rows stand in the request, such as {@code $.data}
 */
record Wording(String rows) {
    /** In a field that holds criteria, by whatever name: {@code account_rule_criteria.group[1].value}. */
    private static final Pattern IN_CRITERIA = Pattern.compile("[a-z_]*criteria(\\.group\\[[0-9]+])*"
            + "(\\.(field|field\\.api_name|comparator|value|value\\[[0-9]+]|type|group|group_operator))?");

    static final String INVALID_ID = "the id given seems to be invalid";

    /**
     * A fault in this door's words.
     *
     * @param details as the sheet has them for the code
     */
    record Told(String code, String message, Map<String, Object> details) {}

    Told tell(int index, Fault fault) {
        Map<String, Object> details = new LinkedHashMap<>();
        String path = switch (fault.code()) {
            case NOT_FOUND, MISSING, KEY_MISSING, KEY_NOT_INTEGER ->
                fault.path().isEmpty() ? "id" : fault.path();
            default -> fault.path();
        };
        if (!path.isEmpty()) {
            if (isDependent(fault) && isInCriteria(path)) {
                String field = path.substring(0, path.lastIndexOf('.')) + ".field";
                details.put("dependee", Map.of("api_name", "field", "json_path", jsonPath(index, field)));
            }
            details.put("api_name", apiName(path));
            details.put("json_path", jsonPath(index, path));
        } else if (needsPath(fault)) {
            details.put("json_path", rows + "[" + index + "]");
        }
        add(details, fault);
        return new Told(code(fault), message(fault), details);
    }

    private static boolean needsPath(Fault fault) {
        return switch (fault.code()) {
            case WRONG_TYPE, TOO_MANY -> true;
            default -> false;
        };
    }

    /** Whether it is a fault only because of a condition's field (sheet, 3.3). */
    private static boolean isDependent(Fault fault) {
        return switch (fault.code()) {
            case PART_MISSING, COMPARATOR_MISMATCH, VALUE_MISMATCH -> true;
            default -> false;
        };
    }

    /** What is in criteria is told by its own key, and where it stands there. */
    private static boolean isInCriteria(String path) {
        return IN_CRITERIA.matcher(path).matches();
    }

    private static String apiName(String path) {
        if (isInCriteria(path)) {
            String last = path.substring(path.lastIndexOf('.') + 1);
            return last.contains("[") ? last.substring(0, last.indexOf('[')) : last;
        }
        return path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
    }

    private String jsonPath(int index, String path) {
        if (isInCriteria(path)) {
            return rows + "[" + index + "]." + path;
        }
        int dot = path.indexOf('.');
        String inside = dot < 0 ? path : path.substring(0, dot);
        String rest = dot < 0 ? "" : path.substring(dot + 1);
        String at = rows + "[" + index + "]." + inside;
        return rest.matches("[0-9]{1,3}") ? at + "[" + rest + "]" : at;
    }

    private static void add(Map<String, Object> details, Fault fault) {
        switch (fault.code()) {
            case WRONG_TYPE, MALFORMED -> details.put("expected_data_type", fault.arg("expected"));
            case OUT_OF_RANGE -> {
                details.put("expected_data_type", fault.arg("expected"));
                if (fault.args().containsKey("allowed")) {
                    supported(details, fault);
                }
            }
            case TOO_LONG -> details.put("maximum_length", number(fault, "max"));
            case TOO_MANY -> details.put("limit", number(fault, "max"));
            case NOT_PICKABLE, COMPARATOR_MISMATCH -> supported(details, fault);
            case VALUE_MISMATCH -> mismatch(details, fault);
            case TOO_MANY_CONDITIONS -> details.put("limit", number(fault, "max"));
            case TAKEN -> id(details, fault.args().get("id"));
            case AMBIGUOUS -> details.put("ids", fault.args().getOrDefault("ids", List.of()));
            case TWO_MEANT -> {
                id(details, fault.args().get("id"));
                details.put("ids", List.of(fault.arg("byId"), fault.arg("id")));
                details.put("fields", List.of(fault.arg("by"), fault.path()));
            }
            case VERSION_CHANGED -> {
                details.put("version", number(fault, "version"));
                details.put("asked", number(fault, "asked"));
            }
            case NOT_PERMITTED -> details.put("permissions", List.of("Crm_Implied_" + fault.arg("operation")));
            case UNKNOWN_FIELD, DID_YOU_MEAN -> {
                if (!fault.arg("meant").isEmpty()) {
                    details.put("meant", fault.arg("meant"));
                }
            }
            case LOOKS_ALIKE -> details.put("like", fault.arg("like"));
            default -> {}
        }
    }

    private static void supported(Map<String, Object> details, Fault fault) {
        details.put("supported_values", fault.args().getOrDefault("allowed", List.of()));
    }

    private static void mismatch(Map<String, Object> details, Fault fault) {
        details.put("expected_data_type", fault.arg("expected"));
        if (fault.args().containsKey("allowed")) {
            supported(details, fault);
        }
        if (!fault.arg("reason").isEmpty()) {
            details.put("reason", fault.arg("reason"));
        }
    }

    private static Object number(Fault fault, String arg) {
        return fault.args().get(arg) instanceof Number number ? number : 0;
    }

    /** Clients read it as a number of 64 bits. */
    private static void id(Map<String, Object> details, @Nullable Object id) {
        if (id != null) {
            details.put("id", String.valueOf(id));
        }
    }

    /** The code of a fault or of a remark. */
    static String code(Fault fault) {
        return switch (fault.code()) {
            case KEY_MISSING, MISSING -> "MANDATORY_NOT_FOUND";
            case NULL_NOT_ALLOWED, BLANK -> "MANDATORY_NOT_FOUND";
            case KEY_KIND_UNKNOWN,
                    KEY_NOT_INTEGER,
                    NOT_FOUND,
                    WRONG_TYPE,
                    TOO_LONG,
                    KEY_TOO_LONG,
                    BAD_CHARACTERS,
                    NOT_STORABLE,
                    RESERVED,
                    MALFORMED,
                    OUT_OF_RANGE,
                    NOT_PICKABLE,
                    NOT_CONFIGURED,
                    NOT_ENABLED,
                    NOT_AT_PARENT,
                    NO_SUCH_REFERENCE,
                    NO_SUCH_ZONE,
                    ZONE_NOT_ACTIVE,
                    CYCLE,
                    PARENT_NOT_ACTIVE,
                    NOT_IN -> "INVALID_DATA";
            case COMPARATOR_MISMATCH, VALUE_MISMATCH -> "DEPENDENT_MISMATCH";
            case PART_MISSING -> "DEPENDENT_FIELD_MISSING";
            case TOO_MANY, BATCH_TOO_LARGE, TOO_MANY_CONDITIONS -> "LIMIT_EXCEEDED";
            case AMBIGUOUS -> "AMBIGUITY_DURING_PROCESSING";
            case TWO_MEANT, REPEATED, TAKEN, TAKEN_IN_BATCH, ALREADY_IN -> "DUPLICATE_DATA";
            case VERSION_CHANGED, CHANGED_AFTER -> "ALREADY_MODIFIED";
            case NOT_CHANGEABLE, CHILDREN_ACTIVE, IN_USE -> "NOT_ALLOWED";
            case NOT_PERMITTED -> "NO_PERMISSION";
            case NOT_SUPPORTED, NOT_IN_CRITERIA -> "NOT_SUPPORTED";
            case NOT_ALONE -> "CANNOT_PROCESS";
            case INTERNAL -> "INTERNAL_ERROR";
            case UNKNOWN_FIELD, NOT_UPDATABLE -> "UNKNOWN_FIELD";
            case IGNORED_KEY, BAD_CLIENT_REF -> "IGNORED_KEY";
            case DID_YOU_MEAN, LOOKS_ALIKE -> "NEAR_MISS";
            case CHANGED_SINCE -> "CHANGED_SINCE";
        };
    }

    private static String message(Fault fault) {
        return switch (fault.code()) {
            case KEY_MISSING, MISSING, NULL_NOT_ALLOWED, BLANK, PART_MISSING -> "required field not found";
            case COMPARATOR_MISMATCH -> "The comparator is not compatible with the given field";
            case VALUE_MISMATCH -> "The value is not compatible with the given field";
            case NOT_IN_CRITERIA -> "The given field api_name is not supported in criteria";
            case NO_SUCH_REFERENCE ->
                fault.arg("by").isEmpty()
                        ? INVALID_ID
                        : "The external ID of the lookup field or the Price Book is incorrect";
            case NOT_FOUND, KEY_NOT_INTEGER, NO_SUCH_ZONE -> INVALID_ID;
            case KEY_KIND_UNKNOWN,
                    WRONG_TYPE,
                    TOO_LONG,
                    KEY_TOO_LONG,
                    BAD_CHARACTERS,
                    NOT_STORABLE,
                    RESERVED,
                    MALFORMED,
                    OUT_OF_RANGE,
                    NOT_PICKABLE,
                    NOT_CONFIGURED,
                    NOT_ENABLED,
                    NOT_AT_PARENT -> "invalid data";
            case AMBIGUOUS -> Words.message(fault) + "; name the record by its id or an external field";
            case TAKEN, TAKEN_IN_BATCH -> "duplicate data";
            case VERSION_CHANGED -> Words.message(fault);
            case CHANGED_AFTER -> "record updated time has already passed if-unmodified-since time";
            case NOT_PERMITTED -> "permission denied";
            case TWO_MEANT,
                    REPEATED,
                    TOO_MANY,
                    TOO_MANY_CONDITIONS,
                    BATCH_TOO_LARGE,
                    NOT_CHANGEABLE,
                    CHILDREN_ACTIVE,
                    IN_USE,
                    ALREADY_IN,
                    NOT_IN,
                    ZONE_NOT_ACTIVE,
                    CYCLE,
                    PARENT_NOT_ACTIVE,
                    NOT_SUPPORTED,
                    NOT_ALONE,
                    INTERNAL,
                    UNKNOWN_FIELD,
                    NOT_UPDATABLE,
                    IGNORED_KEY,
                    BAD_CLIENT_REF,
                    DID_YOU_MEAN,
                    LOOKS_ALIKE,
                    CHANGED_SINCE -> Words.message(fault);
        };
    }
}
