package dev.bailiwick.locations.model;

import dev.bailiwick.locations.model.Expected.Fault;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Which external ids a row may set. */
final class ExternalIdRules {
    private static final String FIELD = "externalIds";

    private final Attempt attempt;
    private final Map<String, JsonNode> sent = new LinkedHashMap<>();

    ExternalIdRules(Attempt attempt) {
        this.attempt = attempt;
    }

    /** Tells the first thing that is wrong, if anything is. */
    void externalIds() {
        Fault fault = fault();
        if (fault != null) {
            attempt.faults.add(fault);
        }
    }

    private @Nullable Fault fault() {
        Fault shape = list();
        shape = shape == null ? map() : shape;
        shape = shape == null ? entries() : shape;
        shape = shape == null ? lengths() : shape;
        if (shape != null) {
            return shape;
        }
        assign();
        return attempt.draft.externalIds.size() > 5 ? new Fault(FIELD, 1217, "count") : conflict();
    }

    /** External ids as an array, which only rows that create may have. */
    private @Nullable Fault list() {
        JsonNode list = attempt.operation.creates() ? attempt.sent("externalId") : null;
        if (list == null || list.isNull()) {
            return null;
        }
        if (!list.isArray()) {
            return new Fault(FIELD, 1217, "type");
        }
        for (int i = 0; i < list.size(); i++) {
            if (!list.get(i).isString()) {
                return new Fault(FIELD, 1217, "type of an entry");
            }
            sent.put("external" + (i + 1), list.get(i));
        }
        return null;
    }

    private @Nullable Fault map() {
        JsonNode map = attempt.sent(FIELD);
        if (map != null && map.isNull()) {
            attempt.draft.externalIds.clear();
        } else if (map != null) {
            if (!map.isObject()) {
                return new Fault(FIELD, 1217, "type");
            }
            map.properties().forEach(entry -> sent.put(entry.getKey(), entry.getValue()));
        }
        return null;
    }

    private @Nullable Fault entries() {
        for (Map.Entry<String, JsonNode> entry : sent.entrySet()) {
            JsonNode value = entry.getValue();
            if (!value.isString() && !value.isNull()) {
                return new Fault(FIELD, 1217, "type of an entry");
            }
            if (TextRules.unstorable(entry.getKey())
                    || (value.isString() && TextRules.unstorable(value.stringValue()))) {
                return new Fault(FIELD, 1217, "characters");
            }
        }
        for (Map.Entry<String, JsonNode> entry : sent.entrySet()) {
            String value = TextRules.text(entry.getValue());
            if (TextRules.blank(entry.getKey()) || (value != null && TextRules.blank(value))) {
                return new Fault(FIELD, 403, "blank");
            }
        }
        return null;
    }

    private @Nullable Fault lengths() {
        for (String key : sent.keySet()) {
            if (TextRules.length(key) > 200) {
                return new Fault(FIELD, 1261, "length of a key");
            }
        }
        for (JsonNode node : sent.values()) {
            String value = TextRules.text(node);
            if (value != null && TextRules.length(value) > 200) {
                return new Fault(FIELD, 1262, "length of a value");
            }
        }
        return null;
    }

    private void assign() {
        sent.forEach((key, node) -> {
            String value = TextRules.text(node);
            if (value == null) {
                attempt.draft.externalIds.remove(key);
            } else {
                attempt.draft.externalIds.put(key, value);
                attempt.assigned.add(value);
            }
        });
    }

    /** Values that an earlier row of the request took come before those somebody holds. */
    private @Nullable Fault conflict() {
        for (String value : attempt.assigned) {
            if (attempt.claimed.contains(value)) {
                return new Fault(FIELD, 1248, value);
            }
        }
        for (String value : attempt.assigned) {
            Place holder = attempt.world.holder(value);
            if (holder != null && !World.same(holder, attempt.present)) {
                return new Fault(FIELD, 1245, value);
            }
        }
        return null;
    }
}
