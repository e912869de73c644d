package dev.bailiwick.crm;

import dev.bailiwick.TestServer;
import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Batch;
import dev.bailiwick.bulk.DoorRules;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Key;
import dev.bailiwick.bulk.Options;
import dev.bailiwick.bulk.Receipt;
import dev.bailiwick.bulk.Report;
import dev.bailiwick.bulk.Verb;
import dev.bailiwick.db.TestPostgres;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An org with records, and with a field of every type in Leads and external fields in Contacts; written past the door. */
record Wanted(TestServer.Org org) {
    private static final String FIELDS = """
            {"fields": {
              "Leads.Text": {"number": 10000001, "label": "Text", "type": "text", "length": 255},
              "Leads.Area": {"number": 10000002, "label": "Area", "type": "textarea", "length": 2000},
              "Leads.Mail": {"number": 10000003, "label": "Mail", "type": "email", "length": 100},
              "Leads.Call": {"number": 10000004, "label": "Call", "type": "phone", "length": 30},
              "Leads.Site": {"number": 10000005, "label": "Site", "type": "website", "length": 200},
              "Leads.Whole": {"number": 10000006, "label": "Whole", "type": "integer", "length": 9},
              "Leads.Big": {"number": 10000007, "label": "Big", "type": "bigint", "length": 18},
              "Leads.Double": {"number": 10000008, "label": "Double", "type": "double", "length": 16},
              "Leads.Money": {"number": 10000009, "label": "Money", "type": "currency", "length": 16},
              "Leads.Part": {"number": 10000010, "label": "Part", "type": "percent", "length": 5},
              "Leads.Flag": {"number": 10000011, "label": "Flag", "type": "boolean"},
              "Leads.Day": {"number": 10000012, "label": "Day", "type": "date"},
              "Leads.Moment": {"number": 10000013, "label": "Moment", "type": "datetime"},
              "Leads.Pick": {"number": 10000014, "label": "Pick", "type": "picklist", "pickList": ["Red", "Green", "Blå", "Straße"]},
              "Leads.Picks": {"number": 10000015, "label": "Picks", "type": "multiselectpicklist", "pickList": ["Red", "Green", "Blå", "Reddish"]},
              "Leads.Account": {"number": 10000016, "label": "Account", "type": "lookup", "lookup": "Accounts"},
              "Leads.Helper": {"number": 10000017, "label": "Helper", "type": "userlookup"},
              "Leads.Unique": {"number": 10000018, "label": "Unique", "type": "text", "length": 100, "unique": true},
              "Leads.UniqueWhole": {"number": 10000019, "label": "Unique whole", "type": "integer", "length": 9, "unique": true},
              "Leads.Mine": {"number": 10000020, "label": "Mine", "type": "text", "length": 100, "external": "user"},
              "Leads.Ours": {"number": 10000021, "label": "Ours", "type": "text", "length": 100, "external": "org"},
              "Contacts.External_Contact_ID": {"number": 10000022, "label": "Own", "type": "text", "length": 100, "external": "user"},
              "Contacts.External_Campaign_ID": {"number": 10000023, "label": "Org", "type": "text", "length": 100, "external": "org"}
            }}
            """;

    static Wanted org(TestServer server, String file) {
        TestServer.Org org = server.org(file);
        try (Connection superuser = DriverManager.getConnection(TestPostgres.superuserUrl(server.database()));
                PreparedStatement fields = superuser.prepareStatement(
                        "UPDATE org SET catalog = catalog || ?::jsonb, version = version + 1 WHERE org_id = ?")) {
            fields.setString(1, FIELDS);
            fields.setLong(2, org.id());
            fields.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return new Wanted(org);
    }

    Actor actor(String login) {
        return org.server()
                .core()
                .signIn()
                .check(org.key() + "/" + login, TestServer.PASSWORD)
                .orElseThrow();
    }

    /** The id of a new record. */
    long insert(String module, Map<String, ? extends @Nullable Object> values) {
        return insert(actor("admin"), module, List.of(values)).getFirst();
    }

    /** The ids of new records, in order. */
    List<Long> insert(Actor actor, String module, List<? extends Map<String, ? extends @Nullable Object>> rows) {
        List<Item> items = new ArrayList<>();
        for (Map<String, ? extends @Nullable Object> row : rows) {
            items.add(new Item(
                    items.size(), Verb.CREATE, new Key.None(), new LinkedHashMap<>(row), List.of(), List.of()));
        }
        return run(actor, module, items).receipts().stream()
                .map(receipt -> Objects.requireNonNull(receipt.id()))
                .toList();
    }

    Report update(Actor actor, String module, long id, Map<String, ? extends @Nullable Object> values) {
        return run(
                actor,
                module,
                List.of(new Item(0, Verb.UPDATE, new Key.Id(id), new LinkedHashMap<>(values), List.of(), List.of())));
    }

    Report delete(String module, long id) {
        return run(
                actor("admin"),
                module,
                List.of(new Item(0, Verb.DELETE, new Key.Id(id), Map.of(), List.of(), List.of())));
    }

    private Report run(Actor actor, String module, List<Item> items) {
        Report report = org.server()
                .core()
                .pipeline()
                .run(Batch.ofRecords(actor, "test", module, items, Options.PLAIN, DoorRules.IN_ORDER));
        for (Receipt receipt : report.receipts()) {
            if (!receipt.outcome().holds()) {
                throw new AssertionError(receipt.toString());
            }
        }
        return report;
    }

    HttpResponse<String> get(String path, String... headers) {
        return org.server().send("GET", "/crm/v8/" + path, org.authorization(), null, headers);
    }

    HttpResponse<String> getAs(String login, String path, String... headers) {
        return org.server().send("GET", "/crm/v8/" + path, org.as(login).authorization(), null, headers);
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
