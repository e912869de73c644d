package dev.bailiwick.http;

import dev.bailiwick.bulk.Change;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Match;
import dev.bailiwick.bulk.Receipt;
import dev.bailiwick.bulk.Secret;
import dev.bailiwick.catalog.OwnValues;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Receipts as JSON: one object on every door. */
public final class Receipts {
    /** What is told under {@code zones}, with the names of the zones, and not a second time as changes. */
    private static final Set<String> AS_ZONES = Set.of("$in", "$overruled");

    private Receipts() {}

    /** Writes the receipt of a record as the next value, with what the reader may know. */
    public static void write(JsonGenerator json, OwnValues own, Receipt receipt) {
        object(json, Kind.RECORD, own.receipt(receipt));
    }

    /** Writes the receipt of what is no record, or of a row that was refused before any was found, as the next value. */
    public static void write(JsonGenerator json, Kind kind, Receipt receipt) {
        if (kind == Kind.RECORD && receipt.id() != null) {
            throw new IllegalArgumentException("of records not everybody is told everything");
        }
        object(json, kind, receipt);
    }

    private static void object(JsonGenerator json, Kind kind, Receipt receipt) {
        json.writeStartObject();
        json.writeNumberProperty("index", receipt.index());
        if (receipt.id() != null || receipt.code() != null) {
            json.writeObjectPropertyStart("entity");
            json.writeStringProperty("kind", kind.name().toLowerCase(Locale.ROOT));
            if (receipt.id() != null) {
                json.writeNumberProperty("id", receipt.id());
            }
            if (receipt.code() != null) {
                json.writeStringProperty("code", receipt.code());
            }
            json.writeEndObject();
        }
        json.writeStringProperty("outcome", receipt.outcome().word());
        Match match = receipt.match();
        property(json, "matchedBy", match == null ? null : match.by());
        property(json, "matchedValue", match == null ? null : match.value());
        json.writeNumberProperty("version", receipt.version());
        Map<String, Change> changes = new TreeMap<>(receipt.changes());
        changes.keySet().removeIf(path -> AS_ZONES.contains(Fault.fieldOf(path)));
        changes(json, changes);
        zones(json, receipt.zones());
        json.writeNumberProperty("consequences", receipt.consequences());
        faults(json, "warnings", receipt.warnings());
        faults(json, "faults", receipt.faults());
        property(json, "clientRef", receipt.clientRef());
        Entity present = receipt.present();
        if (present != null) {
            json.writeObjectPropertyStart("present");
            json.writeNumberProperty("version", present.version());
            property(json, "values", present.values());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** Writes in which zones a record is and was, and those in which a rule would have it; nothing where there is none. */
    private static void zones(JsonGenerator json, Map<String, Object> zones) {
        if (zones.isEmpty()) {
            return;
        }
        json.writeObjectPropertyStart("zones");
        for (Told told : Told.values()) {
            json.writeArrayPropertyStart(told.name().toLowerCase(Locale.ROOT));
            new TreeMap<>(zones).forEach((id, stored) -> {
                Map<?, ?> zone = (Map<?, ?>) stored;
                if (zone.containsKey(told.by)) {
                    json.writeStartObject();
                    json.writeNumberProperty("id", Long.parseLong(id));
                    property(json, "name", zone.get("name"));
                    property(json, told == Told.OVERRULED ? "by" : "cause", zone.get(told.by));
                    json.writeEndObject();
                }
            });
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /** What a receipt tells of zones, each with what marks them. */
    private enum Told {
        BEFORE("was"),
        AFTER("cause"),
        OVERRULED("overruled");

        private final String by;

        Told(String by) {
            this.by = by;
        }
    }

    /** Writes changes, sorted by their paths, so that a repeated answer is the same to the byte. */
    public static void changes(JsonGenerator json, Map<String, Change> changes) {
        json.writeObjectPropertyStart("changes");
        new TreeMap<>(changes).forEach((path, change) -> {
            json.writeObjectPropertyStart(path);
            property(json, "before", change.before());
            property(json, "after", change.after());
            json.writeEndObject();
        });
        json.writeEndObject();
    }

    /** Writes faults, or remarks, with their words as a member. */
    public static void faults(JsonGenerator json, String name, List<Fault> faults) {
        json.writeArrayPropertyStart(name);
        for (Fault fault : faults) {
            json.writeStartObject();
            json.writeStringProperty("code", fault.code().name());
            json.writeStringProperty("path", fault.path());
            json.writeStringProperty("message", Words.message(fault));
            json.writeStringProperty("remedy", Words.remedy(fault.code()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Writes a member with a field's value; the members of a map are sorted. */
    public static void property(JsonGenerator json, String name, @Nullable Object value) {
        json.writeName(name);
        value(json, value);
    }

    private static void value(JsonGenerator json, @Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case Secret secret -> json.writeString(Secret.SHOWN);
            case String text -> json.writeString(text);
            case Boolean flag -> json.writeBoolean(flag);
            // Without an exponent: not every reader knows that 1E+2 is a whole number.
            case BigDecimal number -> json.writeNumber(number.toPlainString());
            case Number number -> json.writeNumber(number.toString());
            case Map<?, ?> map -> {
                json.writeStartObject();
                TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
                map.forEach((key, inner) -> sorted.put(String.valueOf(key), inner));
                sorted.forEach((key, inner) -> property(json, key, inner));
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                list.forEach(inner -> value(json, inner));
                json.writeEndArray();
            }
            default -> throw new IllegalArgumentException("no field holds a " + value.getClass());
        }
    }
}
