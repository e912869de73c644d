package dev.bailiwick.api;

import dev.bailiwick.assignment.Places;
import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Batch;
import dev.bailiwick.bulk.DoorRules;
import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Key;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Options;
import dev.bailiwick.bulk.Pipeline;
import dev.bailiwick.bulk.Receipt;
import dev.bailiwick.bulk.Report;
import dev.bailiwick.bulk.Verb;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.catalog.OwnValues;
import dev.bailiwick.http.Body;
import dev.bailiwick.http.Json;
import dev.bailiwick.http.JsonTree;
import dev.bailiwick.http.Preferences;
import dev.bailiwick.http.Receipts;
import dev.bailiwick.http.Refusal;
import dev.bailiwick.http.RowTag;
import dev.bailiwick.http.Writes;
import dev.bailiwick.record.Records;
import dev.bailiwick.record.Rights;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;

/** Where records belong, said in bulk and in words that the other door does not have. */
@RestController
class AssignmentsController {
    private static final int MOST_ITEMS = 10_000;
    private static final int LIMIT = 16 << 20;
    private static final String DOOR = "api.assignments";
    private static final String MODULES =
            "one of " + String.join(", ", Places.MODULES.stream().sorted().toList());

    private final Records records;
    private final Pipeline pipeline;

    AssignmentsController(Records records, Pipeline pipeline) {
        this.records = records;
        this.pipeline = pipeline;
    }

    /**
     * An item of the request.
     *
     * @param module of the record; null where the item is refused
     * @param refused why nothing is looked up for it; null where something is
     */
    private record Sent(
            Map<String, @Nullable Object> members,
            @Nullable Module module,
            @Nullable Fault refused) {
        Item item(int index) {
            return refused == null
                    ? new AssignmentReader(Objects.requireNonNull(module), members, new ArrayList<>()).item(index)
                    : new Item(
                            index,
                            Verb.UPDATE,
                            new Key.None(),
                            Map.of(),
                            List.of(refused),
                            List.of(),
                            RowTag.of(members, null),
                            null);
        }
    }

    /** The batch of a module, and where its items stood in the request. */
    private record Part(String module, List<Item> items, List<Integer> places) {}

    /**
     * What came of an item.
     *
     * @param named by what the item names its record
     * @param places in the request of each item of its batch
     * @param own what is told in its receipt; null where it is in no batch, or receipts are not asked for
     */
    private record Done(
            Receipt receipt,
            Map<?, ?> named,
            List<Integer> places,
            @Nullable OwnValues own) {
        /** Rows are told as they stand in the request, and of the one that counts instead where it says so. */
        List<Fault> warnings() {
            return receipt.warnings().stream()
                    .map(warning -> {
                        if (warning.code() != FaultCode.SUPERSEDED
                                || !(warning.args().get("row") instanceof Number row)) {
                            return warning;
                        }
                        int place = places.get(row.intValue());
                        String path = warning.path().isEmpty() ? "" : "." + warning.path();
                        return Fault.of(warning.code(), "items." + place + path, "row", place);
                    })
                    .toList();
        }

        void receipt(JsonGenerator json) {
            if (own == null) {
                Receipts.write(json, Kind.RECORD, receipt);
            } else {
                Receipts.write(json, own, receipt);
            }
        }

        /** Rows, and what names a record, are told as they stand in the request. */
        List<Fault> faults() {
            return receipt.faults().stream().map(this::told).toList();
        }

        private Fault told(Fault fault) {
            return switch (fault.code()) {
                case NOT_ALONE ->
                    fault.args().get("row") instanceof Number row && row.intValue() >= 0
                            ? Fault.of(FaultCode.NOT_ALONE, fault.path(), "row", places.get(row.intValue()))
                            : fault;
                case NOT_FOUND, AMBIGUOUS ->
                    named.entrySet().stream()
                            .filter(name ->
                                    fault.path().isEmpty() || fault.path().equals(name.getKey()))
                            .findFirst()
                            .map(name -> {
                                Map<String, Object> args = new HashMap<>(fault.args());
                                args.put("value", String.valueOf(name.getValue()));
                                return new Fault(fault.code(), "record." + name.getKey(), args);
                            })
                            .orElse(fault);
                default -> fault;
            };
        }
    }

    /**
     * Runs up to ten thousand items, a batch for each module, all of them in one transaction. Each is answered by what
     * became of it and, where its record was found, by where that is now and why.
     */
    @PostMapping("/api/v1/assignments")
    ResponseEntity<String> run(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        String text = text(request);
        Map<String, Optional<Module>> modules = new HashMap<>();
        List<Sent> sent =
                items(text).stream().map(item -> read(actor, item, modules)).toList();
        Preferences preferences = Preferences.of(request);
        List<Part> parts = parts(sent);
        List<Report> reports = parts.isEmpty()
                ? List.of()
                : pipeline.runTogether(
                        parts.stream()
                                .map(part -> batch(actor, part, preferences))
                                .toList(),
                        Writes.once(request, text));
        Done[] done = new Done[sent.size()];
        for (int i = 0; i < reports.size(); i++) {
            List<Integer> places = parts.get(i).places();
            OwnValues own = preferences.receipts() ? own(actor, parts.get(i).module()) : null;
            for (Receipt receipt : reports.get(i).receipts()) {
                int place = places.get(receipt.index());
                Map<?, ?> named = sent.get(place).members().get("record") instanceof Map<?, ?> map ? map : Map.of();
                done[place] = new Done(receipt, named, places, own);
            }
        }
        for (int i = 0; i < done.length && parts.isEmpty(); i++) {
            Item item = sent.get(i).item(i);
            Object clientRef = item.tag().clientRef();
            done[i] = new Done(Receipt.refused(i, item.faults().getFirst(), clientRef), Map.of(), List.of(), null);
        }
        ResponseEntity.BodyBuilder answer =
                Writes.tell(ResponseEntity.status(status(Arrays.asList(done))), preferences, reports);
        return Json.answer(answer, json -> write(json, done, preferences.receipts()));
    }

    /** By the fields that the module has by now: the batch knew them too. */
    private OwnValues own(Actor actor, String module) {
        return new OwnValues(Objects.requireNonNull(records.module(actor.orgId(), module)), actor);
    }

    private static HttpStatus status(List<Done> done) {
        long failures =
                done.stream().filter(one -> !one.receipt().outcome().holds()).count();
        return failures == 0
                ? HttpStatus.OK
                : failures < done.size() ? HttpStatus.MULTI_STATUS : HttpStatus.BAD_REQUEST;
    }

    private static Batch batch(Actor actor, Part part, Preferences preferences) {
        return Batch.ofRecords(
                actor, DOOR, part.module(), part.items(), preferences.options(Options.Mode.EACH), DoorRules.IN_ORDER);
    }

    private static String text(HttpServletRequest request) {
        try {
            return Body.text(request, LIMIT);
        } catch (Body.NotUtf8 e) {
            throw new Refusal(HttpStatus.BAD_REQUEST, "the body is not valid UTF-8");
        }
    }

    private static List<?> items(String text) {
        try {
            if (JsonTree.read(text) instanceof Map<?, ?> root
                    && root.size() == 1
                    && root.get("items") instanceof List<?> items
                    && !items.isEmpty()) {
                if (items.size() > MOST_ITEMS) {
                    throw new Refusal(
                            HttpStatus.BAD_REQUEST, "items holds " + items.size() + ", the most is " + MOST_ITEMS);
                }
                return items;
            }
        } catch (JsonTree.Malformed e) {
            throw new Refusal(HttpStatus.BAD_REQUEST, "the body is no JSON: " + e.getMessage());
        }
        throw new Refusal(
                HttpStatus.BAD_REQUEST, "the body must be {\"items\":[…]} and nothing else, with at least one item");
    }

    /** @param modules by the names that were looked up */
    private Sent read(Actor actor, @Nullable Object sent, Map<String, Optional<Module>> modules) {
        if (!(sent instanceof Map<?, ?> map)) {
            return new Sent(Map.of(), null, Fault.of(FaultCode.WRONG_TYPE, "", "expected", "an object"));
        }
        @SuppressWarnings("unchecked")
        Map<String, @Nullable Object> members = (Map<String, @Nullable Object>) map;
        Module module = members.get("module") instanceof String name
                ? modules.computeIfAbsent(name, n -> Optional.ofNullable(records.module(actor.orgId(), n)))
                        .filter(found -> Places.MODULES.contains(found.name()))
                        .orElse(null)
                : null;
        if (module == null) {
            return new Sent(members, null, Fault.of(FaultCode.MALFORMED, "module", "expected", MODULES));
        }
        if (!Rights.may(actor, module, "UPDATE")) {
            return new Sent(members, null, Fault.of(FaultCode.NOT_PERMITTED, "", "operation", "UPDATE"));
        }
        return new Sent(members, module, null);
    }

    /**
     * The batches, by the names of their modules. What is refused is part of the first item's that is not: all or none
     * means it too. Without any such item there is no batch.
     */
    private static List<Part> parts(List<Sent> sent) {
        Map<String, Part> parts = new TreeMap<>();
        Module first = sent.stream()
                .map(Sent::module)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        for (int i = 0; i < sent.size() && first != null; i++) {
            Module module = sent.get(i).module();
            Part part = parts.computeIfAbsent(
                    (module == null ? first : module).name(),
                    name -> new Part(name, new ArrayList<>(), new ArrayList<>()));
            part.items().add(sent.get(i).item(part.items().size()));
            part.places().add(i);
        }
        return List.copyOf(parts.values());
    }

    private static void write(JsonGenerator json, Done[] done, boolean receipts) {
        json.writeStartObject();
        json.writeArrayPropertyStart("items");
        for (Done one : done) {
            Receipt receipt = one.receipt();
            json.writeStartObject();
            json.writeStringProperty("outcome", receipt.outcome().word());
            Receipts.property(json, "record", receipt.id() == null ? null : Map.of("id", receipt.id()));
            Whereabouts.write(json, receipt.zones());
            Receipts.faults(json, "warnings", one.warnings());
            Receipts.faults(json, "faults", one.faults());
            Receipts.property(json, "clientRef", receipt.clientRef());
            if (receipts) {
                json.writeName("receipt");
                one.receipt(json);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
