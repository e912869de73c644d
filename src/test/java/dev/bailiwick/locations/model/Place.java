package dev.bailiwick.locations.model;

import java.math.BigDecimal;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A zone or a store. Rows change a copy; what a world holds is changed by nobody. */
final class Place {
    final boolean store;
    final String code;

    @Nullable
    Long id;

    String name = "";

    @Nullable
    String description;

    boolean admin;
    boolean active = true;

    @Nullable
    String parent;

    final TreeMap<String, String> externalIds = new TreeMap<>();
    final TreeMap<String, JsonNode> customFields = new TreeMap<>();
    /** By field name; a field that is unset is missing. */
    final TreeMap<String, String> locale = new TreeMap<>();

    @Nullable
    BigDecimal latitude;

    @Nullable
    BigDecimal longitude;

    @Nullable
    String group;

    Place(boolean store, String code) {
        this.store = store;
        this.code = code;
    }

    Place copy() {
        Place copy = new Place(store, code);
        copy.id = id;
        copy.name = name;
        copy.description = description;
        copy.admin = admin;
        copy.active = active;
        copy.parent = parent;
        copy.externalIds.putAll(externalIds);
        copy.customFields.putAll(customFields);
        copy.locale.putAll(locale);
        copy.latitude = latitude;
        copy.longitude = longitude;
        copy.group = group;
        return copy;
    }

    ObjectNode state() {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        state.put("entityId", id);
        state.put("type", store ? "STORE" : "ZONE");
        state.put("code", code);
        state.put("name", name);
        state.put("description", description);
        if (!store) {
            state.put("isAdmin", admin);
        }
        state.put("isActive", active);
        state.put("areaParentCode", parent);
        ObjectNode ids = state.putObject("externalIds");
        externalIds.forEach(ids::put);
        ObjectNode fields = state.putObject("customFields");
        customFields.forEach(fields::set);
        for (String field : ZoneModel.LOCALE) {
            state.put(field, locale.get(field));
        }
        if (store) {
            state.put("latitude", latitude);
            state.put("longitude", longitude);
            state.put("groupParentCode", group);
        }
        return (ObjectNode) ZoneModel.normal(state);
    }

    @Override
    public String toString() {
        return state().toString();
    }
}
