package dev.bailiwick.bulk;

import org.jspecify.annotations.Nullable;

/**
 * What one door demands beyond what holds everywhere; nothing, where it does not say otherwise. A value that is already
 * stored always passes.
 */
public interface DoorRules {
    /** Of an undo: what was stored may be stored again, whatever a door demands of what comes through it. */
    DoorRules NONE = new DoorRules() {};

    /**
     * Of doors whose items are run one by one: a new thing needs all its mandatory fields, each item sees what the ones
     * before it did, and wants its own right, since which of them make a thing is known once all are found.
     */
    DoorRules IN_ORDER = new DoorRules() {
        @Override
        public boolean requires(String field) {
            return true;
        }

        @Override
        public boolean inOrder() {
            return true;
        }

        @Override
        public boolean asksRights() {
            return true;
        }
    };

    /** Whether making a thing through this door needs this field. */
    default boolean requires(String field) {
        return false;
    }

    /** Why this door does not take this text in this field, or null. */
    default @Nullable FaultCode spelling(String field, String value) {
        return null;
    }

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
    default boolean wantsActiveParent() {
        return false;
    }
}
