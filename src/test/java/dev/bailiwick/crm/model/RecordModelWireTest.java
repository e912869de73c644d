package dev.bailiwick.crm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.bailiwick.TestServer;
import dev.bailiwick.race.Sql;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays random requests of records against a server and against {@link Model}, and compares the receipt of every row,
 * and after every request every record, every key and every version. {@code -Drecords.requests} and {@code
 * -Drecords.seed} set how many and which.
 */
class RecordModelWireTest {
    private static final int REQUESTS = Integer.getInteger("records.requests", 1000);
    private static final long SEED = Long.getLong("records.seed", 20_261_119L);

    private final TestServer.Org org = TestServer.shared().org("""
            modules:
              - name: Contacts
                fields:
                  - {name: External_ID, label: External ID, type: text, length: 100, external: org}
                  - {name: External_Contact_ID, label: External Contact ID, type: text, length: 100, external: user}
                  - {name: External_Campaign_ID, label: External Campaign ID, type: text, length: 100, external: org}
            """);

    private final Map<String, Long> users = users();
    private final List<Long> accounts = accounts();
    private final Model model = new Model(users, Set.copyOf(accounts));
    private final RandomRequests random = new RandomRequests(SEED, accounts);
    private final Map<String, Integer> seen = new TreeMap<>();
    private final List<String> story = new ArrayList<>();
    private long history;

    @Test
    void everyReceiptIsTrue() {
        try {
            for (int i = 0; i < REQUESTS; i++) {
                Model before = model.copy();
                Request request = random.next(new ArrayList<>(model.contacts().keySet()));
                String batch = play(request);
                compareStored();
                if (batch != null && random.takesBack()) {
                    undo(batch, before);
                }
            }
        } catch (AssertionError e) {
            int last = story.size();
            fail("seed " + SEED + "\n" + String.join("\n", story.subList(Math.max(0, last - 8), last)), e);
        }
        assertThat(seen.keySet())
                .as("seed %s; what never happened shows a test that is blind there", SEED)
                .contains(
                        "created",
                        "changed",
                        "unchanged",
                        "deleted",
                        "rejected",
                        "not_attempted",
                        "fault AMBIGUOUS",
                        "fault TWO_MEANT",
                        "fault TAKEN",
                        "fault NOT_FOUND",
                        "taken back");
    }

    private String headers(Request request) {
        List<String> prefer = new ArrayList<>(List.of("receipts"));
        if (request.atomic()) {
            prefer.add("atomic");
        }
        if (request.dryRun()) {
            prefer.add("dry-run");
        }
        return String.join(", ", prefer);
    }

    private @Nullable String play(Request request) {
        String path = "/crm/v8/Contacts" + (request.kind() == Request.Kind.UPSERT ? "/upsert" : "");
        String body = null;
        if (request.kind() == Request.Kind.DELETE) {
            List<String> ids =
                    request.rows().stream().map(r -> String.valueOf(r.id())).toList();
            path += "?ids=" + URLEncoder.encode(String.join(",", ids), StandardCharsets.UTF_8);
        } else {
            body = body(request);
        }
        String method = switch (request.kind()) {
            case INSERT, UPSERT -> "POST";
            case UPDATE -> "PUT";
            case DELETE -> "DELETE";
        };
        List<String> headers = new ArrayList<>(List.of("Prefer", headers(request)));
        if (request.external() != null) {
            headers.addAll(List.of("X-EXTERNAL", "Contacts." + request.external()));
        }
        HttpResponse<String> response = org.server()
                .send(
                        method,
                        path,
                        TestServer.basic(org.key() + "/" + request.user(), TestServer.PASSWORD),
                        body,
                        headers.toArray(String[]::new));
        story.add(method + " " + path + " as " + request.user() + " " + headers + "\n  " + body + "\n  -> "
                + response.statusCode() + " " + response.body());
        compare(request, JsonMapper.shared().readTree(response.body()).path("data"));
        return response.headers().firstValue("Bailiwick-Batch").orElse(null);
    }

    private static String body(Request request) {
        List<Object> rows = new ArrayList<>();
        for (Row row : request.rows()) {
            Map<String, @Nullable Object> sent = new LinkedHashMap<>();
            if (row.id() != null) {
                sent.put("id", String.valueOf(row.id()));
            }
            row.values()
                    .forEach((name, value) ->
                            sent.put(name, value instanceof Long id ? Map.of("id", String.valueOf(id)) : value));
            rows.add(sent);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("data", rows);
        if (!request.checked().isEmpty()) {
            body.put("duplicate_check_fields", request.checked());
        }
        return JsonMapper.shared().writeValueAsString(body);
    }

    /** Plays the request on the model, with the ids that the server gave, and compares what each row came to. */
    private void compare(Request request, JsonNode answered) {
        List<Long> made = new ArrayList<>();
        answered.forEach(item -> {
            JsonNode receipt = item.path("receipt");
            if (receipt.path("outcome").asString("").equals("created")) {
                made.add(receipt.path("entity").path("id").asLong(-1L - made.size()));
            }
        });
        Model tried = model.copy();
        int[] next = {0};
        List<Expected> expected =
                tried.play(request, () -> next[0] < made.size() ? made.get(next[0]++) : -100L - next[0]++);
        assertThat(answered.size()).isEqualTo(request.rows().size());
        for (int i = 0; i < expected.size(); i++) {
            compare(i, expected.get(i), answered.get(i).path("receipt"), request);
        }
        if (!request.dryRun()) {
            model.become(tried);
        }
    }

    private void compare(int index, Expected expected, JsonNode receipt, Request request) {
        String outcome = receipt.path("outcome").asString("");
        seen.merge(outcome, 1, Integer::sum);
        Set<String> faults = new TreeSet<>();
        receipt.path("faults").forEach(fault -> {
            String code = fault.path("code").asString("").replace("TAKEN_IN_BATCH", "TAKEN");
            seen.merge("fault " + code, 1, Integer::sum);
            faults.add(code + " " + fault.path("path").asString(""));
        });
        if (expected.outcome().equals("not_attempted") && outcome.equals("rejected")) {
            // Of rows that want the same key, which is blamed is the server's to say.
            assertThat(faults).as("row %s", index).allMatch(f -> f.startsWith("TAKEN "));
            return;
        }
        assertThat(outcome)
                .as("row %s: outcome; faults %s, expected %s", index, faults, expected)
                .isEqualTo(expected.outcome());
        if (outcome.equals("rejected") || outcome.equals("not_attempted")) {
            if (outcome.equals("rejected")) {
                assertThat(faults).as("row %s: faults", index).isEqualTo(expected.faults());
            }
            return;
        }
        assertThat(receipt.path("matchedBy").asString(null))
                .as("row %s: matched by", index)
                .isEqualTo(expected.matchedBy());
        Long id = receipt.path("entity").has("id")
                ? receipt.path("entity").path("id").asLong()
                : null;
        Long wanted = Objects.requireNonNull(expected.id());
        assertThat(id).as("row %s: id", index).isEqualTo(request.dryRun() && wanted < 0 ? null : wanted);
        if (!outcome.equals("unchanged")) {
            assertThat(receipt.path("version").asInt())
                    .as("row %s: version", index)
                    .isEqualTo(expected.version());
            history += request.dryRun() ? 0 : 1;
        }
    }

    private void undo(String batch, Model before) {
        HttpResponse<String> response = org.post("/api/v1/batches/" + batch + "/undo", "");
        story.add("undo " + batch + " -> " + response.statusCode() + " " + response.body());
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode counts = JsonMapper.shared().readTree(response.body()).path("counts");
        counts.properties().forEach(count -> {
            assertThat(count.getKey()).isIn("changed", "deleted", "restored", "unchanged");
            history += count.getKey().equals("unchanged") ? 0 : count.getValue().asInt();
        });
        model.become(before);
        seen.merge("taken back", 1, Integer::sum);
        compareValues(stored());
        stored().forEach(
                        (id, contact) -> Objects.requireNonNull(model.contacts().get(id)).version = contact.version);
    }

    private void compareStored() {
        Map<Long, Model.Contact> stored = stored();
        compareValues(stored);
        model.contacts()
                .forEach((id, contact) -> assertThat(Objects.requireNonNull(stored.get(id)).version)
                        .as("version of %s", id)
                        .isEqualTo(contact.version));
        assertThat(number(
                        "SELECT count(*) FROM history h JOIN batch b ON b.org_id = h.org_id AND b.batch_id = h.batch_id"
                                + " WHERE h.org_id = %d AND h.kind = 4 AND b.module = 'Contacts'"))
                .isEqualTo((int) history);
        assertThat(number("SELECT count(*) FROM record r WHERE r.org_id = %d AND r.module = 'Contacts' AND r.version <>"
                        + " (SELECT max(h.version) FROM history h WHERE h.org_id = %d AND h.kind = 4"
                        + " AND h.entity_id = r.record_id)"))
                .isZero();
    }

    private void compareValues(Map<Long, Model.Contact> stored) {
        assertThat(stored.keySet()).isEqualTo(model.contacts().keySet());
        stored.forEach((id, contact) -> assertThat(contact.values)
                .as("contact %s", id)
                .isEqualTo(Objects.requireNonNull(model.contacts().get(id)).values));
        assertThat(number("SELECT count(*) FROM entity_key k WHERE k.org_id = %d AND k.kind = 4"))
                .isEqualTo(model.allKeys().size());
    }

    private int number(String query) {
        return Sql.number(org.server().database(), org.id(), query.replace("%d", String.valueOf(org.id())));
    }

    private Map<Long, Model.Contact> stored() {
        Map<Long, Model.Contact> stored = new TreeMap<>();
        Sql.on(org.server().database().serverUrl(), statement -> {
            statement.execute("SET bailiwick.org_id = '" + org.id() + "'");
            try (ResultSet row =
                    statement.executeQuery("SELECT record_id, version, data::text FROM record WHERE org_id = "
                            + org.id() + " AND module = 'Contacts'")) {
                while (row.next()) {
                    stored.put(row.getLong(1), new Model.Contact(values(row.getString(3)), row.getInt(2)));
                }
            }
        });
        return stored;
    }

    private static Map<String, Object> values(String json) {
        Map<String, Object> values = new TreeMap<>();
        JsonMapper.shared().readTree(json).properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (member.getKey().equals(Model.OWN_KEY)) {
                Map<String, Object> own = new TreeMap<>();
                value.properties().forEach(e -> own.put(e.getKey(), e.getValue().asString()));
                values.put(member.getKey(), own);
            } else if (Model.TEXTS.contains(member.getKey()) || Model.ORG_KEYS.contains(member.getKey())) {
                values.put(member.getKey(), value.asString());
            } else if (member.getKey().equals("Account_Name")) {
                values.put(member.getKey(), value.asLong());
            } else if (member.getKey().equals("Email_Opt_Out")) {
                values.put(member.getKey(), value.asBoolean());
            }
        });
        return values;
    }

    private Map<String, Long> users() {
        Map<String, Long> ids = new TreeMap<>();
        org.server().core().people().of(org.id()).values().forEach(p -> ids.put(p.login(), p.id()));
        return ids;
    }

    private List<Long> accounts() {
        JsonNode made = JsonMapper.shared()
                .readTree(org.post(
                                "/crm/v8/Accounts",
                                "{\"data\":[{\"Account_Name\":\"One\"},{\"Account_Name\":\"Two\"}]}")
                        .body())
                .path("data");
        return List.of(
                Long.valueOf(made.get(0).path("details").path("id").asString()),
                Long.valueOf(made.get(1).path("details").path("id").asString()));
    }
}
