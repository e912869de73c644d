package dev.bailiwick.locations.model;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Which custom fields a row may set, and to what. */
final class CustomFieldRules {
    private final Attempt attempt;

    CustomFieldRules(Attempt attempt) {
        this.attempt = attempt;
    }

    void customFields() {
        JsonNode sent = attempt.sent("customFields");
        if (sent == null) {
            return;
        }
        if (sent.isNull()) {
            attempt.draft.customFields.clear();
            return;
        }
        if (!sent.isObject()) {
            attempt.fault("customFields", 1217, "type");
            return;
        }
        for (Map.Entry<String, JsonNode> entry : sent.properties()) {
            String key = entry.getKey();
            JsonNode value = entry.getValue();
            OrgConfig.FieldType type = attempt.operation.stores()
                    ? null
                    : attempt.config.zoneFields().get(key);
            if (type == null) {
                attempt.fault("customFields", 1217, "key");
                return;
            }
            if (value.isNull()) {
                attempt.draft.customFields.remove(key);
                continue;
            }
            if (!fits(type, value)) {
                attempt.fault("customFields", 1217, "value");
                return;
            }
            attempt.draft.customFields.put(key, value);
        }
    }

    private static boolean fits(OrgConfig.FieldType type, JsonNode value) {
        return switch (type) {
            case STRING -> value.isString() && !TextRules.unstorable(value.stringValue());
            case INTEGER -> value.isIntegralNumber();
            case DOUBLE -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
        };
    }
}
