package dev.bailiwick.locations;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Batch;
import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Once;
import dev.bailiwick.bulk.Options;
import dev.bailiwick.bulk.Pipeline;
import dev.bailiwick.bulk.Receipt;
import dev.bailiwick.bulk.Report;
import dev.bailiwick.bulk.Role;
import dev.bailiwick.catalog.OwnValues;
import dev.bailiwick.http.Body;
import dev.bailiwick.http.Preferences;
import dev.bailiwick.http.Query;
import dev.bailiwick.http.Refusal;
import dev.bailiwick.http.ScopeMissing;
import dev.bailiwick.http.Writes;
import dev.bailiwick.record.Records;
import dev.bailiwick.record.StoreFields;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Bulk create and update of zones and stores. */
@RestController
class LocationsController {
    private static final int BODY_LIMIT = 4 << 20;
    private static final int MOST_UPDATES = 100;
    private static final int MOST_CREATES = 50;

    private final Pipeline pipeline;
    private final Records records;

    LocationsController(Pipeline pipeline, Records records) {
        this.pipeline = pipeline;
        this.records = records;
    }

    @PutMapping("/v2/locations/zones")
    ResponseEntity<String> updateZones(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        return update(Wire.ZONE, request, actor);
    }

    @PutMapping("/v2/locations/stores")
    ResponseEntity<String> updateStores(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        return update(Wire.STORE, request, actor);
    }

    @PostMapping("/v2/locations/zones")
    ResponseEntity<String> createZones(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        return create(Wire.ZONE, Role.ADMIN, request, actor);
    }

    @PostMapping("/v2/locations/stores")
    ResponseEntity<String> createStores(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        return create(Wire.STORE, Role.EDITOR, request, actor);
    }

    private ResponseEntity<String> update(Wire wire, HttpServletRequest request, Actor actor) {
        ScopeMissing.require(actor, wire.area, "UPDATE");
        if (actor.role().compareTo(Role.EDITOR) < 0) {
            throw new Refusal(HttpStatus.FORBIDDEN, "a viewer may not write");
        }
        return handle(request, (asked, rows, inherit) -> {
            if (rows.size() > MOST_UPDATES) {
                return refuseAll(
                        wire, false, asked, rows, Fault.of(FaultCode.BATCH_TOO_LARGE, "", "max", MOST_UPDATES));
            }
            Reader reader = new Reader(wire, inherit);
            List<Item> items = new ArrayList<>();
            rows.forEach(row -> items.add(reader.update(items.size(), row)));
            return run(wire, "update", asked, rows, items, actor);
        });
    }

    /** Without the right, a create answers row by row (sheet, 12.3). */
    private ResponseEntity<String> create(Wire wire, Role needed, HttpServletRequest request, Actor actor) {
        ScopeMissing.require(actor, wire.area, "CREATE");
        return handle(request, (asked, rows, inherit) -> {
            if (rows.size() > MOST_CREATES) {
                return refuseAll(wire, true, asked, rows, Fault.of(FaultCode.BATCH_TOO_LARGE, "", "max", MOST_CREATES));
            }
            if (actor.role().compareTo(needed) < 0) {
                return refuseAll(wire, true, asked, rows, Fault.of(FaultCode.NOT_PERMITTED, ""));
            }
            Reader reader = new Reader(wire, inherit);
            List<Item> items = new ArrayList<>();
            rows.forEach(row -> items.add(reader.create(items.size(), row)));
            return run(wire, "create", asked, rows, items, actor);
        });
    }

    /** What a request says besides its rows. */
    private record Asked(Preferences preferences, @Nullable Once once) {}

    private interface Handler {
        ResponseEntity<String> handle(Asked asked, List<Rows.Row> rows, boolean inheritLocale);
    }

    private static ResponseEntity<String> handle(HttpServletRequest request, Handler handler) {
        try {
            String body = Body.text(request, List.of(MediaType.APPLICATION_JSON), BODY_LIMIT);
            List<Rows.Row> rows = Rows.read(body);
            String inherit = Query.parameter(request, "inheritLocale");
            if (inherit != null && !inherit.equalsIgnoreCase("true") && !inherit.equalsIgnoreCase("false")) {
                return refused(1217, "inheritLocale must be true or false");
            }
            Asked asked = new Asked(Preferences.of(request), Writes.once(request, body));
            return handler.handle(asked, rows, Boolean.parseBoolean(inherit));
        } catch (Body.NotUtf8 e) {
            return refused(9001, "body is not valid UTF-8");
        } catch (Rows.Unreadable e) {
            return refused(e.isJson() ? 1217 : 9001, String.valueOf(e.getMessage()));
        }
    }

    private static ResponseEntity<String> refused(int code, String message) {
        return ResponseEntity.badRequest()
                .contentType(MediaType.APPLICATION_JSON)
                .body(Renderer.refusal(code, message));
    }

    /** The same fault for every row; nothing is looked at or stored. */
    private static ResponseEntity<String> refuseAll(
            Wire wire, boolean creating, Asked asked, List<Rows.Row> rows, Fault fault) {
        List<Receipt> receipts = new ArrayList<>();
        rows.forEach(row -> receipts.add(
                Receipt.refused(receipts.size(), fault, Reader.tag(row).clientRef())));
        return answer(wire, creating, asked.preferences(), rows, Report.refused(receipts), null);
    }

    private ResponseEntity<String> run(
            Wire wire, String verb, Asked asked, List<Rows.Row> rows, List<Item> items, Actor actor) {
        String door = "locations." + wire.name().toLowerCase(Locale.ROOT) + "." + verb;
        Options options = asked.preferences().options(Options.Mode.EACH);
        Batch batch = wire.kind == Kind.RECORD
                ? Batch.ofRecords(actor, door, StoreFields.MODULE, items, options, new NameRules())
                : new Batch(actor, door, wire.kind, items, options, new NameRules());
        Report report = pipeline.run(batch, asked.once());
        OwnValues own = wire.kind == Kind.RECORD && asked.preferences().receipts() ? own(actor) : null;
        return answer(wire, verb.equals("create"), asked.preferences(), rows, report, own);
    }

    private OwnValues own(Actor actor) {
        return new OwnValues(Objects.requireNonNull(records.module(actor.orgId(), StoreFields.MODULE)), actor);
    }

    private static ResponseEntity<String> answer(
            Wire wire,
            boolean creating,
            Preferences preferences,
            List<Rows.Row> rows,
            Report report,
            @Nullable OwnValues own) {
        int failures = report.failures();
        HttpStatus status;
        if (rows.isEmpty()) {
            status = HttpStatus.OK;
        } else if (failures == 0) {
            status = creating ? HttpStatus.CREATED : HttpStatus.OK;
        } else {
            status = failures == rows.size() ? HttpStatus.BAD_REQUEST : HttpStatus.MULTI_STATUS;
        }
        return Writes.tell(ResponseEntity.status(status), preferences, report)
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Renderer(wire, creating, own).answer(rows, report.receipts(), preferences.receipts()));
    }
}
