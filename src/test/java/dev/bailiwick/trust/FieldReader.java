package dev.bailiwick.trust;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the fields of one row leave on its draft, and what is wrong with them whatever the other zones are. */
final class FieldReader {
    /** What the org's custom fields may hold. */
    static final Map<String, String> CUSTOM = Map.of("cf_text", "String", "cf_count", "Integer");

    private static final Map<String, String> LANGUAGES = Map.of("en-in", "en-IN", "fr-fr", "fr-FR", "de-de", "de-DE");
    private static final String CUSTOM_FIELDS = "customFields.";
    private final Candidate row;
    private final ObjectNode object;
    private final SortedMap<String, Object> draft;

    FieldReader(Candidate row, ObjectNode object, SortedMap<String, Object> draft) {
        this.row = row;
        this.object = object;
        this.draft = draft;
    }

    void read() {
        name(sent("name"));
        description(sent("description"));
        flag("isAdmin", "admin", false);
        flag("isActive", "active", true);
        parent(sent("areaParentCode"));
        externalIds(sent("externalIds"));
        customFields(sent("customFields"));
        language(sent("language"));
    }

    private @Nullable JsonNode sent(String field) {
        return object.get(field);
    }

    private void name(@Nullable JsonNode sent) {
        String field = "name";
        if (sent == null) {
            if (row.before == null) {
                row.fault(field, 1252);
            }
        } else if (sent.isNull()) {
            row.fault(field, 1252);
        } else if (!sent.isString()) {
            row.fault(field, 1217);
        } else if (row.before == null || !row.before.name().equals(sent.stringValue())) {
            String name = sent.stringValue();
            if (name.isBlank()) {
                row.fault(field, 1252);
            } else if (name.strip().equalsIgnoreCase("root")) {
                row.fault(field, 1210);
            } else if (name.length() > 100) {
                row.fault(field, 1264);
            } else if (!name.matches("[\\p{L}\\p{M}\\p{Nd}_ ]*")) {
                row.fault(field, 1219);
            } else {
                draft.put(field, name);
            }
        }
    }

    private void description(@Nullable JsonNode sent) {
        if (sent == null) {
            return;
        }
        if (sent.isNull()) {
            draft.remove("description");
        } else if (sent.isString()) {
            draft.put("description", sent.stringValue());
        } else {
            row.fault("description", 1217);
        }
    }

    private void flag(String field, String stored, boolean unlessGiven) {
        JsonNode sent = sent(field);
        if (sent == null) {
            draft.putIfAbsent(stored, unlessGiven);
        } else if (sent.isBoolean()) {
            draft.put(stored, sent.booleanValue());
        } else {
            draft.putIfAbsent(stored, unlessGiven);
            row.fault(field, 1217);
        }
    }

    private void parent(@Nullable JsonNode sent) {
        String field = "areaParentCode";
        if (sent == null) {
            if (row.before == null) {
                row.fault(field, 1257);
            }
        } else if (sent.isNull()) {
            row.fault(field, 1257);
        } else if (!sent.isString()) {
            row.fault(field, 1217);
        } else {
            row.parentCode = sent.stringValue();
        }
    }

    private void externalIds(@Nullable JsonNode sent) {
        String field = "externalIds";
        if (sent == null) {
            return;
        }
        if (sent.isNull()) {
            draft.keySet().removeIf(key -> key.startsWith(Zone.EXTERNAL));
            return;
        }
        if (!sent.isObject()) {
            row.fault(field, 1217);
            return;
        }
        List<JsonNode> values =
                sent.properties().stream().map(Map.Entry::getValue).toList();
        if (values.stream().anyMatch(value -> !value.isString() && !value.isNull())) {
            row.fault(field, 1217);
        } else if (values.stream()
                .anyMatch(value -> value.isString() && value.stringValue().isBlank())) {
            row.fault(field, 403);
        } else if (values.stream()
                .anyMatch(value -> value.isString() && value.stringValue().length() > 200)) {
            row.fault(field, 1262);
        } else {
            SortedMap<String, Object> was = new TreeMap<>(draft);
            sent.properties().forEach(entry -> externalId(entry.getKey(), entry.getValue()));
            if (draft.keySet().stream()
                            .filter(key -> key.startsWith(Zone.EXTERNAL))
                            .count()
                    > 5) {
                row.fault(field, 1217);
                draft.clear();
                draft.putAll(was);
            }
        }
    }

    private void externalId(String key, JsonNode value) {
        if (value.isNull()) {
            draft.remove(Zone.EXTERNAL + key);
        } else {
            draft.put(Zone.EXTERNAL + key, value.stringValue());
            row.assigned.add(value.stringValue());
        }
    }

    private void customFields(@Nullable JsonNode sent) {
        if (sent == null) {
            return;
        }
        if (sent.isNull()) {
            draft.keySet().removeIf(key -> key.startsWith(CUSTOM_FIELDS));
            return;
        }
        if (!sent.isObject()) {
            row.fault("customFields", 1217);
            return;
        }
        sent.properties().forEach(entry -> {
            String type = CUSTOM.get(entry.getKey());
            JsonNode value = entry.getValue();
            boolean fits = type != null
                    && (value.isNull() || (type.equals("String") ? value.isString() : value.isIntegralNumber()));
            if (!fits) {
                row.fault("customFields", 1217);
            } else if (value.isNull()) {
                draft.remove(CUSTOM_FIELDS + entry.getKey());
            } else {
                draft.put(
                        CUSTOM_FIELDS + entry.getKey(),
                        value.isString() ? value.stringValue() : value.bigIntegerValue());
            }
        });
    }

    private void language(@Nullable JsonNode sent) {
        if (sent == null) {
            return;
        }
        String spelling = sent.isString() ? LANGUAGES.get(sent.stringValue().toLowerCase(java.util.Locale.ROOT)) : null;
        if (sent.isNull()) {
            row.fault("language", 403);
        } else if (spelling == null) {
            row.fault("language", 1217);
        } else {
            draft.put("language", spelling);
        }
    }
}
