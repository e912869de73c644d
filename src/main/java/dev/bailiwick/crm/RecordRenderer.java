package dev.bailiwick.crm;

import dev.bailiwick.assignment.Placement;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Stamps;
import dev.bailiwick.catalog.DataType;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.http.Receipts;
import dev.bailiwick.org.People;
import dev.bailiwick.org.People.Person;
import dev.bailiwick.record.RecordReads;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.JsonGenerator;

/**
 * From records to this door's JSON (sheet, 1.4).
 *
 * @param names what other records and zones are called, by id; those that are gone are missing
 * @param people who is called what
 * @param user who asks, and sees his own values only where each user has some
 * @param fields those that are told beside the id; null for all
 */
record RecordRenderer(
        Module module,
        Map<Long, String> names,
        Map<Long, Person> people,
        long user,
        @Nullable Set<String> fields) {
    private static final String TERRITORIES = "Territories";
    private static final List<String> ALWAYS =
            List.of("Created_By", "Modified_By", "Created_Time", "Modified_Time", "Tag");

    /** Whether records of this module can be in territories. */
    static boolean hasTerritories(Module module) {
        return module.isPlaced();
    }

    /** What the caller sees of a page of records. */
    static RecordRenderer of(Call call, RecordReads.Page page, People people, Shown shown) {
        return new RecordRenderer(
                page.module(),
                page.names(),
                people.of(call.actor()),
                call.actor().userId(),
                shown.names());
    }

    /**
     * An answer of these records.
     *
     * @param info writes what is told beside them
     */
    ResponseEntity<String> answer(List<Entity> records, Consumer<JsonGenerator> info) {
        return Answers.ok(json -> {
            json.writeStartObject();
            data(json, records);
            info.accept(json);
            json.writeEndObject();
        });
    }

    private void data(JsonGenerator json, List<Entity> records) {
        json.writeArrayPropertyStart("data");
        records.forEach(record -> write(json, record));
        json.writeEndArray();
    }

    private void write(JsonGenerator json, Entity record) {
        json.writeStartObject();
        json.writeStringProperty("id", String.valueOf(record.id()));
        for (String name : told()) {
            Field field = module.field(name);
            if (field == null) {
                always(json, name, record, record.stamps());
            } else {
                field(json, field, record);
            }
        }
        json.writeEndObject();
    }

    /** All that records of this module tell beside their ids. */
    static Set<String> names(Module module) {
        Set<String> names = new LinkedHashSet<>(module.fields().keySet());
        names.addAll(ALWAYS);
        if (hasTerritories(module)) {
            names.add(TERRITORIES);
        }
        return names;
    }

    private Set<String> told() {
        Set<String> told = names(module);
        if (fields == null) {
            return told;
        }
        List<String> wanted = new ArrayList<>(fields);
        wanted.retainAll(told);
        return new LinkedHashSet<>(wanted);
    }

    private void always(JsonGenerator json, String name, Entity record, @Nullable Stamps stamps) {
        if (name.equals("Tag")) {
            Receipts.property(json, name, List.of());
        } else if (name.equals(TERRITORIES)) {
            Map<Long, Placement.Entry> in = Placement.in(record);
            Territories.write(json, in, id -> names.getOrDefault(id, ""), people);
        } else if (stamps != null) {
            switch (name) {
                case "Created_By" -> user(json, name, stamps.createdBy());
                case "Modified_By" -> user(json, name, stamps.modifiedBy());
                case "Created_Time" -> json.writeStringProperty(name, Answers.time(stamps.createdAt()));
                case "Modified_Time" -> json.writeStringProperty(name, Answers.time(stamps.modifiedAt()));
                default -> throw new IllegalStateException(name);
            }
        }
    }

    private void user(JsonGenerator json, String name, long id) {
        Person person = people.get(id);
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("name", id == 0 ? "(command line)" : person == null ? "(unknown)" : person.name());
        json.writeStringProperty("id", String.valueOf(id));
        Receipts.property(json, "email", person == null ? null : person.email());
        json.writeEndObject();
    }

    private void field(JsonGenerator json, Field field, Entity record) {
        String name = field.name();
        if (name.equals(Module.FULL_NAME)) {
            json.writeStringProperty(name, Module.fullName(record.values()));
            return;
        }
        if (field.type() == DataType.AUTONUMBER) {
            json.writeStringProperty(name, String.valueOf(record.id()));
            return;
        }
        Object value = record.get(name);
        if (field.isUsers()) {
            Receipts.property(json, name, value instanceof Map<?, ?> own ? own.get(String.valueOf(user)) : null);
        } else if (value == null) {
            // A field that came after the record has not been ticked either.
            Receipts.property(json, name, field.type() == DataType.BOOLEAN ? Boolean.FALSE : null);
        } else {
            set(json, field, value);
        }
    }

    private void set(JsonGenerator json, Field field, Object value) {
        String name = field.name();
        switch (field.type()) {
            case OWNERLOOKUP, USERLOOKUP -> user(json, name, (Long) value);
            case LOOKUP -> {
                String title = names.get((Long) value);
                if (title == null) {
                    json.writeNullProperty(name);
                } else {
                    json.writeObjectPropertyStart(name);
                    json.writeStringProperty("name", title);
                    json.writeStringProperty("id", String.valueOf(value));
                    json.writeEndObject();
                }
            }
            case BIGINT ->
                json.writeStringProperty(
                        name, value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value));
            case DATETIME -> json.writeStringProperty(name, Answers.time(Instant.parse((String) value)));
            case TEXT,
                    TEXTAREA,
                    EMAIL,
                    PHONE,
                    WEBSITE,
                    INTEGER,
                    DOUBLE,
                    CURRENCY,
                    PERCENT,
                    BOOLEAN,
                    DATE,
                    PICKLIST,
                    MULTISELECTPICKLIST,
                    AUTONUMBER -> Receipts.property(json, name, value);
        }
    }
}
