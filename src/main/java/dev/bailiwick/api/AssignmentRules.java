package dev.bailiwick.api;

import dev.bailiwick.bulk.DoorRules;
import dev.bailiwick.bulk.FaultCode;
import org.jspecify.annotations.Nullable;

/** What the door of assignments demands: items see what the ones before them did. */
enum AssignmentRules implements DoorRules {
    RULES;

    @Override
    public boolean requires(String field) {
        return false;
    }

    @Override
    public @Nullable FaultCode spelling(String field, String value) {
        return null;
    }

    @Override
    public boolean inOrder() {
        return true;
    }

    @Override
    public boolean asksRights() {
        return true;
    }

    @Override
    public boolean wantsActiveParent() {
        return false;
    }
}
