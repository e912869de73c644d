package dev.bailiwick.bulk;

import org.jspecify.annotations.Nullable;

/** What one door demands beyond what holds everywhere. A value that is already stored always passes. */
public interface DoorRules {
    /** Whether making a thing through this door needs this field. */
    boolean requires(String field);

    /** Why this door does not take this text in this field, or null. */
    @Nullable
    FaultCode spelling(String field, String value);

    /** The most characters, as code points, that this door takes in a text field; what holds everywhere holds besides. */
    default int longest(String field) {
        return Integer.MAX_VALUE;
    }

    /** Whether this door leaves this field of this thing as it is. */
    default boolean keeps(Entity thing, String field) {
        return false;
    }

    /**
     * Whether each item sees what the ones before it did already when it names things, so that several may be about one
     * thing. Otherwise all name them as they were before the batch, and each at most once.
     */
    default boolean inOrder() {
        return false;
    }

    /**
     * Whether each row wants the right to what it does. Otherwise the door asks once for all of them: whoever may apply
     * an org file may apply all of it.
     */
    default boolean asksRights() {
        return false;
    }

    /** Whether this door takes what the org's settings have switched off; it has no effect until they switch it on. */
    default boolean takesAsleep() {
        return false;
    }

    /**
     * Whether a zone named as parent or place must be active whatever is put there. Otherwise only what is active itself
     * needs it.
     */
    boolean wantsActiveParent();
}
