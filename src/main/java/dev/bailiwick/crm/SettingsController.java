package dev.bailiwick.crm;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.catalog.Catalog;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.org.Orgs;
import dev.bailiwick.record.Records;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What modules there are, and what their records have (sheet, 4.1 to 4.3). */
@RestController
class SettingsController {
    /** Both versions have one shape (sheet, 0.2). */
    static final String SETTINGS = "/crm/{version:v[78]}/settings";

    private static final Set<String> OTHER_STATES = Set.of("user_hidden", "system_hidden", "scheduled_for_deletion");

    private final Records records;
    private final Orgs orgs;

    SettingsController(Records records, Orgs orgs) {
        this.records = records;
        this.orgs = orgs;
    }

    @GetMapping(SETTINGS + "/modules")
    ResponseEntity<String> modules(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        Call call = new Call(request, actor);
        call.requireScope("settings.modules", "READ");
        Orgs.About org = orgs.about(call.orgId());
        if (unchanged(call, org.modifiedAt())) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED).build();
        }
        String status = call.parameter("status");
        if (status != null && !status.equals("visible")) {
            if (!OTHER_STATES.contains(status)) {
                throw CrmError.badPattern("status");
            }
            return Answers.nothing();
        }
        Metadata metadata = new Metadata(actor, org.catalog());
        return list(
                "modules",
                org.catalog().modules().values().stream().map(metadata::module).toList());
    }

    /** A change in the second of the caller's last look may have come after it. */
    private static boolean unchanged(Call call, Instant modifiedAt) {
        Instant since = call.time("If-Modified-Since");
        return since != null && !modifiedAt.isAfter(since);
    }

    @GetMapping(SETTINGS + "/modules/{module}")
    ResponseEntity<String> module(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String module) {
        Call call = new Call(request, actor);
        call.requireScope("settings.modules", "READ");
        Catalog catalog = records.catalog(call.orgId());
        Module found = catalog.modules().values().stream()
                .filter(m -> m.name().equalsIgnoreCase(module) || MetaIds.of(m).equals(module))
                .findFirst()
                .orElseThrow(() -> CrmError.invalidModule(Map.of("resource_path_index", 2)));
        return list("modules", List.of(new Metadata(actor, catalog).moduleAlone(found)));
    }

    @GetMapping(SETTINGS + "/fields")
    ResponseEntity<String> fields(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        return ofModule(request, actor, "fields", (call, metadata, module) -> {
            String type = call.parameter("type");
            if (type != null && !Set.of("all", "used", "unused").contains(type)) {
                throw CrmError.badPattern("type");
            }
            return "unused".equals(type) ? List.of() : metadata.fields(module);
        });
    }

    @GetMapping(SETTINGS + "/fields/{id}")
    ResponseEntity<String> field(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String id) {
        return ofModule(request, actor, "fields", (call, metadata, module) -> {
            List<Field> all = SystemFields.and(module);
            return all.stream()
                    .filter(f -> MetaIds.of(f).equals(id))
                    .map(f -> metadata.field(module, f, all.indexOf(f) + 1))
                    .findFirst()
                    .map(List::of)
                    .orElseThrow(() -> CrmError.badId(2));
        });
    }

    @GetMapping(SETTINGS + "/layouts")
    ResponseEntity<String> layouts(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        return ofModule(request, actor, "layouts", (call, metadata, module) -> List.of(metadata.layout(module)));
    }

    @GetMapping(SETTINGS + "/layouts/{id}")
    ResponseEntity<String> layout(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String id) {
        return ofModule(request, actor, "layouts", (call, metadata, module) -> {
            if (!MetaIds.layout(module).equals(id)) {
                throw CrmError.badId(2);
            }
            return List.of(metadata.layout(module));
        });
    }

    private interface Reading {
        List<Tree> of(Call call, Metadata metadata, Module module);
    }

    /** Something of the module that the query names. */
    private ResponseEntity<String> ofModule(HttpServletRequest request, Actor actor, String what, Reading reading) {
        Call call = new Call(request, actor);
        call.requireScope("settings." + what, "READ");
        Catalog catalog = records.catalog(call.orgId());
        return list(what, reading.of(call, new Metadata(actor, catalog), module(call, catalog)));
    }

    /** The module that the query names. */
    static Module module(Call call, Catalog catalog) {
        String name = call.parameter("module");
        if (name == null || name.isEmpty()) {
            throw CrmError.missingParameter("module");
        }
        Module module = catalog.module(name);
        if (module == null) {
            throw CrmError.invalidModule(Map.of("param_name", "module"));
        }
        return module;
    }

    /** A list under its name; nothing where it is empty. */
    static ResponseEntity<String> list(String name, List<Tree> list) {
        return list.isEmpty() ? Answers.nothing() : Answers.ok(json -> Tree.write(json, new Tree().put(name, list)));
    }
}
