package dev.bailiwick.api;

import dev.bailiwick.assignment.Placement;
import dev.bailiwick.batch.BatchQuery;
import dev.bailiwick.batch.Batches;
import dev.bailiwick.batch.Batches.Page;
import dev.bailiwick.batch.StoredBatch;
import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Followed;
import dev.bailiwick.bulk.Options;
import dev.bailiwick.bulk.Pipeline;
import dev.bailiwick.bulk.Receipt;
import dev.bailiwick.bulk.Report;
import dev.bailiwick.catalog.Catalog;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.catalog.OwnValues;
import dev.bailiwick.http.Json;
import dev.bailiwick.http.Preferences;
import dev.bailiwick.http.Receipts;
import dev.bailiwick.http.Refusal;
import dev.bailiwick.http.ScopeMissing;
import dev.bailiwick.http.Writes;
import dev.bailiwick.record.Belongings;
import dev.bailiwick.record.Records;
import dev.bailiwick.record.Rights;
import dev.bailiwick.zone.Zones;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;

/** Batches after they ran: what they did, and taking it back. */
@RestController
class BatchesController {
    private static final String NO_SUCH_BATCH = "there is no batch with this id";
    private static final String DOOR = "api.batches.undo";

    private final Batches batches;
    private final Pipeline pipeline;
    private final Records records;

    BatchesController(Batches batches, Pipeline pipeline, Records records) {
        this.records = records;
        this.batches = batches;
        this.pipeline = pipeline;
    }

    @GetMapping("/api/v1/batches")
    ResponseEntity<String> list(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        requireReading(actor);
        Parameters asked = new Parameters(request);
        BatchQuery query = new BatchQuery(
                asked.text("actor"),
                asked.text("door"),
                asked.time("from"),
                asked.time("to"),
                asked.outcomes(),
                asked.after(),
                asked.limit());
        Page<StoredBatch> page = batches.list(actor, query);
        return Json.answer(ResponseEntity.ok(), json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("items");
            for (StoredBatch batch : page.items()) {
                json.writeStartObject();
                batch(json, batch);
                json.writeEndObject();
            }
            json.writeEndArray();
            Receipts.property(
                    json, "next", page.more() ? text(page.items().getLast().id()) : null);
            json.writeEndObject();
        });
    }

    @GetMapping("/api/v1/batches/{id}")
    ResponseEntity<String> get(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String id) {
        requireReading(actor);
        Parameters asked = new Parameters(request);
        StoredBatch batch = batches.find(actor, id(id));
        int after = asked.number("after", -1, 0, Integer.MAX_VALUE);
        Page<Receipt> page = batches.receipts(actor, batch, asked.outcomes(), after, asked.limit());
        Module module =
                batch.module() == null ? null : records.catalog(actor.orgId()).module(batch.module());
        return Json.answer(
                ResponseEntity.ok(),
                json -> batch(json, batch, batches.isExpired(batch), own(actor, module), page.items(), page.more()));
    }

    /** What a batch changed beside what its items are about, each with the item that caused it. */
    @GetMapping("/api/v1/batches/{id}/consequences")
    ResponseEntity<String> consequences(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String id) {
        requireReading(actor);
        Parameters asked = new Parameters(request);
        asked.only("after", "limit");
        int[] after = asked.numbers("after", 2);
        StoredBatch batch = batches.find(actor, id(id));
        Page<Followed> page = batches.consequences(
                actor, batch, after == null ? -1 : after[0], after == null ? 0 : after[1], asked.limit());
        Set<Long> ids = new HashSet<>();
        Set<Long> zones = new HashSet<>();
        page.items().forEach(one -> {
            ids.add(one.id());
            zones.addAll(Placement.passed(one.changes()));
        });
        Map<Long, Belongings.Called> called = records.belongings().called(actor.orgId(), ids);
        Map<Long, Zones.Label> labels = records.belongings().labels(actor.orgId(), zones);
        Catalog catalog = records.catalog(actor.orgId());
        return Json.answer(ResponseEntity.ok(), json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("items");
            page.items().forEach(one -> {
                Belongings.Called name = called.get(one.id());
                Module module = name == null ? null : catalog.module(name.module());
                consequence(json, one, name, readable(actor, module), labels);
            });
            json.writeEndArray();
            Followed last = page.more() ? page.items().getLast() : null;
            Receipts.property(json, "next", last == null ? null : last.item() + "." + last.part());
            json.writeEndObject();
        });
    }

    /** What the actor may know of records of a module; null where it may not read them, or nobody knows the module. */
    private static @Nullable OwnValues readable(Actor actor, @Nullable Module module) {
        return module != null && Rights.may(actor, module, "READ") ? own(actor, module) : null;
    }

    /** @param own null where the actor may not read the record: then only that it changed is told */
    private static void consequence(
            JsonGenerator json,
            Followed one,
            Belongings.@Nullable Called name,
            @Nullable OwnValues own,
            Map<Long, Zones.Label> labels) {
        json.writeStartObject();
        json.writeNumberProperty("item", one.item());
        json.writeObjectPropertyStart("entity");
        json.writeStringProperty("kind", one.kind().name().toLowerCase(Locale.ROOT));
        if (name != null && own != null) {
            json.writeStringProperty("module", name.module());
        }
        json.writeNumberProperty("id", one.id());
        if (name != null && own != null) {
            json.writeStringProperty("name", name.title());
        }
        json.writeEndObject();
        json.writeNumberProperty("version", one.version());
        if (own != null) {
            Whereabouts.changes(json, own.changes(one.changes()), labels);
        }
        json.writeEndObject();
    }

    /** What the actor may know of records; null where the batch is of none. */
    private static @Nullable OwnValues own(Actor actor, @Nullable Module module) {
        return module == null ? null : new OwnValues(module, actor);
    }

    @PostMapping("/api/v1/batches/{id}/undo")
    ResponseEntity<String> undo(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String id) {
        Preferences preferences = Preferences.of(request).withoutReceipts();
        Options options = preferences.options(Options.Mode.TOGETHER);
        UUID undone = id(id);
        int limit = new Parameters(request).limit();
        Batches.Undo undo = batches.undo(pipeline, actor, DOOR, undone, options, Writes.once(request, ""));
        Report report = undo.report();
        // The undo has just read the fields that the module has.
        String name = undo.batch().module();
        Module module = name == null ? null : records.module(actor.orgId(), name);
        List<Receipt> first = report.receipts().stream().limit(limit).toList();
        boolean more = report.receipts().size() > limit;
        ResponseEntity.BodyBuilder answer = Writes.tell(ResponseEntity.status(status(report)), preferences, report);
        return Json.answer(answer, json -> batch(json, undo.batch(), false, own(actor, module), first, more));
    }

    /** Own batches are for whoever may read zones or records of any module; others' are the org's matter. */
    private static void requireReading(Actor actor) {
        if (!actor.scopes().allowsSome("modules", "READ")) {
            ScopeMissing.require(actor, "settings.territories", "READ");
        }
    }

    /** 200: all is as it was; 207: not all; 400: nothing of what was asked. */
    private static HttpStatus status(Report report) {
        long whole =
                report.receipts().stream().filter(BatchesController::isWhole).count();
        if (whole == report.receipts().size()) {
            return HttpStatus.OK;
        }
        boolean some = report.receipts().stream().anyMatch(r -> r.outcome().holds());
        return some ? HttpStatus.MULTI_STATUS : HttpStatus.BAD_REQUEST;
    }

    private static boolean isWhole(Receipt receipt) {
        return receipt.outcome().holds()
                && receipt.warnings().stream().noneMatch(w -> w.code() == FaultCode.CHANGED_SINCE);
    }

    private static UUID id(String text) {
        UUID id = Parameters.uuid(text);
        if (id == null) {
            throw new Refusal(HttpStatus.NOT_FOUND, NO_SUCH_BATCH);
        }
        return id;
    }

    private static void batch(
            JsonGenerator json,
            StoredBatch batch,
            boolean expired,
            @Nullable OwnValues own,
            List<Receipt> receipts,
            boolean more) {
        json.writeStartObject();
        batch(json, batch);
        if (expired) {
            json.writeBooleanProperty("expired", true);
        }
        json.writeArrayPropertyStart("items");
        for (Receipt receipt : receipts) {
            if (own == null) {
                Receipts.write(json, batch.kind(), receipt);
            } else {
                Receipts.write(json, own, receipt);
            }
        }
        json.writeEndArray();
        Receipts.property(json, "next", more ? (Object) receipts.getLast().index() : null);
        json.writeEndObject();
    }

    private static void batch(JsonGenerator json, StoredBatch batch) {
        Receipts.property(json, "id", text(batch.id()));
        json.writeStringProperty("door", batch.door());
        json.writeStringProperty("actor", batch.login());
        json.writeStringProperty("at", batch.at().toString());
        json.writeStringProperty("mode", batch.atomic() ? "atomic" : "independent");
        json.writeObjectPropertyStart("counts");
        batch.counts().forEach((outcome, count) -> json.writeNumberProperty(outcome.word(), count));
        json.writeEndObject();
        Receipts.property(json, "undoneBy", text(batch.undoneBy()));
        Receipts.property(json, "undoes", text(batch.undoes()));
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Batches.Refused refused) {
        return switch (refused.reason()) {
            case UNKNOWN -> problem(HttpStatus.NOT_FOUND, NO_SUCH_BATCH);
            case NOT_YOURS ->
                problem(HttpStatus.FORBIDDEN, "the batch is another user's; only an admin sees and undoes it");
            case NOT_PERMITTED ->
                problem(
                        HttpStatus.FORBIDDEN,
                        "a viewer may undo nothing, an editor no batch that made or deleted zones; ask an admin");
            case NOT_IN_SCOPE -> problem(HttpStatus.FORBIDDEN, "the token's scopes do not hold what the batch did");
            case NOT_UNDOABLE ->
                problem(
                        HttpStatus.CONFLICT,
                        "changes of settings, users and clients are not undone; apply an org file that says what is to"
                                + " be");
            case EXPIRED ->
                problem(
                        HttpStatus.GONE,
                        "what is needed to undo this batch is no longer kept; the history of what it changed is");
        };
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String detail) {
        return ResponseEntity.status(status).body(ProblemDetail.forStatusAndDetail(status, detail));
    }
}
