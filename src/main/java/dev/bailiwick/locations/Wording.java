package dev.bailiwick.locations;

import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.http.Words;
import java.util.List;

/** In charge of this door's words: the sheet's code numbers (10), and for each fault what is wrong and what to do. */
final class Wording {
    private final Wire wire;
    private final boolean creating;

    Wording(Wire wire, boolean creating) {
        this.wire = wire;
        this.creating = creating;
    }

    /** The number of a fault. Some of ours have several here, depending on the field. */
    int code(Fault fault) {
        String field = wire.nameOf(fault.field());
        return switch (fault.code()) {
            case KEY_MISSING -> 1249;
            case KEY_KIND_UNKNOWN -> 1250;
            case KEY_NOT_INTEGER -> 1251;
            case NOT_FOUND -> 1254;
            case REPEATED -> 1253;
            case VERSION_CHANGED -> 9004;
            case MISSING, NULL_NOT_ALLOWED ->
                switch (field) {
                    case "name" -> 1252;
                    case "areaParentCode" -> 1257;
                    case "isActive", "isAdmin" -> 1217;
                    default -> 403;
                };
            case BLANK -> field.equals("name") ? 1252 : 403;
            case TOO_LONG -> field.equals("name") ? 1264 : 1262;
            case KEY_TOO_LONG -> 1261;
            case BAD_CHARACTERS -> 1219;
            case RESERVED -> 1210;
            case NOT_AT_PARENT -> 403;
            case TAKEN ->
                switch (field) {
                    case "name" -> 1206;
                    case "externalIds" -> 1245;
                    default -> 9002;
                };
            case TAKEN_IN_BATCH ->
                switch (field) {
                    case "name" -> 1206;
                    case "externalIds" -> 1248;
                    default -> 9002;
                };
            case PARENT_NOT_ACTIVE -> 1258;
            case CHILDREN_ACTIVE -> 1259;
            case WRONG_TYPE,
                    NOT_STORABLE,
                    MALFORMED,
                    OUT_OF_RANGE,
                    TOO_MANY,
                    NOT_CONFIGURED,
                    NOT_ENABLED,
                    NOT_CHANGEABLE,
                    NO_SUCH_ZONE,
                    ZONE_NOT_ACTIVE,
                    CYCLE,
                    ALREADY_IN,
                    NOT_IN -> 1217;
            case IN_USE -> 9005;
            case BATCH_TOO_LARGE -> 1246;
            case FULL -> 9006;
            case NOT_PERMITTED -> 9003;
            case NOT_ALONE -> 9301;
            case AMBIGUOUS,
                    TWO_MEANT,
                    BOTH_SENT,
                    NAMED_TWICE,
                    CHANGED_AFTER,
                    NOT_PICKABLE,
                    NO_SUCH_REFERENCE,
                    NOT_SUPPORTED,
                    SWITCHED_OFF,
                    IGNORED_KEY,
                    ALREADY_THERE,
                    NOT_THERE,
                    THERE_BY_RULE,
                    FORBIDDEN_BY_WORD,
                    MAY_NOT_ASSIGN,
                    RULE_OVERRULED,
                    RULE_KEEPS,
                    ZONE_LEFT_OUT,
                    SUPERSEDED,
                    UNKNOWN_REFERENCE,
                    HOLDS_ENDED,
                    LOST_IN_MERGE,
                    NAMED_BY_RULES,
                    SAME_NAME,
                    NOT_IN_CRITERIA,
                    PART_MISSING,
                    COMPARATOR_MISMATCH,
                    VALUE_MISMATCH,
                    TOO_MANY_CONDITIONS -> 1217;
            case INTERNAL -> 9500;
            case UNKNOWN_FIELD -> 9101;
            case NOT_UPDATABLE -> 9102;
            case BAD_CLIENT_REF -> 9103;
            case DID_YOU_MEAN -> 9104;
            case LOOKS_ALIKE -> 9105;
            case CHANGED_SINCE -> 9106;
        };
    }

    /** What is wrong, in one line. */
    String message(Fault fault) {
        String path = shortened(wire.nameOf(fault.path()));
        String value = shortened(fault.arg("value"));
        return switch (fault.code()) {
            case KEY_MISSING ->
                creating ? "the row must be an object" : "identifierName and identifierValue are required";
            case KEY_KIND_UNKNOWN -> "identifierName must be ID, CODE or EXTERNAL_ID";
            case KEY_NOT_INTEGER -> "identifierValue must be an integer of 64 bits when identifierName is ID";
            case NOT_FOUND -> type() + " not found for passed identifiers";
            case REPEATED -> "row " + row(fault) + " is about the same " + type();
            case VERSION_CHANGED ->
                "the " + type() + " has version " + fault.arg("version") + ", not " + fault.arg("asked");
            case MISSING -> path + " is required";
            case NULL_NOT_ALLOWED -> path + " cannot be null";
            case BLANK ->
                path.endsWith(".")
                        ? "a key of " + wire.nameOf(fault.field()) + " cannot be blank"
                        : path + " cannot be blank";
            case WRONG_TYPE -> path + " must be " + fault.arg("expected");
            case TOO_LONG -> path + " is longer than " + fault.arg("max") + " characters";
            case KEY_TOO_LONG -> "the key " + path + " is longer than " + fault.arg("max") + " characters";
            case BAD_CHARACTERS -> path + " may hold letters, digits, underscores and blanks only";
            case NOT_STORABLE -> path + " holds a character that cannot be stored";
            case RESERVED -> path + " '" + value + "' is reserved";
            case MALFORMED, OUT_OF_RANGE -> path + " must be " + fault.arg("expected");
            case TOO_MANY -> path + " would have " + fault.arg("count") + " entries, maximum is " + fault.arg("max");
            case NOT_CONFIGURED ->
                "customFields key '" + shortened(fault.arg("key")) + "' is not configured"
                        + (wire == Wire.STORE ? "; stores have no custom fields" : "");
            case NOT_ENABLED -> path + " '" + value + "' is not enabled";
            case NOT_CHANGEABLE -> path + " cannot be changed";
            case NOT_AT_PARENT -> "the parent has no value to inherit for " + inherited(fault);
            case TAKEN ->
                path + " '" + value + "' is used by another " + (path.startsWith("externalIds") ? "location" : type())
                        + " of the org";
            case TAKEN_IN_BATCH -> path + " '" + value + "' is taken by row " + row(fault) + " of this request";
            case NO_SUCH_ZONE, ZONE_NOT_ACTIVE -> path + " '" + value + "' is not an active zone";
            case CYCLE -> path + " '" + value + "' would create a cycle";
            case PARENT_NOT_ACTIVE -> "cannot be activated while a zone above is inactive";
            case CHILDREN_ACTIVE -> "cannot be deactivated while zones or stores below are active";
            case IN_USE -> "cannot be deleted while " + fault.arg("by") + " refer to it";
            case BATCH_TOO_LARGE -> "a request holds at most " + fault.arg("max") + " rows";
            case NOT_PERMITTED -> wire == Wire.ZONE ? "only an admin may create zones" : "a viewer may not write";
            case NOT_ALONE -> "not stored: row " + row(fault) + " failed";
            case INTERNAL -> "not stored because of a mistake of the server";
            case UNKNOWN_FIELD -> "unknown field '" + shortened(fault.arg("field")) + "' has no effect" + meant(fault);
            case NOT_UPDATABLE -> "field '" + shortened(fault.arg("field")) + "' is not updatable and has no effect";
            case BAD_CLIENT_REF -> "clientRef must be a string or number of up to 100 characters; it was ignored";
            case DID_YOU_MEAN ->
                (path.isEmpty() ? "nothing has the identifier '" : path + ": there is no '") + value + "'"
                        + meant(fault);
            case LOOKS_ALIKE ->
                path + " '" + value + "' looks like '" + shortened(fault.arg("like")) + "' of another location";
            case CHANGED_SINCE -> path + " changed since, by " + fault.arg("by");
            // What territories and records of other modules than stores have; here it has a number only.
            default -> Words.message(fault);
        };
    }

    /** What the caller may have meant instead; empty where nothing looks alike. */
    static String meant(Fault fault) {
        String meant = fault.arg("meant");
        return meant.isEmpty() ? "" : "; did you mean '" + shortened(meant) + "'?";
    }

    private String type() {
        return wire == Wire.ZONE ? "zone" : "store";
    }

    private String inherited(Fault fault) {
        return fault.args().get("fields") instanceof List<?> fields
                ? String.join(
                        ", ",
                        fields.stream().map(f -> wire.nameOf(String.valueOf(f))).toList())
                : "";
    }

    /** Rows are counted from 1 in messages, as people count. */
    private static String row(Fault fault) {
        return fault.args().get("row") instanceof Number row ? String.valueOf(row.intValue() + 1) : fault.arg("row");
    }

    private static String shortened(String text) {
        return Text.shortened(text, 60);
    }
}
