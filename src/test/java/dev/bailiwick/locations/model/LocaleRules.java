package dev.bailiwick.locations.model;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Which language, currency and timezone a row may give, and what it inherits of them. */
final class LocaleRules {
    private final Attempt attempt;

    LocaleRules(Attempt attempt) {
        this.attempt = attempt;
    }

    void locale(boolean parentFine) {
        boolean told = false;
        for (String field : ZoneModel.LOCALE) {
            JsonNode sent = attempt.sent(field);
            if (sent != null) {
                given(field, sent);
            } else if (attempt.inherit && parentFine && !inherited(field) && !told) {
                attempt.fault(field, 403, "not at the parent");
                told = true;
            }
        }
    }

    private boolean inherited(String field) {
        Place parent = attempt.draft.parent == null ? null : attempt.world.zones.get(attempt.draft.parent);
        String value = parent == null ? null : parent.locale.get(field);
        if (value == null) {
            return false;
        }
        attempt.draft.locale.put(field, value);
        return true;
    }

    private void given(String field, JsonNode sent) {
        if (sent.isNull()) {
            attempt.fault(field, 403, "null");
            return;
        }
        if (!sent.isString()) {
            attempt.fault(field, 1217, "type");
            return;
        }
        String wanted = sent.stringValue().toLowerCase(Locale.ROOT);
        String spelling = null;
        for (String enabled : attempt.config.enabled(field)) {
            if (enabled.toLowerCase(Locale.ROOT).equals(wanted)) {
                spelling = enabled;
            }
        }
        if (spelling == null) {
            attempt.fault(field, 1217, TextRules.blank(wanted) ? "blank" : "not enabled");
        } else {
            attempt.draft.locale.put(field, spelling);
        }
    }
}
