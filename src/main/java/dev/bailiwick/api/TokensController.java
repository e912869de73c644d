package dev.bailiwick.api;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.http.Body;
import dev.bailiwick.http.Json;
import dev.bailiwick.http.Refusal;
import dev.bailiwick.org.Grants;
import dev.bailiwick.org.Grants.What;
import dev.bailiwick.org.Grants.Wish;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tokens and codes that an admin hands out, lists and revokes. */
@RestController
class TokensController {
    private static final int BODY_LIMIT = 64 << 10;
    private static final List<String> MEMBERS = List.of("make", "client", "user", "scopes", "redirectUri", "expiresIn");

    private final Grants grants;

    TokensController(Grants grants) {
        this.grants = grants;
    }

    /** Hands one out: {@code {"make":"refresh","client":"erp","user":"ada","scopes":[…]}}. */
    @PostMapping("/api/v1/tokens")
    ResponseEntity<String> make(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        OrgController.requireAdmin(actor);
        Grants.Made made = grants.make(actor, wish(read(request)));
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(HttpStatus.CREATED).cacheControl(CacheControl.noStore());
        return Json.answer(answer, json -> {
            json.writeStartObject();
            if (made.id() != 0) {
                json.writeNumberProperty("id", made.id());
            }
            json.writeStringProperty("token", made.token());
            texts(json, made.scopes());
            if (made.until() != null) {
                json.writeStringProperty("until", made.until().toString());
            }
            json.writeEndObject();
        });
    }

    private static JsonNode read(HttpServletRequest request) {
        try {
            JsonNode root =
                    JsonMapper.shared().readTree(Body.text(request, List.of(MediaType.APPLICATION_JSON), BODY_LIMIT));
            if (root.isObject()) {
                return root;
            }
        } catch (Body.NotUtf8 | JacksonException e) {
            throw Parameters.bad("the body is not valid JSON in UTF-8");
        }
        throw Parameters.bad("the body must be a JSON object");
    }

    private static Wish wish(JsonNode root) {
        root.propertyNames().forEach(name -> {
            if (!MEMBERS.contains(name)) {
                throw Parameters.bad("known members are " + String.join(", ", MEMBERS));
            }
        });
        String make = text(root, "make");
        What what = Arrays.stream(What.values())
                .filter(w -> w.name().toLowerCase(Locale.ROOT).equals(make))
                .findFirst()
                .orElseThrow(() -> Parameters.bad("make must be refresh, access or code"));
        String client = text(root, "client");
        if (client == null) {
            throw Parameters.bad("client must be a client's id, without the org in front");
        }
        return new Wish(what, client, text(root, "user"), scopes(root), text(root, "redirectUri"), lifetime(root));
    }

    private static @Nullable String text(JsonNode root, String name) {
        JsonNode value = root.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw Parameters.bad(name + " must be a string");
        }
        return value.stringValue();
    }

    private static @Nullable List<String> scopes(JsonNode root) {
        JsonNode value = root.path("scopes");
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        List<String> scopes = new ArrayList<>();
        value.forEach(scope -> {
            if (scope.isString()) {
                scopes.add(scope.stringValue());
            }
        });
        if (!value.isArray() || scopes.size() != value.size()) {
            throw Parameters.bad("scopes must be a list of strings");
        }
        return scopes;
    }

    private static @Nullable Duration lifetime(JsonNode root) {
        JsonNode value = root.path("expiresIn");
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isInt()) {
            throw Parameters.bad("expiresIn must be a number of seconds");
        }
        return Duration.ofSeconds(value.intValue());
    }

    private static void texts(JsonGenerator json, List<String> scopes) {
        json.writeArrayPropertyStart("scopes");
        scopes.forEach(json::writeString);
        json.writeEndArray();
    }

    /** The refresh tokens that are good; what they are made of is shown to nobody any more. */
    @GetMapping("/api/v1/tokens")
    ResponseEntity<String> list(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        OrgController.requireAdmin(actor);
        Parameters asked = new Parameters(request);
        int limit = asked.limit();
        List<Grants.Listed> read = grants.list(actor, asked.id("after"), limit + 1);
        List<Grants.Listed> page = read.stream().limit(limit).toList();
        return Json.answer(ResponseEntity.ok(), json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("items");
            for (Grants.Listed one : page) {
                json.writeStartObject();
                json.writeNumberProperty("id", one.id());
                json.writeStringProperty("client", one.client());
                json.writeStringProperty("user", one.login());
                texts(json, one.scopes());
                json.writeStringProperty("madeAt", one.madeAt().toString());
                json.writeEndObject();
            }
            json.writeEndArray();
            if (read.size() > limit) {
                json.writeNumberProperty("next", page.getLast().id());
            } else {
                json.writeNullProperty("next");
            }
            json.writeEndObject();
        });
    }

    /** Revokes by id: a refresh token with all that came of it, or an access token that an admin made. */
    @DeleteMapping("/api/v1/tokens/{id}")
    ResponseEntity<Void> revoke(@AuthenticationPrincipal Actor actor, @PathVariable String id) {
        OrgController.requireAdmin(actor);
        if (!id.matches("[0-9]{1,18}") || !grants.revoke(actor, Long.parseLong(id))) {
            throw new Refusal(HttpStatus.NOT_FOUND, "there is no token with this id");
        }
        return ResponseEntity.noContent().build();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Grants.Refused refused) {
        return ResponseEntity.badRequest()
                .body(ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(refused.getMessage())));
    }
}
