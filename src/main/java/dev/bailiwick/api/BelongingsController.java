package dev.bailiwick.api;

import dev.bailiwick.assignment.MemberTable.After;
import dev.bailiwick.assignment.MemberTable.Member;
import dev.bailiwick.assignment.Placement;
import dev.bailiwick.assignment.Places;
import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Change;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Passage;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.catalog.Catalog;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.http.Json;
import dev.bailiwick.http.Query;
import dev.bailiwick.http.Receipts;
import dev.bailiwick.http.Refusal;
import dev.bailiwick.http.ScopeMissing;
import dev.bailiwick.record.Belongings;
import dev.bailiwick.record.Belongings.Belonging;
import dev.bailiwick.record.Belongings.Called;
import dev.bailiwick.record.Records;
import dev.bailiwick.record.Rights;
import dev.bailiwick.zone.Zones;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;

/** Where records belong: one record's zones with all that was said of it, zones' records, who came and went. */
@RestController
class BelongingsController {
    private static final int MOST_DAYS = 36_500;
    private static final Pattern AFTER =
            Pattern.compile("([0-9]{1,19})\\.([A-Za-z]{1,20})\\.([0-9]{1,19})\\.([0-9]{1,18})");
    private static final Pattern SPOT = Pattern.compile("([0-9a-f-]{36})\\.([0-9]{1,9})\\.([0-9]{1,9})");

    private final Records records;
    private final Belongings belongings;
    private final InstantSource clock;

    BelongingsController(Records records, InstantSource clock) {
        this.records = records;
        this.belongings = records.belongings();
        this.clock = clock;
    }

    @GetMapping("/api/v1/records/{module}/{key}/assignment")
    ResponseEntity<String> assignment(
            HttpServletRequest request,
            @AuthenticationPrincipal Actor actor,
            @PathVariable String module,
            @PathVariable String key) {
        new Parameters(request).only();
        Module of = inZones(RecordNames.module(records, actor, module));
        Belonging belonging = belongings
                .of(actor, of, RecordNames.name(of, key))
                .orElseThrow(() -> new Refusal(HttpStatus.NOT_FOUND, "there is no such record"));
        Instant now = clock.instant();
        return Json.answer(ResponseEntity.ok(), json -> write(json, of, belonging, now));
    }

    private static Module inZones(Module module) {
        if (!Places.MODULES.contains(module.name())) {
            throw Parameters.bad("records of " + module.name() + " are in no zones; those of "
                    + String.join(", ", new TreeSet<>(Places.MODULES)) + " can be");
        }
        return module;
    }

    private static void write(JsonGenerator json, Module module, Belonging belonging, Instant now) {
        Entity record = belonging.record();
        json.writeStartObject();
        json.writeObjectPropertyStart("record");
        json.writeNumberProperty("id", record.id());
        json.writeStringProperty("module", module.name());
        json.writeStringProperty("name", module.title(record.values()));
        json.writeNumberProperty("version", record.version());
        json.writeEndObject();
        Whereabouts.write(json, told(belonging, now));
        Placement.Mark held = Placement.held(record);
        json.writeBooleanProperty("held", held != null);
        Receipts.property(json, "heldBy", held == null ? null : held.by());
        Receipts.property(json, "heldSince", held == null ? null : held.at().toString());
        words(json, "pins", Placement.marks(record, Placement.PINS), belonging.zones(), now);
        words(json, "exclusions", Placement.marks(record, Placement.EXCLUSIONS), belonging.zones(), now);
        json.writeEndObject();
    }

    /** As a receipt has it. */
    private static Map<String, Object> told(Belonging belonging, Instant now) {
        Map<String, Object> told = new HashMap<>();
        Map<Long, Placement.Mark> pins = Placement.marks(belonging.record(), Placement.PINS);
        belonging.record().map(Placement.IN).forEach((id, entry) -> {
            Map<String, Object> zone = named(belonging, id);
            ((Map<?, ?>) entry).forEach((name, value) -> zone.put(String.valueOf(name), value));
            zone.put("pinned", pins.get(Long.parseLong(id)) instanceof Placement.Mark pin && !pin.isOver(now));
            told.put(id, zone);
        });
        belonging.record().map(Placement.OVERRULED).forEach((id, by) -> {
            Map<String, Object> zone = named(belonging, id);
            zone.put("overruled", by);
            told.put(id, zone);
        });
        return told;
    }

    private static Map<String, Object> named(Belonging belonging, String id) {
        Map<String, Object> zone = new HashMap<>();
        if (belonging.zones().get(Long.parseLong(id)) instanceof Zones.Label label) {
            zone.put("code", label.code());
            zone.put("name", label.name());
        }
        return zone;
    }

    private static void words(
            JsonGenerator json,
            String member,
            Map<Long, Placement.Mark> marks,
            Map<Long, Zones.Label> labels,
            Instant now) {
        json.writeArrayPropertyStart(member);
        marks.forEach((zone, mark) -> {
            json.writeStartObject();
            json.writeObjectPropertyStart("zone");
            Whereabouts.label(json, zone, labels);
            json.writeEndObject();
            json.writeNumberProperty("by", mark.by());
            json.writeStringProperty("at", mark.at().toString());
            Receipts.property(json, "reason", mark.reason());
            Receipts.property(json, "until", mark.until() instanceof Instant until ? until.toString() : null);
            json.writeBooleanProperty("expired", mark.isOver(now));
            json.writeEndObject();
        });
        json.writeEndArray();
    }

    /** The records of a zone, those of which a rule and a word disagree, or pins and exclusions that end: one of the three. */
    @GetMapping("/api/v1/assignments")
    ResponseEntity<String> list(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        Parameters asked = new Parameters(request);
        asked.only("zone", "below", "contradicted", "expiring", "module", "after", "limit");
        String zone = asked.text("zone");
        boolean contradicted = asked.flag("contradicted");
        boolean expiring = Query.parameter(request, "expiring") != null;
        if ((zone != null ? 1 : 0) + (contradicted ? 1 : 0) + (expiring ? 1 : 0) != 1) {
            throw Parameters.bad("one of zone, contradicted=true and expiring says what is asked for");
        }
        boolean below = asked.flag("below");
        if (below && zone == null) {
            throw Parameters.bad("below goes with zone");
        }
        int limit = asked.limit();
        After after = after(asked.text("after"));
        Set<String> modules = modules(actor, asked.text("module"));
        Instant now = clock.instant();
        Belongings.Page page;
        if (zone != null) {
            page = belongings
                    .in(actor.orgId(), ZonesController.name(zone), below, modules, after, limit)
                    .orElseThrow(() -> Parameters.bad("zone: there is no such zone"));
        } else if (contradicted) {
            page = belongings.contradicted(actor.orgId(), modules, after, limit);
        } else {
            Instant to = now.plus(Duration.ofDays(asked.number("expiring", 1, 1, MOST_DAYS)));
            page = belongings.ending(actor.orgId(), modules, now, to, after, limit);
        }
        return Json.answer(ResponseEntity.ok(), json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("items");
            page.members().forEach(member -> member(json, member, page));
            json.writeEndArray();
            Receipts.property(json, "next", page.more() ? text(page.members().getLast()) : null);
            json.writeEndObject();
        });
    }

    private static @Nullable After after(@Nullable String text) {
        Matcher parts = AFTER.matcher(text == null ? "" : text);
        if (text == null) {
            return null;
        }
        Long zone = parts.matches() ? Text.id(parts.group(1)) : null;
        Long record = parts.matches() ? Text.id(parts.group(3)) : null;
        if (zone == null || record == null) {
            throw Parameters.bad("after must be a value that 'next' told");
        }
        return new After(
                zone, parts.group(2), record, Instant.EPOCH.plus(Long.parseLong(parts.group(4)), ChronoUnit.MICROS));
    }

    private static String text(Member last) {
        long until = last.until() instanceof Instant end ? ChronoUnit.MICROS.between(Instant.EPOCH, end) : 0;
        return last.zone() + "." + last.module() + "." + last.record() + "." + until;
    }

    /** The one that is named, or all that the actor may read. */
    private Set<String> modules(Actor actor, @Nullable String named) {
        if (named != null) {
            return Set.of(inZones(RecordNames.module(records, actor, named)).name());
        }
        Catalog catalog = records.catalog(actor.orgId());
        Set<String> modules = new TreeSet<>(Places.MODULES);
        modules.removeIf(
                name -> !(catalog.module(name) instanceof Module module) || !Rights.may(actor, module, "READ"));
        if (modules.isEmpty()) {
            throw new Refusal(HttpStatus.FORBIDDEN, "the token does not allow to read records that are in zones");
        }
        return modules;
    }

    private static void member(JsonGenerator json, Member member, Belongings.Page page) {
        Entity record = page.placements().get(member.record());
        Placement.Entry entry = record == null ? null : Placement.in(record).get(member.zone());
        Placement.Mark mark = record == null || entry != null ? null : Placement.against(record, member.zone());
        json.writeStartObject();
        record(json, member.record(), member.module(), page.called().get(member.record()));
        json.writeObjectPropertyStart("zone");
        Whereabouts.label(json, member.zone(), page.zones());
        json.writeEndObject();
        json.writeStringProperty("cause", member.cause());
        Instant since = entry != null ? entry.at() : mark == null ? null : mark.at();
        Receipts.property(json, "since", since == null ? null : since.toString());
        Receipts.property(json, "by", entry != null ? entry.by() : mark == null ? null : (Long) mark.by());
        Receipts.property(json, "until", member.until() instanceof Instant until ? until.toString() : null);
        json.writeBooleanProperty("contradicted", member.contradicted());
        json.writeArrayPropertyStart("overruled");
        if (record != null) {
            List<Map.Entry<String, Object>> overruled =
                    new ArrayList<>(record.map(Placement.OVERRULED).entrySet());
            overruled.forEach(zone -> {
                json.writeStartObject();
                Whereabouts.label(json, Long.parseLong(zone.getKey()), page.zones());
                Receipts.property(json, "by", zone.getValue());
                json.writeEndObject();
            });
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void record(JsonGenerator json, long id, @Nullable String module, @Nullable Called called) {
        json.writeObjectPropertyStart("record");
        json.writeNumberProperty("id", id);
        Receipts.property(json, "module", module);
        Receipts.property(json, "name", called == null ? null : called.title());
        json.writeEndObject();
    }

    /** Who entered a zone and left it, newest first; of one that was deleted too, by its id. */
    @GetMapping("/api/v1/zones/{key}/members/history")
    ResponseEntity<String> passages(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String key) {
        ScopeMissing.require(actor, "settings.territories", "READ");
        Parameters asked = new Parameters(request);
        asked.only("after", "limit");
        Set<String> readable = modules(actor, null);
        Belongings.Passages page = belongings
                .passages(actor.orgId(), ZonesController.name(key), spot(asked.text("after")), asked.limit())
                .orElseThrow(() -> new Refusal(HttpStatus.NOT_FOUND, "there is no such zone"));
        return Json.answer(ResponseEntity.ok(), json -> {
            json.writeStartObject();
            json.writeObjectPropertyStart("zone");
            Whereabouts.label(json, page.zone().id(), Map.of(page.zone().id(), page.zone()));
            json.writeEndObject();
            json.writeArrayPropertyStart("items");
            page.passages().forEach(passage -> {
                Called called = page.called().get(passage.record());
                String module = called == null ? null : called.module();
                passage(json, passage, page.zone().id(), module, readable.contains(module) ? called : null);
            });
            json.writeEndArray();
            Passage.Spot last = page.more() ? page.passages().getLast().spot() : null;
            Receipts.property(json, "next", last == null ? null : last.batch() + "." + last.item() + "." + last.part());
            json.writeEndObject();
        });
    }

    private static Passage.@Nullable Spot spot(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher parts = SPOT.matcher(text);
        UUID batch = parts.matches() ? Parameters.uuid(parts.group(1)) : null;
        if (batch == null) {
            throw Parameters.bad("after must be a value that 'next' told");
        }
        return new Passage.Spot(batch, Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
    }

    private static void passage(
            JsonGenerator json, Passage passage, long zone, @Nullable String module, @Nullable Called called) {
        Change change = passage.entry().effect().changes().get(Placement.IN + "." + zone);
        Object before = change == null ? null : change.before();
        Object after = change == null ? null : change.after();
        json.writeStartObject();
        record(json, passage.record(), module, called);
        json.writeStringProperty("event", before == null ? "entered" : after == null ? "left" : "changed");
        why(json, "before", before);
        why(json, "after", after);
        json.writeNumberProperty("version", passage.entry().effect().version());
        json.writeStringProperty("at", passage.entry().at().toString());
        json.writeStringProperty("actor", passage.entry().login());
        json.writeStringProperty("door", passage.entry().door());
        json.writeStringProperty("batch", passage.spot().batch().toString());
        json.writeNumberProperty("item", passage.spot().item());
        json.writeEndObject();
    }

    /** Why a record is in a zone, or was; null where it is not. */
    private static void why(JsonGenerator json, String member, @Nullable Object stored) {
        if (!(stored instanceof Map<?, ?> map)) {
            json.writeNullProperty(member);
            return;
        }
        Placement.Entry entry = Placement.Entry.of(map);
        json.writeObjectPropertyStart(member);
        json.writeStringProperty("cause", entry.cause().word());
        json.writeStringProperty("since", entry.at().toString());
        Receipts.property(json, "by", entry.by());
        json.writeEndObject();
    }
}
