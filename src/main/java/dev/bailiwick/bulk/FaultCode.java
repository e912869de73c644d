package dev.bailiwick.bulk;

/** Why an item, or a field of it, was refused or remarked on. Codes without words: each door words them. */
public enum FaultCode {
    // what the item is about
    /** No identifier, or a blank one. */
    KEY_MISSING,
    /** The kind of identifier is none that the door knows. {@code kind} */
    KEY_KIND_UNKNOWN,
    /** An id that is not an integer of 64 bits. {@code value} */
    KEY_NOT_INTEGER,
    /** Nothing has this identifier. */
    NOT_FOUND,
    /** Several things have this value, so that it names none. {@code value}, {@code ids}: up to ten of them */
    AMBIGUOUS,
    /** Two keys of the row say the same in two ways. {@code other}: the key beside the one of the path */
    BOTH_SENT,
    /** An earlier entry of the same list names the same. {@code first}: its path */
    NAMED_TWICE,
    /** Two values of the item name two things. {@code value} names {@code id}, the field {@code by} names {@code byId} */
    TWO_MEANT,
    /** An earlier row is about the same thing. {@code row} */
    REPEATED,
    /** The thing has another version than the row was made from. {@code version}, {@code asked} */
    VERSION_CHANGED,

    /** The thing was changed after the time that the request names. {@code at} */
    CHANGED_AFTER,

    // what a field says
    /** Needed to make a new thing, and not sent. */
    MISSING,
    /** Cannot be cleared. */
    NULL_NOT_ALLOWED,
    /** Empty or only blanks. */
    BLANK,
    /** Another type is wanted. {@code expected} */
    WRONG_TYPE,
    /** More characters than allowed, counted as Unicode code points. {@code max} */
    TOO_LONG,
    /** The same, of a key inside a map. {@code max} */
    KEY_TOO_LONG,
    /** A character that the door does not allow here. */
    BAD_CHARACTERS,
    /** NUL or half of a surrogate pair: no database stores it as text. */
    NOT_STORABLE,
    /** A name kept for the system. {@code value} */
    RESERVED,
    /** Not of the form that this field wants. {@code expected} */
    MALFORMED,
    /** A number outside its limits. {@code expected}, {@code allowed} where the limits are listed */
    OUT_OF_RANGE,
    /** More entries than allowed. {@code count}, {@code max} */
    TOO_MANY,
    /** None of the values that a list has. {@code value}, {@code allowed} */
    NOT_PICKABLE,
    /** No such custom field. {@code key} */
    NOT_CONFIGURED,
    /** The org has not enabled this value. {@code value} */
    NOT_ENABLED,
    /** Cannot be changed once set. {@code value} */
    NOT_CHANGEABLE,
    /** To be copied from the parent, which has none. {@code fields} */
    NOT_AT_PARENT,

    // what criteria say
    /** The field cannot decide, or there is none of this name. {@code value} */
    NOT_IN_CRITERIA,
    /** A condition that lacks its comparator or its value. */
    PART_MISSING,
    /** The field, or what it is compared with, has no such comparator. {@code value}, {@code allowed} */
    COMPARATOR_MISMATCH,
    /**
     * Not what the field can be compared with. {@code expected}: its type, {@code reason} where more is wanted; {@code
     * value}, {@code allowed} where it is none of a list
     */
    VALUE_MISMATCH,
    /** One condition more than criteria can have. {@code max} */
    TOO_MANY_CONDITIONS,

    // how it fits with everything else
    /** Another thing of the org has this value. {@code value}, {@code id} of the thing */
    TAKEN,
    /** An earlier row of the batch took this value. {@code value}, {@code row} */
    TAKEN_IN_BATCH,
    /** The record or user that a field refers to does not exist. {@code value} */
    NO_SUCH_REFERENCE,
    /** The zone named does not exist. {@code value} */
    NO_SUCH_ZONE,
    /** The zone named is not active. {@code value} */
    ZONE_NOT_ACTIVE,
    /** The record is in this zone already. {@code zone}: its name */
    ALREADY_THERE,
    /** The record is not in this zone. {@code zone} */
    NOT_THERE,
    /** A rule put the record into this zone, so no word can be taken back. {@code zone} */
    THERE_BY_RULE,
    /**
     * Somebody said that the record stays in this zone, or out of it. {@code zone}, {@code how}: pinned or excluded, {@code
     * by}, {@code at}, {@code reason}, {@code until}, {@code ends}: the verb that ends it
     */
    FORBIDDEN_BY_WORD,
    /** The actor neither is an administrator nor manages this zone. {@code zone} */
    MAY_NOT_ASSIGN,
    /** The new parent is the zone itself or lies below it. {@code value} */
    CYCLE,
    /** A zone above is not active. */
    PARENT_NOT_ACTIVE,
    /** Something below is still active. */
    CHILDREN_ACTIVE,
    /** Something refers to what would be deleted. {@code by}, {@code count} where it is counted */
    IN_USE,
    /** To be added to what has it already. {@code value} */
    ALREADY_IN,
    /** To be taken out of what has it not. {@code value} */
    NOT_IN,

    // the batch
    /** More rows than the door takes. {@code max} */
    BATCH_TOO_LARGE,
    /** The actor may not do this. */
    NOT_PERMITTED,
    /** The request asks for something that is not built. {@code what} */
    NOT_SUPPORTED,
    /** The org has as many things of this kind as it may have. {@code max} */
    FULL,
    /** The org's settings keep records of this module out of zones. {@code value} */
    SWITCHED_OFF,
    /** The batch is atomic and another row failed. {@code row} */
    NOT_ALONE,
    /** Bailiwick's own mistake: the database did not do what was planned. */
    INTERNAL,

    // remarks
    /** No such field; it has no effect. {@code field}, {@code meant} where one is spelled alike */
    UNKNOWN_FIELD,
    /** A field that this call does not change; it has no effect. {@code field} */
    NOT_UPDATABLE,
    /** A key of the request that asks for something that is not there; it has no effect. {@code field} */
    IGNORED_KEY,
    /** What names the row for the caller is no string or number of up to 100 characters; it has no effect. */
    BAD_CLIENT_REF,
    /** Nothing has this value, and something has one that looks alike. {@code value}, {@code meant} */
    DID_YOU_MEAN,
    /** Another thing has a value that looks alike. {@code value}, {@code like} */
    LOOKS_ALIKE,
    /** A rule would put the record into this zone, and a word of somebody's keeps it out. {@code zone}, {@code id} */
    RULE_OVERRULED,
    /** A rule gives this zone too, so the record stays there. {@code zone}, {@code id} */
    RULE_KEEPS,
    /** There is no room for this zone that a rule gives. {@code zone}, {@code id}, {@code max} */
    ZONE_LEFT_OUT,
    /** A later row says otherwise where the record is. {@code row}; the path is where that row says so */
    SUPERSEDED,
    /** A new record is called like others, which it does not change. {@code value}, {@code ids}: up to ten of them */
    SAME_NAME,
    /** One of two records that became one had this value, and none has it any more. {@code value}: not of a user's own */
    LOST_IN_MERGE,
    /** A record that becomes one with another is named by rules of these zones, which stay as they are. {@code zones} */
    NAMED_BY_RULES,
    /** Criteria name a record or user that is not there; they are stored as they are. {@code value} */
    UNKNOWN_REFERENCE,
    /** Records were held in this zone alone, and their holds went with it. {@code count} */
    HOLDS_ENDED,
    /** An undo left this as it is. {@code by}, {@code at}, {@code batch}: who changed it since */
    CHANGED_SINCE;

    /** Whether it is a remark on the row, not on what the row is about. These stand last. */
    boolean isRemark() {
        return compareTo(UNKNOWN_FIELD) >= 0;
    }

    /** Whether a strict caller takes it for a fault: the row says something that has no effect. */
    boolean isWithoutEffect() {
        return this == UNKNOWN_FIELD || this == NOT_UPDATABLE || this == IGNORED_KEY;
    }
}
