package dev.bailiwick.crm;

import dev.bailiwick.assignment.Word;
import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Batch;
import dev.bailiwick.bulk.DoorRules;
import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Key;
import dev.bailiwick.bulk.Options;
import dev.bailiwick.bulk.Pipeline;
import dev.bailiwick.bulk.Receipt;
import dev.bailiwick.bulk.Report;
import dev.bailiwick.bulk.Verb;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.catalog.OwnValues;
import dev.bailiwick.http.Json;
import dev.bailiwick.http.Preferences;
import dev.bailiwick.http.Writes;
import dev.bailiwick.org.People;
import dev.bailiwick.record.Records;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Insert, update, upsert and delete of records (sheet, 1.1 to 1.5). */
@RestController
class RecordsController {
    /** Both versions have one shape (sheet, 0.2). */
    static final String ROOT = "/crm/{version:v[78]}";

    private static final String MODULE = ROOT + "/{module}";
    private final Pipeline pipeline;
    private final Records records;
    private final People people;

    RecordsController(Pipeline pipeline, Records records, People people) {
        this.pipeline = pipeline;
        this.records = records;
        this.people = people;
    }

    @PostMapping(MODULE)
    ResponseEntity<String> insert(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String module) {
        return rows(
                RecordWrite.INSERT, new Call(request, actor), module, (reader, body, i, row) -> reader.insert(i, row));
    }

    @PutMapping(MODULE)
    ResponseEntity<String> update(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String module) {
        return rows(
                RecordWrite.UPDATE, new Call(request, actor), module, (reader, body, i, row) -> reader.update(i, row));
    }

    @PostMapping(MODULE + "/upsert")
    ResponseEntity<String> upsert(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String module) {
        return rows(
                RecordWrite.UPSERT,
                new Call(request, actor),
                module,
                (reader, body, i, row) -> reader.upsert(i, row, body.first()));
    }

    private interface Reading {
        Item item(RecordReader reader, RecordBody body, int index, @Nullable Object row);
    }

    private ResponseEntity<String> rows(RecordWrite write, Call call, String name, Reading reading) {
        Module module = call.module(records, name, write.operation());
        External external = External.of(call, records, module);
        RecordBody body = RecordBody.read(call, records, module, RecordBody.MOST_ROWS);
        RecordReader reader =
                new RecordReader(known(call, module, body), external, call.time("If-Unmodified-Since"), body.remarks());
        List<Item> items = new ArrayList<>(body.rows().size());
        body.rows().forEach(row -> items.add(reading.item(reader, body, items.size(), row)));
        return run(write, call, module, items, body.text(), new Sought(external.own(), named(items), false));
    }

    /** One record, named by the path; its id, or with {@code X-EXTERNAL} a value of its own. */
    @PutMapping(MODULE + "/{id}")
    ResponseEntity<String> updateOne(
            HttpServletRequest request,
            @AuthenticationPrincipal Actor actor,
            @PathVariable String module,
            @PathVariable String id) {
        Call call = new Call(request, actor);
        Module known = call.module(records, module, RecordWrite.UPDATE.operation());
        External external = External.of(call, records, known);
        RecordBody body = RecordBody.read(call, records, known, 1);
        RecordReader reader =
                new RecordReader(known(call, known, body), external, call.time("If-Unmodified-Since"), body.remarks());
        Item item = reader.update(0, body.rows().getFirst(), named(external, id));
        Sought sought = new Sought(external.own(), Map.of(0, id), true);
        return run(RecordWrite.UPDATE, call, known, List.of(item), body.text(), sought);
    }

    /** The module as it is now, where rows have keys that are no fields as far as is known, but look like other keys. */
    private Module known(Call call, Module module, RecordBody body) {
        return body.rows().stream().anyMatch(row -> Directive.isNearIn(row, module))
                ? Objects.requireNonNull(records.catalog(call.orgId()).module(module.name()))
                : module;
    }

    private static Key named(External external, String value) {
        if (external.own() instanceof String field) {
            return new Key.Field(field, value);
        }
        if (RecordReader.id(value) instanceof Key.Id id) {
            return id;
        }
        throw CrmError.badId(1);
    }

    @DeleteMapping(MODULE)
    ResponseEntity<String> delete(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String module) {
        Call call = new Call(request, actor);
        List<String> ids = call.list("ids");
        if (ids.isEmpty()) {
            throw CrmError.missingParameter("ids");
        }
        if (ids.size() > RecordBody.MOST_ROWS) {
            throw new CrmError(
                    "LIMIT_EXCEEDED",
                    "count of records in your request exceeds the limit",
                    Map.of("param_name", "ids", "limit", RecordBody.MOST_ROWS));
        }
        return delete(call, module, ids, false);
    }

    @DeleteMapping(MODULE + "/{id}")
    ResponseEntity<String> deleteOne(
            HttpServletRequest request,
            @AuthenticationPrincipal Actor actor,
            @PathVariable String module,
            @PathVariable String id) {
        return delete(new Call(request, actor), module, List.of(id), true);
    }

    private ResponseEntity<String> delete(Call call, String name, List<String> ids, boolean inPath) {
        Module module = call.module(records, name, RecordWrite.DELETE.operation());
        External external = External.of(call, records, module);
        Item.Tag tag = new Item.Tag(null, null, call.time("If-Unmodified-Since"));
        List<Item> items = new ArrayList<>();
        Map<Integer, String> asked = new HashMap<>();
        for (String id : ids) {
            Object key = external.own() instanceof String field ? new Key.Field(field, id) : RecordReader.id(id);
            asked.put(items.size(), id);
            items.add(new Item(
                    items.size(),
                    Verb.DELETE,
                    key instanceof Key named ? named : new Key.None(),
                    Map.of(),
                    key instanceof Fault ? List.of(Fault.of(FaultCode.KEY_NOT_INTEGER, "")) : List.of(),
                    List.of(),
                    tag,
                    null));
        }
        return run(RecordWrite.DELETE, call, module, items, "", new Sought(external.own(), asked, inPath));
    }

    /** The values by which rows name records. */
    private static Map<Integer, String> named(List<Item> items) {
        Map<Integer, String> named = new HashMap<>();
        for (Item item : items) {
            if (item.key() instanceof Key.Field key) {
                named.put(item.index(), key.value());
            }
        }
        return named;
    }

    private ResponseEntity<String> run(
            RecordWrite write, Call call, Module module, List<Item> items, String body, Sought sought) {
        Preferences preferences = Preferences.of(call.request());
        String door = "crm." + module.name().toLowerCase(java.util.Locale.ROOT) + "." + write.word();
        Batch batch = Batch.ofRecords(
                call.actor(), door, module.name(), items, preferences.options(Options.Mode.EACH), DoorRules.IN_ORDER);
        Report report = pipeline.run(batch, Writes.once(call.request(), body));
        Set<Integer> said = items.stream()
                .filter(item -> item.values().values().stream().anyMatch(Word.class::isInstance))
                .map(Item::index)
                .collect(Collectors.toSet());
        OwnValues own = preferences.receipts() ? own(call, records, module) : null;
        WriteRenderer renderer = new WriteRenderer(write, people.of(call.actor()), sought, said, own);
        return Json.answer(
                Writes.tell(ResponseEntity.status(status(write, report)), preferences, report),
                json -> renderer.write(json, report.receipts()));
    }

    /** By the fields that the module has by now: the batch knew them too. */
    static OwnValues own(Call call, Records records, Module module) {
        Module now = records.module(call.orgId(), module.name());
        return new OwnValues(now == null ? module : now, call.actor());
    }

    /** As the sheet has it (0.4). */
    private static HttpStatus status(RecordWrite write, Report report) {
        int failures = report.failures();
        if (failures == 0) {
            return write == RecordWrite.INSERT ? HttpStatus.CREATED : HttpStatus.OK;
        }
        if (failures < report.receipts().size()) {
            return HttpStatus.MULTI_STATUS;
        }
        Receipt first = report.receipts().getFirst();
        boolean late = report.receipts().size() == 1
                && first.faults().stream().anyMatch(f -> f.code() == FaultCode.CHANGED_AFTER);
        return late ? HttpStatus.PRECONDITION_FAILED : HttpStatus.BAD_REQUEST;
    }
}
