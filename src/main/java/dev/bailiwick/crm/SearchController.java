package dev.bailiwick.crm;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.org.People;
import dev.bailiwick.record.Condition;
import dev.bailiwick.record.RecordReads;
import dev.bailiwick.record.Records;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Records found by what they hold, and how many there are (sheet, 1.7 and 1.8). */
@RestController
class SearchController {
    private final Records records;
    private final RecordReads reads;
    private final People people;

    SearchController(Records records, People people) {
        this.records = records;
        this.reads = records.reads();
        this.people = people;
    }

    @GetMapping("/crm/{version}/{module}/search")
    ResponseEntity<String> search(
            HttpServletRequest request,
            @AuthenticationPrincipal Actor actor,
            @PathVariable String version,
            @PathVariable String module) {
        Versions.require(version);
        Call call = new Call(request, actor);
        Module known = call.module(records, module, "READ");
        call.requireScope("ZohoSearch.securesearch", "READ");
        External.of(call, records, known);
        Shown shown = Shown.of(call);
        Function<Module, Condition> wanted = Filters.ofSearch(call);
        if (wanted == null) {
            throw Filters.nothingSearched();
        }
        Paging paging = Paging.ofSearch(call);
        RecordReads.Page found = reads.page(call.orgId(), catalog -> {
            Module now = catalog.modules().getOrDefault(known.name(), known);
            return paging.query(now, actor.userId(), wanted.apply(now), shown.in(now));
        });
        if (found.records().isEmpty()) {
            return Answers.nothing();
        }
        return RecordRenderer.of(call, found, people, shown)
                .answer(found.records(), json -> paging.searchInfo(json, found));
    }

    @GetMapping("/crm/{version}/{module}/actions/count")
    ResponseEntity<String> count(
            HttpServletRequest request,
            @AuthenticationPrincipal Actor actor,
            @PathVariable String version,
            @PathVariable String module) {
        Versions.require(version);
        Call call = new Call(request, actor);
        Module known = call.module(records, module, "READ");
        String by = Filters.searched(call);
        if (call.parameter("cvid") != null) {
            throw by == null ? CrmError.badParameter("cvid") : bothKinds(by);
        }
        Function<Module, Condition> searched = Filters.ofSearch(call);
        Function<Module, Condition> wanted = searched == null ? now -> Filters.ofAll(call) : searched;
        long count = reads.count(call.orgId(), known, actor.userId(), wanted);
        return Answers.ok(json -> {
            json.writeStartObject();
            json.writeNumberProperty("count", count);
            json.writeEndObject();
        });
    }

    private static CrmError bothKinds(String by) {
        return new CrmError(
                "AMBIGUITY_DURING_PROCESSING",
                "Please use either Cvid or Search Params. Combination of both the params is not allowed",
                Map.of("ambiguity_due_to", List.of(Map.of("param_name", "cvid"), Map.of("param_name", by))));
    }
}
