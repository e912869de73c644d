package dev.bailiwick.crm;

import dev.bailiwick.assignment.Named;
import dev.bailiwick.assignment.Places;
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
import dev.bailiwick.http.Receipts;
import dev.bailiwick.http.RowTag;
import dev.bailiwick.http.Writes;
import dev.bailiwick.record.Records;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;

/** Territories added to records by hand, and taken away (sheet, 3.7). */
@RestController
class AssignmentController {
    private static final String MODULE = "/crm/{version:v7|v8}/{module}";
    private static final String KEY = "Territories";

    /** So many zones are read of a row; a record can be in fewer. */
    private static final int MOST_NAMED = 100;

    private static final Set<FaultCode> FORBIDDEN = Set.of(
            FaultCode.THERE_BY_RULE,
            FaultCode.FORBIDDEN_BY_WORD,
            FaultCode.NOT_CHANGEABLE,
            FaultCode.MAY_NOT_ASSIGN,
            FaultCode.NOT_PERMITTED);

    private static final Wording WORDING = new Wording("$.data");

    private final Records records;
    private final Pipeline pipeline;

    AssignmentController(Records records, Pipeline pipeline) {
        this.records = records;
        this.pipeline = pipeline;
    }

    /** What the two calls differ in. */
    private enum Action {
        ASSIGN("assign", "the territories data updated successfully", zones -> new Word.Assign(zones, false)),
        REMOVE("remove", "the territories data removed successfully", Word.Remove::new);

        private final String word;
        private final String message;
        private final Function<List<Named>, Word> said;

        Action(String word, String message, Function<List<Named>, Word> said) {
            this.word = word;
            this.message = message;
            this.said = said;
        }
    }

    @PostMapping(MODULE + "/actions/assign_territories")
    ResponseEntity<String> assign(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String module) {
        return run(Action.ASSIGN, new Call(request, actor), module, null);
    }

    @PostMapping(MODULE + "/{id}/actions/assign_territories")
    ResponseEntity<String> assignOne(
            HttpServletRequest request,
            @AuthenticationPrincipal Actor actor,
            @PathVariable String module,
            @PathVariable String id) {
        return run(Action.ASSIGN, new Call(request, actor), module, id);
    }

    @PostMapping(MODULE + "/actions/remove_territories")
    ResponseEntity<String> remove(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String module) {
        return run(Action.REMOVE, new Call(request, actor), module, null);
    }

    @PostMapping(MODULE + "/{id}/actions/remove_territories")
    ResponseEntity<String> removeOne(
            HttpServletRequest request,
            @AuthenticationPrincipal Actor actor,
            @PathVariable String module,
            @PathVariable String id) {
        return run(Action.REMOVE, new Call(request, actor), module, id);
    }

    private ResponseEntity<String> run(Action action, Call call, String name, @Nullable String id) {
        Module module = call.module(records, name, "UPDATE");
        if (!Places.MODULES.contains(module.name())) {
            throw new CrmError(
                    "NOT_SUPPORTED", "the api is not supported for this module", Map.of("resource_path_index", 0));
        }
        if (!module.isPlaced()) {
            // What is known of a module may be from before the org switched its territories.
            requireSwitchedOn(
                    call, Objects.requireNonNull(records.catalog(call.orgId()).module(module.name())));
        }
        if (id != null && !(RecordReader.id(id) instanceof Key.Id)) {
            throw CrmError.badId(1);
        }
        RecordBody body = RecordBody.read(call, records, module, id == null ? RecordBody.MOST_ROWS : 1, "limit");
        List<Item> items = new ArrayList<>();
        for (Object row : body.rows()) {
            items.add(item(action, module, items.size(), row, id, body.remarks()));
        }
        Preferences preferences = Preferences.of(call.request());
        Batch batch = Batch.ofRecords(
                call.actor(),
                "crm." + module.name().toLowerCase(java.util.Locale.ROOT) + "." + action.word,
                module.name(),
                items,
                preferences.options(Options.Mode.EACH),
                DoorRules.IN_ORDER);
        Report report = pipeline.run(batch, Writes.once(call.request(), body.text()));
        if (id != null && isMissing(report.receipts().getFirst())) {
            throw CrmError.badId(1);
        }
        if (report.receipts().stream().anyMatch(AssignmentController::isSwitchedOff)) {
            requireSwitchedOn(
                    call, Objects.requireNonNull(records.catalog(call.orgId()).module(module.name())));
        }
        OwnValues own = preferences.receipts() ? RecordsController.own(call, records, module) : null;
        return Json.answer(
                Writes.tell(ResponseEntity.status(status(report)), preferences, report),
                json -> write(json, action, report.receipts(), own));
    }

    /** The versions differ in what they call it (sheet, 3.7 and 8 #1). */
    private static void requireSwitchedOn(Call call, Module module) {
        if (module.isPlaced()) {
            return;
        }
        boolean old = call.isFirstVersion();
        throw new CrmError(
                old ? HttpStatus.FORBIDDEN : HttpStatus.BAD_REQUEST,
                old ? "TERRITORY_NOT_ENABLED" : "FEATURE_NOT_ENABLED",
                "the territory feature is not enabled for " + module.name() + " Module",
                Map.of());
    }

    private static boolean isSwitchedOff(Receipt receipt) {
        return receipt.faults().stream().anyMatch(f -> f.code() == FaultCode.SWITCHED_OFF);
    }

    private static boolean isMissing(Receipt receipt) {
        return receipt.faults().stream().anyMatch(f -> f.code() == FaultCode.NOT_FOUND);
    }

    private static Item item(
            Action action, Module module, int index, @Nullable Object row, @Nullable String id, List<Fault> remarks) {
        List<Fault> faults = new ArrayList<>();
        List<Fault> warnings = new ArrayList<>(remarks);
        if (!(row instanceof Map<?, ?> map)) {
            faults.add(Fault.of(FaultCode.WRONG_TYPE, "", "expected", "jsonobject"));
            return new Item(index, Verb.UPDATE, new Key.None(), Map.of(), faults, warnings);
        }
        @SuppressWarnings("unchecked")
        Map<String, @Nullable Object> members = (Map<String, @Nullable Object>) map;
        Object key = id == null ? RecordReader.id(members.get("id")) : RecordReader.id(id);
        if (key instanceof Fault fault) {
            return new Item(index, Verb.UPDATE, new Key.None(), Map.of(), List.of(fault), warnings);
        }
        members.forEach((name, value) -> {
            if (RowTag.isTag(name)) {
                RowTag.check(name, value, faults, warnings);
            } else if (!name.equals("id") && !name.equals(KEY)) {
                warnings.add(other(module, name));
            }
        });
        RecordReader.agree(members, (Key) key, faults, warnings);
        List<Named> zones = zones(members.get(KEY), faults);
        Map<String, @Nullable Object> values = faults.isEmpty() ? Map.of(KEY, action.said.apply(zones)) : Map.of();
        return new Item(index, Verb.UPDATE, (Key) key, values, faults, warnings, RowTag.of(members, null), null);
    }

    /** A member without effect here: a field of the record, or none. */
    private static Fault other(Module module, String name) {
        if (module.field(name) != null) {
            return Fault.of(FaultCode.NOT_UPDATABLE, name, "field", name);
        }
        return Directive.KEYS.contains(name) || Directive.meant(name) != null
                ? new Fault(FaultCode.UNKNOWN_FIELD, name, Map.of("field", name, "meant", KEY))
                : Fault.of(FaultCode.UNKNOWN_FIELD, name, "field", name);
    }

    private static List<Named> zones(@Nullable Object sent, List<Fault> faults) {
        List<Named> zones = new ArrayList<>();
        if (sent == null || sent instanceof List<?> empty && empty.isEmpty()) {
            faults.add(Fault.of(FaultCode.MISSING, KEY));
        } else if (!(sent instanceof List<?> list)) {
            faults.add(Fault.of(FaultCode.WRONG_TYPE, KEY, "expected", "jsonarray"));
        } else if (list.size() > MOST_NAMED) {
            faults.add(new Fault(FaultCode.TOO_MANY, KEY, Map.of("count", list.size(), "max", MOST_NAMED)));
        } else {
            Map<String, String> first = new HashMap<>();
            for (int i = 0; i < list.size(); i++) {
                Named zone = Directive.byId(list.get(i), KEY + "." + i, faults);
                if (zone != null) {
                    String before = first.putIfAbsent(zone.value(), zone.path());
                    if (before != null) {
                        faults.add(Fault.of(FaultCode.NAMED_TWICE, zone.path(), "first", before));
                    }
                    zones.add(zone);
                }
            }
        }
        return zones;
    }

    private static HttpStatus status(Report report) {
        int failures = report.failures();
        if (failures == 1 && report.receipts().size() == 1) {
            // A single row tells by its status too whether it may not be (sheet, 0.4).
            return report.receipts().getFirst().faults().stream()
                            .map(Fault::code)
                            .anyMatch(FORBIDDEN::contains)
                    ? HttpStatus.FORBIDDEN
                    : HttpStatus.BAD_REQUEST;
        }
        return failures == 0
                ? HttpStatus.OK
                : failures < report.receipts().size() ? HttpStatus.MULTI_STATUS : HttpStatus.BAD_REQUEST;
    }

    private static void write(JsonGenerator json, Action action, List<Receipt> receipts, @Nullable OwnValues own) {
        json.writeStartObject();
        json.writeArrayPropertyStart("data");
        for (Receipt receipt : receipts) {
            json.writeStartObject();
            if (receipt.outcome().holds()) {
                json.writeStringProperty("code", "SUCCESS");
                Receipts.property(json, "details", Map.of("id", String.valueOf(receipt.id())));
                json.writeStringProperty("message", action.message);
                json.writeStringProperty("status", "success");
                WriteRenderer.warnings(json, receipt);
            } else {
                WriteRenderer.failure(json, receipt, fault -> WORDING.tell(receipt.index(), fault));
            }
            if (own != null) {
                json.writeName("receipt");
                Receipts.write(json, own, receipt);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
