package dev.bailiwick.traffic;

import dev.bailiwick.TestServer;
import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Batch;
import dev.bailiwick.bulk.DoorRules;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Key;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Options;
import dev.bailiwick.bulk.Verb;
import dev.bailiwick.db.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** In charge of what comes through no door: accounts and contacts, some of them deleted, and a territory's user. */
final class SomeRecords {
    private SomeRecords() {}

    private enum Rules implements DoorRules {
        RULES;

        @Override
        public boolean requires(String field) {
            return true;
        }

        @Override
        public @Nullable FaultCode spelling(String field, String value) {
            return null;
        }

        @Override
        public boolean inOrder() {
            return true;
        }

        @Override
        public boolean wantsActiveParent() {
            return false;
        }
    }

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
        long account = run(org, "Accounts", Verb.CREATE, new Key.None(), Map.of("Account_Name", "Account 0"));
        for (int i = 0; i < 3; i++) {
            run(
                    org,
                    "Contacts",
                    Verb.CREATE,
                    new Key.None(),
                    Map.of(
                            "Last_Name", "Name " + i,
                            "Email", "c" + i + "@x.co",
                            "Account_Name", Map.of("id", String.valueOf(account)),
                            "External_Campaign_ID", "Camp-" + i));
        }
        for (String name : List.of("Gone 0", "Gone 1")) {
            long gone = run(org, "Contacts", Verb.CREATE, new Key.None(), Map.of("Last_Name", name));
            run(org, "Contacts", Verb.DELETE, new Key.Id(gone), Map.of());
        }
    }

    /** Makes the editor a user of a territory. */
    private static void employ(TestServer.Org org) {
        Map<String, Object> values =
                Map.of("users", Map.of(String.valueOf(actor(org, "editor").userId()), true));
        Item item = new Item(0, Verb.UPDATE, new Key.Id(75001001), new LinkedHashMap<>(values), List.of(), List.of());
        org.server()
                .core()
                .pipeline()
                .run(new Batch(actor(org, "admin"), "test", Kind.ZONE, List.of(item), Options.PLAIN, Rules.RULES));
    }

    private static Actor actor(TestServer.Org org, String login) {
        return org.server()
                .core()
                .signIn()
                .check(org.key() + "/" + login, TestServer.PASSWORD)
                .orElseThrow();
    }

    private static long run(TestServer.Org org, String module, Verb verb, Key key, Map<String, Object> values) {
        Item item = new Item(0, verb, key, new LinkedHashMap<>(values), List.of(), List.of());
        Batch batch = Batch.ofRecords(actor(org, "admin"), "test", module, List.of(item), Options.PLAIN, Rules.RULES);
        return Objects.requireNonNull(
                org.server().core().pipeline().run(batch).receipts().getFirst().id());
    }
}
