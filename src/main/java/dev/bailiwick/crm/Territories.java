package dev.bailiwick.crm;

import dev.bailiwick.assignment.Placement;
import dev.bailiwick.http.Receipts;
import dev.bailiwick.org.People.Person;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import tools.jackson.core.JsonGenerator;

/** In charge of the form in which this door tells in which territories a record is (sheet, 3.6). */
final class Territories {
    private Territories() {}

    /** A member with the territories, in the order of their ids. */
    static void write(
            JsonGenerator json, Map<Long, Placement.Entry> in, LongFunction<String> name, Map<Long, Person> people) {
        json.writeArrayPropertyStart("Territories");
        new TreeMap<>(in).forEach((zone, entry) -> {
            boolean manually = entry.cause().isWord();
            json.writeStartObject();
            json.writeStringProperty("Name", name.apply(zone));
            json.writeStringProperty("id", String.valueOf(zone));
            if (manually && entry.by() != null) {
                Answers.user(json, "$assigned_by", entry.by(), people);
            } else {
                Receipts.property(json, "$assigned_by", null);
            }
            json.writeStringProperty("$assigned_time", Answers.time(entry.at()));
            json.writeStringProperty("$assigned", manually ? "manually" : "automatically");
            json.writeEndObject();
        });
        json.writeEndArray();
    }

    /** The same from a receipt, for a row that said where its record belongs. */
    static void write(JsonGenerator json, Map<String, Object> zones, Map<Long, Person> people) {
        Map<Long, Placement.Entry> in = new TreeMap<>();
        Map<Long, String> names = new TreeMap<>();
        zones.forEach((zone, entry) -> {
            Map<?, ?> stored = (Map<?, ?>) entry;
            if (!Placement.isInside(stored)) {
                return;
            }
            in.put(Long.parseLong(zone), Placement.Entry.of(stored));
            names.put(Long.parseLong(zone), String.valueOf(stored.get("name")));
        });
        write(json, in, id -> names.getOrDefault(id, ""), people);
    }
}
