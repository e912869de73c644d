package dev.bailiwick.crm;

import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Match;
import dev.bailiwick.bulk.Outcome;
import dev.bailiwick.bulk.Receipt;
import dev.bailiwick.bulk.Stamps;
import dev.bailiwick.catalog.OwnValues;
import dev.bailiwick.http.Receipts;
import dev.bailiwick.org.People.Person;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * From receipts to this door's answer to a write (sheet, 1.1 to 1.5).
 *
 * @param people what users are called
 * @param sought how the request names records
 * @param said the rows that say where their records belong
 * @param own what is told in receipts; null where the items carry none
 */
record WriteRenderer(
        RecordWrite write,
        Map<Long, Person> people,
        Sought sought,
        Set<Integer> said,
        @Nullable OwnValues own) {
    private static final Wording WORDING = new Wording("$.data");

    void write(JsonGenerator json, List<Receipt> all) {
        json.writeStartObject();
        json.writeArrayPropertyStart("data");
        for (Receipt receipt : all) {
            json.writeStartObject();
            if (receipt.outcome().holds()) {
                success(json, receipt);
                // A warning says that the row went through.
                warnings(json, receipt);
            } else {
                failure(json, receipt, fault -> told(receipt, fault));
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

    private void success(JsonGenerator json, Receipt receipt) {
        boolean made = receipt.outcome() == Outcome.CREATED;
        json.writeStringProperty("code", "SUCCESS");
        if (write == RecordWrite.UPSERT) {
            Match match = receipt.match();
            Receipts.property(
                    json, "duplicate_field", made || match == null || match.by().equals("id") ? null : match.by());
            json.writeStringProperty("action", made ? "insert" : "update");
        }
        json.writeObjectPropertyStart("details");
        String named = sought.external(receipt.index());
        if (sought.field() != null && named != null) {
            json.writeStringProperty(sought.field(), named);
        }
        if (write == RecordWrite.DELETE) {
            id(json, receipt);
        } else {
            stamps(json, receipt);
            if (said.contains(receipt.index())) {
                Territories.write(json, receipt.zones(), people);
            }
        }
        json.writeEndObject();
        json.writeStringProperty(
                "message", write == RecordWrite.DELETE ? "record deleted" : made ? "record added" : "record updated");
        json.writeStringProperty("status", "success");
    }

    private static void id(JsonGenerator json, Receipt receipt) {
        if (receipt.id() != null) {
            json.writeStringProperty("id", String.valueOf(receipt.id()));
        }
    }

    private void stamps(JsonGenerator json, Receipt receipt) {
        Stamps stamps = receipt.stamps();
        if (stamps == null) {
            id(json, receipt);
            return;
        }
        json.writeStringProperty("Modified_Time", Answers.time(stamps.modifiedAt()));
        Answers.user(json, "Modified_By", stamps.modifiedBy(), people);
        json.writeStringProperty("Created_Time", Answers.time(stamps.createdAt()));
        id(json, receipt);
        Answers.user(json, "Created_By", stamps.createdBy(), people);
        if (write == RecordWrite.INSERT) {
            json.writeStringProperty("$approval_state", "approved");
        }
    }

    /** What is remarked on an item, absent where that is nothing. */
    static void warnings(JsonGenerator json, Receipt receipt) {
        if (receipt.warnings().isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("warnings");
        for (Fault warning : receipt.warnings()) {
            Wording.Told told = WORDING.tell(receipt.index(), warning);
            json.writeStartObject();
            json.writeStringProperty("code", told.code());
            json.writeStringProperty("message", told.message());
            Receipts.property(json, "details", told.details());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /**
     * The members of an item that was refused, with all its reasons.
     *
     * @param words for each of them
     */
    static void failure(JsonGenerator json, Receipt receipt, Function<Fault, Wording.Told> words) {
        List<Fault> faults = receipt.faults();
        if (faults.size() == 1) {
            members(json, words.apply(faults.getFirst()));
            return;
        }
        json.writeStringProperty("code", "MULTIPLE_OR_MULTI_ERRORS");
        json.writeObjectPropertyStart("details");
        json.writeArrayPropertyStart("errors");
        for (Fault fault : faults) {
            json.writeStartObject();
            members(json, words.apply(fault));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeStringProperty("message", "Multiple errors in the request");
        json.writeStringProperty("status", "error");
    }

    private static void members(JsonGenerator json, Wording.Told told) {
        json.writeStringProperty("code", told.code());
        Receipts.property(json, "details", told.details());
        json.writeStringProperty("message", told.message());
        json.writeStringProperty("status", "error");
    }

    private Wording.Told told(Receipt receipt, Fault fault) {
        Wording.Told told = WORDING.tell(receipt.index(), fault);
        if (fault.code() == FaultCode.CHANGED_AFTER) {
            return new Wording.Told(told.code(), told.message(), modified(receipt));
        }
        boolean missing = fault.code() == FaultCode.NOT_FOUND
                || fault.code() == FaultCode.KEY_NOT_INTEGER && write == RecordWrite.DELETE;
        Wording.Told sought = missing ? this.sought.missing(write, receipt.index()) : null;
        return sought == null ? told : sought;
    }

    private Map<String, Object> modified(Receipt receipt) {
        Map<String, Object> details = new LinkedHashMap<>();
        Stamps stamps = receipt.stamps();
        if (stamps != null && receipt.id() != null) {
            details.put("Modified_Time", Answers.time(stamps.modifiedAt()));
            details.put("Created_Time", Answers.time(stamps.createdAt()));
            details.put("id", String.valueOf(receipt.id()));
            details.put("Modified_By", user(stamps.modifiedBy()));
            details.put("Created_By", user(stamps.createdBy()));
        }
        return details;
    }

    private Map<String, Object> user(long id) {
        return Map.of("name", Answers.name(id, people), "id", String.valueOf(id));
    }
}
