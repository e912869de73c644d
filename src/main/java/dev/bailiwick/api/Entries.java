package dev.bailiwick.api;

import dev.bailiwick.bulk.HistoryEntry;
import dev.bailiwick.bulk.NotKept;
import dev.bailiwick.http.Receipts;
import dev.bailiwick.zone.Zones;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.JsonGenerator;

/** In charge of what happened to things, as JSON. */
final class Entries {
    private Entries() {}

    /**
     * Writes a page as the next members, {@code items} and {@code next}.
     *
     * @param entries one more than the limit where there are more
     */
    static void write(JsonGenerator json, List<HistoryEntry> entries, int limit) {
        write(json, entries, limit, Map.of());
    }

    /**
     * The same of a record.
     *
     * @param zones what those are called that it entered or left
     */
    static void write(JsonGenerator json, List<HistoryEntry> entries, int limit, Map<Long, Zones.Label> zones) {
        List<HistoryEntry> page = entries.stream().limit(limit).toList();
        json.writeArrayPropertyStart("items");
        page.forEach(entry -> entry(json, entry, zones));
        json.writeEndArray();
        boolean more = entries.size() > limit;
        Receipts.property(json, "next", more ? (Object) page.getLast().effect().version() : null);
    }

    private static void entry(JsonGenerator json, HistoryEntry entry, Map<Long, Zones.Label> zones) {
        json.writeStartObject();
        json.writeNumberProperty("version", entry.effect().version());
        json.writeStringProperty("at", entry.at().toString());
        json.writeStringProperty("actor", entry.login());
        json.writeStringProperty("door", entry.door());
        json.writeStringProperty("batch", entry.batch().toString());
        json.writeStringProperty("outcome", entry.effect().outcome().word());
        Whereabouts.changes(json, entry.effect().changes(), zones);
        Receipts.property(json, "clientRef", entry.clientRef());
        json.writeEndObject();
    }

    /** Says from when on it is known what a thing was. */
    static ResponseEntity<ProblemDetail> gone(NotKept notKept, String thing) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.GONE, "what " + thing + " was is known from " + notKept.first() + " only");
        problem.setProperty("first", notKept.first().toString());
        return ResponseEntity.status(HttpStatus.GONE).body(problem);
    }
}
