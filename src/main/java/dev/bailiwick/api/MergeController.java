package dev.bailiwick.api;

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
import dev.bailiwick.bulk.Text;
import dev.bailiwick.bulk.Verb;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.catalog.OwnValues;
import dev.bailiwick.http.Body;
import dev.bailiwick.http.Json;
import dev.bailiwick.http.JsonTree;
import dev.bailiwick.http.Preferences;
import dev.bailiwick.http.Receipts;
import dev.bailiwick.http.Refusal;
import dev.bailiwick.http.Writes;
import dev.bailiwick.record.Merging;
import dev.bailiwick.record.RecordPast;
import dev.bailiwick.record.Records;
import dev.bailiwick.record.Rights;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Two records that are one: keys, values that the one that stays lacks, what was said of where it belongs and what refers
 * to the other go to the one of the path. One batch, all or nothing, taken back like any.
 */
@RestController
class MergeController {
    private static final int LIMIT = 1 << 16;
    private static final String DOOR = "api.records.merge";
    private static final Set<String> MEMBERS = Set.of("from", "take");

    private final Records records;
    private final Pipeline pipeline;

    MergeController(Records records, Pipeline pipeline) {
        this.records = records;
        this.pipeline = pipeline;
    }

    @PostMapping("/api/v1/records/{module}/{key}/merge")
    ResponseEntity<String> merge(
            HttpServletRequest request,
            @AuthenticationPrincipal Actor actor,
            @PathVariable String module,
            @PathVariable String key) {
        Module of = RecordNames.module(records, actor, module);
        if (of.isStores()) {
            throw Parameters.bad("stores are not merged: each has a code of its own");
        }
        for (String operation : List.of("UPDATE", "DELETE")) {
            if (!Rights.may(actor, of, operation)) {
                throw new Refusal(
                        HttpStatus.FORBIDDEN,
                        "the token or the role does not allow " + operation + " of " + of.name()
                                + ", which a merge is");
            }
        }
        String text = text(request);
        Map<?, ?> body = body(text);
        long stays = id(actor, of, RecordNames.name(of, key), "there is no such record");
        long goes = id(actor, of, from(of, body.get("from")), "from names no record");
        if (stays == goes) {
            throw Parameters.bad("from names the record itself; name the one that is to become one with it");
        }
        Preferences preferences = Preferences.of(request);
        Options asked = preferences.options(Options.Mode.ATOMIC);
        Batch batch = Batch.ofRecords(
                actor,
                DOOR,
                of.name(),
                List.of(
                        new Item(0, Verb.DELETE, new Key.Id(goes), Map.of(), List.of(), List.of()),
                        new Item(
                                1,
                                Verb.UPDATE,
                                new Key.Id(stays),
                                Map.of(Merging.NAME, new Merging(goes, take(of, body.get("take")))),
                                List.of(),
                                List.of())),
                new Options(Options.Mode.ATOMIC, asked.dryRun(), asked.strict()),
                DoorRules.IN_ORDER);
        Report report = pipeline.run(batch, Writes.once(request, text));
        OwnValues own = new OwnValues(of, actor);
        List<Receipt> receipts = report.receipts();
        HttpStatus status = report.failures() == 0
                ? HttpStatus.OK
                : receipts.stream().anyMatch(MergeController::isMissing)
                        ? HttpStatus.NOT_FOUND
                        : HttpStatus.BAD_REQUEST;
        return Json.answer(Writes.tell(ResponseEntity.status(status), preferences, report), json -> {
            json.writeStartObject();
            json.writeName("record");
            Receipts.write(json, own, receipts.get(1));
            json.writeName("merged");
            Receipts.write(json, own, receipts.get(0));
            json.writeEndObject();
        });
    }

    private static boolean isMissing(Receipt receipt) {
        return receipt.faults().stream().map(Fault::code).anyMatch(FaultCode.NOT_FOUND::equals);
    }

    private long id(Actor actor, Module module, RecordPast.Name name, String otherwise) {
        return records.past()
                .view(actor, module, name, null)
                .orElseThrow(() -> new Refusal(HttpStatus.NOT_FOUND, otherwise))
                .record()
                .id();
    }

    private static String text(HttpServletRequest request) {
        try {
            return Body.text(request, LIMIT);
        } catch (Body.NotUtf8 e) {
            throw new Refusal(HttpStatus.BAD_REQUEST, "the body is not valid UTF-8");
        }
    }

    private static Map<?, ?> body(String text) {
        try {
            if (JsonTree.read(text) instanceof Map<?, ?> body && MEMBERS.containsAll(body.keySet())) {
                return body;
            }
        } catch (JsonTree.Malformed e) {
            throw new Refusal(HttpStatus.BAD_REQUEST, "the body is no JSON: " + e.getMessage());
        }
        throw Parameters.bad("the body must be {\"from\":{\"id\":…}}, with \"take\":[fields] where wanted");
    }

    /** {@code {"id":…}}, or the value of one unique or external field. */
    private static RecordPast.Name from(Module module, @Nullable Object sent) {
        if (sent instanceof Map<?, ?> map && map.size() == 1) {
            Map.Entry<?, ?> entry = map.entrySet().iterator().next();
            String value = entry.getValue() instanceof BigDecimal number
                    ? Objects.requireNonNullElse(Text.whole(number), "")
                    : entry.getValue() instanceof String words ? words : "";
            return RecordNames.name(module, entry.getKey().equals("id") ? value : entry.getKey() + ":" + value);
        }
        throw Parameters.bad(
                "from must name one record: {\"id\":…}, or {\"Field\":value} of a unique or external field");
    }

    private static Set<String> take(Module module, @Nullable Object sent) {
        Set<String> take = new LinkedHashSet<>();
        if (sent == null) {
            return take;
        }
        if (sent instanceof List<?> list) {
            for (Object name : list) {
                if (!(name instanceof String field) || module.field(field) == null) {
                    throw Parameters.bad("take names '" + name + "', which is no field of " + module.name());
                }
                take.add(field);
            }
            return take;
        }
        throw Parameters.bad("take must be a list of fields");
    }
}
