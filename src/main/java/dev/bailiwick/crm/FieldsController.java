package dev.bailiwick.crm;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Batch;
import dev.bailiwick.bulk.Change;
import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Once;
import dev.bailiwick.bulk.Options;
import dev.bailiwick.bulk.Pipeline;
import dev.bailiwick.bulk.Receipt;
import dev.bailiwick.bulk.Report;
import dev.bailiwick.catalog.Catalog;
import dev.bailiwick.http.Body;
import dev.bailiwick.http.Json;
import dev.bailiwick.http.JsonTree;
import dev.bailiwick.http.Preferences;
import dev.bailiwick.http.Receipts;
import dev.bailiwick.http.Writes;
import dev.bailiwick.org.Schema;
import dev.bailiwick.record.Records;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;

/** Makes fields (sheet, 4.2). */
@RestController
class FieldsController {
    private static final int BODY_LIMIT = 4 << 20;
    private static final int MOST = 100;
    private static final String LIST = "fields";

    private final Pipeline pipeline;
    private final Records records;

    FieldsController(Pipeline pipeline, Records records) {
        this.pipeline = pipeline;
        this.records = records;
    }

    @PostMapping(SettingsController.SETTINGS + "/fields")
    ResponseEntity<String> create(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        Call call = new Call(request, actor);
        call.requireScope("settings.fields", "CREATE");
        call.requireAdmin("Crm_Implied_Customize_Fields");
        Catalog catalog = records.catalog(call.orgId());
        FieldReader reader = new FieldReader(catalog, SettingsController.module(call, catalog));
        String body = text(request);
        Once once = Writes.once(request, body);
        List<Item> items = new ArrayList<>();
        for (Object row : rows(body)) {
            items.add(reader.item(items.size(), row));
        }
        Preferences preferences = Preferences.of(request);
        Batch batch = new Batch(
                actor, "crm.fields.create", Kind.ORG, items, preferences.options(Options.Mode.EACH), CrmRules.RULES);
        Report report = pipeline.run(batch, once);
        int failures = report.failures();
        HttpStatus status = failures == 0
                ? HttpStatus.CREATED
                : failures == items.size() ? HttpStatus.BAD_REQUEST : HttpStatus.MULTI_STATUS;
        return Json.answer(
                Writes.tell(ResponseEntity.status(status), preferences, report),
                json -> write(json, report, preferences.receipts()));
    }

    private static String text(HttpServletRequest request) {
        try {
            return Body.text(request, BODY_LIMIT);
        } catch (Body.NotUtf8 e) {
            throw Answers.badBody("the body is not valid UTF-8");
        }
    }

    private static List<?> rows(String body) {
        Object root;
        try {
            root = JsonTree.read(body);
        } catch (JsonTree.Malformed e) {
            throw Answers.badBody(e.getMessage());
        }
        if (!(root instanceof Map<?, ?> map)) {
            throw Answers.badBody(null);
        }
        Map<String, Object> details = new LinkedHashMap<>(Map.of("api_name", LIST, "json_path", "$." + LIST));
        if (map.get(LIST) == null) {
            throw new CrmError("MANDATORY_NOT_FOUND", "required field not found", details);
        }
        if (!(map.get(LIST) instanceof List<?> rows) || rows.isEmpty()) {
            details.put("expected_data_type", "jsonarray");
            throw new CrmError("INVALID_DATA", "invalid data", details);
        }
        if (rows.size() > MOST) {
            details.put("limit", MOST);
            throw new CrmError("LIMIT_EXCEEDED", "a request makes at most " + MOST + " fields", details);
        }
        return rows;
    }

    private static void write(JsonGenerator json, Report report, boolean receipts) {
        Wording wording = new Wording("$." + LIST);
        json.writeStartObject();
        json.writeArrayPropertyStart(LIST);
        for (Receipt receipt : report.receipts()) {
            json.writeStartObject();
            if (receipt.outcome().holds()) {
                members(json, "SUCCESS", made(receipt), "field created", "success");
            } else {
                failed(json, wording, receipt);
            }
            List<Map<String, Object>> warnings = receipt.warnings().stream()
                    .map(w -> told(wording, receipt, w, false))
                    .toList();
            if (!warnings.isEmpty()) {
                Receipts.property(json, "warnings", warnings);
            }
            if (receipts) {
                json.writeName("receipt");
                Receipts.write(json, Kind.ORG, receipt);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** The field's id and name; none of a dry run, which makes nothing. */
    private static Map<String, Object> made(Receipt receipt) {
        Map<String, Object> details = new LinkedHashMap<>();
        for (Map.Entry<String, Change> change : receipt.changes().entrySet()) {
            String path = change.getKey();
            if (path.startsWith(Schema.FIELDS + ".")
                    && change.getValue().after() instanceof Map<?, ?> field
                    && field.get("number") instanceof Number number) {
                details.put("id", MetaIds.field(number.longValue()));
                details.put("api_name", path.substring(path.lastIndexOf('.') + 1));
            }
        }
        return details;
    }

    private static void failed(JsonGenerator json, Wording wording, Receipt receipt) {
        List<Map<String, Object>> errors = receipt.faults().stream()
                .map(f -> told(wording, receipt, f, true))
                .toList();
        if (errors.size() == 1) {
            errors.getFirst().forEach((name, value) -> Receipts.property(json, name, value));
        } else {
            members(
                    json,
                    "MULTIPLE_OR_MULTI_ERRORS",
                    Map.of("errors", errors),
                    "Multiple errors in the request",
                    "error");
        }
    }

    private static Map<String, Object> told(Wording wording, Receipt receipt, Fault fault, boolean error) {
        Wording.Told told = wording.tell(receipt.index(), FieldReader.told(fault));
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("code", told.code());
        item.put("details", told.details());
        item.put("message", told.message());
        if (error) {
            item.put("status", "error");
        }
        return item;
    }

    private static void members(
            JsonGenerator json, String code, @Nullable Object details, String message, String status) {
        json.writeStringProperty("code", code);
        Receipts.property(json, "details", details);
        json.writeStringProperty("message", message);
        json.writeStringProperty("status", status);
    }
}
