package dev.bailiwick.http;

import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Text;
import java.util.List;
import java.util.stream.Collectors;

/** In charge of the words for faults wherever no dialect has its own: in receipts and in the catalogue of faults. */
public final class Words {
    private static final int QUOTED = 60;

    private Words() {}

    /** What is wrong, in one line; counts rows from 1, as people do. */
    public static String message(Fault fault) {
        String path = fault.path().isEmpty() ? "the row" : Text.shortened(fault.path(), QUOTED);
        String value = quoted(fault, "value");
        return switch (fault.code()) {
            case KEY_MISSING -> "the row names nothing";
            case KEY_KIND_UNKNOWN -> "there is no kind of identifier " + quoted(fault, "kind");
            case KEY_NOT_INTEGER -> "an id is an integer of 64 bits, not " + value;
            case NOT_FOUND ->
                fault.args().containsKey("value")
                        ? "no record has the "
                                + fault.path().substring(fault.path().indexOf('.') + 1) + " '" + fault.arg("value")
                                + "'"
                        : "nothing has this identifier";
            case AMBIGUOUS -> path + " " + value + " is shared by several: " + list(fault, "ids");
            case BOTH_SENT -> path + " and " + fault.arg("other") + " say the same; send one of them";
            case NAMED_TWICE -> path + " names the same as " + fault.arg("first");
            case TWO_MEANT ->
                path + " " + value + " names " + fault.arg("id") + ", but " + fault.arg("by") + " names "
                        + fault.arg("byId");
            case REPEATED -> "row " + row(fault) + " is about the same thing";
            case VERSION_CHANGED ->
                "the row was made from version " + fault.arg("asked") + ", the thing has version "
                        + fault.arg("version");
            case CHANGED_AFTER -> "the thing was changed at " + fault.arg("at");
            case MISSING -> path + " is needed to make a new thing";
            case NULL_NOT_ALLOWED -> path + " cannot be cleared";
            case BLANK -> path + " cannot be blank";
            case WRONG_TYPE, MALFORMED, OUT_OF_RANGE -> path + " must be " + fault.arg("expected");
            case TOO_LONG, KEY_TOO_LONG -> path + " is longer than " + fault.arg("max") + " characters";
            case BAD_CHARACTERS -> path + " has a character that is not allowed here";
            case NOT_STORABLE -> path + " has a character that no database stores as text";
            case RESERVED -> value + " is kept for the system";
            case TOO_MANY -> path + " would have " + fault.arg("count") + " entries, the most is " + fault.arg("max");
            case NOT_PICKABLE -> path + " " + value + " is none of its list";
            case NOT_CONFIGURED -> "there is no custom field " + quoted(fault, "key");
            case NOT_ENABLED -> path + " " + value + " is not enabled";
            case NOT_CHANGEABLE -> path + " cannot be changed";
            case NOT_AT_PARENT -> "the zone above has no " + fault.arg("fields");
            case NOT_IN_CRITERIA -> path + ": records cannot be chosen by a field " + value;
            case PART_MISSING -> path + " is needed in a condition";
            case COMPARATOR_MISMATCH -> path + " " + value + " does not fit here; what does: " + list(fault, "allowed");
            case VALUE_MISMATCH -> mismatch(path, fault);
            case TOO_MANY_CONDITIONS ->
                path + " is more than the " + fault.arg("max") + " conditions that criteria hold";
            case TAKEN -> path + " " + value + " belongs to something else";
            case TAKEN_IN_BATCH -> path + " " + value + " is taken by row " + row(fault);
            case NO_SUCH_REFERENCE -> path + ": there is no record or user " + value;
            case NO_SUCH_ZONE -> "there is no zone " + value + meant(fault);
            case ZONE_NOT_ACTIVE -> "the zone " + value + " is not active";
            case ALREADY_THERE -> "the record is in " + quoted(fault, "zone") + " already";
            case NOT_THERE -> "the record is not in " + quoted(fault, "zone");
            case THERE_BY_RULE -> "a rule put the record into " + quoted(fault, "zone");
            case FORBIDDEN_BY_WORD -> word(fault);
            case MAY_NOT_ASSIGN -> "the user does not manage " + quoted(fault, "zone") + " or a zone above it";
            case RULE_OVERRULED -> "a rule would put the record into " + quoted(fault, "zone");
            case RULE_KEEPS -> "a rule keeps the record in " + quoted(fault, "zone");
            case SAME_NAME ->
                "there are records with " + path + " " + quoted(fault, "value") + " already; this is a new one";
            case NAMED_BY_RULES -> "rules of zones name the record that goes: " + fault.arg("zones");
            case LOST_IN_MERGE ->
                (fault.args().containsKey("value") ? "the value " + quoted(fault, "value") : "a value of a user's own")
                        + " is lost: the record that stays has another";
            case UNKNOWN_REFERENCE ->
                path + ": " + value + " is no record or user that the field can name; it is stored as it is";
            case HOLDS_ENDED ->
                (fault.arg("count").equals("1") ? "1 record was" : fault.arg("count") + " records were")
                        + " held here alone; rules decide again";
            case SUPERSEDED -> "row " + row(fault) + " says otherwise of the same record";
            case ZONE_LEFT_OUT ->
                "a rule gives " + quoted(fault, "zone") + " too, but a record can be in " + fault.arg("max");
            case CYCLE -> "the zone " + value + " is this one, or lies below it";
            case PARENT_NOT_ACTIVE -> "a zone above is not active";
            case CHILDREN_ACTIVE -> "zones or stores below are active";
            case IN_USE -> fault.arg("by") + " refer to it";
            case ALREADY_IN -> path + " is there already";
            case NOT_IN -> path + " is not there";
            case BATCH_TOO_LARGE -> "a request holds at most " + fault.arg("max") + " rows";
            case FULL -> "the org may have " + fault.arg("max") + " of these, and has them";
            case SWITCHED_OFF ->
                path + " is about records of " + value + ", which the org's settings keep out of zones";
            case NOT_SUPPORTED -> path + " asks for what is not supported: " + fault.arg("what");
            case NOT_PERMITTED -> "the user may not do this";
            case NOT_ALONE ->
                "not stored: " + (fault.args().containsKey("row") ? "row " + row(fault) : "another row") + " failed";
            case INTERNAL -> "not stored because of a mistake of the server";
            case UNKNOWN_FIELD -> "unknown field " + quoted(fault, "field") + " has no effect" + meant(fault);
            case NOT_UPDATABLE -> "field " + quoted(fault, "field") + " is not for this call to change";
            case IGNORED_KEY -> "what " + quoted(fault, "field") + " asks for does not exist here; it has no effect";
            case BAD_CLIENT_REF -> "clientRef must be a string or a number of up to 100 characters; it was ignored";
            case DID_YOU_MEAN -> "nothing is called " + value + meant(fault);
            case LOOKS_ALIKE -> path + " " + value + " looks like " + quoted(fault, "like") + " of another thing";
            case CHANGED_SINCE -> since(path, fault);
        };
    }

    private static String mismatch(String path, Fault fault) {
        if (fault.args().containsKey("allowed")) {
            return path + " " + quoted(fault, "value") + " is none of the field's list";
        }
        String reason = fault.arg("reason");
        return path + " must fit a field of the type " + fault.arg("expected")
                + (reason.isEmpty() ? "" : ": " + reason);
    }

    private static String word(Fault fault) {
        return "the record is " + fault.arg("how") + (fault.arg("how").equals("pinned") ? " in " : " from ")
                + quoted(fault, "zone") + " by user " + fault.arg("by")
                + (fault.arg("reason").isEmpty() ? "" : ", because: " + fault.arg("reason"))
                + (fault.arg("until").isEmpty() ? "" : ", until " + fault.arg("until"))
                + "; the verb '" + fault.arg("ends") + "' ends it";
    }

    private static String list(Fault fault, String arg) {
        return fault.args().get(arg) instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : fault.arg(arg);
    }

    private static String since(String path, Fault fault) {
        return path + " changed since, by " + fault.arg("by") + " at " + fault.arg("at") + " in batch "
                + fault.arg("batch");
    }

    private static String meant(Fault fault) {
        return fault.arg("meant").isEmpty() ? "" : "; did you mean " + quoted(fault, "meant") + "?";
    }

    private static String quoted(Fault fault, String arg) {
        return "'" + Text.shortened(fault.arg(arg), QUOTED) + "'";
    }

    private static String row(Fault fault) {
        return fault.args().get("row") instanceof Number row ? String.valueOf(row.intValue() + 1) : fault.arg("row");
    }

    /** When a fault is told, in a sentence. */
    public static String cause(FaultCode code) {
        return switch (code) {
            case KEY_MISSING -> "The row has no identifier, or a blank one.";
            case KEY_KIND_UNKNOWN -> "The row names its thing by a kind of identifier that the door does not know.";
            case KEY_NOT_INTEGER -> "An id that is no integer of 64 bits.";
            case NOT_FOUND -> "Nothing of the org has the row's identifier.";
            case AMBIGUOUS -> "Several records have the value that was to name one.";
            case BOTH_SENT -> "Two keys of the row say where the record belongs.";
            case NAMED_TWICE -> "A list names one thing twice.";
            case TWO_MEANT -> "Two values of the row name two records.";
            case REPEATED -> "An earlier row of the request is about the same thing.";
            case VERSION_CHANGED -> "The thing changed since the version that ifVersion names.";
            case CHANGED_AFTER -> "The thing was changed after the time that If-Unmodified-Since names.";
            case MISSING -> "A new thing needs this field.";
            case NULL_NOT_ALLOWED -> "The field cannot be cleared.";
            case BLANK -> "The field is empty or has only blanks.";
            case WRONG_TYPE -> "The field wants another JSON type.";
            case TOO_LONG -> "The value has more characters than the field takes, counted as code points.";
            case KEY_TOO_LONG -> "A key inside a map has more characters than allowed.";
            case BAD_CHARACTERS -> "The door does not allow one of the characters here.";
            case NOT_STORABLE -> "The text holds NUL or half of a surrogate pair.";
            case RESERVED -> "The name is kept for the system.";
            case MALFORMED -> "The value has not the form that the field wants.";
            case OUT_OF_RANGE -> "The number is outside its limits.";
            case TOO_MANY -> "There would be more entries than allowed.";
            case NOT_PICKABLE -> "The value is none of those that the field's list has.";
            case NOT_CONFIGURED -> "The org has no such custom field.";
            case NOT_ENABLED -> "The org has not enabled this language, currency or time zone.";
            case NOT_CHANGEABLE -> "The field is set once and for all.";
            case NOT_AT_PARENT -> "A field was to be copied from the zone above, which has none.";
            case NOT_IN_CRITERIA -> "The module has no such field, or it is one that cannot decide in criteria.";
            case PART_MISSING -> "A condition has no comparator or no value.";
            case COMPARATOR_MISMATCH -> "The comparator does not exist, or not for this field and value.";
            case VALUE_MISMATCH -> "The value is none that the condition's field can be compared with.";
            case TOO_MANY_CONDITIONS -> "The criteria have more conditions than allowed.";
            case TAKEN -> "Another thing of the org has this name, code or external id.";
            case TAKEN_IN_BATCH -> "An earlier row of the request took this name, code or external id.";
            case NO_SUCH_REFERENCE -> "The record or user that the field refers to does not exist.";
            case NO_SUCH_ZONE -> "The zone that is named as parent or place does not exist.";
            case ZONE_NOT_ACTIVE -> "The zone that is named as parent or place is not active.";
            case ALREADY_THERE -> "The record is in the zone already.";
            case NOT_THERE -> "The record is not in the zone.";
            case THERE_BY_RULE -> "The record is in the zone by a rule, which no removal takes back.";
            case FORBIDDEN_BY_WORD ->
                "The record is pinned in the zone that it would leave, or excluded from the one it would enter.";
            case MAY_NOT_ASSIGN ->
                "Only administrators, and managers of a zone or of one above it, put records there or take them out.";
            case RULE_OVERRULED -> "A rule would put the record elsewhere, and what somebody said of it counts more.";
            case RULE_KEEPS -> "The record no longer is in the zone by hand, and still is by a rule.";
            case SAME_NAME -> "An insert makes a new record, also where one has the same name.";
            case NAMED_BY_RULES -> "A record that became one with another is named by rules, which no merge changes.";
            case LOST_IN_MERGE -> "Two records became one, and both had a value of a field that holds one.";
            case UNKNOWN_REFERENCE -> "Criteria compare a field with a record or user that does not exist.";
            case HOLDS_ENDED -> "Records were held in the zone alone, and it is gone.";
            case SUPERSEDED -> "A later row of the request changed where the record is, so what this one said is over.";
            case ZONE_LEFT_OUT -> "Rules give more zones than a record of the module can be in.";
            case CYCLE -> "The new parent is the zone itself, or lies below it.";
            case PARENT_NOT_ACTIVE -> "Something is to be active below a zone that is not.";
            case CHILDREN_ACTIVE -> "A zone is to be switched off while something below is active.";
            case IN_USE -> "Something refers to what would be deleted.";
            case ALREADY_IN -> "A user is to be added to a territory that has the user already.";
            case NOT_IN -> "A user is to be taken out of a territory that has the user not.";
            case BATCH_TOO_LARGE -> "The request has more rows than the door takes.";
            case NOT_PERMITTED -> "The user's role, or the token's scopes, do not allow this.";
            case FULL -> "The org has as many things of this kind as it may have.";
            case SWITCHED_OFF -> "The org's settings keep records of this module out of zones.";
            case NOT_SUPPORTED -> "The row asks for something that Bailiwick does not do.";
            case NOT_ALONE -> "The batch is atomic and another row failed.";
            case INTERNAL -> "The database did not do what was planned.";
            case UNKNOWN_FIELD -> "The row has a member that the door does not know.";
            case NOT_UPDATABLE -> "The row has a member that this call does not change.";
            case IGNORED_KEY ->
                "The request asks for workflows, assignment rules or the like, of which there are none.";
            case BAD_CLIENT_REF -> "The row's clientRef is no string or number, or too long.";
            case DID_YOU_MEAN ->
                "Nothing has this value, but something has one that differs only by case, blanks or Unicode form.";
            case LOOKS_ALIKE -> "Another thing has a value that differs only by case, blanks or Unicode form.";
            case CHANGED_SINCE -> "An undo left the field as it is, because somebody changed it after the batch.";
        };
    }

    /** What to do about a fault. */
    public static String remedy(FaultCode code) {
        return switch (code) {
            case KEY_MISSING, KEY_KIND_UNKNOWN, KEY_NOT_INTEGER ->
                "Name the thing by its id, its code or an external id.";
            case NOT_FOUND -> "Check the identifier, its case and its blanks; read what is there.";
            case AMBIGUOUS -> "Name the record by its id or an external field.";
            case BOTH_SENT -> "Send one of the two keys.";
            case NAMED_TWICE -> "Name each once.";
            case TWO_MEANT -> "Send values of one record, or name it by its id.";
            case REPEATED -> "Send one row for each thing.";
            case VERSION_CHANGED -> "Look at what the thing is now, and send the row again with its version.";
            case CHANGED_AFTER -> "Read the thing, and send the row again with a later time.";
            case MISSING -> "Send the field.";
            case NULL_NOT_ALLOWED -> "Leave the field out to keep its value.";
            case BLANK -> "Send a value, or leave the field out.";
            case WRONG_TYPE, MALFORMED, OUT_OF_RANGE -> "Send what the message asks for.";
            case TOO_LONG, KEY_TOO_LONG -> "Shorten it.";
            case BAD_CHARACTERS, NOT_STORABLE -> "Remove the character.";
            case RESERVED -> "Take another name.";
            case TOO_MANY ->
                "Send fewer; entries of a map go when their keys are sent with null, zones of a record by move, set,"
                        + " remove, unpin or release.";
            case NOT_PICKABLE -> "Send one of the values of its list.";
            case NOT_CONFIGURED -> "Have an admin add the field to the org, or mend its name.";
            case NOT_ENABLED -> "Have an admin enable it for the org, or send one that is enabled.";
            case NOT_CHANGEABLE -> "Leave the field out.";
            case NOT_AT_PARENT -> "Send a value, or give the zone above one.";
            case NOT_IN_CRITERIA ->
                "Name a field of the module; no field in which every user has a value of their own.";
            case PART_MISSING -> "Send the condition's field, comparator and value.";
            case COMPARATOR_MISMATCH -> "Use one of the comparators that the message lists.";
            case VALUE_MISMATCH -> "Send what the message asks for.";
            case TOO_MANY_CONDITIONS -> "Say the same in fewer conditions, for instance with a list of values.";
            case TAKEN -> "Take another value, or free it where it is; in an atomic batch both can happen at once.";
            case TAKEN_IN_BATCH -> "Give each row its own value.";
            case NO_SUCH_REFERENCE -> "Check the id, or make the record first.";
            case NO_SUCH_ZONE -> "Check the code, its case and its blanks, or make the zone first.";
            case ZONE_NOT_ACTIVE, PARENT_NOT_ACTIVE -> "Activate the zone first, or choose another.";
            case ALREADY_THERE -> "Leave the zone out; to keep the record there whatever rules say, pin it.";
            case NOT_THERE -> "Read where the record is, and leave the zone out.";
            case THERE_BY_RULE -> "Exclude the record from the zone, or say in which zones it is.";
            case FORBIDDEN_BY_WORD -> "End the pin or the exclusion first.";
            case MAY_NOT_ASSIGN -> "Ask an administrator, or a manager of the zone.";
            case RULE_OVERRULED -> "Give the record back to the rules if they are right, or change the rule.";
            case RULE_KEEPS -> "Exclude the record from the zone if it is to leave it.";
            case SAME_NAME -> "Send an upsert to change the record that there is, and merge or undo the new one.";
            case NAMED_BY_RULES -> "Name the record that stays in these rules, or take it out of them.";
            case LOST_IN_MERGE -> "Name the field in take, or leave it out of it, if the other value is to stay.";
            case UNKNOWN_REFERENCE -> "Check the id, and send the criteria again if another one is meant.";
            case HOLDS_ENDED -> "Read where they are now; an undo of the batch brings the zone and the holds back.";
            case SUPERSEDED -> "Send the one that is to count, or undo the batch.";
            case ZONE_LEFT_OUT -> "Make the rules narrower, or say in which zones the record is.";
            case CYCLE -> "Choose a zone outside of this one.";
            case CHILDREN_ACTIVE -> "Switch off or move what is below first.";
            case IN_USE -> "Move or undo what refers to it first.";
            case ALREADY_IN, NOT_IN -> "Leave the row out.";
            case BATCH_TOO_LARGE -> "Send fewer rows a request.";
            case NOT_PERMITTED -> "Ask an admin of the org, or for a token with the scope.";
            case FULL -> "Delete what is not needed, or have the server started with a higher limit.";
            case SWITCHED_OFF -> "Leave it out, or have settings.leadTerritories switched on by the org file.";
            case NOT_SUPPORTED -> "Leave it out.";
            case NOT_ALONE -> "Mend the failed rows and send all again.";
            case INTERNAL -> "Send the row again later, and tell whoever runs the server: its log says more.";
            case UNKNOWN_FIELD -> "Mend the field's name, or leave it out.";
            case NOT_UPDATABLE, IGNORED_KEY -> "Leave the field out.";
            case BAD_CLIENT_REF -> "Send a shorter string or number, or none.";
            case DID_YOU_MEAN -> "Send the value as it is stored.";
            case LOOKS_ALIKE -> "Make sure that these are two things.";
            case CHANGED_SINCE -> "Change it by hand if it is to be as it was, or undo that batch first.";
        };
    }
}
