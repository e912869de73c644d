package dev.bailiwick.crm;

import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.http.Words;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * In charge of this door's words for faults (sheet, 1.10).
 *
 * @param rows where the rows stand in the request, such as {@code $.data}; or what is no row but the one thing asked for
 */
record Wording(String rows) {
    /** In a field that holds criteria, by whatever name: {@code account_rule_criteria.group[1].value}. */
    private static final Pattern IN_CRITERIA = Pattern.compile("[a-z_]*criteria(\\.group\\[[0-9]+])*+"
            + "(\\.(field|field\\.api_name|comparator|value|value\\[[0-9]+]|type|group|group_operator))?");

    /** The index of what is no row of several. */
    static final int ONLY = -1;

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
            // Who writes something else than where the record belongs says no such key.
            case RULE_OVERRULED -> fault.path().isEmpty() ? Directive.SEVERAL : fault.path();
            // The record is in too many, whichever of the list was one too many.
            case TOO_MANY -> Directive.KEYS.contains(fault.field()) ? fault.field() : fault.path();
            default -> fault.path();
        };
        if (fault.code() == FaultCode.IGNORED_KEY && path.isEmpty()) {
            // It stands beside the rows.
            details.put("api_name", fault.arg("field"));
            details.put("json_path", "$." + fault.arg("field"));
        } else if (isKey(fault)) {
            details.put("api_name", fault.arg("field"));
            details.put("json_path", keyPath(index, fault.arg("field")));
        } else if (!path.isEmpty()) {
            if (isDependent(fault) && isInCriteria(path)) {
                String field = path.substring(0, path.lastIndexOf('.')) + ".field";
                details.put("dependee", Map.of("api_name", "field", "json_path", jsonPath(index, field)));
            }
            details.put("api_name", apiName(path));
            details.put("json_path", jsonPath(index, path));
        } else if (needsPath(fault)) {
            details.put("json_path", row(index));
        }
        add(index, details, fault);
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

    /** Whether it is about a key as it was sent, and not about what stands inside of a field. */
    private static boolean isKey(Fault fault) {
        return fault.code() == FaultCode.UNKNOWN_FIELD && fault.arg("field").equals(fault.path());
    }

    private String keyPath(int index, String key) {
        return key.contains(".") ? row(index) + "['" + key.replace("'", "\\'") + "']" : row(index) + "." + key;
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
            return row(index) + "." + path;
        }
        int dot = path.indexOf('.');
        String inside = dot < 0 ? path : path.substring(0, dot);
        String rest = dot < 0 ? "" : path.substring(dot + 1);
        String at = row(index) + "." + inside;
        if (rest.matches("[0-9]{1,3}")) {
            return at + "[" + rest + "]";
        }
        return rest.matches("[0-9]{1,3}\\.id") ? at + "[" + rest.substring(0, rest.length() - 3) + "].id" : at;
    }

    private String row(int index) {
        return index == ONLY ? rows : rows + "[" + index + "]";
    }

    private void add(int index, Map<String, Object> details, Fault fault) {
        switch (fault.code()) {
            case WRONG_TYPE, MALFORMED -> details.put("expected_data_type", fault.arg("expected"));
            case OUT_OF_RANGE -> {
                details.put("expected_data_type", fault.arg("expected"));
                if (fault.args().containsKey("allowed")) {
                    supported(details, fault);
                }
            }
            case TOO_LONG -> details.put("maximum_length", number(fault, "max"));
            case TOO_MANY, TOO_MANY_CONDITIONS, FULL -> details.put("limit", number(fault, "max"));
            case NOT_PICKABLE, COMPARATOR_MISMATCH -> supported(details, fault);
            case VALUE_MISMATCH -> mismatch(details, fault);
            case UNKNOWN_REFERENCE -> id(details, fault.args().get("value"));
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
            case UNKNOWN_FIELD, DID_YOU_MEAN, NO_SUCH_ZONE -> {
                if (!fault.arg("meant").isEmpty()) {
                    details.put("meant", fault.arg("meant"));
                }
            }
            case NAMED_TWICE -> details.put("exists_in", Map.of("json_path", jsonPath(index, fault.arg("first"))));
            case BOTH_SENT ->
                details.put("ambiguity_due_to", List.of(key(index, fault.path()), key(index, fault.arg("other"))));
            case MISSING -> {
                if (!fault.arg("instead").isEmpty()) {
                    details.put("instead", fault.arg("instead"));
                }
            }
            case SAME_NAME -> details.put("ids", fault.args().getOrDefault("ids", List.of()));
            // What it names is the later row.
            case SUPERSEDED -> details.put("json_path", at(fault));
            case HOLDS_ENDED -> details.put("count", fault.args().getOrDefault("count", 0));
            case LOOKS_ALIKE -> details.put("like", fault.arg("like"));
            case MAY_NOT_ASSIGN, RULE_OVERRULED, RULE_KEEPS, ZONE_LEFT_OUT -> territory(details, fault);
            case FORBIDDEN_BY_WORD -> word(details, fault);
            default -> {}
        }
    }

    private Map<String, Object> key(int index, String path) {
        return Map.of("api_name", apiName(path), "json_path", jsonPath(index, path));
    }

    private static void territory(Map<String, Object> details, Fault fault) {
        Map<String, Object> territory = new LinkedHashMap<>();
        territory.put("name", fault.arg("zone"));
        id(territory, fault.args().get("id"));
        details.put("territory", territory);
    }

    /** Who pinned or excluded the record, why, until when, and what ends that (sheet, 1.11). */
    private static void word(Map<String, Object> details, Fault fault) {
        territory(details, fault);
        details.put("owner", Map.of("id", fault.arg("by")));
        details.put("reason", fault.args().get("reason"));
        details.put("expiry", fault.arg("until").isEmpty() ? null : Answers.time(Instant.parse(fault.arg("until"))));
        details.put("verb", fault.arg("ends"));
    }

    private String at(Fault fault) {
        int row = number(fault, "row") instanceof Number number ? number.intValue() : 0;
        return fault.path().isEmpty() ? row(row) : jsonPath(row, fault.path());
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
            case TOO_MANY, BATCH_TOO_LARGE, TOO_MANY_CONDITIONS, FULL -> "LIMIT_EXCEEDED";
            case AMBIGUOUS, BOTH_SENT -> "AMBIGUITY_DURING_PROCESSING";
            case TWO_MEANT, REPEATED, TAKEN, TAKEN_IN_BATCH, ALREADY_IN, ALREADY_THERE -> "DUPLICATE_DATA";
            case VERSION_CHANGED, CHANGED_AFTER -> "ALREADY_MODIFIED";
            case NOT_CHANGEABLE, CHILDREN_ACTIVE, IN_USE, THERE_BY_RULE, FORBIDDEN_BY_WORD -> "NOT_ALLOWED";
            case NOT_PERMITTED, MAY_NOT_ASSIGN -> "NO_PERMISSION";
            case NOT_THERE -> "INVALID_DATA";
            case NAMED_TWICE -> "ALREADY_USED";
            case RULE_OVERRULED -> "RULE_OVERRULED";
            case RULE_KEEPS -> "RULE_KEEPS";
            case ZONE_LEFT_OUT -> "LIMIT_REACHED";
            case HOLDS_ENDED, LOST_IN_MERGE, NAMED_BY_RULES, SUPERSEDED, UNKNOWN_REFERENCE ->
                fault.code().name();
            case SWITCHED_OFF -> "FEATURE_NOT_ENABLED";
            case NOT_SUPPORTED, NOT_IN_CRITERIA -> "NOT_SUPPORTED";
            case NOT_ALONE -> "CANNOT_PROCESS";
            case INTERNAL -> "INTERNAL_ERROR";
            case UNKNOWN_FIELD, NOT_UPDATABLE -> "UNKNOWN_FIELD";
            case IGNORED_KEY, BAD_CLIENT_REF -> "IGNORED_KEY";
            case DID_YOU_MEAN, LOOKS_ALIKE, SAME_NAME -> "NEAR_MISS";
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
            case NOT_FOUND, KEY_NOT_INTEGER, NO_SUCH_ZONE, NOT_THERE -> INVALID_ID;
            case ZONE_NOT_ACTIVE -> "the territory is inactive";
            case NAMED_TWICE -> "duplicate territory id found";
            case ALREADY_THERE ->
                "Given Territory already exists for that record; to keep the record there whatever rules say, pin it";
            case THERE_BY_RULE ->
                "Territory id which you are trying to remove was system assigned; to keep the record out, exclude it";
            case MAY_NOT_ASSIGN -> "User has no permission to assign/remove this territory";
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
            case AMBIGUOUS ->
                Words.message(fault)
                        + (Directive.KEYS.contains(fault.field())
                                ? "; name the territory by its id"
                                : "; name the record by its id or an external field");
            case BOTH_SENT -> "Ambiguity while processing the request";
            case TOO_MANY ->
                !Directive.KEYS.contains(fault.field())
                        ? Words.message(fault)
                        : fault.arg("instead").isEmpty()
                                ? "Maximum limit of territories for that record exceeds"
                                : fault.path() + " names one territory, " + fault.arg("instead") + " names several";
            case TAKEN, TAKEN_IN_BATCH -> "duplicate data";
            case VERSION_CHANGED -> Words.message(fault);
            case CHANGED_AFTER -> "record updated time has already passed if-unmodified-since time";
            case NOT_PERMITTED -> "permission denied";
            case TWO_MEANT,
                    REPEATED,
                    TOO_MANY_CONDITIONS,
                    BATCH_TOO_LARGE,
                    NOT_CHANGEABLE,
                    CHILDREN_ACTIVE,
                    IN_USE,
                    ALREADY_IN,
                    NOT_IN,
                    FORBIDDEN_BY_WORD,
                    RULE_OVERRULED,
                    RULE_KEEPS,
                    ZONE_LEFT_OUT,
                    SUPERSEDED,
                    UNKNOWN_REFERENCE,
                    HOLDS_ENDED,
                    LOST_IN_MERGE,
                    NAMED_BY_RULES,
                    CYCLE,
                    PARENT_NOT_ACTIVE,
                    NOT_SUPPORTED,
                    SWITCHED_OFF,
                    FULL,
                    NOT_ALONE,
                    INTERNAL,
                    UNKNOWN_FIELD,
                    NOT_UPDATABLE,
                    IGNORED_KEY,
                    BAD_CLIENT_REF,
                    DID_YOU_MEAN,
                    LOOKS_ALIKE,
                    SAME_NAME,
                    CHANGED_SINCE -> Words.message(fault);
        };
    }
}
