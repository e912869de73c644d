package dev.bailiwick.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds answers against forecasts. */
final class Comparison {
    /** Fields that receipts call otherwise than the zones door. */
    private static final Map<String, String> STORED =
            Map.of("areaParentCode", "parent", "isActive", "active", "isAdmin", "admin");

    /** The numbers that the zones door may give a cause, by the catalogue. */
    private final Map<String, Set<Integer>> numbers = new TreeMap<>();

    Comparison(JsonNode catalogue) {
        catalogue
                .get("items")
                .forEach(item -> item.path("doors")
                        .path("locations")
                        .forEach(wording -> numbers.computeIfAbsent(
                                        item.get("code").stringValue(), c -> new TreeSet<>())
                                .add(Integer.parseInt(wording.get("code").asString()))));
    }

    /** The answer of the zones door; things that were made get the ids it tells, unless it was a dry run. */
    void door(String told, Forecast forecast, JsonNode body, boolean dryRun) {
        List<Foretold> rows = forecast.rows();
        assertThat(body.get("totalCount").intValue()).as(told).isEqualTo(rows.size());
        assertThat(body.get("response").size()).as(told).isEqualTo(rows.size());
        List<JsonNode> receipts = new ArrayList<>();
        body.get("response").forEach(entry -> receipts.add(entry.get("receipt")));
        receipts(told, rows, receipts, dryRun);
        for (int i = 0; i < rows.size(); i++) {
            Foretold row = rows.get(i);
            JsonNode entry = body.get("response").get(i);
            String where = told + "row " + i;
            Ref ref = row.ref();
            JsonNode id = entry.path("entityId");
            assertThat(id.isMissingNode() ? null : (Long) id.longValue())
                    .as(where)
                    .isEqualTo(ref == null ? null : ref.id);
            assertThat(codes(entry.get("errors"))).as(where).isEqualTo(codes(row.faults()));
            List<Integer> warnings = row.failed() ? List.of() : codes(row.warnings());
            assertThat(codes(entry.get("warnings"))).as(where).isEqualTo(warnings);
        }
        assertThat(body.get("failureCount").intValue()).as(told).isEqualTo((int)
                rows.stream().filter(Foretold::failed).count());
    }

    private static List<Integer> codes(JsonNode entries) {
        return entries.valueStream().map(e -> e.get("code").intValue()).sorted().toList();
    }

    private static List<Integer> codes(List<Notice> notices) {
        return notices.stream().map(Notice::code).sorted().toList();
    }

    void receipts(String told, List<Foretold> rows, List<JsonNode> receipts, boolean dryRun) {
        assertThat(receipts.size()).as(told + "receipts").isEqualTo(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            Foretold row = rows.get(i);
            Ref ref = row.ref();
            if (row.outcome().equals("created") && !dryRun && ref != null && ref.id == null) {
                ref.id = receipts.get(i).path("entity").path("id").longValue();
                assertThat(ref.id).as(told).isPositive();
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            receipt(told + "row " + i + " should be " + rows.get(i), rows.get(i), receipts.get(i));
        }
    }

    private void receipt(String where, Foretold row, JsonNode receipt) {
        ObjectNode plain = (ObjectNode) Shown.plain(receipt);
        JsonNode faults = plain.remove("faults");
        JsonNode warnings = plain.remove("warnings");
        assertThat((JsonNode) plain).as(where).isEqualTo(Shown.receipt(row));
        notices(where + ": faults", row.faults(), faults);
        notices(where + ": warnings", row.warnings(), warnings);
    }

    /** The same causes in the same places, and what they have to mention. */
    private void notices(String where, List<Notice> notices, JsonNode shown) {
        List<JsonNode> left = new ArrayList<>();
        shown.forEach(left::add);
        for (Notice notice : notices) {
            JsonNode found = left.stream()
                    .filter(one -> fits(notice, one))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(where + ": no " + notice + " in " + shown));
            left.remove(found);
            assertThat(found.get("message").stringValue()).as(where).isNotBlank();
            assertThat(found.get("remedy").stringValue()).as(where).isNotBlank();
        }
        // Of a map each key may have a fault of its own.
        left.removeIf(one -> notices.stream().anyMatch(notice -> isWithin(notice, one)));
        assertThat(left).as(where + ": too many, should be " + notices).isEmpty();
    }

    private static boolean isWithin(Notice notice, JsonNode shown) {
        return !notice.field().isEmpty() && shown.get("path").stringValue().startsWith(notice.field() + ".");
    }

    private boolean fits(Notice notice, JsonNode shown) {
        String cause = shown.get("code").stringValue();
        String path = shown.get("path").stringValue();
        boolean code = notice.code() == 0
                ? cause.equals("CHANGED_SINCE")
                : numbers.getOrDefault(cause, Set.of()).contains(notice.code());
        String field = STORED.getOrDefault(notice.field(), notice.field());
        String message = shown.get("message").stringValue();
        return code
                && notice.mentions().stream().allMatch(message::contains)
                && (path.equals(field) || path.startsWith(field + "."));
    }
}
