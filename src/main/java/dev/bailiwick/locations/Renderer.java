package dev.bailiwick.locations;

import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Receipt;
import dev.bailiwick.catalog.OwnValues;
import dev.bailiwick.http.Receipts;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** From receipts to this door's answer (sheet, 8). */
final class Renderer {
    private static final JsonFactory JSON = new JsonFactory();

    private final Wording wording;
    private final Kind kind;
    private final @Nullable OwnValues own;

    /** @param own what is told in receipts of records; null where the rows are of none, or none was looked for */
    Renderer(Wire wire, boolean creating, @Nullable OwnValues own) {
        this.kind = wire.kind;
        this.own = own;
        this.wording = new Wording(wire, creating);
    }

    /** An answer: one entry a row, in order, with the row as it was sent, and where asked for its receipt. */
    String answer(List<Rows.Row> rows, List<Receipt> receipts, boolean withReceipts) {
        StringWriter out = new StringWriter();
        int failures = 0;
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("response");
            for (Receipt receipt : receipts) {
                failures += receipt.outcome().holds() ? 0 : 1;
                json.writeStartObject();
                if (receipt.id() != null) {
                    json.writeNumberProperty("entityId", receipt.id());
                }
                json.writeName("result");
                json.writeRawValue(rows.get(receipt.index()).echo());
                json.writeArrayPropertyStart("errors");
                for (Fault fault : onePerField(receipt.faults())) {
                    entry(json, wording.code(fault), wording.message(fault) + hint(fault, receipt.warnings()), false);
                }
                json.writeEndArray();
                json.writeArrayPropertyStart("warnings");
                // A warning says that the row went through (sheet, 13 A14), so a failed one has none here.
                for (Fault warning : receipt.outcome().holds() ? receipt.warnings() : List.<Fault>of()) {
                    entry(json, wording.code(warning), wording.message(warning), true);
                }
                json.writeEndArray();
                if (withReceipts) {
                    json.writeName("receipt");
                    receipt(json, receipt);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberProperty("totalCount", receipts.size());
            json.writeNumberProperty("failureCount", failures);
            json.writeEndObject();
        }
        return out.toString();
    }

    private void receipt(JsonGenerator json, Receipt receipt) {
        if (own == null) {
            Receipts.write(json, kind, receipt);
        } else {
            Receipts.write(json, own, receipt);
        }
    }

    /** An answer to a request that is refused before its rows are looked at (sheet, 13 A1). */
    static String refusal(int code, String message) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("response");
            json.writeEndArray();
            json.writeNumberProperty("totalCount", 0);
            json.writeNumberProperty("failureCount", 0);
            json.writeArrayPropertyStart("errors");
            entry(json, code, message, false);
            json.writeEndArray();
            json.writeEndObject();
        }
        return out.toString();
    }

    /** The sheet tells at most one error a field (13 G1); faults come in the order in which they matter. */
    private static List<Fault> onePerField(List<Fault> faults) {
        Set<String> seen = new HashSet<>();
        return faults.stream()
                .filter(f -> seen.add(f.path().isEmpty() ? f.code() + f.arg("field") : f.field()))
                .toList();
    }

    /** What looks like the value that was not found. */
    private static String hint(Fault fault, List<Fault> warnings) {
        return warnings.stream()
                .filter(w -> w.code() == FaultCode.DID_YOU_MEAN && w.path().equals(fault.path()))
                .map(Wording::meant)
                .findFirst()
                .orElse("");
    }

    private static void entry(JsonGenerator json, int code, String message, boolean status) {
        json.writeStartObject();
        json.writeBooleanProperty("status", status);
        json.writeNumberProperty("code", code);
        json.writeStringProperty("message", message);
        json.writeEndObject();
    }
}
