package dev.bailiwick.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** One org played: operations drawn, foretold, sent and compared, one after another. */
final class Game {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ZONES = "/v2/locations/zones";
    private static final String PUT = "locations.zone.update";
    private static final String POST = "locations.zone.create";
    private static final String UNDO = "api.batches.undo";

    private final TestServer.Org org;
    private final Story story;
    private final Chance chance;
    private final Comparison comparison;
    private final Reading reading;
    private final Set<String> covered;
    private final String seed;
    private final List<Keyed> keyed = new ArrayList<>();
    private int keys;
    private int operations;

    /** A request that ran under a key, and its answer. */
    private record Keyed(Sent sent, HttpResponse<String> answer) {}

    Game(TestServer.Org org, Story story, long seed, Comparison comparison, Set<String> covered) {
        this.org = org;
        this.story = story;
        this.chance = new Chance(seed);
        this.comparison = comparison;
        this.covered = covered;
        this.seed = "seed " + seed;
        this.reading = new Reading(org, story, chance, comparison);
    }

    /** Plays this many requests, and a few more where the last operation has several. */
    int play(int wanted) {
        story.remember();
        for (int round = 0; operations < wanted; round++) {
            step(chance.below(100));
            if (round % 4 == 0) {
                story.remember();
            }
            if (round % 100 == 99) {
                reading.everything(told());
            }
        }
        reading.everything(told());
        return operations;
    }

    private String told() {
        return seed + ", operation " + operations + ": ";
    }

    private void step(int kind) {
        if (kind < 44) {
            write(updates());
        } else if (kind < 55) {
            write(creates());
        } else if (kind < 61) {
            ArrayNode rows = rows().swap(story.world());
            write(new Call(false, chance.percent(90), false, actor(), rows));
        } else if (kind < 68) {
            tryAndDo(chance.percent(70) ? updates() : creates());
        } else if (kind < 90) {
            takeBack();
        } else if (kind < 96) {
            repeat();
        } else {
            otherUnderKey();
        }
    }

    private RandomRows rows() {
        return new RandomRows(chance, chance.percent(40) ? 8 : 1);
    }

    private String actor() {
        return chance.percent(65) ? "admin" : "editor";
    }

    private Call updates() {
        return new Call(false, chance.percent(30), chance.percent(4), actor(), rows().updates(story.world()));
    }

    private Call creates() {
        String actor = chance.percent(92) ? "admin" : "editor";
        return new Call(true, chance.percent(25), chance.percent(4), actor, rows().creates(story.world()));
    }

    private @Nullable String key() {
        return chance.percent(15) ? "key " + ++keys : null;
    }

    private static Sent sent(Call call, @Nullable String key) {
        String prefer = "receipts" + (call.atomic() ? ", atomic" : "") + (call.strict() ? ", handling=strict" : "");
        return new Sent(
                call.actor(),
                call.creates() ? "POST" : "PUT",
                ZONES,
                JSON.writeValueAsString(call.rows()),
                prefer,
                key);
    }

    private HttpResponse<String> send(Sent sent) {
        operations++;
        return sent.to(org);
    }

    // ---- writes at the zones door ------------------------------------------------------------------------------

    private void write(Call call) {
        if (chance.percent(10)) {
            dryRun(call);
        } else {
            run(call);
        }
    }

    private void tryAndDo(Call call) {
        JsonNode tried = dryRun(call);
        JsonNode done = run(call);
        if (!tried.toString().contains("\"created\"")) {
            assertThat(done).as(told() + "as tried").isEqualTo(tried);
        }
        covered.add("dry run, then the same");
    }

    private JsonNode dryRun(Call call) {
        Sent sent = sent(call, key());
        sent = sent.preferring(sent.prefer() + ", dry-run");
        Forecast forecast = Door.play(story.world(), call);
        HttpResponse<String> answer = send(sent);
        String told = told() + sent + "\n-> " + answer.body() + "\n";
        assertThat(answer.headers().firstValue("Bailiwick-Batch")).as(told).isEmpty();
        cover(call.creates() ? "dry create" : "dry update", forecast);
        return compared(told, forecast, answer, true);
    }

    private JsonNode run(Call call) {
        return run(call, sent(call, key()));
    }

    private JsonNode run(Call call, Sent sent) {
        Forecast forecast = Door.play(story.world(), call);
        HttpResponse<String> answer = send(sent);
        String told = told() + sent + "\n-> " + answer.body() + "\n";
        JsonNode body = compared(told, forecast, answer, false);
        cover(
                (call.creates() ? "create" : "update") + (call.atomic() ? " atomic" : "") + " by " + call.actor(),
                forecast);
        if (call.creates() && !call.actor().equals("admin")) {
            assertThat(answer.headers().firstValue("Bailiwick-Batch")).as(told).isEmpty();
            return body;
        }
        String id = answer.headers().firstValue("Bailiwick-Batch").orElseThrow(() -> new AssertionError(told));
        String door = call.creates() ? POST : PUT;
        story.add(new Past(id, call.actor(), door, call.atomic(), forecast.rows(), null), forecast.after());
        remember(sent, answer);
        return body;
    }

    private JsonNode compared(String told, Forecast forecast, HttpResponse<String> answer, boolean dryRun) {
        assertThat(answer.statusCode()).as(told).isEqualTo(forecast.status());
        JsonNode body = JSON.readTree(answer.body());
        comparison.door(told, forecast, body, dryRun);
        return body;
    }

    private void cover(String kind, Forecast forecast) {
        covered.add(kind + " " + forecast.status());
        for (Foretold row : forecast.rows()) {
            covered.add(row.outcome());
            row.faults().forEach(fault -> covered.add("fault " + fault.code()));
            row.warnings().forEach(warning -> covered.add("warning " + warning.code()));
        }
    }

    // ---- undo --------------------------------------------------------------------------------------------------

    private void takeBack() {
        List<Past> lives = story.batches().stream().filter(Past::madeOrDeleted).toList();
        Past batch = chance.recent(chance.percent(25) ? lives : story.batches());
        if (batch == story.batches().getFirst() && chance.percent(80)) {
            return;
        }
        boolean atomic = chance.percent(25);
        boolean dryRun = chance.percent(20);
        String actor = chance.percent(75) ? batch.actor : actor();
        if (!actor.equals("editor")) {
            actor = "admin";
        }
        String prefer = (atomic ? "atomic" : "") + (atomic && dryRun ? ", " : "") + (dryRun ? "dry-run" : "");
        Sent sent = new Sent(actor, "POST", "/api/v1/batches/" + batch.id + "/undo", null, prefer, key());
        HttpResponse<String> answer = send(sent);
        String told = told() + sent + "\nof " + batch.rows + "\n-> " + answer.body() + "\n";
        if (actor.equals("editor") && (!batch.actor.equals("editor") || batch.madeOrDeleted())) {
            assertThat(answer.statusCode()).as(told).isEqualTo(403);
            covered.add("undo 403");
            return;
        }
        Forecast forecast = Undo.play(story, batch, atomic);
        assertThat(answer.statusCode()).as(told).isEqualTo(forecast.status());
        undone(told, batch, new Past("", actor, UNDO, atomic, forecast.rows(), batch), forecast, answer, dryRun, sent);
    }

    private void undone(
            String told,
            Past batch,
            Past undo,
            Forecast forecast,
            HttpResponse<String> answer,
            boolean dryRun,
            Sent sent) {
        JsonNode body = JSON.readTree(answer.body());
        comparison.receipts(
                told, forecast.rows(), body.get("items").valueStream().toList(), dryRun);
        cover(undoKind(batch, undo, dryRun), forecast);
        if (dryRun || forecast.rows().isEmpty()) {
            assertThat(answer.headers().firstValue("Bailiwick-Batch")).as(told).isEmpty();
            assertThat(body.get("id").isNull()).as(told).isTrue();
            return;
        }
        String id = answer.headers().firstValue("Bailiwick-Batch").orElseThrow(() -> new AssertionError(told));
        Past past = new Past(id, undo.actor, UNDO, undo.atomic, forecast.rows(), batch);
        reading.line(told, past, body);
        story.add(past, forecast.after());
        remember(sent, answer);
    }

    private static String undoKind(Past batch, Past undo, boolean dryRun) {
        return (dryRun ? "dry " : "") + "undo" + (undo.atomic ? " atomic" : "")
                + (batch.undoes == null ? "" : " of undo");
    }

    // ---- keys --------------------------------------------------------------------------------------------------

    private void remember(Sent sent, HttpResponse<String> answer) {
        if (sent.key() != null) {
            keyed.add(new Keyed(sent, answer));
        }
    }

    private void repeat() {
        if (keyed.isEmpty()) {
            return;
        }
        Keyed old = chance.recent(keyed);
        HttpResponse<String> answer = send(old.sent());
        String told = told() + "again " + old.sent() + "\n-> " + answer.body() + "\n";
        assertThat(answer.statusCode()).as(told).isEqualTo(old.answer().statusCode());
        assertThat(still(answer)).as(told).isEqualTo(still(old.answer()));
        assertThat(answer.headers().firstValue("Idempotency-Replayed")).as(told).contains("true");
        assertThat(answer.headers().firstValue("Bailiwick-Batch"))
                .as(told)
                .isEqualTo(old.answer().headers().firstValue("Bailiwick-Batch"));
        covered.add(old.sent().path().equals(ZONES) ? "repeat of a write" : "repeat of an undo");
    }

    /** The answer, but for who has undone it since. */
    private static String still(HttpResponse<String> answer) {
        return answer.body().replaceFirst("\"undoneBy\":(null|\"[-0-9a-f]*\")", "");
    }

    /** Another request under a key: of the same user, method and path it is refused, of anybody else it is new. */
    private void otherUnderKey() {
        Keyed old = keyed.isEmpty() ? null : chance.recent(keyed);
        if (old == null || !old.sent().method().equals("PUT")) {
            return;
        }
        Call call = updates();
        String key = old.sent().key();
        boolean taken = keyed.stream()
                .anyMatch(k -> k.sent().method().equals("PUT")
                        && k.sent().actor().equals(call.actor())
                        && key != null
                        && key.equals(k.sent().key()));
        Sent sent = sent(call, key);
        if (!taken) {
            run(call, sent);
            covered.add("another user's key");
            return;
        }
        boolean dryRun = chance.percent(30);
        HttpResponse<String> answer = send(dryRun ? sent.preferring(sent.prefer() + ", dry-run") : sent);
        String told = told() + "other " + sent + "\n-> " + answer.body() + "\n";
        if (dryRun) {
            compared(told, Door.play(story.world(), call), answer, true);
            covered.add("dry run under a used key");
        } else {
            assertThat(answer.statusCode()).as(told).isEqualTo(422);
            assertThat(answer.headers().firstValue("Bailiwick-Batch")).as(told).isEmpty();
            covered.add("other request under a used key");
        }
    }
}
