package dev.bailiwick.crm;

import static dev.bailiwick.crm.TerritoriesController.AREA;
import static dev.bailiwick.crm.TerritoriesController.TERRITORIES;

import dev.bailiwick.batch.Batches;
import dev.bailiwick.batch.StoredBatch;
import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Batch;
import dev.bailiwick.bulk.BatchIds;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Options;
import dev.bailiwick.bulk.Pipeline;
import dev.bailiwick.bulk.Receipt;
import dev.bailiwick.bulk.Report;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.http.Json;
import dev.bailiwick.http.Preferences;
import dev.bailiwick.http.Receipts;
import dev.bailiwick.http.Writes;
import dev.bailiwick.org.People;
import dev.bailiwick.record.Records;
import dev.bailiwick.record.RuleRun;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;

/**
 * Rules run over records as they are (sheet, 3.9). The answer is the dialect's, of a job that goes on; but a run is done
 * when it is answered, and its job is the batch that ran it.
 */
@RestController
class RunRulesController {
    private static final String ACTIONS = TERRITORIES + "/actions";
    private static final String DOOR = "crm.territories.run_rules";
    private static final String JOB = "job_id";

    private final Records records;
    private final Pipeline pipeline;
    private final Batches batches;
    private final People people;

    RunRulesController(Records records, Pipeline pipeline, Batches batches, People people) {
        this.records = records;
        this.pipeline = pipeline;
        this.batches = batches;
        this.people = people;
    }

    private static Call call(HttpServletRequest request, Actor actor) {
        Call call = new Call(request, actor);
        call.requireScope(AREA, "UPDATE");
        call.requireAdmin("Crm_Implied_Run_Territory_Rules");
        return call;
    }

    @PostMapping(ACTIONS + "/run_rules")
    ResponseEntity<String> run(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        Call call = call(request, actor);
        String body = Items.text(request);
        RunRulesReader reader = new RunRulesReader(call, records);
        RuleRun run = reader.read(body);
        Preferences preferences = Preferences.of(request);
        Batch batch = new Batch(
                actor,
                DOOR,
                Kind.ZONE,
                List.of(run.item(reader.warnings())),
                preferences.options(Options.Mode.ATOMIC),
                TerritoryRules.RULES);
        Report report = pipeline.run(batch, Writes.once(request, body));
        Receipt receipt = report.receipts().getFirst();
        if (!receipt.outcome().holds()) {
            throw refused(receipt);
        }
        return Json.answer(
                Writes.tell(ResponseEntity.status(HttpStatus.ACCEPTED), preferences, report),
                json -> write(json, report, receipt, preferences.receipts()));
    }

    private static CrmError refused(Receipt receipt) {
        return receipt.faults().stream().anyMatch(f -> f.code() == FaultCode.NOT_FOUND)
                ? new CrmError("FEATURE_NOT_ENABLED", "Territory Management is not enabled", Map.of())
                : RunRulesReader.refused(receipt.faults());
    }

    private static void write(JsonGenerator json, Report report, Receipt receipt, boolean receipts) {
        json.writeStartObject();
        json.writeObjectPropertyStart("run_rules");
        json.writeStringProperty("code", "SCHEDULED");
        json.writeObjectPropertyStart("details");
        if (report.batchId() != null) {
            json.writeStringProperty(JOB, String.valueOf(BatchIds.numberOf(report.batchId())));
        }
        json.writeEndObject();
        json.writeStringProperty(
                "message", "Territory rules scheduled successfully.Once done, completion email will be sent.");
        json.writeStringProperty("status", "success");
        if (!receipt.warnings().isEmpty()) {
            json.writeArrayPropertyStart("warnings");
            receipt.warnings().stream().map(RunRulesReader::told).forEach(told -> {
                json.writeStartObject();
                json.writeStringProperty("code", told.code());
                json.writeStringProperty("message", told.message());
                Receipts.property(json, "details", told.details());
                json.writeEndObject();
            });
            json.writeEndArray();
        }
        if (receipts) {
            json.writeName("receipt");
            Receipts.write(json, Kind.ZONE, receipt);
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    /** A run that is stored is done. */
    @GetMapping(ACTIONS + "/scheduled_run_rule_jobs")
    ResponseEntity<String> job(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        Call call = call(request, actor);
        String sent = call.parameter(JOB);
        if (sent == null || sent.isEmpty()) {
            throw CrmError.missingParameter(JOB);
        }
        Long number = Text.id(sent);
        StoredBatch run = number == null
                ? null
                : batches.numbered(call.orgId(), DOOR, number).orElse(null);
        if (run == null) {
            throw CrmError.badParameter(JOB);
        }
        Tree job = new Tree()
                .put("status", "COMPLETED")
                .put(JOB, String.valueOf(number))
                .put("scheduled_time", Answers.time(run.at()))
                .put("scheduled_by", Answers.user(run.userId(), people.of(call.actor())));
        return Answers.ok(json -> Tree.write(json, new Tree().put("scheduled_run_rule_jobs", job)));
    }
}
