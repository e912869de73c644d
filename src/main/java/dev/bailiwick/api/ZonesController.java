package dev.bailiwick.api;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.NotKept;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.http.Json;
import dev.bailiwick.http.Receipts;
import dev.bailiwick.http.Refusal;
import dev.bailiwick.http.ScopeMissing;
import dev.bailiwick.zone.ZoneFields;
import dev.bailiwick.zone.Zones;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;

/** One zone: as it is, as it was, and what happened to it. */
@RestController
class ZonesController {
    private static final String NO_SUCH_ZONE = "there is no such zone";

    private final Zones zones;

    ZonesController(Zones zones) {
        this.zones = zones;
    }

    @GetMapping("/api/v1/zones/{key}")
    ResponseEntity<String> get(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String key) {
        ScopeMissing.require(actor, "settings.territories", "READ");
        Instant at = new Parameters(request).time("at");
        Zones.View view = zones.view(actor.orgId(), name(key), at)
                .orElseThrow(() -> new Refusal(
                        HttpStatus.NOT_FOUND, at == null ? NO_SUCH_ZONE : "there was no such zone at that time"));
        return Json.answer(ResponseEntity.ok(), json -> zone(json, view));
    }

    /** In the order of the documentation. */
    private static void zone(JsonGenerator json, Zones.View view) {
        Entity zone = view.zone();
        json.writeStartObject();
        json.writeNumberProperty("id", zone.id());
        json.writeNumberProperty("version", zone.version());
        for (String field : List.of(ZoneFields.CODE, ZoneFields.NAME, ZoneFields.DESCRIPTION)) {
            Receipts.property(json, field, zone.get(field));
        }
        Long parent = zone.reference(ZoneFields.PARENT);
        if (parent == null) {
            json.writeNullProperty(ZoneFields.PARENT);
        } else {
            json.writeObjectPropertyStart(ZoneFields.PARENT);
            json.writeNumberProperty("id", parent);
            Receipts.property(json, "code", view.parentCode());
            json.writeEndObject();
        }
        for (String field : List.of(
                ZoneFields.ACTIVE,
                ZoneFields.ADMIN,
                ZoneFields.EXTERNAL_IDS,
                ZoneFields.CUSTOM_FIELDS,
                ZoneFields.LANGUAGE,
                ZoneFields.CURRENCY,
                ZoneFields.TIMEZONE,
                ZoneFields.MANAGER)) {
            Receipts.property(json, field, zone.get(field));
        }
        String permission = zone.text(ZoneFields.PERMISSION);
        json.writeStringProperty(ZoneFields.PERMISSION, permission == null ? ZoneFields.READ_ONLY : permission);
        Receipts.property(json, ZoneFields.RULES, zone.map(ZoneFields.RULES));
        Receipts.property(
                json,
                ZoneFields.USERS,
                zone.map(ZoneFields.USERS).keySet().stream()
                        .map(Long::valueOf)
                        .sorted()
                        .toList());
        Receipts.property(
                json,
                ZoneFields.DEFAULT_FOR,
                zone.map(ZoneFields.DEFAULT_FOR).keySet().stream().sorted().toList());
        json.writeStringProperty("lastUpdated", view.since().toString());
        json.writeEndObject();
    }

    @GetMapping("/api/v1/zones/{key}/history")
    ResponseEntity<String> history(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String key) {
        ScopeMissing.require(actor, "settings.territories", "READ");
        Parameters asked = new Parameters(request);
        int limit = asked.limit();
        int before = asked.number("after", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
        Zones.Past past = zones.history(actor.orgId(), name(key), before, limit + 1)
                .orElseThrow(() -> new Refusal(HttpStatus.NOT_FOUND, NO_SUCH_ZONE));
        return Json.answer(ResponseEntity.ok(), json -> {
            json.writeStartObject();
            json.writeObjectPropertyStart("zone");
            json.writeNumberProperty("id", past.id());
            Receipts.property(json, "code", past.code());
            json.writeEndObject();
            Entries.write(json, past.entries(), limit);
            json.writeEndObject();
        });
    }

    /** Digits, {@code code:…} or {@code ext:…}. */
    static Zones.Name name(String key) {
        if (key.startsWith("code:")) {
            return new Zones.Name.Key(ZoneFields.codeKey(key.substring("code:".length())));
        }
        if (key.startsWith("ext:")) {
            return new Zones.Name.Key(ZoneFields.externalKey(key.substring("ext:".length())));
        }
        if (Text.id(key) instanceof Long id) {
            return new Zones.Name.Id(id);
        }
        throw Parameters.bad("a zone is named by its id in digits, by code:… or by ext:…");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notKept(NotKept notKept) {
        return Entries.gone(notKept, "this zone");
    }
}
