package dev.bailiwick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.db.DatabaseUrl;
import dev.bailiwick.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code apply} and {@code export}, through a server and straight in its database. */
class OrgFileProcessTest {
    private static final TestServer SERVER = TestServer.shared();
    private static final String PASSWORD = "pass \"word\" with ü: #1";

    private final String key = "Cli-" + UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, String> signedIn =
            Map.of("BASE_URL", SERVER.uri("").toString(), "BASIC_USER", key + "/ada", "BASIC_PASSWORD", PASSWORD);
    private final Map<String, String> withDatabase = Map.of(
            "BAILIWICK_DATABASE_URL",
            DatabaseUrl.of(SERVER.database().serverUrl())
                    .forRole(
                            "bailiwick",
                            DatabaseUrl.of(SERVER.database().serverUrl()).password()),
            "ADA_PASSWORD",
            PASSWORD);

    @TempDir
    Path directory;

    private static final String FILE = """
            org: %s
            title: Çağ & Söhne
            locales:
              languages: [en-IN, fr-FR]
              currencies: [INR, EUR]
              timezones: [Asia/Kolkata, Europe/Paris]
            users:
              - {login: ada, name: Ada Lindqvist, email: ada@example.com, role: admin, password: "${ADA_PASSWORD}"}
              - {login: bob, role: viewer}
            zoneFields:
              - {name: cf_region, type: String}
              - {name: cf_size, type: Integer}
            modules:
              - {name: Contacts, fields: [{name: Ext, label: Äußere ID, type: text, length: 100, external: user}]}
              - {name: Projects, label: Project, fields: [{name: Size, type: double, length: 10}]}
            zones:
              - {code: root, name: ROOT}
              - {code: north, id: 75001001, name: "Nördliche Zone: 1", parent: root, language: en-IN, currency: INR, timezone: Asia/Kolkata, externalIds: {erpId: "007"}, customFields: {cf_region: "no", cf_size: 3}}
              - {code: south, name: "South", description: "two\\nlines — and 'quotes'", parent: root, active: false, admin: true}
            stores:
              - {code: st-1, name: Store 1, place: north, latitude: 28.6, longitude: 77.2, externalIds: {pos: "17"}}
              - {code: st-2, name: "Store: \\"2\\"", place: north, active: false, description: "null"}
            """;

    private static final String UNCHANGED = """
            org: {unchanged=1}
            users: {unchanged=2}
            zones: {unchanged=3}
            stores: {unchanged=2}
            """;

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "org", ".yaml"), text);
    }

    private static Program.End run(Map<String, String> environment, String... words) {
        return Program.run(environment, words);
    }

    private void makeOrg() throws IOException {
        Program.End made = run(withDatabase, "apply", file(FILE.formatted(key)).toString());
        assertThat(made.exit()).as(made.toString()).isZero();
        assertThat(made.out())
                .contains("org: {created=1}", "users: {created=2}", "zones: {created=3}", "stores: {created=2}")
                .contains("created zones[1] north")
                .doesNotContain(PASSWORD);
    }

    private String export(Map<String, String> environment, String... more) {
        List<String> words = new ArrayList<>(List.of("export"));
        words.addAll(Arrays.asList(more));
        Program.End export = run(environment, words.toArray(String[]::new));
        assertThat(export.exit()).as(export.toString()).isZero();
        assertThat(export.err()).isEmpty();
        return export.out();
    }

    @Test
    void whatIsExportedChangesNothingHereAndMakesTheSameElsewhere() throws IOException {
        makeOrg();
        String exported = export(signedIn);
        assertThat(exported)
                .contains("Çağ & Söhne", "Nördliche Zone: 1", "75001001")
                .doesNotContain("password", "$2", PASSWORD);
        assertThat(export(withDatabase, "--org", key)).as("either way the same").isEqualTo(exported);

        Program.End again = run(signedIn, "apply", file(exported).toString());
        assertThat(again.exit()).as(again.toString()).isZero();
        assertThat(again.out()).isEqualTo(UNCHANGED);

        String other = key + "-copy";
        Path copy = file(exported.replace(key, other));
        assertThat(run(withDatabase, "apply", copy.toString()).exit()).isZero();
        assertThat(export(withDatabase, "--org", other).replace(other, key)).isEqualTo(exported);

        Path json = directory.resolve("org.json");
        export(signedIn, "--format", "JSON", "--out", json.toString());
        assertThat(run(signedIn, "apply", json.toString()).out()).isEqualTo(UNCHANGED);
    }

    @Test
    void hashesAreWrittenOnlyWhenAskedForAndOpenTheCopy() throws IOException {
        makeOrg();
        String other = key + "-copy";
        String withHashes = export(signedIn, "--hashes");
        assertThat(withHashes.lines().filter(line -> line.contains("passwordHash: \"$2")))
                .hasSize(1);
        assertThat(withHashes).doesNotContain(PASSWORD);
        assertThat(run(
                                withDatabase,
                                "apply",
                                file(withHashes.replace(key, other)).toString())
                        .exit())
                .isZero();
        assertThat(export(Map.of(
                        "BASE_URL",
                        SERVER.uri("").toString(),
                        "BASIC_USER",
                        other + "/ada",
                        "BASIC_PASSWORD",
                        PASSWORD)))
                .contains("org: \"" + other + "\"");
    }

    @Test
    void aDryRunTellsWhatWouldBeDoneAndDoesNothing() throws IOException {
        Path file = file(FILE.formatted(key));
        Program.End dry = run(withDatabase, "apply", "--dry-run", file.toString());
        assertThat(dry.exit()).as(dry.toString()).isZero();
        assertThat(dry.out()).contains("zones: {created=3}", "this is what would be done; nothing was");
        assertThat(SERVER.core().orgs().exists(key)).isFalse();

        makeOrg();
        Path change = file("zones: [{code: south, name: Süd}]");
        Program.End throughServer = run(signedIn, "apply", "--dry-run", change.toString());
        assertThat(throughServer.exit()).isZero();
        assertThat(throughServer.out()).contains("changed zones[0] south", "before=South, after=Süd", "nothing was");
        assertThat(export(signedIn)).contains("\"South\"").doesNotContain("Süd");
        assertThat(run(signedIn, "apply", change.toString()).out()).contains("changed zones[0] south");
        assertThat(export(signedIn)).contains("\"Süd\"");
    }

    @Test
    void everyMistakeIsToldWithItsLineAndNothingIsApplied() throws IOException {
        makeOrg();
        String before = export(signedIn);
        Path file = file("""
                title: Not to be seen
                zones:
                  - {code: north, name: East}
                  - {code: west, name: South, parent: nroth}
                  - code: up
                    name: Up
                    parent: root
                    language: de-DE
                    colour: red
                stores:
                  - {code: st-1, latitude: 91}
                """);
        for (Map<String, String> way : List.of(signedIn, withDatabase)) {
            Path told = way == signedIn ? file : file("org: " + key + "\n" + Files.readString(file));
            int more = way == signedIn ? 0 : 1;
            Program.End refused = run(way, "apply", told.toString());
            assertThat(refused.exit()).as(refused.toString()).isEqualTo(1);
            assertThat(refused.out())
                    .contains(told + ":" + (4 + more) + ": zones[1].name: ")
                    .contains(told + ":" + (4 + more)
                            + ": zones[1].parent: no zone has the code 'nroth'; did you mean 'north'?")
                    .contains(told + ":" + (8 + more) + ": zones[2].language: 'de-DE' is not enabled")
                    .contains(told + ":" + (9 + more) + ": zones[2].colour: no such key")
                    .contains(told + ":" + (11 + more) + ": stores[0].latitude: ")
                    .contains("nothing was applied");
        }
        assertThat(export(signedIn)).isEqualTo(before);

        Program.End unreadable =
                run(signedIn, "apply", file("zones: [{code: a\n").toString());
        assertThat(unreadable.exit()).isEqualTo(1);
        assertThat(unreadable.out()).contains(":1: ", "neither YAML nor JSON");
    }

    @Test
    void secretsComeFromTheEnvironmentAndOnlyFromHere() throws IOException {
        Path file = file(FILE.formatted(key).replace("ADA_PASSWORD", "NOT_SET_ANYWHERE"));
        Program.End missing = run(withDatabase, "apply", file.toString());
        assertThat(missing.exit()).isEqualTo(78);
        assertThat(missing.err()).contains("not set in the environment: NOT_SET_ANYWHERE");
        assertThat(SERVER.core().orgs().exists(key)).isFalse();

        makeOrg();
        Path text = file("zones: [{code: south, description: \"${ADA_PASSWORD}\"}]");
        assertThat(run(signedIn, "apply", text.toString()).exit()).isZero();
        assertThat(export(signedIn)).as("only in a password").contains("\"${ADA_PASSWORD}\"");
    }

    @Test
    void whoIsNotLetInIsTold() throws IOException {
        Path file = file("title: x");
        Program.End nowhere = run(Map.of(), "apply", file.toString());
        assertThat(nowhere.exit()).isEqualTo(78);
        assertThat(nowhere.err()).contains("--server", "BASIC_PASSWORD", "--database-url");
        Program.End stranger = run(signedIn, "apply", file.toString());
        assertThat(stranger.exit()).isEqualTo(78);
        assertThat(stranger.err()).contains("does not know " + key + "/ada").doesNotContain(PASSWORD);
        assertThat(run(withDatabase, "export", "--org", "nobodys").err()).contains("no org has the key nobodys");
        Program.End absent = run(signedIn, "apply", "not-there.yaml");
        assertThat(absent.exit()).isEqualTo(78);
        assertThat(absent.err()).contains("cannot read not-there.yaml");
    }
}
