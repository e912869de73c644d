package dev.bailiwick.assignment.model;

import dev.bailiwick.TestServer;
import dev.bailiwick.assignment.model.Request.Kind;
import dev.bailiwick.assignment.model.Request.Row;
import dev.bailiwick.assignment.model.Request.Saying;
import dev.bailiwick.assignment.model.Request.Verb;
import dev.bailiwick.assignment.model.Request.ZoneRow;
import dev.bailiwick.assignment.model.World.By;
import dev.bailiwick.assignment.model.World.Named;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** In charge of saying requests through the doors, and of finding the receipts in their answers. */
record Wire(TestServer.Org org) {
    private static final String TERRITORIES = "/crm/v8/settings/territories";
    private static final Map<String, String> CRITERIA = Map.of(
            "rules.Accounts", "account_rule_criteria",
            "rules.Leads", "lead_rule_criteria",
            "rules.Deals", "deal_rule_criteria");

    /**
     * An answer.
     *
     * @param story the whole exchange, for people
     * @param items what it tells of each row
     * @param receipts of each row
     * @param batches under which ids it is stored
     */
    record Answer(int status, String story, List<JsonNode> items, List<JsonNode> receipts, List<String> batches) {}

    private record Sent(
            String method, String path, @Nullable Object body) {}

    Answer send(Request request) {
        Sent sent = sent(request);
        List<String> prefer = new ArrayList<>(List.of("receipts"));
        if (request.atomic()) {
            prefer.add("atomic");
        }
        if (request.dryRun()) {
            prefer.add("dry-run");
        }
        String body = sent.body() == null ? null : JsonMapper.shared().writeValueAsString(sent.body());
        HttpResponse<String> response = org.server()
                .send(
                        sent.method(),
                        sent.path(),
                        TestServer.basic(org.key() + "/" + request.user(), TestServer.PASSWORD),
                        body,
                        "Prefer",
                        String.join(", ", prefer));
        String story = sent.method() + " " + sent.path() + " as " + request.user() + " " + prefer + "\n  " + body
                + "\n  -> " + response.statusCode() + " " + response.body();
        JsonNode told = JsonMapper.shared().readTree(response.body());
        List<JsonNode> items = new ArrayList<>();
        switch (request.kind()) {
            case MERGE -> items.addAll(List.of(told.path("merged"), told.path("record")));
            case RUN_RULES -> items.add(told.path("run_rules"));
            default -> told.path(list(request.kind())).forEach(items::add);
        }
        boolean bare = request.kind() == Kind.MERGE || request.kind() == Kind.UNDO;
        List<JsonNode> receipts =
                items.stream().map(item -> bare ? item : item.path("receipt")).toList();
        return new Answer(
                response.statusCode(),
                story,
                items,
                receipts,
                response.headers().allValues("Bailiwick-Batch"));
    }

    private static String list(Kind kind) {
        return switch (kind) {
            case SAY, UNDO -> "items";
            case SWITCH_ZONES -> "response";
            case MAKE_ZONES, CHANGE_ZONES, DELETE_ZONES, TRANSFER_ZONES -> "territories";
            default -> "data";
        };
    }

    private static Sent sent(Request request) {
        String module =
                request.rows().isEmpty() ? "" : request.rows().getFirst().module();
        String records = "/crm/v8/" + module;
        return switch (request.kind()) {
            case INSERT -> new Sent("POST", records, rows(request));
            case UPDATE -> new Sent("PUT", records, rows(request));
            case UPSERT -> new Sent("POST", records + "/upsert", rows(request));
            case ADD -> new Sent("POST", records + "/actions/assign_territories", rows(request));
            case TAKE -> new Sent("POST", records + "/actions/remove_territories", rows(request));
            case DELETE ->
                new Sent(
                        "DELETE",
                        records + "?ids="
                                + request.rows().stream()
                                        .map(row -> String.valueOf(row.id()))
                                        .collect(Collectors.joining(",")),
                        null);
            case SAY ->
                new Sent(
                        "POST",
                        "/api/v1/assignments",
                        Map.of("items", request.rows().stream().map(Wire::said).toList()));
            case MERGE -> merge(request.rows().get(0), request.rows().get(1));
            case MAKE_ZONES -> new Sent("POST", TERRITORIES, territories(request));
            case CHANGE_ZONES -> new Sent("PUT", TERRITORIES, territories(request));
            case DELETE_ZONES ->
                new Sent(
                        "DELETE",
                        TERRITORIES + "?ids="
                                + request.zones().stream()
                                        .map(zone -> String.valueOf(zone.id()))
                                        .collect(Collectors.joining(",")),
                        null);
            case TRANSFER_ZONES -> {
                ZoneRow zone = request.zones().getFirst();
                Map<String, Object> row = Map.of(
                        "id",
                        String.valueOf(zone.id()),
                        "transfer_to_id",
                        String.valueOf(zone.values().get("parent")));
                yield new Sent(
                        "POST", TERRITORIES + "/actions/transfer_and_delete", Map.of("territories", List.of(row)));
            }
            case SWITCH_ZONES ->
                new Sent(
                        "PUT",
                        "/v2/locations/zones",
                        request.zones().stream().map(Wire::switched).toList());
            case RUN_RULES -> new Sent("POST", TERRITORIES + "/actions/run_rules", Map.of("run_rules", run(request)));
            case UNDO ->
                new Sent(
                        "POST",
                        "/api/v1/batches/"
                                + Objects.requireNonNull(request.past()).known() + "/undo?limit=1000",
                        "");
        };
    }

    private static Map<String, Object> switched(ZoneRow zone) {
        return Map.of(
                "identifierName",
                "ID",
                "identifierValue",
                String.valueOf(zone.id()),
                "isActive",
                Objects.requireNonNull(zone.values().get("active")));
    }

    private static Map<String, Object> run(Request request) {
        Row row = request.rows().getFirst();
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("module", Map.of("api_name", row.module()));
        if (row.saying() == null) {
            run.put("based_on", "criteria");
            run.put("criteria", Objects.requireNonNull(row.values().get("criteria")));
        } else {
            run.put("based_on", "territory");
            run.put(
                    "territories",
                    row.saying().zones().stream()
                            .map(zone -> Map.of("id", zone.value()))
                            .toList());
            run.put("include_child", true);
        }
        return run;
    }

    private static Sent merge(Row goes, Row stays) {
        return new Sent(
                "POST",
                "/api/v1/records/" + stays.module() + "/" + stays.id() + "/merge",
                Map.of(
                        "from",
                        Map.of("id", String.valueOf(goes.id())),
                        "take",
                        List.copyOf(stays.values().keySet())));
    }

    private static Map<String, Object> rows(Request request) {
        List<Object> rows = new ArrayList<>();
        for (Row row : request.rows()) {
            Map<String, @Nullable Object> sent = new LinkedHashMap<>();
            if (row.id() != null) {
                sent.put("id", String.valueOf(row.id()));
            }
            row.values()
                    .forEach((name, value) ->
                            sent.put(name, value instanceof Long id ? Map.of("id", String.valueOf(id)) : value));
            Saying saying = row.saying();
            if (saying != null && saying.verb() == Verb.RELEASE) {
                sent.put(saying.key(), null);
            } else if (saying != null) {
                List<Object> zones =
                        saying.zones().stream().map(Wire::directive).toList();
                sent.put(saying.key(), saying.key().equals("Territory") ? zones.getFirst() : zones);
            }
            rows.add(sent);
        }
        return Map.of("data", rows);
    }

    private static Object directive(Named zone) {
        return zone.by() == By.TEXT ? zone.value() : named(zone);
    }

    private static Map<String, Object> named(Named zone) {
        String key = switch (zone.by()) {
            case ID -> "id";
            case CODE -> "code";
            case NAME -> "name";
            case EXTERNAL -> "externalId";
            case TEXT -> throw new IllegalArgumentException("only the dialect knows texts");
        };
        return Map.of(key, zone.value());
    }

    private static Map<String, Object> said(Row row) {
        Saying saying = Objects.requireNonNull(row.saying());
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("verb", saying.verb().name().toLowerCase(Locale.ROOT));
        item.put("module", row.module());
        item.put(
                "record",
                row.id() != null
                        ? Map.of("id", row.id())
                        : Map.of(
                                Objects.requireNonNull(Model.NAMES.get(row.module())),
                                Objects.requireNonNull(row.name())));
        List<Map<String, Object>> zones =
                saying.zones().stream().map(Wire::named).toList();
        switch (saying.verb()) {
            case RELEASE -> {}
            case ASSIGN, REMOVE, SET -> item.put("zones", zones);
            default -> item.put("zone", zones.getFirst());
        }
        if (!saying.from().isEmpty()) {
            item.put("from", saying.from().stream().map(Wire::named).toList());
        }
        if (saying.reason() != null) {
            item.put("reason", saying.reason());
        }
        if (saying.until() != null) {
            item.put("until", saying.until());
        }
        return item;
    }

    private static Map<String, Object> territories(Request request) {
        List<Object> rows = new ArrayList<>();
        for (ZoneRow zone : request.zones()) {
            Map<String, @Nullable Object> sent = new LinkedHashMap<>();
            if (zone.id() != null) {
                sent.put("id", String.valueOf(zone.id()));
            } else {
                sent.put("permission_type", "read_only");
            }
            zone.values().forEach((name, value) -> {
                Object told = value instanceof Long id ? Map.of("id", String.valueOf(id)) : value;
                sent.put(name.equals("parent") ? "reporting_to" : CRITERIA.getOrDefault(name, name), told);
            });
            rows.add(sent);
        }
        return Map.of("territories", rows);
    }
}
