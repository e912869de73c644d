package dev.bailiwick.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A database with a will of its own: triggers refuse a row, drop it or store something else, for reasons that no plan
 * foresees. Only that row fails.
 */
class UnforeseenDbTest {
    private static final String ZONES = "/v2/locations/zones";
    private static final String STORES = "/v2/locations/stores";
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.own(UnaryOperator.identity());
        Sql.on(server.database().ownerUrl(), statement -> {
            statement.execute("""
                    CREATE FUNCTION willful() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN
                        IF NEW.name = 'refuse' THEN RAISE EXCEPTION 'not this one'; END IF;
                        IF NEW.name = 'divide' THEN PERFORM 1 / (length(NEW.name) - 6); END IF;
                        IF NEW.name = 'skip' THEN RETURN NULL; END IF;
                        IF NEW.name = 'alter' THEN NEW.description := 'something else'; END IF;
                        RETURN NEW;
                    END $$
                    """);
            statement.execute("""
                    CREATE FUNCTION willful_store() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN
                        IF NEW.data->>'Name' LIKE 'refuse%' THEN RAISE EXCEPTION 'not this one'; END IF;
                        IF NEW.data->>'Name' LIKE 'skip%' THEN RETURN NULL; END IF;
                        IF NEW.data->>'Name' LIKE 'alter%' THEN NEW.data := NEW.data || '{"Description":"else"}'; END IF;
                        RETURN NEW;
                    END $$
                    """);
            statement.execute("CREATE TRIGGER willful BEFORE INSERT OR UPDATE ON zone"
                    + " FOR EACH ROW EXECUTE FUNCTION willful()");
            statement.execute("CREATE TRIGGER willful BEFORE INSERT OR UPDATE ON record"
                    + " FOR EACH ROW EXECUTE FUNCTION willful_store()");
        });
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static TestServer.Org org(int things) {
        return server.org(TestServer.LOCALES + "zones:\n  - {code: root, name: ROOT}\n"
                + IntStream.range(0, things)
                        .mapToObj(i -> "  - {code: z%1$d, name: Zone %1$d, parent: root}\n".formatted(i))
                        .collect(Collectors.joining())
                + (things == 0 ? "" : "stores:\n")
                + IntStream.range(0, things)
                        .mapToObj(i -> "  - {code: s%1$d, name: Store %1$d, place: root}\n".formatted(i))
                        .collect(Collectors.joining()));
    }

    private static String rows(int number, IntFunction<String> row) {
        return IntStream.range(0, number)
                .mapToObj(row)
                .collect(Collectors.joining(",", "[", "]"))
                .replace('\'', '"');
    }

    /** Exactly these rows failed, with a mistake of the server; the others stand. */
    private static void requireOnly(Race.Answer answer, int rows, Set<Integer> failed, int success) {
        List<List<Integer>> wanted = IntStream.range(0, rows)
                .mapToObj(i -> failed.contains(i) ? List.of(9500) : List.<Integer>of())
                .toList();
        assertThat(answer.codes()).as(answer.body()).isEqualTo(wanted);
        assertThat(answer.status()).isEqualTo(failed.isEmpty() ? success : failed.size() == rows ? 400 : 207);
    }

    private static void requireStored(TestServer.Org org, String table, int changed) {
        assertThat(Sql.number(
                        server.database(),
                        org.id(),
                        "SELECT count(*) FROM history h JOIN batch b USING (org_id, batch_id)" + " WHERE h.org_id = "
                                + org.id() + " AND b.door LIKE 'locations%'"))
                .as(table)
                .isEqualTo(changed);
        Invariants.check(server.database(), org.id());
    }

    @ParameterizedTest
    @CsvSource({
        "refuse, 1, 0",
        "refuse, 100, 0",
        "refuse, 100, 57",
        "refuse, 100, 99",
        "divide, 100, 3",
        "skip, 1, 0",
        "skip, 100, 57",
        "alter, 1, 0",
        "alter, 100, 57"
    })
    void oneZoneOf(String will, int rows, int which) {
        TestServer.Org org = org(rows);
        String body = rows(
                rows,
                i -> "{'identifierName':'CODE','identifierValue':'z%d','name':'%s','externalIds':{'e':'E-%d'}}"
                        .formatted(i, i == which ? will : "New " + i, i));
        requireOnly(Race.answer(org.put(ZONES, body)), rows, Set.of(which), 200);
        requireStored(org, "zone", rows - 1);
    }

    @ParameterizedTest
    @CsvSource({"refuse, 1, 0", "refuse, 50, 17", "skip, 1, 0", "skip, 50, 17", "alter, 1, 0", "alter, 50, 17"})
    void oneNewZoneOf(String will, int rows, int which) {
        TestServer.Org org = org(0);
        String body = rows(
                rows,
                i -> "{'code':'n%d','name':'%s','areaParentCode':'root'}".formatted(i, i == which ? will : "New " + i));
        requireOnly(Race.answer(org.post(ZONES, body)), rows, Set.of(which), 201);
        requireStored(org, "zone", rows - 1);
    }

    @ParameterizedTest
    @CsvSource({"refuse", "skip", "alter"})
    void severalStores(String will) {
        int rows = 100;
        Set<Integer> which = Set.of(3, 50, 51, 99);
        TestServer.Org org = org(rows);
        String body = rows(
                rows,
                i -> "{'identifierName':'CODE','identifierValue':'s%d','name':'%s','externalIds':{'e':'E-%d'}}"
                        .formatted(i, which.contains(i) ? will + " " + i : "New " + i, i));
        requireOnly(Race.answer(org.put(STORES, body)), rows, which, 200);
        requireStored(org, "record", rows - which.size());
    }

    /** Whatever the number of rows that it refuses, a request is answered row by row. */
    @ParameterizedTest
    @CsvSource({"refuse, 100", "skip, 100", "alter, 100"})
    void everyRow(String will, int rows) {
        TestServer.Org org = org(rows);
        String body = rows(
                rows, i -> "{'identifierName':'CODE','identifierValue':'s%d','name':'%s %d'}".formatted(i, will, i));
        Set<Integer> all = IntStream.range(0, rows).boxed().collect(Collectors.toSet());
        requireOnly(Race.answer(org.put(STORES, body)), rows, all, 200);
        requireStored(org, "record", 0);
    }

    /** A row that takes what the refused one would have freed is refused too, and told why. */
    @ParameterizedTest
    @CsvSource({"refuse", "skip", "alter"})
    void followersOfARefusedRow(String will) {
        TestServer.Org org = org(3);
        String body = rows(
                3,
                i -> "{'identifierName':'CODE','identifierValue':'z%d','name':'%s'}"
                        .formatted(i, List.of(will, "Zone 0", "Fine").get(i)));
        Race.Answer answer = Race.answer(org.put(ZONES, body));
        assertThat(answer.codes()).as(answer.body()).containsExactly(List.of(9500), List.of(1206), List.of());
        requireStored(org, "zone", 1);
    }
}
