package dev.bailiwick.crm;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Role;
import dev.bailiwick.org.Orgs;
import dev.bailiwick.org.People;
import dev.bailiwick.org.People.Person;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Who the users are, and what the org is (sheet, 4.4 and 4.5). */
@RestController
class UsersController {
    private static final String ROOT = RecordsController.ROOT;
    static final int MOST = 200;

    private final People people;
    private final Orgs orgs;

    UsersController(People people, Orgs orgs) {
        this.people = people;
        this.orgs = orgs;
    }

    @GetMapping(ROOT + "/users")
    ResponseEntity<String> users(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        Call call = new Call(request, actor);
        call.requireScope("users", "READ");
        Numbered page = Numbered.of(call, MOST);
        Predicate<Person> wanted = ofType(call.parameter("type"), actor).and(withIds(call.list("ids")));
        Instant since = call.time("If-Modified-Since");
        if (since != null) {
            // Who is told that nothing changed does not ask again for that time.
            people.forget(call.orgId());
        }
        Collection<Person> all = people.of(call.orgId()).values();
        if (since != null) {
            if (all.stream().noneMatch(p -> p.modifiedAt().isAfter(since))) {
                return ResponseEntity.status(HttpStatus.NOT_MODIFIED).build();
            }
            wanted = wanted.and(p -> p.modifiedAt().isAfter(since));
        }
        List<Person> found = all.stream().filter(wanted).skip(page.offset()).toList();
        List<Person> shown = page.shown(found);
        return shown.isEmpty() ? Answers.nothing() : users(call, shown, page.info(found));
    }

    /** Every user here is active and confirmed; whoever was taken away is gone. */
    private static Predicate<Person> ofType(@Nullable String type, Actor actor) {
        return switch (type == null ? "AllUsers" : type) {
            case "AllUsers", "ActiveUsers", "ConfirmedUsers", "ActiveConfirmedUsers" -> person -> true;
            case "AdminUsers", "ActiveConfirmedAdmins" -> person -> person.role() == Role.ADMIN;
            case "CurrentUser" -> person -> person.id() == actor.userId();
            case "DeactiveUsers", "NotConfirmedUsers", "DeletedUsers" -> person -> false;
            default -> throw CrmError.badPattern("type");
        };
    }

    private static Predicate<Person> withIds(List<String> ids) {
        Set<String> wanted = Set.copyOf(ids);
        return person -> wanted.isEmpty() || wanted.contains(String.valueOf(person.id()));
    }

    @GetMapping(ROOT + "/users/{id}")
    ResponseEntity<String> user(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String id) {
        Call call = new Call(request, actor);
        call.requireScope("users", "READ");
        if (!id.matches("[0-9]{1,18}")) {
            throw CrmError.badId(1);
        }
        Person person = people.of(call.orgId()).get(Long.parseLong(id));
        return person == null ? Answers.nothing() : users(call, List.of(person), null);
    }

    private ResponseEntity<String> users(Call call, List<Person> shown, @Nullable Tree info) {
        Orgs.About org = orgs.about(call.orgId());
        Tree answer =
                new Tree().put("users", shown.stream().map(p -> user(p, org)).toList());
        if (info != null) {
            answer.put("info", info);
        }
        return Answers.ok(json -> Tree.write(json, answer));
    }

    /** A user with all that this door tells of one. */
    static Tree user(Person person, Orgs.About org) {
        String id = String.valueOf(person.id());
        int blank = person.name().lastIndexOf(' ');
        String language = first(org.catalog().languages(), "en-US");
        String role = RolesController.name(person.role());
        return new Tree()
                .put("id", id)
                .put("zuid", id)
                .put(
                        "first_name",
                        blank < 0 ? null : person.name().substring(0, blank).strip())
                .put("last_name", person.name().substring(blank + 1))
                .all(person.name(), "full_name", "name")
                .put("email", person.email())
                .put("alias", person.login())
                .put("status", "active")
                .put("confirm", true)
                .put("role", new Tree().put("name", role).put("id", MetaIds.role(person.role())))
                .put("profile", new Tree().put("name", role).put("id", MetaIds.profile(person.role())))
                .all(null, "Reporting_To", "created_by", "created_time", "Created_Time", "Modified_By")
                .put("Modified_Time", Answers.time(person.modifiedAt()))
                .all(language.replace('-', '_'), "locale", "language")
                .put("time_zone", org.catalog().calendar().zone().getId())
                .put("category", "regular_user")
                .put("type__s", "Regular User")
                .all(false, "microsoft", "personal_account", "sandboxDeveloper", "Isonline")
                .all(null, "phone", "mobile", "fax", "website", "dob", "signature", "street", "city", "state")
                .all(null, "zip", "country");
    }

    private static String first(List<String> list, String otherwise) {
        return list.isEmpty() ? otherwise : list.getFirst();
    }

    @GetMapping(ROOT + "/org")
    ResponseEntity<String> org(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        Call call = new Call(request, actor);
        call.requireScope("org", "READ");
        Orgs.About org = orgs.about(call.orgId());
        String id = String.valueOf(org.id());
        String currency = first(org.catalog().currencies(), "USD");
        Tree tree = new Tree()
                .all(id, "id", "zgid")
                .put("company_name", org.title() == null ? org.key() : org.title())
                .put("domain_name", org.key())
                .put("alias", org.key())
                .put("type", "production")
                .put("time_zone", org.catalog().calendar().zone().getId())
                .all(currency, "iso_code", "currency", "currency_symbol")
                .put(
                        "currency_locale",
                        first(org.catalog().languages(), "en-US").replace('-', '_'))
                .put("max_per_page", MOST)
                .all(false, "gapps_enabled", "mc_status", "translation_enabled", "privacy_settings")
                .all(false, "hipaa_compliance_enabled", "lite_users_enabled", "deletable_org_account")
                .put("license_details", new Tree().put("paid", false).put("paid_type", "free"))
                .put(
                        "hierarchy_preferences",
                        new Tree().put("type", "Role_Hierarchy").put("strictly_reporting", false))
                .all(null, "primary_email", "primary_zuid", "phone", "mobile", "fax", "website", "street", "city")
                .all(null, "state", "zip", "country", "country_code", "employee_count", "description", "created_time")
                .all(null, "photo_id", "zia_portal_id");
        return SettingsController.list("org", List.of(tree));
    }
}
