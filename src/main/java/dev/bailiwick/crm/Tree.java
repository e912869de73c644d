package dev.bailiwick.crm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** In charge of answers made of plain maps and lists: an object's members stand in the order in which they were put. */
final class Tree {
    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

    /** Adds a member: a text, a number, a flag, a list, a map, null. */
    Tree put(String name, @Nullable Object value) {
        members.put(name, value);
        return this;
    }

    /** Adds the same value under several names. */
    Tree all(@Nullable Object value, String... names) {
        for (String name : names) {
            members.put(name, value);
        }
        return this;
    }

    Map<String, @Nullable Object> map() {
        return members;
    }

    /** Writes a value as the next one. */
    static void write(JsonGenerator json, @Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case String text -> json.writeString(text);
            case Boolean flag -> json.writeBoolean(flag);
            case Number number -> json.writeNumber(number.toString());
            case Tree tree -> write(json, tree.members);
            case Map<?, ?> map -> {
                json.writeStartObject();
                map.forEach((name, inner) -> {
                    json.writeName(String.valueOf(name));
                    write(json, inner);
                });
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                list.forEach(inner -> write(json, inner));
                json.writeEndArray();
            }
            default -> throw new IllegalArgumentException("no answer holds a " + value.getClass());
        }
    }
}
