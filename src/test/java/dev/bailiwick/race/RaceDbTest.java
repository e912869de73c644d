package dev.bailiwick.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.race.Race.Answer;
import dev.bailiwick.race.Race.Runner;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that want the same at the same time: one wins, the others are told, and the data hold together. */
class RaceDbTest {
    private static final String ZONES = "/v2/locations/zones";
    private static final String STORES = "/v2/locations/stores";
    private static final int ROUNDS = 12;
    private static final int MOST = 16;

    private TestServer.Org org = TestServer.shared()
            .org(TestServer.LOCALES + "zones:\n  - {code: root, name: ROOT}\n"
                    + IntStream.range(0, MOST)
                            .mapToObj(i -> "  - {code: z%1$d, name: Zone %1$d, parent: root}\n".formatted(i))
                            .collect(Collectors.joining())
                    + "stores:\n"
                    + IntStream.range(0, MOST)
                            .mapToObj(i -> "  - {code: s%1$d, name: Store %1$d, place: root}\n".formatted(i))
                            .collect(Collectors.joining()));

    @BeforeEach
    void signIn() {
        require200(org.put(ZONES, "[]"));
    }

    @AfterEach
    void holdsTogether() {
        Invariants.check(org.server().database(), org.id());
    }

    private void holdsTogetherNow() {
        Invariants.check(org.server().database(), org.id());
    }

    private static void require200(java.net.http.HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** A row about the zone or store with this code, with more members in JSON. */
    private static String row(String code, String members) {
        return "{\"identifierName\":\"CODE\",\"identifierValue\":\"" + code + "\"," + members.replace('\'', '"') + "}";
    }

    private Runner put(String path, String... rows) {
        return () -> org.put(path, "[" + String.join(",", rows) + "]");
    }

    private Runner post(String path, String row) {
        return () -> org.post(path, "[" + row.replace('\'', '"') + "]");
    }

    private void reset(String path, String... rows) {
        require200(org.put(path, "[" + String.join(",", rows) + "]"));
    }

    /** 2, 4, 8, 16, 2, … runners. */
    private static int runners(int round) {
        return 2 << round % 4;
    }

    @Test
    void oneName() {
        for (int round = 0; round < ROUNDS; round++) {
            String name = "Wanted " + round;
            // The same name, in letters of another case for every other.
            List<Runner> runners = IntStream.range(0, runners(round))
                    .mapToObj(i -> put(
                            ZONES,
                            row(
                                    "z" + i,
                                    "'name':'" + (i % 2 == 0 ? name : name.toUpperCase(java.util.Locale.ROOT)) + "'")))
                    .toList();
            Race.requireOneWinner(Race.run(runners), 1206);
            holdsTogetherNow();
        }
    }

    @Test
    void oneExternalIdOfZonesAndStores() {
        for (int round = 0; round < ROUNDS; round++) {
            String ids = "'externalIds':{'erp':'E-" + round + "'}";
            List<Runner> runners = IntStream.range(0, runners(round))
                    .mapToObj(i -> i % 2 == 0 ? put(ZONES, row("z" + i, ids)) : put(STORES, row("s" + i, ids)))
                    .toList();
            Race.requireOneWinner(Race.run(runners), 1245);
            holdsTogetherNow();
        }
    }

    @Test
    void oneNewCode() {
        for (int round = 0; round < ROUNDS; round++) {
            int number = round;
            String path = round % 2 == 0 ? ZONES : STORES;
            List<Runner> runners = IntStream.range(0, runners(round / 2))
                    .mapToObj(i -> post(
                            path,
                            "{'code':'new" + number + "','name':'New " + number + " " + i
                                    + "','areaParentCode':'root'}"))
                    .toList();
            Race.requireOneWinner(Race.run(runners), 9002);
            holdsTogetherNow();
        }
    }

    /** The loser of a race inside a larger batch is the row, and only the row. */
    @Test
    void losersNeighboursStand() {
        for (int round = 0; round < ROUNDS; round++) {
            int number = round;
            List<Runner> runners = IntStream.range(0, 4)
                    .mapToObj(i -> put(
                            STORES,
                            row("s" + 4 * i, "'name':'Before " + number + "'"),
                            row("s" + (4 * i + 1), "'externalIds':{'erp':'E-" + number + "'}"),
                            row("s" + (4 * i + 2), "'externalIds':{'own':'O-" + i + "-" + number + "'}")))
                    .toList();
            List<Answer> answers = Race.run(runners);
            assertThat(answers.stream().map(Answer::codes).distinct())
                    .containsExactlyInAnyOrder(
                            List.of(List.of(), List.of(), List.of()), List.of(List.of(), List.of(1245), List.of()));
            assertThat(answers.stream().filter(Answer::won)).hasSize(1);
            holdsTogetherNow();
        }
    }

    @Test
    void neverACycle() {
        for (int round = 0; round < ROUNDS; round++) {
            int number = runners(round);
            List<Runner> runners = IntStream.range(0, number)
                    .mapToObj(i -> put(ZONES, row("z" + i, "'areaParentCode':'z" + (i + 1) % number + "'")))
                    .toList();
            List<Answer> answers = Race.run(runners);
            // All but the last of a ring can be.
            assertThat(answers.stream().filter(Answer::won)).hasSize(number - 1);
            answers.stream()
                    .filter(a -> !a.won())
                    .forEach(a -> assertThat(a.code()).isEqualTo(1217));
            holdsTogetherNow();
            reset(
                    ZONES,
                    IntStream.range(0, number)
                            .mapToObj(i -> row("z" + i, "'areaParentCode':'root'"))
                            .toArray(String[]::new));
        }
    }

    /** A zone goes to sleep while something wants to live in it: one of the two, never both. */
    private void sleepAgainst(String awake, Runner other, int... otherLoses) {
        List<Answer> answers = Race.run(put(ZONES, row(awake, "'isActive':false")), other);
        Answer sleep = answers.getFirst();
        Answer life = answers.get(1);
        assertThat(sleep.won()).as(answers.toString()).isNotEqualTo(life.won());
        if (sleep.won()) {
            assertThat(otherLoses).contains(life.code());
        } else {
            assertThat(sleep.code()).isEqualTo(1259);
        }
        holdsTogetherNow();
    }

    @Test
    void sleepAgainstActivatingAStore() {
        for (int round = 0; round < ROUNDS; round++) {
            reset(ZONES, row("z0", "'isActive':true"));
            reset(STORES, row("s0", "'areaParentCode':'z0','isActive':false"));
            sleepAgainst("z0", put(STORES, row("s0", "'isActive':true")), 1258);
            reset(STORES, row("s0", "'isActive':false"));
        }
    }

    @Test
    void sleepAgainstCreatingOrMovingAStore() {
        for (int round = 0; round < ROUNDS; round++) {
            reset(ZONES, row("z0", "'isActive':true"));
            Runner creates =
                    post(STORES, "{'code':'new" + round + "','name':'New','areaParentCode':'z0','isActive':true}");
            Runner moves = put(STORES, row("s0", "'areaParentCode':'z0'"));
            sleepAgainst("z0", round % 2 == 0 ? creates : moves, 1217);
            Race.run(
                    put(STORES, row("s0", "'areaParentCode':'root'")),
                    put(STORES, row("new" + round, "'areaParentCode':'root'")));
        }
    }

    @Test
    void sleepAgainstAChildZone() {
        for (int round = 0; round < ROUNDS; round++) {
            reset(ZONES, row("z0", "'isActive':true"));
            String code = "child" + round;
            Runner runner = switch (round % 3) {
                case 0 -> post(ZONES, "{'code':'" + code + "','name':'" + code + "','areaParentCode':'z0'}");
                case 1 -> put(ZONES, row("z1", "'areaParentCode':'z0'"));
                default -> {
                    reset(ZONES, row("z1", "'areaParentCode':'z0','isActive':false"));
                    yield put(ZONES, row("z1", "'isActive':true"));
                }
            };
            sleepAgainst("z0", runner, 1217, 1258);
            reset(ZONES, row("z0", "'isActive':true"));
            Race.run(put(ZONES, row(code, "'areaParentCode':'root'")));
            reset(ZONES, row("z1", "'areaParentCode':'root'"));
            reset(ZONES, row("z1", "'isActive':true"));
        }
    }

    private static String[] reversed(List<String> rows) {
        return rows.reversed().toArray(String[]::new);
    }

    private static String[] inOrder(List<String> rows) {
        return rows.toArray(String[]::new);
    }

    /** The same rows from both ends, names handed round: no deadlock reaches a client. */
    @Test
    void oppositeOrders() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Runner> runners = new ArrayList<>();
            for (int i = 0; i < runners(round); i++) {
                int shift = i + round;
                List<String> zones = IntStream.range(0, MOST)
                        .mapToObj(z -> row(
                                "z" + z,
                                "'name':'Zone %1$d','externalIds':{'erp':'X-%1$d'},'description':'by %2$d'"
                                        .formatted((z + shift) % MOST, shift)))
                        .toList();
                List<String> stores = IntStream.range(0, MOST)
                        .mapToObj(s -> row(
                                "s" + s,
                                "'externalIds':{'pos':'X-%1$d'},'name':'by %1$d'".formatted((s + shift) % MOST)))
                        .toList();
                runners.add(
                        switch (i % 4) {
                            case 0 -> put(ZONES, inOrder(zones));
                            case 1 -> put(ZONES, reversed(zones));
                            case 2 -> put(STORES, inOrder(stores));
                            default -> put(STORES, reversed(stores));
                        });
            }
            Race.run(runners)
                    .forEach(answer -> assertThat(answer.codes())
                            .allSatisfy(codes ->
                                    assertThat(codes).allMatch(code -> code == 1206 || code == 1245 || code == 1248)));
            holdsTogetherNow();
        }
    }

    /** One field each of one zone: nobody's is lost. */
    @Test
    void lastWriterWinsPerField() {
        List<String> fields = List.of("language", "currency", "timezone", "description");
        for (int round = 0; round < ROUNDS; round++) {
            int number = round;
            String[][] values = {
                {"en-IN", "fr-FR"}, {"INR", "EUR"}, {"Asia/Kolkata", "Europe/Paris"}, {"even " + round, "odd " + round}
            };
            List<Runner> runners = IntStream.range(0, fields.size())
                    .mapToObj(f -> put(ZONES, row("z0", "'" + fields.get(f) + "':'" + values[f][number % 2] + "'")))
                    .toList();
            assertThat(Race.run(runners)).allMatch(Answer::won);
            String again = row(
                    "z0",
                    IntStream.range(0, fields.size())
                            .mapToObj(f -> "'" + fields.get(f) + "':'" + values[f][number % 2] + "'")
                            .collect(Collectors.joining(",")));
            int before = versions();
            reset(ZONES, again);
            assertThat(versions()).as("a field was lost").isEqualTo(before);
            holdsTogetherNow();
        }
    }

    /** How many versions all zones have together: unchanged where nothing changed. */
    private int versions() {
        return Sql.number(
                org.server().database(), org.id(), "SELECT sum(version) FROM zone WHERE org_id = " + org.id());
    }
}
