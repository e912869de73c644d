package dev.bailiwick.assignment;

import java.util.Locale;

/** Why a record is in a zone; those before win over those after, an exclusion over all. */
public enum Cause {
    /** Somebody pinned it there. */
    PIN,
    /** Somebody said in exactly which zones it is. */
    HOLD,
    /** Somebody added it, beside what rules give. */
    MANUAL,
    /** A rule of the zone matches it. */
    RULE,
    /** Its account is there, or its contact. */
    FOLLOWS,
    /** Nothing else says where it is. */
    DEFAULT;

    /** The one with this name. */
    static Cause of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Its name as it is stored and told. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a person or a job put it there, and not a rule. */
    public boolean isWord() {
        return this == PIN || this == HOLD || this == MANUAL;
    }
}
