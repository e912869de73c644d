package dev.bailiwick.locations.model;

import tools.jackson.databind.JsonNode;

/** Which names a row may give. */
final class NameRules {
    private final Attempt attempt;

    NameRules(Attempt attempt) {
        this.attempt = attempt;
    }

    void zoneName() {
        JsonNode sent = attempt.sent("name");
        if (sent == null) {
            if (attempt.present == null) {
                attempt.fault("name", 1252, "missing");
            }
            return;
        }
        if (sent.isNull()) {
            attempt.fault("name", 1252, "null");
            return;
        }
        if (!sent.isString()) {
            attempt.fault("name", 1217, "type");
            return;
        }
        Place present = attempt.present;
        String name = sent.stringValue();
        if (present == null || !present.name.equals(name)) {
            newName(name);
        }
    }

    private void newName(String name) {
        attempt.draft.name = name;
        if (TextRules.blank(name)) {
            attempt.fault("name", 1252, "blank");
        } else if (name.strip().equalsIgnoreCase("ROOT")) {
            attempt.fault("name", 1210, "root");
        } else if (TextRules.length(name) > 100) {
            attempt.fault("name", 1264, "length");
        } else if (!TextRules.plainName(name)) {
            attempt.fault("name", 1219, "characters");
        } else {
            Place namesake = attempt.world.named(TextRules.fold(name));
            if (namesake != null && !World.same(namesake, attempt.present)) {
                attempt.fault("name", 1206, "used by " + namesake.code);
            }
        }
    }

    void storeName() {
        JsonNode sent = attempt.sent("name");
        if (sent == null) {
            if (attempt.present == null) {
                attempt.fault("name", 1252, "missing");
            }
        } else if (sent.isNull()) {
            attempt.fault("name", 1252, "null");
        } else if (!sent.isString()) {
            attempt.fault("name", 1217, "type");
        } else if (TextRules.blank(sent.stringValue())) {
            attempt.fault("name", 1252, "blank");
        } else if (TextRules.length(sent.stringValue()) > 100) {
            attempt.fault("name", 1264, "length");
        } else if (TextRules.unstorable(sent.stringValue())) {
            attempt.fault("name", 1217, "characters");
        } else {
            attempt.draft.name = sent.stringValue();
        }
    }
}
