package dev.bailiwick.crm;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.org.People;
import dev.bailiwick.record.Records;
import dev.bailiwick.zone.Territory;
import dev.bailiwick.zone.TerritoryFilter;
import dev.bailiwick.zone.TerritoryFilter.Attribute;
import dev.bailiwick.zone.Zones;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Territories, which are the zones of the other door, as they are read (sheet, 3.1 and 3.2). */
@RestController
class TerritoriesController {
    static final String TERRITORIES = SettingsController.SETTINGS + "/territories";

    /** The scope of all of it. */
    static final String AREA = "settings.territories";

    private static final int MOST = 2000;
    private static final String LIST = "territories";

    private final Zones zones;
    private final People people;
    private final Records records;

    TerritoriesController(Zones zones, People people, Records records) {
        this.zones = zones;
        this.people = people;
        this.records = records;
    }

    private static Call call(HttpServletRequest request, Actor actor) {
        Call call = new Call(request, actor);
        call.requireScope(AREA, "READ");
        return call;
    }

    @GetMapping(TERRITORIES)
    ResponseEntity<String> list(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        Call call = call(request, actor);
        List<TerritoryFilter> filters = new ArrayList<>(List.of(TerritoryFilters.read(call)));
        List<String> ids = call.list("ids");
        if (!ids.isEmpty()) {
            filters.add(TerritoryFilter.with(
                    Attribute.ID,
                    ids.stream().map(TerritoriesController::oneOfIds).toList()));
        }
        return page(call, new TerritoryFilter.All(filters));
    }

    private static Long oneOfIds(String text) {
        if (Text.id(text) instanceof Long id) {
            return id;
        }
        throw CrmError.badParameter("ids");
    }

    @GetMapping(TERRITORIES + "/{id}")
    ResponseEntity<String> one(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String id) {
        Call call = call(request, actor);
        List<Territory> found = found(call, id);
        return answer(call, found, new Numbered(1, MOST).info(found));
    }

    /** The territory that the path names. */
    private List<Territory> found(Call call, String id) {
        Long known = Text.id(id);
        List<Territory> found = known == null
                ? List.of()
                : zones.territories(call.orgId(), TerritoryFilter.with(Attribute.ID, List.of(known)), 0, 1);
        if (found.isEmpty()) {
            throw CrmError.badId(2);
        }
        return found;
    }

    @GetMapping(TERRITORIES + "/{id}/__child_territories")
    ResponseEntity<String> children(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String id) {
        Call call = call(request, actor);
        long parent = found(call, id).getFirst().zone().id();
        return page(
                call,
                new TerritoryFilter.All(
                        List.of(TerritoryFilters.read(call), TerritoryFilter.with(Attribute.PARENT, List.of(parent)))));
    }

    private ResponseEntity<String> page(Call call, TerritoryFilter filter) {
        Numbered numbered = Numbered.of(call, MOST);
        List<Territory> found = zones.territories(call.orgId(), filter, numbered.offset(), numbered.perPage() + 1);
        List<Territory> shown = numbered.shown(found);
        return shown.isEmpty() ? Answers.nothing() : answer(call, shown, numbered.info(found));
    }

    private ResponseEntity<String> answer(Call call, List<Territory> shown, Tree info) {
        TerritoryTree tree = TerritoryTree.of(call, people.of(call.orgId()), records);
        Tree answer =
                new Tree().put(LIST, shown.stream().map(tree::of).toList()).put("info", info);
        return Answers.ok(json -> Tree.write(json, answer));
    }

    @GetMapping(TERRITORIES + "/actions/associated_users_count")
    ResponseEntity<String> sizes(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        Call call = call(request, actor);
        Numbered numbered = Numbered.of(call, MOST);
        List<Territory.Size> found = zones.sizes(call.orgId(), numbered.offset(), numbered.perPage() + 1);
        List<Territory.Size> shown = numbered.shown(found);
        if (shown.isEmpty()) {
            return Answers.nothing();
        }
        Tree answer = new Tree()
                .put(
                        "associated_users_count",
                        shown.stream()
                                .map(size -> new Tree()
                                        .put("count", String.valueOf(size.users()))
                                        .put(
                                                "territory",
                                                new Tree()
                                                        .put("name", size.name())
                                                        .put("id", String.valueOf(size.zone()))))
                                .toList())
                .put("info", numbered.info(found));
        return Answers.ok(json -> Tree.write(json, answer));
    }
}
