package dev.bailiwick.locations.model;

import dev.bailiwick.locations.model.Expected.Fault;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Which parent a row may give, and when a zone or store may be activated or deactivated. */
final class HierarchyRules {
    private final Attempt attempt;

    HierarchyRules(Attempt attempt) {
        this.attempt = attempt;
    }

    /** Moves the draft under the parent that is sent; what stands against it is for the caller to put in its place. */
    @Nullable
    Fault parent() {
        String field = "areaParentCode";
        Place present = attempt.present;
        JsonNode sent = attempt.sent(field);
        if (sent == null) {
            return present == null ? new Fault(field, 1257, "missing") : null;
        }
        if (sent.isNull()) {
            return new Fault(field, 1257, "null");
        }
        if (!sent.isString()) {
            return new Fault(field, 1217, "type");
        }
        Place parent = attempt.world.zones.get(sent.stringValue());
        if (parent == null) {
            return new Fault(field, 1217, TextRules.blank(sent.stringValue()) ? "blank" : "unknown");
        }
        if (present != null && !present.store) {
            if (parent.code.equals(present.code)) {
                return new Fault(field, 1217, "self");
            }
            if (attempt.world.inside(parent.code, present.code)) {
                return new Fault(field, 1217, "descendant");
            }
        }
        if (!parent.active) {
            return new Fault(field, 1217, "inactive");
        }
        attempt.draft.parent = parent.code;
        return null;
    }

    void isActive(boolean parentFine) {
        Place present = attempt.present;
        JsonNode sent = attempt.sent("isActive");
        if (sent == null && present != null) {
            return;
        }
        if (sent != null && !sent.isBoolean()) {
            attempt.fault("isActive", 1217, sent.isNull() ? "null" : "type");
            return;
        }
        boolean wanted = sent == null || sent.booleanValue();
        attempt.draft.active = wanted;
        if (present != null && present.active == wanted) {
            return;
        }
        if (wanted) {
            if (parentFine && !attempt.world.chainActive(attempt.draft.parent)) {
                attempt.fault("isActive", 1258, "parent");
            }
        } else if (present != null && !present.store) {
            boolean store = attempt.world.storesAt(present.code).stream().anyMatch(child -> child.active);
            boolean zone = attempt.world.children(present.code).stream().anyMatch(child -> child.active);
            if (store) {
                attempt.fault("isActive", 1259, "stores");
            } else if (zone) {
                attempt.fault("isActive", 1259, "zones");
            }
        }
    }
}
