package dev.bailiwick.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.race.Race.Answer;
import dev.bailiwick.race.Race.Runner;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Both doors want one name at once; many bring users into one territory; one deletes what another needs. */
class TerritoryRaceDbTest {
    private static final String TERRITORIES = "/crm/v8/settings/territories";
    private static final int ROUNDS = 6;

    private final TestServer.Org org = TestServer.shared()
            .org(TestServer.LOCALES
                    + """
            users:
            %s
            zones:
              - {code: root, id: 4100, name: World}
              - {code: north, id: 4101, name: North, parent: root}
            """.formatted(String.join(
                            "\n",
                            IntStream.range(0, 8)
                                    .mapToObj(i -> "  - {login: u" + i + ", role: viewer}")
                                    .toList())));

    @AfterEach
    void holdsTogether() {
        Invariants.check(org.server().database(), org.id());
    }

    private Runner makes(String name, long parent) {
        return () -> org.post(
                TERRITORIES,
                "{\"territories\":[{\"name\":\"%s\",\"reporting_to\":{\"id\":\"%d\"},\"permission_type\":\"read_only\"}]}"
                        .formatted(name, parent));
    }

    @Test
    void oneNameThroughBothDoors() {
        for (int round = 0; round < ROUNDS; round++) {
            int number = round;
            List<Runner> runners = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String code = "c" + round + "-" + i;
                runners.add(makes("WANTED " + number, 4100));
                runners.add(() -> org.post(
                        "/v2/locations/zones",
                        "[{\"code\":\"%s\",\"name\":\"Wanted %d\",\"areaParentCode\":\"root\"}]"
                                .formatted(code, number)));
            }
            assertThat(Race.run(runners)).filteredOn(Answer::won).hasSize(1);
        }
    }

    @Test
    void oneCodeOfTwoNames() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Answer> answers =
                    Race.run(makes("A " + round, 4100), makes("A-" + round, 4100), makes("A." + round, 4100));
            assertThat(answers).allMatch(Answer::won);
        }
    }

    @Test
    void manyUsersOfOneTerritory() {
        List<Long> users = org.server().core().people().of(org.id()).values().stream()
                .filter(person -> person.login().startsWith("u"))
                .map(person -> person.id())
                .toList();
        List<Runner> runners = users.stream()
                .map(user ->
                        (Runner) () -> org.put(TERRITORIES + "/4101/users", "{\"users\":[{\"id\":\"" + user + "\"}]}"))
                .toList();
        assertThat(Race.run(runners)).allMatch(Answer::won);
        String all = org.get(TERRITORIES + "/4101/users").body();
        assertThat(users).hasSize(8).allMatch(user -> all.contains("\"id\":\"" + user + "\""));
    }

    /** Whoever comes second is told: of a parent that is gone, or of a child that came. */
    @Test
    void whatGoesAndWhatComesBelowIt() {
        for (int round = 0; round < ROUNDS; round++) {
            String made = org.post(TERRITORIES, """
                    {"territories":[{"name":"Goes %d","reporting_to":{"id":"4101"},"permission_type":"read_only"}]}""".formatted(round)).body();
            long id = Long.parseLong(made.replaceAll("(?s).*\"id\":\"(\\d+)\".*", "$1"));
            List<Answer> answers =
                    Race.run(makes("Comes " + round, id), () -> org.send("DELETE", TERRITORIES + "/" + id, null));
            assertThat(answers).filteredOn(Answer::won).hasSize(1);
        }
    }
}
