package dev.bailiwick.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Asks for what the story holds: states now and then, histories, batches and lists of them. */
final class Reading {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> OUTCOMES =
            List.of("created", "changed", "deleted", "restored", "kept", "rejected", "unchanged", "not_attempted");

    private final TestServer.Org org;
    private final Story story;
    private final Chance chance;
    private final Comparison comparison;

    Reading(TestServer.Org org, Story story, Chance chance, Comparison comparison) {
        this.org = org;
        this.story = story;
        this.chance = chance;
        this.comparison = comparison;
    }

    void everything(String told) {
        for (Ref ref : story.everybody()) {
            zone(told, ref);
        }
        keys(told, chance.one(story.world().zones()));
        for (int i = 0; i < 3; i++) {
            then(told, chance.one(story.moments()), chance.one(story.everybody()));
            history(told, chance.one(story.everybody()));
            batch(told, chance.one(story.batches()));
        }
        list(told);
        list(told);
    }

    private HttpResponse<String> get(String actor, String path) {
        return org.as(actor).get(path);
    }

    private JsonNode body(String told, String path) {
        HttpResponse<String> answer = get("admin", path);
        assertThat(answer.statusCode()).as(told + path + " " + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    // ---- zones -------------------------------------------------------------------------------------------------

    private void zone(String told, Ref ref) {
        zone(told, "/api/v1/zones/" + ref.id, story.world().get(ref), story.world());
    }

    private void keys(String told, Zone zone) {
        zone(told, "/api/v1/zones/" + encoded("code:" + zone.ref().code), zone, story.world());
        for (String value : zone.externalValues()) {
            zone(told, "/api/v1/zones/" + encoded("ext:" + value), zone, story.world());
        }
    }

    private void then(String told, Story.Moment moment, Ref ref) {
        zone(
                told,
                "/api/v1/zones/" + ref.id + "?at=" + moment.at(),
                moment.world().get(ref),
                moment.world());
    }

    private void zone(String told, String path, @Nullable Zone zone, World world) {
        HttpResponse<String> answer = get("admin", path);
        String where = told + path + "\n-> " + answer.body();
        assertThat(answer.statusCode()).as(where).isEqualTo(zone == null ? 404 : 200);
        if (zone != null) {
            ObjectNode shown = (ObjectNode) Shown.plain(JSON.readTree(answer.body()));
            assertThat(shown.remove("lastUpdated")).as(where).isNotNull();
            assertThat((JsonNode) shown).as(where).isEqualTo(Shown.zone(zone, world));
        }
    }

    private void history(String told, Ref ref) {
        List<Story.Event> events = story.of(ref).reversed();
        int limit = chance.one(2, 5, 100);
        String path = "/api/v1/zones/" + ref.id + "/history?limit=" + limit;
        List<JsonNode> items = new ArrayList<>();
        JsonNode next = null;
        do {
            JsonNode page = body(told, path + (next == null ? "" : "&after=" + next.asString()));
            assertThat(page.get("zone").get("code").stringValue())
                    .as(told + path)
                    .isEqualTo(ref.code);
            assertThat(page.get("items").size()).as(told + path).isBetween(0, limit);
            page.get("items").forEach(items::add);
            next = page.get("next").isNull() ? null : page.get("next");
        } while (next != null);
        assertThat(items.size()).as(told + path + items).isEqualTo(events.size());
        for (int i = 0; i < items.size(); i++) {
            event(told + path + " item " + i, events.get(i), items.get(i));
        }
    }

    private static void event(String where, Story.Event event, JsonNode item) {
        Foretold row = event.row();
        assertThat(item.get("version").intValue()).as(where).isEqualTo(row.version());
        assertThat(item.get("actor").stringValue()).as(where).isEqualTo(event.batch().actor);
        assertThat(item.get("door").stringValue()).as(where).isEqualTo(event.batch().door);
        assertThat(item.get("batch").stringValue()).as(where).isEqualTo(event.batch().id);
        assertThat(item.get("outcome").stringValue()).as(where).isEqualTo(row.outcome());
        assertThat(Shown.plain(item.get("changes"))).as(where).isEqualTo(Shown.changes(row.changes()));
        JsonNode clientRef = row.clientRef() == null ? JsonNodeFactory.instance.nullNode() : row.clientRef();
        assertThat(Shown.plain(item.get("clientRef"))).as(where).isEqualTo(Shown.plain(clientRef));
        Instant.parse(item.get("at").stringValue());
    }

    // ---- batches -----------------------------------------------------------------------------------------------

    private void batch(String told, Past batch) {
        String path = "/api/v1/batches/" + batch.id;
        JsonNode body = body(told, path);
        line(told + path, batch, body);
        if (story.batches().getFirst() != batch) {
            comparison.receipts(
                    told + path + " ",
                    batch.rows,
                    body.get("items").valueStream().toList(),
                    false);
        }
        String outcome = chance.one("changed", "rejected", "created,unchanged", "kept,deleted");
        List<Foretold> wanted = batch.rows.stream()
                .filter(row -> List.of(outcome.split(",")).contains(row.outcome()))
                .toList();
        if (story.batches().getFirst() != batch) {
            JsonNode some = body(told, path + "?outcome=" + outcome);
            comparison.receipts(
                    told + path + outcome,
                    wanted,
                    some.get("items").valueStream().toList(),
                    false);
        }
        if (!batch.actor.equals("editor")) {
            assertThat(get("editor", path).statusCode()).as(told + path).isEqualTo(403);
        }
    }

    /** A batch as it is listed. */
    void line(String where, Past batch, JsonNode line) {
        assertThat(line.get("id").stringValue()).as(where).isEqualTo(batch.id);
        assertThat(line.get("door").stringValue()).as(where).isEqualTo(batch.door);
        assertThat(line.get("actor").stringValue()).as(where).isEqualTo(batch.actor);
        assertThat(line.get("mode").stringValue()).as(where).isEqualTo(batch.atomic ? "atomic" : "independent");
        assertThat(line.get("undoneBy").isNull() ? null : line.get("undoneBy").stringValue())
                .as(where + " undoneBy")
                .isEqualTo(batch.undoneBy == null ? null : batch.undoneBy.id);
        assertThat(line.get("undoes").isNull() ? null : line.get("undoes").stringValue())
                .as(where + " undoes")
                .isEqualTo(batch.undoes == null ? null : batch.undoes.id);
        TreeMap<String, Integer> counts = new TreeMap<>();
        batch.rows.forEach(row -> counts.merge(row.outcome(), 1, Integer::sum));
        TreeMap<String, Integer> told = new TreeMap<>();
        line.get("counts")
                .properties()
                .forEach(e -> told.put(e.getKey(), e.getValue().intValue()));
        told.values().removeIf(count -> count == 0);
        assertThat(told).as(where + " counts").isEqualTo(counts);
        batch.at = Instant.parse(line.get("at").stringValue());
    }

    /** One list of batches after another, each with a filter. */
    private void list(String told) {
        List<Past> all = story.batches().subList(1, story.batches().size());
        switch (chance.below(6)) {
            case 0 -> list(told, "admin", "", all);
            case 1 -> list(told, "editor", "", by(all, "editor"));
            case 2 -> list(told, "admin", "&actor=editor", by(all, "editor"));
            case 3 -> {
                String door = chance.one("locations", "locations.zone", "locations.zone.update", "api", "loc");
                list(
                        told,
                        "admin",
                        "&door=" + door,
                        all.stream()
                                .filter(batch -> (batch.door + ".").startsWith(door + "."))
                                .toList());
            }
            case 4 -> {
                List<String> outcomes = chance.some(OUTCOMES, 2);
                list(
                        told,
                        "admin",
                        "&outcome=" + String.join(",", outcomes),
                        all.stream()
                                .filter(batch -> batch.rows.stream().anyMatch(row -> outcomes.contains(row.outcome())))
                                .toList());
            }
            default -> between(told, all);
        }
    }

    private void between(String told, List<Past> all) {
        List<Past> known = all.stream().filter(batch -> batch.at != null).toList();
        if (known.isEmpty()) {
            return;
        }
        Past one = chance.one(known);
        Past other = chance.one(known);
        int from = all.indexOf(one);
        int to = all.indexOf(other);
        list(told, "admin", "&from=" + one.at + "&to=" + other.at, from < to ? all.subList(from, to) : List.of());
    }

    private static List<Past> by(List<Past> all, String actor) {
        return all.stream().filter(batch -> batch.actor.equals(actor)).toList();
    }

    /** The newest of the list, over several pages; what is before the first batch of the story is none of it. */
    private void list(String told, String actor, String filter, List<Past> batches) {
        int limit = chance.one(3, 5, 30);
        List<Past> newest = batches.reversed().subList(0, Math.min(batches.size(), 12));
        int seen = 0;
        String after = "";
        while (true) {
            String path = "/api/v1/batches?limit=" + limit + filter + after;
            HttpResponse<String> answer = get(actor, path);
            String where = told + actor + " " + path + "\n-> " + answer.body() + "\nshould be at " + seen;
            assertThat(answer.statusCode()).as(where).isEqualTo(200);
            JsonNode page = JSON.readTree(answer.body());
            for (JsonNode line : page.get("items")) {
                if (seen == newest.size()) {
                    assertThat(newest.size() < batches.size() || foreign(line))
                            .as(where)
                            .isTrue();
                    return;
                }
                line(where, newest.get(seen++), line);
            }
            if (page.get("next").isNull()) {
                assertThat(seen).as(where).isEqualTo(newest.size());
                return;
            }
            after = "&after=" + Objects.requireNonNull(page.get("next").stringValue());
        }
    }

    /** What the org's own beginning left, which is not the story's. */
    private static boolean foreign(JsonNode line) {
        return line.get("door").stringValue().startsWith("test");
    }
}
