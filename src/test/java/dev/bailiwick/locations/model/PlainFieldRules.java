package dev.bailiwick.locations.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fields that are judged by themselves: code, description, isAdmin, coordinates, groupParentCode. */
final class PlainFieldRules {
    private final Attempt attempt;

    PlainFieldRules(Attempt attempt) {
        this.attempt = attempt;
    }

    void code() {
        JsonNode sent = attempt.sent("code");
        if (sent == null || sent.isNull()) {
            attempt.fault("code", 403, "missing");
            return;
        }
        if (!sent.isString()) {
            attempt.fault("code", 1217, "type");
            return;
        }
        String code = sent.stringValue();
        if (TextRules.blank(code)
                || !code.equals(code.strip())
                || TextRules.length(code) > 100
                || TextRules.unstorable(code)) {
            attempt.fault("code", 1217, "form");
        } else if (attempt.world.of(attempt.operation).containsKey(code)) {
            attempt.fault("code", 9002, "taken");
        }
    }

    void description() {
        JsonNode sent = attempt.sent("description");
        if (sent == null) {
            return;
        }
        if (sent.isNull()) {
            attempt.draft.description = null;
        } else if (!sent.isString()) {
            attempt.fault("description", 1217, "type");
        } else if (TextRules.unstorable(sent.stringValue())) {
            attempt.fault("description", 1217, "characters");
        } else {
            attempt.draft.description = sent.stringValue();
        }
    }

    void isAdmin() {
        JsonNode sent = attempt.sent("isAdmin");
        if (sent == null) {
            return;
        }
        if (sent.isBoolean()) {
            attempt.draft.admin = sent.booleanValue();
        } else {
            attempt.fault("isAdmin", 1217, sent.isNull() ? "null" : "type");
        }
    }

    void coordinates() {
        attempt.draft.latitude = coordinate("latitude", 90, attempt.draft.latitude);
        attempt.draft.longitude = coordinate("longitude", 180, attempt.draft.longitude);
    }

    private @Nullable BigDecimal coordinate(String field, int bound, @Nullable BigDecimal present) {
        JsonNode sent = attempt.sent(field);
        if (sent == null) {
            return present;
        }
        if (sent.isNull()) {
            return null;
        }
        BigDecimal value;
        if (sent.isNumber()) {
            value = sent.decimalValue();
        } else if (sent.isString() && sent.stringValue().matches("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")) {
            value = new BigDecimal(sent.stringValue());
        } else {
            attempt.fault(field, 1217, "no number");
            return present;
        }
        if (value.abs().compareTo(BigDecimal.valueOf(bound)) > 0) {
            attempt.fault(field, 1217, "range");
            return present;
        }
        return value;
    }

    void groupParentCode() {
        JsonNode sent = attempt.sent("groupParentCode");
        if (sent == null) {
            return;
        }
        if (sent.isNull()) {
            attempt.draft.group = null;
        } else if (!sent.isString() || TextRules.unstorable(sent.stringValue())) {
            attempt.fault("groupParentCode", 1217, "type");
        } else {
            attempt.draft.group = sent.stringValue();
        }
    }
}
