package dev.bailiwick.crm;

import static dev.bailiwick.crm.MembersController.OF_USER;
import static dev.bailiwick.crm.MembersController.USERS;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.crm.MembersController.Side;
import dev.bailiwick.org.Orgs;
import dev.bailiwick.org.People;
import dev.bailiwick.org.People.Person;
import dev.bailiwick.zone.Territory;
import dev.bailiwick.zone.TerritoryFilter;
import dev.bailiwick.zone.TerritoryFilter.Attribute;
import dev.bailiwick.zone.ZoneFields;
import dev.bailiwick.zone.Zones;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The users of a territory, and the territories of a user (sheet, 3.5). */
@RestController
class MemberReadController {
    private final Zones zones;
    private final People people;
    private final Orgs orgs;

    MemberReadController(Zones zones, People people, Orgs orgs) {
        this.zones = zones;
        this.people = people;
        this.orgs = orgs;
    }

    @GetMapping(USERS)
    ResponseEntity<String> users(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String territory) {
        return users(request, actor, territory, null);
    }

    @GetMapping(USERS + "/{user}")
    ResponseEntity<String> user(
            HttpServletRequest request,
            @AuthenticationPrincipal Actor actor,
            @PathVariable String territory,
            @PathVariable String user) {
        return users(request, actor, territory, user);
    }

    private ResponseEntity<String> users(
            HttpServletRequest request, Actor actor, String territory, @Nullable String user) {
        Call call = MembersController.call(Side.TERRITORY, request, actor, "READ");
        long zone = Ids.inPath(territory, 2);
        Long only = user == null ? null : (Long) Ids.inPath(user, 4);
        Numbered page = only == null ? Numbered.of(call, UsersController.MOST) : new Numbered(1, UsersController.MOST);
        List<Long> found = zones.users(call.orgId(), zone, only, page.offset(), page.perPage() + 1)
                .orElseThrow(() -> CrmError.badId(2));
        Map<Long, Person> known = people.of(call.orgId());
        if (!known.keySet().containsAll(found)) {
            people.forget(call.orgId());
            known = people.of(call.orgId());
        }
        Orgs.About org = orgs.about(call.orgId());
        List<Tree> shown = new ArrayList<>();
        for (Long id : page.shown(found)) {
            shown.add(UsersController.user(Objects.requireNonNull(known.get(id)), org));
        }
        return answer("users", shown, page.info(found));
    }

    private static ResponseEntity<String> answer(String list, List<Tree> shown, Tree info) {
        return shown.isEmpty()
                ? Answers.nothing()
                : Answers.ok(
                        json -> Tree.write(json, new Tree().put(list, shown).put("info", info)));
    }

    @GetMapping(OF_USER)
    ResponseEntity<String> territories(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String user) {
        return territories(request, actor, user, null);
    }

    @GetMapping(OF_USER + "/{territory}")
    ResponseEntity<String> territory(
            HttpServletRequest request,
            @AuthenticationPrincipal Actor actor,
            @PathVariable String user,
            @PathVariable String territory) {
        return territories(request, actor, user, territory);
    }

    private ResponseEntity<String> territories(
            HttpServletRequest request, Actor actor, String user, @Nullable String territory) {
        Call call = MembersController.call(Side.USER, request, actor, "READ");
        long id = Ids.inPath(user, 1);
        Map<Long, Person> known = people.of(call.orgId());
        if (!known.containsKey(id)) {
            people.forget(call.orgId());
            known = people.of(call.orgId());
        }
        if (!known.containsKey(id)) {
            throw CrmError.badId(1);
        }
        List<TerritoryFilter> filters = new ArrayList<>(List.of(TerritoryFilter.with(Attribute.USER, List.of(id))));
        if (territory != null) {
            filters.add(TerritoryFilter.with(Attribute.ID, List.of(Ids.inPath(territory, 3))));
        }
        Numbered page = Numbered.of(call, UsersController.MOST);
        List<Territory> found =
                zones.territories(call.orgId(), new TerritoryFilter.All(filters), page.offset(), page.perPage() + 1);
        Map<Long, Person> people = known;
        return answer(
                "territories",
                page.shown(found).stream().map(t -> territory(t, people)).toList(),
                page.info(found));
    }

    /** With capitals, unlike elsewhere (sheet, 3.5). */
    private static Tree territory(Territory territory, Map<Long, Person> people) {
        Entity zone = territory.zone();
        Long manager = zone.reference(ZoneFields.MANAGER);
        return new Tree()
                .put("id", String.valueOf(zone.id()))
                .put("Manager", manager == null ? null : Answers.user(manager, people))
                .put("Name", zone.text(ZoneFields.NAME))
                .put(
                        "Reporting_To",
                        TerritoryTree.named("Name", territory.parentName(), zone.reference(ZoneFields.PARENT)));
    }
}
