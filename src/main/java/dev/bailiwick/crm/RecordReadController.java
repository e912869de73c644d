package dev.bailiwick.crm;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.org.People;
import dev.bailiwick.record.Condition;
import dev.bailiwick.record.Condition.Attribute;
import dev.bailiwick.record.Deleted;
import dev.bailiwick.record.Operator;
import dev.bailiwick.record.RecordQuery;
import dev.bailiwick.record.RecordReads;
import dev.bailiwick.record.Records;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;

/** Records one by one, in lists, and those that were deleted (sheet, 1.4 and 1.6). */
@RestController
class RecordReadController {
    private static final int MOST_IDS = 100;
    private static final int MOST_DELETED = 100_000;

    private final Records records;
    private final RecordReads reads;
    private final People people;
    private final InstantSource clock;

    RecordReadController(Records records, People people, InstantSource clock) {
        this.records = records;
        this.reads = records.reads();
        this.people = people;
        this.clock = clock;
    }

    @GetMapping("/crm/{version}/{module}/{id}")
    ResponseEntity<String> get(
            HttpServletRequest request,
            @AuthenticationPrincipal Actor actor,
            @PathVariable String version,
            @PathVariable String module,
            @PathVariable String id) {
        Versions.require(version);
        Call call = new Call(request, actor);
        Module known = call.module(records, module, "READ");
        External external = External.of(call, records, known);
        Shown shown = Shown.of(call);
        Instant since = call.time("If-Modified-Since");
        Condition territory = Filters.territory(call, reads, known);
        RecordReads.Page found = reads.page(call.orgId(), catalog -> {
            Module now = catalog.modules().getOrDefault(known.name(), known);
            Condition one = Condition.all(List.of(named(external, now, id), territory));
            return RecordQuery.one(now, actor.userId(), one, shown.in(now));
        });
        if (found.records().isEmpty()) {
            return Answers.nothing();
        }
        Instant changed = Objects.requireNonNull(found.records().getFirst().stamps())
                .modifiedAt()
                .truncatedTo(ChronoUnit.SECONDS);
        if (since != null && !changed.isAfter(since)) {
            return notModified();
        }
        return RecordRenderer.of(call, found, people, shown).answer(found.records(), json -> {});
    }

    private static ResponseEntity<String> notModified() {
        return ResponseEntity.status(HttpStatus.NOT_MODIFIED).build();
    }

    /** The record that a path names. */
    private static Condition named(External external, Module module, String id) {
        if (external.own() instanceof String field) {
            return byExternal(module, field, List.of(id));
        }
        Long number = Text.id(id);
        if (number == null) {
            throw CrmError.badId(1);
        }
        return new Condition.Compared(Attribute.Always.ID, Operator.EQUALS, List.of(number));
    }

    /** What cannot be stored names nothing. */
    private static Condition byExternal(Module module, String name, List<String> values) {
        Field field = module.field(name);
        List<Object> storable = new ArrayList<>(
                values.stream().filter(v -> Text.isStorable(v) && !v.isBlank()).toList());
        return field == null || storable.isEmpty()
                ? Condition.none()
                : new Condition.Compared(new Attribute.Of(field), Operator.IN, storable);
    }

    @GetMapping("/crm/{version}/{module}")
    ResponseEntity<String> list(
            HttpServletRequest request,
            @AuthenticationPrincipal Actor actor,
            @PathVariable String version,
            @PathVariable String module) {
        Versions.require(version);
        Call call = new Call(request, actor);
        Module known = call.module(records, module, "READ");
        External external = External.of(call, records, known);
        Shown shown = Shown.of(call);
        if (shown.names() == null) {
            throw new CrmError("REQUIRED_PARAM_MISSING", "required param is missing", Map.of("param_name", "fields"));
        }
        Instant now = clock.instant();
        Paging paging = Paging.ofList(call, known.name(), now);
        Instant since = call.time("If-Modified-Since");
        Condition kept = Filters.ofList(call, reads, known);
        RecordReads.Page found = reads.page(call.orgId(), catalog -> {
            Module fresh = catalog.modules().getOrDefault(known.name(), known);
            List<Condition> all = new ArrayList<>(List.of(kept, ids(call, external, fresh)));
            if (since != null) {
                all.add(new Condition.ChangedAfter(since));
            }
            return paging.query(fresh, actor.userId(), Condition.all(all), shown.in(fresh));
        });
        if (found.records().isEmpty()) {
            return since == null ? Answers.nothing() : notModified();
        }
        return RecordRenderer.of(call, found, people, shown)
                .answer(found.records(), json -> paging.listInfo(json, call, found, now));
    }

    /** Those that {@code ids} names, by their ids or by the external field that the header names. */
    private static Condition ids(Call call, External external, Module module) {
        if (call.parameter("ids") == null) {
            return Condition.every();
        }
        List<String> texts = call.list("ids");
        if (texts.size() > MOST_IDS) {
            throw new CrmError("LIMIT_EXCEEDED", "limit exceeded", Map.of("limit", MOST_IDS, "param_name", "ids"));
        }
        if (texts.isEmpty()) {
            throw CrmError.badParameter("ids");
        }
        if (external.own() instanceof String field) {
            return byExternal(module, field, texts);
        }
        List<Object> ids = new ArrayList<>();
        for (String text : texts) {
            Long id = Text.id(text);
            if (id == null) {
                throw CrmError.badParameter("ids");
            }
            ids.add(id);
        }
        return new Condition.Compared(Attribute.Always.ID, Operator.IN, ids);
    }

    /** None are gone for good, since each can be brought back. */
    @GetMapping("/crm/{version}/{module}/deleted")
    ResponseEntity<String> deleted(
            HttpServletRequest request,
            @AuthenticationPrincipal Actor actor,
            @PathVariable String version,
            @PathVariable String module) {
        Versions.require(version);
        Call call = new Call(request, actor);
        Module known = call.module(records, module, "READ");
        String type = call.parameter("type");
        if (type != null && !Set.of("", "all", "recycle", "permanent").contains(type)) {
            throw new CrmError(
                    "PATTERN_NOT_MATCHED",
                    "Please check whether the input values are correct",
                    Map.of("param_name", "type"));
        }
        int perPage = call.number("per_page", Paging.MOST_PER_PAGE, 1, Paging.MOST_PER_PAGE);
        int page = call.number("page", 1, 1, MOST_DELETED / perPage);
        Instant since = call.time("If-Modified-Since");
        List<Deleted> found = "permanent".equals(type)
                ? List.of()
                : reads.deleted(call.orgId(), known, since, (page - 1) * perPage, perPage + 1);
        if (found.isEmpty()) {
            return since == null ? Answers.nothing() : notModified();
        }
        Map<Long, People.Person> users = people.of(call.actor());
        return Answers.ok(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("data");
            found.stream().limit(perPage).forEach(one -> deleted(json, one, users));
            json.writeEndArray();
            json.writeObjectPropertyStart("info");
            json.writeNumberProperty("per_page", perPage);
            json.writeNumberProperty("count", Math.min(perPage, found.size()));
            json.writeNumberProperty("page", page);
            json.writeBooleanProperty("more_records", found.size() > perPage);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static void deleted(JsonGenerator json, Deleted deleted, Map<Long, People.Person> users) {
        json.writeStartObject();
        Answers.user(json, "deleted_by", deleted.deletedBy(), users);
        json.writeStringProperty("id", String.valueOf(deleted.id()));
        json.writeStringProperty("display_name", deleted.title());
        json.writeStringProperty("type", "recycle");
        Answers.user(json, "created_by", deleted.createdBy(), users);
        json.writeStringProperty("deleted_time", Answers.time(deleted.deletedAt()));
        json.writeEndObject();
    }
}
