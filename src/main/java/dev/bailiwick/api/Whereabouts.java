package dev.bailiwick.api;

import dev.bailiwick.assignment.Placement;
import dev.bailiwick.bulk.Change;
import dev.bailiwick.bulk.Fault;
import dev.bailiwick.http.Receipts;
import dev.bailiwick.zone.Zones;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** In charge of where a record is and why, as JSON. */
final class Whereabouts {
    private Whereabouts() {}

    /**
     * Writes {@code zones}, in which a record is, and {@code overruled}, in which a rule would have it, as the next
     * members, each in the order of the ids.
     *
     * @param told by the ids of zones, as {@link dev.bailiwick.assignment.Places#told} has it
     */
    static void write(JsonGenerator json, Map<String, Object> told) {
        Map<Long, Map<?, ?>> sorted = new TreeMap<>();
        told.forEach((id, zone) -> sorted.put(Long.parseLong(id), (Map<?, ?>) zone));
        json.writeArrayPropertyStart("zones");
        sorted.forEach((id, zone) -> {
            if (Placement.isInside(zone)) {
                Placement.Entry entry = Placement.Entry.of(zone);
                json.writeStartObject();
                named(json, id, zone);
                json.writeStringProperty("cause", entry.cause().word());
                json.writeStringProperty("since", entry.at().toString());
                Receipts.property(json, "by", entry.by());
                json.writeBooleanProperty("pinned", Boolean.TRUE.equals(zone.get("pinned")));
                json.writeEndObject();
            }
        });
        json.writeEndArray();
        json.writeArrayPropertyStart("overruled");
        sorted.forEach((id, zone) -> {
            if (zone.get("overruled") != null) {
                json.writeStartObject();
                named(json, id, zone);
                Receipts.property(json, "by", zone.get("overruled"));
                json.writeEndObject();
            }
        });
        json.writeEndArray();
    }

    /**
     * Writes changes as {@code changes} and, where a record entered zones or left them, {@code zones}: of each that it left
     * or where it is for another reason, of each that it entered or where it is so now, and of those in which a rule
     * would have it newly.
     *
     * @param labels what the zones are called; those that nobody knows any more have no names
     */
    static void changes(JsonGenerator json, Map<String, Change> changes, Map<Long, Zones.Label> labels) {
        Map<String, Change> others = new TreeMap<>(changes);
        others.keySet().removeIf(path -> Placement.DERIVED.contains(Fault.fieldOf(path)));
        Receipts.changes(json, others);
        if (others.size() == changes.size()) {
            return;
        }
        json.writeObjectPropertyStart("zones");
        passed(json, "before", "cause", Placement.IN, changes, labels, Change::before);
        passed(json, "after", "cause", Placement.IN, changes, labels, Change::after);
        passed(json, "overruled", "by", Placement.OVERRULED, changes, labels, Change::after);
        json.writeEndObject();
    }

    private static void passed(
            JsonGenerator json,
            String member,
            String why,
            String field,
            Map<String, Change> changes,
            Map<Long, Zones.Label> labels,
            Function<Change, @Nullable Object> side) {
        Map<Long, Object> told = new TreeMap<>();
        changes.forEach((path, change) -> {
            if (Fault.fieldOf(path).equals(field) && side.apply(change) instanceof Object entry) {
                told.put(Long.parseLong(path.substring(field.length() + 1)), entry);
            }
        });
        json.writeArrayPropertyStart(member);
        told.forEach((id, entry) -> {
            json.writeStartObject();
            label(json, id, labels);
            Receipts.property(json, why, entry instanceof Map<?, ?> map ? map.get("cause") : entry);
            json.writeEndObject();
        });
        json.writeEndArray();
    }

    /** Writes a zone's {@code id}, {@code code} and {@code name} as the next members. */
    static void label(JsonGenerator json, long id, Map<Long, Zones.Label> labels) {
        Zones.Label label = labels.get(id);
        json.writeNumberProperty("id", id);
        Receipts.property(json, "code", label == null ? null : label.code());
        Receipts.property(json, "name", label == null ? null : label.name());
    }

    private static void named(JsonGenerator json, long id, Map<?, ?> zone) {
        json.writeNumberProperty("id", id);
        Receipts.property(json, "code", zone.get("code"));
        Receipts.property(json, "name", zone.get("name"));
    }
}
