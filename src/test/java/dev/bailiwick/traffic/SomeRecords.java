package dev.bailiwick.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.assignment.Named;
import dev.bailiwick.assignment.Word;
import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Batch;
import dev.bailiwick.bulk.DoorRules;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Key;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Options;
import dev.bailiwick.bulk.Verb;
import dev.bailiwick.db.TestPostgres;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * In charge of what comes through no door: an account with its contacts and deals, contacts that were deleted, and a
 * territory with a user, whose rule has the account.
 */
final class SomeRecords {
    private SomeRecords() {}

    static void make(TestServer.Org org) {
        try (Connection superuser = DriverManager.getConnection(
                        TestPostgres.superuserUrl(org.server().database()));
                Statement statement = superuser.createStatement()) {
            statement.execute("""
                    UPDATE org SET catalog = catalog || '{"fields": {"Contacts.External_Campaign_ID":
                      {"number": 10000001, "label": "Campaign", "type": "text", "length": 100, "external": "org"}}}'
                    WHERE org_id = %d
                    """.formatted(org.id()));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        employ(org);
        long account = run(
                org,
                "Accounts",
                Verb.CREATE,
                new Key.None(),
                Map.of("Account_Name", "Account 0", "Billing_Country", "Chile"));
        for (int i = 0; i < 3; i++) {
            long contact = run(
                    org,
                    "Contacts",
                    Verb.CREATE,
                    new Key.None(),
                    Map.of(
                            "Last_Name", "Name " + i,
                            "Email", "c" + i + "@x.co",
                            "Account_Name", Map.of("id", String.valueOf(account)),
                            "External_Campaign_ID", "Camp-" + i));
            run(
                    org,
                    "Deals",
                    Verb.CREATE,
                    new Key.None(),
                    Map.of(
                            "Deal_Name",
                            "Deal " + i,
                            "Stage",
                            "Qualification",
                            i == 0 ? "Account_Name" : "Contact_Name",
                            Map.of("id", String.valueOf(i == 0 ? account : contact))));
        }
        Named below = new Named("zone", Named.By.CODE, "below", null);
        run(
                org,
                "Leads",
                Verb.CREATE,
                new Key.None(),
                Map.of("Last_Name", "Held", "Company", "Held Ltd", "zone", new Word.Exactly(List.of(below))));
        contradict(org);
        merge(org);
        for (String name : List.of("Gone 0", "Gone 1")) {
            long gone = run(org, "Contacts", Verb.CREATE, new Key.None(), Map.of("Last_Name", name));
            run(org, "Contacts", Verb.DELETE, new Key.Id(gone), Map.of());
        }
    }

    /** The door of the batch from which a contact's move followed. */
    static final String MOVING = "moving";

    /** An account that a rule would have elsewhere, pinned for a time, and the contact that went with it. */
    private static void contradict(TestServer.Org org) {
        long account = run(
                org,
                "Accounts",
                Verb.CREATE,
                new Key.None(),
                Map.of("Account_Name", "Account 1", "Billing_Country", "Chile"));
        run(
                org,
                "Contacts",
                Verb.CREATE,
                new Key.None(),
                Map.of("Last_Name", "Follower", "Account_Name", Map.of("id", String.valueOf(account))));
        Named park = new Named("zone", Named.By.CODE, "park", null);
        Key key = new Key.Id(account);
        Instant end = Instant.now().plus(Duration.ofDays(20));
        run(org, "Accounts", Verb.UPDATE, key, Map.of("zone", new Word.Pin(park, null, end)));
        run(org, MOVING, "Accounts", Verb.UPDATE, key, Map.of("zone", new Word.Exactly(List.of(park))));
    }

    /** Two accounts that became one, and the contact that refers to it since. */
    private static void merge(TestServer.Org org) {
        long goes = run(org, "Accounts", Verb.CREATE, new Key.None(), Map.of("Account_Name", "Account 2"));
        long stays = run(org, "Accounts", Verb.CREATE, new Key.None(), Map.of("Account_Name", "Account 3"));
        run(
                org,
                "Contacts",
                Verb.CREATE,
                new Key.None(),
                Map.of("Last_Name", "Referring", "Account_Name", Map.of("id", String.valueOf(goes))));
        HttpResponse<String> merged =
                org.post("/api/v1/records/Accounts/" + stays + "/merge", "{\"from\":{\"id\":\"" + goes + "\"}}");
        assertThat(merged.statusCode()).as(merged.body()).isEqualTo(200);
    }

    /** Makes the editor a user of a territory, and gives that a rule. */
    private static void employ(TestServer.Org org) {
        Map<String, Object> values = Map.of(
                "users",
                Map.of(String.valueOf(actor(org, "editor").userId()), true),
                "rules",
                Map.of(
                        "Accounts",
                        Map.of(
                                "comparator",
                                "equal",
                                "field",
                                Map.of("api_name", "Billing_Country"),
                                "value",
                                "Chile")));
        Item item = new Item(0, Verb.UPDATE, new Key.Id(75001001), new LinkedHashMap<>(values), List.of(), List.of());
        org.server()
                .core()
                .pipeline()
                .run(new Batch(
                        actor(org, "admin"), "test", Kind.ZONE, List.of(item), Options.PLAIN, DoorRules.IN_ORDER));
    }

    private static Actor actor(TestServer.Org org, String login) {
        return org.server()
                .core()
                .signIn()
                .check(org.key() + "/" + login, TestServer.PASSWORD)
                .orElseThrow();
    }

    private static long run(TestServer.Org org, String module, Verb verb, Key key, Map<String, Object> values) {
        return run(org, "test", module, verb, key, values);
    }

    private static long run(
            TestServer.Org org, String door, String module, Verb verb, Key key, Map<String, Object> values) {
        Item item = new Item(0, verb, key, new LinkedHashMap<>(values), List.of(), List.of());
        Batch batch =
                Batch.ofRecords(actor(org, "admin"), door, module, List.of(item), Options.PLAIN, DoorRules.IN_ORDER);
        return Objects.requireNonNull(
                org.server().core().pipeline().run(batch).receipts().getFirst().id());
    }
}
