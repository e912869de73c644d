package dev.bailiwick.crm;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Roles and profiles: both tell what a user may do, which here is one thing. */
@RestController
class RolesController {
    private static final String ROLES = SettingsController.SETTINGS + "/roles";
    private static final String PROFILES = SettingsController.SETTINGS + "/profiles";

    /** What a role is called, and the profile that goes with it. */
    static String name(Role role) {
        return switch (role) {
            case VIEWER -> "Viewer";
            case EDITOR -> "Editor";
            case ADMIN -> "Administrator";
        };
    }

    @GetMapping(ROLES)
    ResponseEntity<String> roles(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        return all(new Call(request, actor), "roles", RolesController::role);
    }

    @GetMapping(ROLES + "/{id}")
    ResponseEntity<String> role(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String id) {
        return one(new Call(request, actor), "roles", id, MetaIds::role, RolesController::role);
    }

    @GetMapping(PROFILES)
    ResponseEntity<String> profiles(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        return all(new Call(request, actor), "profiles", RolesController::profile);
    }

    @GetMapping(PROFILES + "/{id}")
    ResponseEntity<String> profile(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String id) {
        return one(new Call(request, actor), "profiles", id, MetaIds::profile, RolesController::profile);
    }

    private static ResponseEntity<String> all(Call call, String what, Function<Role, Tree> shown) {
        call.requireScope("settings." + what, "READ");
        return SettingsController.list(
                what, Arrays.stream(Role.values()).map(shown).toList());
    }

    private static ResponseEntity<String> one(
            Call call, String what, String id, Function<Role, String> idOf, Function<Role, Tree> shown) {
        call.requireScope("settings." + what, "READ");
        return Arrays.stream(Role.values())
                .filter(role -> idOf.apply(role).equals(id))
                .findFirst()
                .map(role -> SettingsController.list(what, List.of(shown.apply(role))))
                .orElseThrow(() -> CrmError.badId(2));
    }

    private static Tree role(Role role) {
        Tree above = new Tree().put("name", name(Role.ADMIN)).put("id", MetaIds.role(Role.ADMIN));
        return new Tree()
                .put("id", MetaIds.role(role))
                .all(name(role), "name", "display_label")
                .put("description", description(role))
                .put("reporting_to", role == Role.ADMIN ? null : above)
                .put("admin_user", role == Role.ADMIN)
                .put("share_with_peers", true)
                .all(null, "forecast_manager", "created_by__s", "modified_by__s", "created_time__s")
                .put("modified_time__s", null);
    }

    private static Tree profile(Role role) {
        return new Tree()
                .put("id", MetaIds.profile(role))
                .all(name(role), "name", "display_label")
                .put("description", description(role))
                .put("type", "normal_profile")
                .all(false, "custom", "category")
                .put("default", role == Role.EDITOR)
                .put("permission_type", role == Role.VIEWER ? "read_only" : "read_write")
                .all(null, "created_by", "modified_by", "created_time", "modified_time");
    }

    private static String description(Role role) {
        return switch (role) {
            case VIEWER -> "Reads records.";
            case EDITOR -> "Reads and writes records.";
            case ADMIN -> "Does everything: users, zones, fields and records.";
        };
    }
}
