package dev.bailiwick.api;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.NotKept;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.http.Json;
import dev.bailiwick.http.Receipts;
import dev.bailiwick.http.Refusal;
import dev.bailiwick.record.RecordPast;
import dev.bailiwick.record.Records;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;

/** One record: as it is, as it was, and what happened to it. */
@RestController
class RecordsController {
    private static final String NO_SUCH_RECORD = "there is no such record";

    private final Records records;

    RecordsController(Records records) {
        this.records = records;
    }

    @GetMapping("/api/v1/records/{module}/{key}")
    ResponseEntity<String> get(
            HttpServletRequest request,
            @AuthenticationPrincipal Actor actor,
            @PathVariable String module,
            @PathVariable String key) {
        Instant at = new Parameters(request).time("at");
        Module of = RecordNames.module(records, actor, module);
        RecordPast.View view = records.past()
                .view(actor, of, RecordNames.name(of, key), at)
                .orElseThrow(() -> new Refusal(
                        HttpStatus.NOT_FOUND, at == null ? NO_SUCH_RECORD : "there was no such record at that time"));
        return Json.answer(ResponseEntity.ok(), json -> record(json, of, view));
    }

    private static void record(JsonGenerator json, Module module, RecordPast.View view) {
        Entity record = view.record();
        json.writeStartObject();
        json.writeNumberProperty("id", record.id());
        json.writeNumberProperty("version", record.version());
        json.writeStringProperty("module", module.name());
        json.writeStringProperty("title", module.title(record.values()));
        Receipts.property(json, "values", record.values());
        json.writeStringProperty("lastUpdated", view.since().toString());
        json.writeEndObject();
    }

    @GetMapping("/api/v1/records/{module}/{key}/history")
    ResponseEntity<String> history(
            HttpServletRequest request,
            @AuthenticationPrincipal Actor actor,
            @PathVariable String module,
            @PathVariable String key) {
        Parameters asked = new Parameters(request);
        int limit = asked.limit();
        int before = asked.number("after", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
        Module of = RecordNames.module(records, actor, module);
        RecordPast.Past past = records.past()
                .history(actor, of, RecordNames.name(of, key), before, limit + 1)
                .orElseThrow(() -> new Refusal(HttpStatus.NOT_FOUND, NO_SUCH_RECORD));
        return Json.answer(ResponseEntity.ok(), json -> {
            json.writeStartObject();
            json.writeObjectPropertyStart("record");
            json.writeNumberProperty("id", past.id());
            json.writeStringProperty("module", of.name());
            json.writeStringProperty("title", past.title());
            json.writeEndObject();
            Entries.write(json, past.entries(), limit, past.zones());
            json.writeEndObject();
        });
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notKept(NotKept notKept) {
        return Entries.gone(notKept, "this record");
    }
}
