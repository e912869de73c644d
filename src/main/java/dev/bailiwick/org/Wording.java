package dev.bailiwick.org;

import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.zone.ZoneFields;

/** In charge of the words for faults in an org file: what is wrong and what to do. */
final class Wording {
    private Wording() {}

    static String of(Fault fault) {
        String value = fault.arg("value");
        return switch (fault.code()) {
            case KEY_MISSING, KEY_KIND_UNKNOWN, KEY_NOT_INTEGER -> "cannot tell what this is about";
            case NOT_FOUND -> "nothing has this key";
            case CHANGED_AFTER -> "was changed at " + fault.arg("at");
            case VERSION_CHANGED -> "has version " + fault.arg("version") + " by now";
            case AMBIGUOUS, TWO_MEANT, BOTH_SENT, NAMED_TWICE -> "may mean several things";
            case NOT_PICKABLE -> "'" + value + "' is none of " + fault.arg("allowed");
            case NO_SUCH_REFERENCE, UNKNOWN_REFERENCE -> "there is no '" + value + "'";
            case ALREADY_THERE,
                    NOT_THERE,
                    THERE_BY_RULE,
                    FORBIDDEN_BY_WORD,
                    MAY_NOT_ASSIGN,
                    RULE_OVERRULED,
                    RULE_KEEPS,
                    ZONE_LEFT_OUT -> "does not fit where the record belongs, for " + fault.arg("zone");
            case SUPERSEDED -> "says otherwise than entry " + fault.arg("row");
            case SAME_NAME -> "'" + value + "' is the name of others too";
            case NAMED_BY_RULES -> "is named by rules of " + fault.arg("zones");
            case LOST_IN_MERGE -> "loses '" + value + "'";
            case HOLDS_ENDED -> "held " + fault.arg("count") + " records alone, which rules decide of again";
            case FULL -> "is one more than the " + fault.arg("max") + " that an org may have";
            case SWITCHED_OFF -> "is about " + value + ", which the settings keep out of zones";
            case NOT_SUPPORTED -> "is not supported: " + fault.arg("what");
            case REPEATED -> "stands in the list already, as entry " + fault.arg("row") + "; remove one of them";
            case MISSING -> "is needed";
            case NULL_NOT_ALLOWED -> "cannot be cleared; leave the key out to keep the present value";
            case BLANK -> "cannot be blank";
            case WRONG_TYPE -> "must be " + fault.arg("expected");
            case TOO_LONG, KEY_TOO_LONG -> "is longer than " + fault.arg("max") + " characters";
            case BAD_CHARACTERS -> "'" + value + "' has a character that is not allowed";
            case NOT_STORABLE -> "holds a character that no database stores as text (NUL or half of a surrogate pair)";
            case RESERVED -> "'" + value + "' is kept for the system";
            case MALFORMED, OUT_OF_RANGE -> "must be " + fault.arg("expected");
            case TOO_MANY -> "would have " + fault.arg("count") + " entries, the most is " + fault.arg("max");
            case NOT_CONFIGURED -> "no custom field has this name; add it to zoneFields";
            case NOT_ENABLED -> "'" + value + "' is not enabled; add it to locales";
            case NOT_CHANGEABLE -> "is " + value + " and cannot be changed";
            case NOT_AT_PARENT -> "the zone above has no " + fault.arg("fields");
            case NOT_IN_CRITERIA -> "records cannot be chosen by a field '" + value + "'";
            case PART_MISSING -> "is needed in a condition";
            case COMPARATOR_MISMATCH -> "'" + value + "' does not fit; what does: " + fault.arg("allowed");
            case VALUE_MISMATCH ->
                fault.args().containsKey("allowed")
                        ? "'" + value + "' is none of the field's list"
                        : "must fit a field of the type " + fault.arg("expected")
                                + (fault.arg("reason").isEmpty() ? "" : ": " + fault.arg("reason"));
            case TOO_MANY_CONDITIONS -> "is more than the " + fault.arg("max") + " conditions that criteria hold";
            case TAKEN, TAKEN_IN_BATCH -> taken(fault, value);
            case NO_SUCH_ZONE -> "no zone has the code '" + value + "'";
            case ZONE_NOT_ACTIVE -> "the zone '" + value + "' is not active";
            case CYCLE -> "the zone '" + value + "' lies below this one";
            case PARENT_NOT_ACTIVE -> "cannot be active while a zone above is not";
            case CHILDREN_ACTIVE -> "cannot be switched off while zones or stores below are active";
            case BATCH_TOO_LARGE -> "more than " + fault.arg("max") + " entries";
            case NOT_PERMITTED -> "needs an admin";
            case NOT_ALONE -> "not applied, because of mistakes elsewhere";
            case INTERNAL -> "the database did not store this as planned; the server's log says more";
            case UNKNOWN_FIELD, NOT_UPDATABLE, IGNORED_KEY, BAD_CLIENT_REF -> "no such key";
            case ALREADY_IN -> "is there already";
            case NOT_IN -> "is not there";
            case IN_USE -> "cannot go while " + fault.arg("by") + " refer to it";
            case DID_YOU_MEAN -> "did you mean '" + fault.arg("meant") + "'?";
            case LOOKS_ALIKE -> "looks like '" + fault.arg("like") + "', which belongs to something else";
            case CHANGED_SINCE -> "changed since, by " + fault.arg("by");
        };
    }

    private static String taken(Fault fault, String value) {
        boolean here = fault.code() == FaultCode.TAKEN_IN_BATCH;
        String entry = "entry " + fault.arg("row");
        if (fault.field().equals(ZoneFields.DEFAULT_FOR)) {
            return (here ? entry : "another zone") + " is the default for " + value
                    + " already; say there which modules it is for, [] for none";
        }
        if (value.isEmpty()) {
            return "exactly one zone has no parent, and " + (here ? entry + " is it" : "there is one already")
                    + "; name this zone's parent";
        }
        return "'" + value + (here ? "' is taken by " + entry : "' belongs to something else of this org");
    }
}
