package dev.bailiwick.crm;

import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Options;
import dev.bailiwick.bulk.Receipt;
import dev.bailiwick.bulk.Report;
import dev.bailiwick.http.Body;
import dev.bailiwick.http.Json;
import dev.bailiwick.http.JsonTree;
import dev.bailiwick.http.Preferences;
import dev.bailiwick.http.Receipts;
import dev.bailiwick.http.Writes;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.JsonGenerator;

/**
 * In charge of what writes of settings have in common: a body with a list under a name, and an answer with an item for
 * each element of it (sheet, 0.3 and 0.4).
 *
 * @param list the name of the list, in the request and in the answer
 * @param kind of what is written
 * @param made the status where all went well
 */
record Items(String list, Kind kind, HttpStatus made) {
    private static final int BODY_LIMIT = 4 << 20;

    /** How outcomes are told. */
    interface Words {
        /** Of what went well. */
        Wording.Told success(Receipt receipt);

        /** Of a reason, or of a remark. */
        Wording.Told fault(Receipt receipt, Fault fault);
    }

    static String text(HttpServletRequest request) {
        try {
            return Body.text(request, BODY_LIMIT);
        } catch (Body.NotUtf8 e) {
            throw Answers.badBody("the body is not valid UTF-8");
        }
    }

    /**
     * The elements of the list in a body.
     *
     * @param most so many at most
     */
    List<?> rows(String body, int most) {
        if (!(member(body, list) instanceof List<?> rows) || rows.isEmpty()) {
            throw isNo("jsonarray", list);
        }
        if (rows.size() > most) {
            Map<String, Object> details = named(list);
            details.put("limit", most);
            throw tooMany(most, details);
        }
        return rows;
    }

    /** What a body has under a name. */
    static Object member(String body, String name) {
        Object root;
        try {
            root = JsonTree.read(body);
        } catch (JsonTree.Malformed e) {
            throw Answers.badBody(e.getMessage());
        }
        if (!(root instanceof Map<?, ?> map)) {
            throw Answers.badBody(null);
        }
        if (map.get(name) instanceof Object member) {
            return member;
        }
        throw new CrmError("MANDATORY_NOT_FOUND", "required field not found", named(name));
    }

    /** Of a body that has something else under a name. */
    static CrmError isNo(String type, String name) {
        Map<String, Object> details = named(name);
        details.put("expected_data_type", type);
        return new CrmError("INVALID_DATA", "invalid data", details);
    }

    private static Map<String, Object> named(String name) {
        return new LinkedHashMap<>(Map.of("api_name", name, "json_path", "$." + name));
    }

    /** The ids that a request names in its query. */
    static List<String> ids(Call call, int most) {
        List<String> ids = call.list("ids");
        if (ids.isEmpty()) {
            throw CrmError.missingParameter("ids");
        }
        if (ids.size() > most) {
            throw tooMany(most, new LinkedHashMap<>(Map.of("api_name", "ids", "param_name", "ids", "limit", most)));
        }
        return ids;
    }

    private static CrmError tooMany(int most, Map<String, Object> details) {
        return new CrmError(
                "LIMIT_EXCEEDED", "a request takes at most " + most + " " + details.get("api_name"), details);
    }

    /**
     * The answer to a write.
     *
     * @param rows how many the request has; what followed from them is not told here
     */
    ResponseEntity<String> answer(Preferences preferences, Report report, int rows, Words words) {
        List<Receipt> told = report.receipts().subList(0, rows);
        long failures = told.stream().filter(r -> !r.outcome().holds()).count();
        HttpStatus status = failures == 0 ? made : failures == rows ? HttpStatus.BAD_REQUEST : HttpStatus.MULTI_STATUS;
        return Json.answer(Writes.tell(ResponseEntity.status(status), preferences, report), json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart(list);
            told.forEach(receipt -> item(json, receipt, words, preferences.receipts()));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** How the batch of a request is run, where the request does not want it otherwise. */
    static Options options(Preferences preferences) {
        return preferences.options(Options.Mode.EACH);
    }

    private void item(JsonGenerator json, Receipt receipt, Words words, boolean receipts) {
        json.writeStartObject();
        if (receipt.outcome().holds()) {
            members(json, words.success(receipt), "success");
            // A warning says that the row went through.
            warnings(json, receipt, words);
        } else {
            failed(json, receipt, words);
        }
        if (receipts) {
            json.writeName("receipt");
            Receipts.write(json, kind, receipt);
        }
        json.writeEndObject();
    }

    private static void warnings(JsonGenerator json, Receipt receipt, Words words) {
        if (receipt.warnings().isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("warnings");
        for (Fault warning : receipt.warnings()) {
            Wording.Told told = words.fault(receipt, warning);
            json.writeStartObject();
            json.writeStringProperty("code", told.code());
            json.writeStringProperty("message", told.message());
            Receipts.property(json, "details", told.details());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void failed(JsonGenerator json, Receipt receipt, Words words) {
        List<Wording.Told> errors =
                receipt.faults().stream().map(f -> words.fault(receipt, f)).toList();
        if (errors.size() == 1) {
            members(json, errors.getFirst(), "error");
            return;
        }
        json.writeStringProperty("code", "MULTIPLE_OR_MULTI_ERRORS");
        json.writeObjectPropertyStart("details");
        json.writeArrayPropertyStart("errors");
        for (Wording.Told error : errors) {
            json.writeStartObject();
            members(json, error, "error");
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeStringProperty("message", "Multiple errors in the request");
        json.writeStringProperty("status", "error");
    }

    private static void members(JsonGenerator json, Wording.Told told, String status) {
        json.writeStringProperty("code", told.code());
        Receipts.property(json, "details", told.details());
        json.writeStringProperty("message", told.message());
        json.writeStringProperty("status", status);
    }
}
