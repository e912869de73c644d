package dev.bailiwick.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The invariants see what breaks them. Each break is on an org of its own, in a database that nobody else looks at. */
class InvariantsDbTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.own(UnaryOperator.identity());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a key row is missing         | DELETE FROM entity_key WHERE space = 2 AND kind = 3
                    a key row is missing         | UPDATE entity_key SET value = 'other' WHERE space = 4 AND kind = 4
                    a key without its owner      | INSERT INTO entity_key SELECT org_id, 4, 'left', 3, 1, 'left', 0 FROM org
                    a key without its owner      | DELETE FROM record
                    zones have no parent         | UPDATE zone SET parent_id = zone_id WHERE code = 'root'
                    below a cycle                | UPDATE zone SET parent_id = (SELECT zone_id FROM zone WHERE code = 'b') WHERE code = 'a'
                    active below an inactive     | UPDATE zone SET active = false WHERE code = 'a'
                    active in an inactive zone   | UPDATE zone SET active = false WHERE code = 'b'
                    places are                   | UPDATE place SET active = false
                    places are                   | DELETE FROM place
                    has version                  | UPDATE zone SET version = version + 1 WHERE code = 'a'
                    has version                  | DELETE FROM history WHERE version = 2
                    history says                 | UPDATE zone SET description = 'silently' WHERE code = 'a'
                    history says                 | UPDATE record SET data = jsonb_set(data, '{Latitude}', '1')
                    says that description was    | UPDATE history SET before = '{"description": "x"}' WHERE version = 2
                    cannot be changed then       | UPDATE history SET outcome = 'changed' WHERE version = 1 AND kind = 4
                    cannot be seen then          | UPDATE history SET outcome = 'seen' WHERE version = 2
                    of other fields before       | UPDATE history SET before = '{}' WHERE version = 2
                    was deleted                  | UPDATE history SET outcome = 'deleted' WHERE version = 2
                    history of what is not there | DELETE FROM record
                    is folded as                 | UPDATE entity_key SET folded = 'A ' WHERE space = 1 AND value = 'a'
                    is folded as                 | UPDATE entity_key SET folded = NULL WHERE space = 4
                    is folded as                 | UPDATE entity_key SET folded = value WHERE space = 2
                    undoes no batch              | UPDATE batch SET undoes = gen_random_uuid()
                    remembers no batch           | UPDATE idempotency SET batch_ids = '{}'
                    remembers no batch           | UPDATE idempotency SET batch_ids = array_append(batch_ids, gen_random_uuid())
                    remembers no batch           | UPDATE idempotency SET user_id = 1
                    belongs to no batch          | DELETE FROM batch
                    outcomes without a batch     | DELETE FROM batch
                    has other outcomes           | DELETE FROM outcome
                    history without an outcome   | DELETE FROM outcome
                    is created without history   | DELETE FROM history WHERE kind = 4
                    has the index                | UPDATE outcome SET outcomes = jsonb_set(outcomes, '{0,index}', '7')
                    in a row of other items      | UPDATE outcome SET last_item = last_item + 1
                    """)
    void sees(String complaint, String damage) {
        TestServer.Org org = server.org(TestServer.LOCALES + """
                zones:
                  - {code: root, name: ROOT}
                  - {code: a, name: A, parent: root}
                  - {code: b, name: B, parent: a}
                stores:
                  - {code: s, name: S, place: b, externalIds: {pos: E}}
                """);
        assertThat(server.send(
                                "PUT",
                                "/v2/locations/zones",
                                org.authorization(),
                                "[{\"identifierName\":\"CODE\",\"identifierValue\":\"a\",\"description\":\"x\"}]",
                                "Idempotency-Key",
                                "key")
                        .statusCode())
                .isEqualTo(200);
        assertThat(Invariants.broken(server.database(), org.id())).isEmpty();
        Sql.on(server.database().serverUrl(), statement -> {
            statement.execute("SET bailiwick.org_id = '" + org.id() + "'");
            assertThat(statement.executeUpdate(damage)).isPositive();
        });
        List<String> broken = Invariants.broken(server.database(), org.id());
        assertThat(broken).anyMatch(b -> b.contains(complaint));
    }
}
