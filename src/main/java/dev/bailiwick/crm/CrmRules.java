package dev.bailiwick.crm;

import dev.bailiwick.bulk.DoorRules;
import dev.bailiwick.bulk.FaultCode;
import org.jspecify.annotations.Nullable;

/** What this door demands: all mandatory fields of a new record; items see what the ones before them did. */
enum CrmRules implements DoorRules {
    RULES;

    @Override
    public boolean requires(String field) {
        return true;
    }

    @Override
    public @Nullable FaultCode spelling(String field, String value) {
        return null;
    }

    @Override
    public boolean inOrder() {
        return true;
    }

    /** Which rows of an upsert make a record, and which change one, is known once they are found. */
    @Override
    public boolean asksRights() {
        return true;
    }

    @Override
    public boolean wantsActiveParent() {
        return false;
    }
}
