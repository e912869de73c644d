package dev.bailiwick.assignment.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.assignment.model.Request.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** In charge of comparing what the model says with what the server told and what the database holds. */
final class Comparison {
    private static final Set<String> REMARKS = Set.of("RULE_OVERRULED", "RULE_KEEPS", "ZONE_LEFT_OUT", "SUPERSEDED");

    /** What has to have happened, or the test is blind there. */
    static final List<String> WANTED = List.of(
            "created",
            "changed",
            "unchanged",
            "deleted",
            "restored",
            "kept",
            "rejected",
            "not_attempted",
            "consequences",
            "fault ALREADY_THERE",
            "fault FORBIDDEN_BY_WORD",
            "fault MAY_NOT_ASSIGN",
            "fault NO_SUCH_ZONE",
            "fault NOT_FOUND",
            "fault NOT_THERE",
            "fault THERE_BY_RULE",
            "fault TOO_MANY",
            "fault ZONE_NOT_ACTIVE",
            "remark RULE_OVERRULED",
            "remark SUPERSEDED",
            "remark ZONE_LEFT_OUT",
            "MERGE deleted",
            "RUN_RULES requests",
            "SWITCH_ZONES changed",
            "MAKE_ZONES created",
            "DELETE_ZONES deleted",
            "TRANSFER_ZONES deleted",
            "UNDO changed",
            "UNDO deleted",
            "UNDO restored");

    private final TestServer.Org org;
    private final Stored stored;
    private final Map<String, Integer> seen = new TreeMap<>();
    private long decisions;

    Comparison(TestServer.Org org, Stored stored) {
        this.org = org;
        this.stored = stored;
    }

    long decisions() {
        return decisions;
    }

    Map<String, Integer> seen() {
        return seen;
    }

    private void saw(String what) {
        seen.merge(what, 1, Integer::sum);
    }

    void receipts(Request request, List<Expected> expected, Wire.Answer answer) {
        saw(request.kind() + " requests");
        assertThat(expected.isEmpty() || expected.size() == answer.receipts().size())
                .as("%s items, %s receipts", expected.size(), answer.receipts().size())
                .isTrue();
        answer.receipts().forEach(Comparison::foreseen);
        if (expected.isEmpty()) {
            answer.receipts()
                    .forEach(r -> saw(request.kind() + " " + r.path("outcome").asString("none")));
        }
        for (int i = 0; i < expected.size(); i++) {
            receipt(
                    i,
                    request,
                    expected.get(i),
                    answer.receipts().get(i),
                    answer.items().get(i));
        }
    }

    private void receipt(int index, Request request, Expected expected, JsonNode receipt, JsonNode item) {
        String outcome = receipt.path("outcome").asString("none");
        saw(outcome);
        saw(request.kind() + " " + outcome);
        boolean zones = request.past() != null && request.past().kind().equals(Thing.ZONES);
        if (zones && Set.of("rejected", "not_attempted").contains(outcome)) {
            return;
        }
        Set<String> faults = new TreeSet<>();
        receipt.path("faults").forEach(fault -> faults.add(fault.path("code").asString()));
        faults.forEach(code -> saw("fault " + code));
        assertThat(outcome)
                .as("row %s: outcome, with %s; expected %s", index, faults, expected)
                .isEqualTo(expected.outcome());
        assertThat(faults).as("row %s: faults", index).isEqualTo(expected.faults());
        Long id = receipt.path("entity").has("id")
                ? receipt.path("entity").path("id").asLong()
                : null;
        boolean unknown = expected.id() == null || expected.id() < 0;
        if (request.kind() != Kind.UNDO && !outcome.equals("not_attempted")) {
            assertThat(id).as("row %s: id", index).isEqualTo(unknown ? null : expected.id());
        }
        if (zones) {
            return;
        }
        JsonNode told = receipt.path("zones");
        assertThat(causes(told.path("before"), "cause"))
                .as("row %s: before", index)
                .isEqualTo(expected.before());
        assertThat(causes(told.path("after"), "cause"))
                .as("row %s: after", index)
                .isEqualTo(expected.after());
        assertThat(causes(told.path("overruled"), "by"))
                .as("row %s: overruled", index)
                .isEqualTo(expected.overruled());
        if (request.kind() == Kind.SAY) {
            assertThat(causes(item.path("zones"), "cause")).isEqualTo(expected.after());
            assertThat(causes(item.path("overruled"), "by")).isEqualTo(expected.overruled());
        }
        if (!expected.failed() && request.kind() != Kind.UNDO) {
            Set<String> remarks = new TreeSet<>();
            receipt.path("warnings")
                    .forEach(warning -> remarks.add(warning.path("code").asString()));
            remarks.retainAll(REMARKS);
            remarks.forEach(code -> saw("remark " + code));
            assertThat(remarks).as("row %s: remarks", index).isEqualTo(expected.remarks());
            read(index, expected, item.path("details").path("Territories"));
        }
    }

    private static void foreseen(JsonNode receipt) {
        receipt.path("faults")
                .forEach(fault -> assertThat(fault.path("code").asString()).isNotEqualTo("INTERNAL"));
    }

    /** What a row with a directive tells in the dialect's words. */
    private static void read(int index, Expected expected, JsonNode territories) {
        if (territories.isMissingNode()) {
            return;
        }
        assertThat(assigned(territories)).as("row %s: Territories", index).isEqualTo(assigned(expected.after()));
    }

    private static Map<Long, String> assigned(JsonNode territories) {
        Map<Long, String> told = new TreeMap<>();
        territories.forEach(zone -> told.put(
                Long.valueOf(zone.path("id").asString()), zone.path("$assigned").asString()));
        return told;
    }

    private static Map<Long, String> assigned(Map<Long, String> causes) {
        Map<Long, String> is = new TreeMap<>();
        causes.forEach(
                (zone, cause) -> is.put(zone, new In(cause, null, "", false).byWord() ? "manually" : "automatically"));
        return is;
    }

    private static Map<Long, String> causes(JsonNode zones, String by) {
        Map<Long, String> causes = new TreeMap<>();
        zones.forEach(zone -> causes.put(zone.path("id").asLong(), zone.path(by).asString()));
        return causes;
    }

    /** What history has of the batches is what the receipts tell, and nothing else changed. */
    void history(Request request, Model model, Wire.Answer answer, Map<Long, Integer> versions) {
        List<Stored.Past> rows = new ArrayList<>();
        answer.batches().forEach(batch -> rows.addAll(stored.history(batch)));
        Set<List<Long>> items = new TreeSet<>(java.util.Comparator.comparing(List::toString));
        Set<Long> others = new TreeSet<>();
        int count = 0;
        for (Stored.Past row : rows) {
            if (row.part() == 0) {
                items.add(List.of(row.id(), (long) row.version()));
            } else {
                others.add(row.id());
                count++;
            }
        }
        assertThat(holdsEnded(answer))
                .as("holds that ended")
                .isEqualTo(model.ended().size());
        seen.merge("holds ended", model.ended().size(), Integer::sum);
        int told = 0;
        for (JsonNode receipt : answer.receipts()) {
            told += receipt.path("consequences").asInt();
            if (Set.of("created", "changed", "deleted", "restored")
                    .contains(receipt.path("outcome").asString(""))) {
                assertThat(items)
                        .contains(List.of(
                                receipt.path("entity").path("id").asLong(),
                                receipt.path("version").asLong()));
            }
        }
        assertThat(items)
                .as("rows of history of items")
                .hasSize(model.batches().stream()
                        .mapToInt(b -> b.effects().size())
                        .sum());
        assertThat(others).as("records that others moved, each once").hasSize(count);
        // What moved because zones below one that goes moved is told with those, which are no rows of the request.
        assertThat(told)
                .as("consequences told of %s", count)
                .isBetween(request.kind() == Kind.TRANSFER_ZONES ? 0 : count, count);
        assertThat(without(model.moved(), others))
                .as("records that should have moved")
                .isEmpty();
        assertThat(without(others, model.moved()))
                .as(
                        "records that should not have moved; what is stored of them: %s",
                        stored.told(answer.batches(), without(others, model.moved())))
                .isEmpty();
        Set<Long> touched = new TreeSet<>(others);
        rows.forEach(row -> touched.add(row.id()));
        Map<Long, Integer> now = stored.versions();
        versions.forEach((id, version) -> {
            if (!touched.contains(id)) {
                assertThat(now.get(id)).as("version of %s", id).isEqualTo(version);
            }
        });
        seen.merge("consequences", count, Integer::sum);
    }

    private static int holdsEnded(Wire.Answer answer) {
        int ended = 0;
        for (JsonNode receipt : answer.receipts()) {
            for (JsonNode warning : receipt.path("warnings")) {
                if (warning.path("code").asString("").equals("HOLDS_ENDED")) {
                    String[] words = warning.path("message").asString().split(" ");
                    ended += Integer.parseInt(words[0]);
                }
            }
        }
        return ended;
    }

    private static Set<Long> without(Set<Long> some, Set<Long> others) {
        Set<Long> left = new TreeSet<>(some);
        left.removeAll(others);
        return left;
    }

    /** Where every record is, why, and what was said of it. */
    void everything(World world) {
        Map<Long, Map<String, Object>> zones = new TreeMap<>();
        world.zones.forEach((id, zone) -> {
            Map<String, Object> values = new TreeMap<>(zone.values);
            values.replaceAll((name, value) -> name.startsWith("rules.") ? "a rule" : value);
            values.remove("externalIds.erp");
            zones.put(id, values);
        });
        assertThat(stored.zones()).isEqualTo(zones);
        Map<Long, Thing> records = stored.records();
        assertThat(records.keySet()).isEqualTo(world.records.keySet());
        Map<List<Long>, Stored.Row> rows = new HashMap<>();
        world.records.forEach((id, record) -> {
            Thing is = Objects.requireNonNull(records.get(id));
            if (!is.values.equals(record.values)
                    || !is.in.equals(record.in)
                    || !is.overruled.equals(record.overruled)) {
                assertThat(is.values).as("%s %s: values", record.module, id).isEqualTo(record.values);
                assertThat(is.in)
                        .as("%s %s: where it is; %s", record.module, id, record.values)
                        .isEqualTo(record.in);
                assertThat(is.overruled)
                        .as("%s %s: overruled", record.module, id)
                        .isEqualTo(record.overruled);
            }
            assertThat(is.in.size())
                    .as("zones of %s %s", record.module, id)
                    .isLessThanOrEqualTo(Belonging.room(record.module));
            rows.putAll(Stored.assignments(record));
            decisions++;
        });
        assertThat(stored.assignments()).as("table assignment").isEqualTo(rows);
        assertThat(stored.number("SELECT count(*) FROM record r WHERE r.org_id = %d AND r.version <>"
                        + " (SELECT max(h.version) FROM history h WHERE h.org_id = %d AND h.kind = 4"
                        + " AND h.entity_id = r.record_id)"))
                .isZero();
    }

    /** The same as lists tell it, page by page. */
    void lists(World world) {
        Map<Long, Map<Long, String>> told = new TreeMap<>();
        for (String module : RandomRequests.MODULES) {
            for (int page = 1; page == 1 || told.size() < world.records.size() && page < 4; page++) {
                String body = org.get("/crm/v8/" + module + "?fields=Territories&per_page=200&page=" + page)
                        .body();
                (body.isEmpty()
                                ? List.<JsonNode>of()
                                : JsonMapper.shared().readTree(body).path("data"))
                        .forEach(record -> told.put(
                                Long.valueOf(record.path("id").asString()), assigned(record.path("Territories"))));
            }
        }
        Map<Long, Map<Long, String>> is = new TreeMap<>();
        world.records.forEach((id, record) -> is.put(id, assigned(record.causes())));
        assertThat(told).isEqualTo(is);
    }
}
