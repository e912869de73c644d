package dev.bailiwick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.db.DatabaseUrl;
import dev.bailiwick.db.TestPostgres;
import dev.bailiwick.process.Program;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code migrate} and {@code serve} on a PostgreSQL of one's own, whose administrator made a database and its owner. */
class OwnPostgresProcessTest {
    private static final Pattern PRINTED = Pattern.compile("serve --database-url '([^']+)'");

    private final TestPostgres.Database database = TestPostgres.newDatabase();
    private final String superuser = TestPostgres.superuserUrl(database);
    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private final String owner = "own_" + suffix;
    private final String server = "srv_" + suffix;
    private final List<String> made = new ArrayList<>(List.of(server, owner));

    @TempDir
    Path directory;

    @BeforeEach
    void anOwnerWhoMayMakeRoles() throws SQLException {
        sql(
                "CREATE ROLE " + owner + " LOGIN CREATEROLE PASSWORD 'o:w/n@e r'",
                "ALTER DATABASE " + name() + " OWNER TO " + owner,
                "ALTER SCHEMA public OWNER TO " + owner);
    }

    @AfterEach
    void removeRoles() throws SQLException {
        for (String role : made) {
            sql("DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = '" + role + "') THEN"
                    + " EXECUTE 'REASSIGN OWNED BY " + role + " TO postgres'; EXECUTE 'DROP OWNED BY " + role + "';"
                    + " EXECUTE 'DROP ROLE " + role + "'; END IF; END $$");
        }
    }

    private String name() {
        String path = URI.create(superuser.substring("jdbc:".length())).getPath();
        return path.substring(1);
    }

    private void sql(String... commands) throws SQLException {
        try (Connection connection = DriverManager.getConnection(superuser);
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    private String url(String role, String password) {
        return DatabaseUrl.of(superuser).forRole(role, password);
    }

    private String ownerUrl() {
        return url(owner, "o:w/n@e r");
    }

    private Program.End migrate(String... more) {
        List<String> words = new ArrayList<>(List.of("migrate", "--owner-url", ownerUrl(), "--role", server));
        words.addAll(List.of(more));
        return Program.run(words.toArray(String[]::new));
    }

    private static String printedUrl(Program.End migrated) {
        assertThat(migrated.exit()).as(migrated.toString()).isZero();
        Matcher url = PRINTED.matcher(migrated.out());
        assertThat(url.find()).as(migrated.out()).isTrue();
        return url.group(1);
    }

    @Test
    void migrateMakesTheRoleAndServeTakesItsUrl() throws Exception {
        Program.End first = migrate();
        assertThat(first.out()).contains("migrations run: 7");
        String old = printedUrl(first);
        Program.End second = migrate();
        assertThat(second.out()).as("twice is harmless").contains("the schema is up to date");
        String url = printedUrl(second);
        assertThat(Program.run("serve", "--port", "0", "--database-url", old))
                .as("the password before")
                .satisfies(refused(), end -> assertThat(end.err()).contains("password authentication failed"));
        assertThat(migrate("--keep-password").out())
                .as("a third time, as it is")
                .contains(server + ":PASSWORD@");

        Path file = Files.writeString(directory.resolve("org.yaml"), """
                org: own
                users: [{login: ada, role: admin, password: correct horse battery}]
                zones: [{code: top, name: Top}]
                """);
        assertThat(Program.run("apply", file.toString(), "--database-url", url)).satisfies(succeeded());
        try (Program program = Program.start("serve", "--port", "0", "--database-url", url);
                HttpClient client = HttpClient.newHttpClient()) {
            String at = program.line("Bailiwick is ready: ").split(": ", 2)[1];
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(at + "/v2/locations/zones"))
                            .header("Authorization", TestServer.basic("own/ada", "correct horse battery"))
                            .header("Content-Type", "application/json")
                            .PUT(BodyPublishers.ofString("""
                                            [{"identifierName":"CODE","identifierValue":"top","description":"kept"}]"""))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            client.shutdownNow();
            Program.End end = program.terminate().end();
            assertThat(end.exit()).isEqualTo(128 + 15);
            assertThat(end.err()).isEmpty();
        }
        Program.End export = Program.run("export", "--database-url", url, "--org", "own");
        assertThat(export.out()).contains("description: \"kept\"");
    }

    private static Consumer<Program.End> succeeded() {
        return end -> assertThat(end.exit()).as(end.toString()).isZero();
    }

    private static Consumer<Program.End> refused() {
        return end -> {
            assertThat(end.exit()).as(end.toString()).isEqualTo(78);
            assertThat(end.err().lines()).as("words, no stack: " + end.err()).hasSize(1);
            assertThat(end.err()).doesNotContain("o:w/n@e r", "o%3Aw%2Fn%40e%20r");
        };
    }

    @Test
    void serveRefusesARoleThatIsNotBoundAndADatabaseThatIsNotReady() throws Exception {
        sql("CREATE ROLE bare_" + suffix + " LOGIN PASSWORD 'p'", "GRANT CONNECT ON DATABASE " + name() + " TO PUBLIC");
        made.add("bare_" + suffix);
        assertThat(serve(url("bare_" + suffix, "p")))
                .satisfies(refused(), end -> assertThat(end.err()).contains("not there", "migrate --owner-url"));

        printedUrl(migrate());
        assertThat(serve(ownerUrl()))
                .satisfies(refused(), end -> assertThat(end.err()).contains("owns tables", "migrate --owner-url"));
        assertThat(serve(superuser))
                .satisfies(refused(), end -> assertThat(end.err()).contains("superuser", "migrate --owner-url"));
        sql("ALTER ROLE bare_" + suffix + " BYPASSRLS");
        assertThat(serve(url("bare_" + suffix, "p")))
                .satisfies(refused(), end -> assertThat(end.err()).contains("bypasses", "migrate --owner-url"));
        // Half bound: may take on the owner's role.
        sql("ALTER ROLE bare_" + suffix + " NOBYPASSRLS", "GRANT " + owner + " TO bare_" + suffix);
        assertThat(serve(url("bare_" + suffix, "p")))
                .satisfies(refused(), end -> assertThat(end.err()).contains("owns tables", "migrate --owner-url"));
    }

    private static Program.End serve(String url) {
        return Program.run("serve", "--port", "0", "--database-url", url);
    }

    @Test
    void anOwnerWhoMayNotMakeRolesIsToldWhatToAskFor() throws Exception {
        sql("ALTER ROLE " + owner + " NOCREATEROLE");
        assertThat(migrate())
                .satisfies(
                        refused(),
                        end -> assertThat(end.err()).contains("CREATE ROLE " + server, "LOGIN", "--keep-password"));
        // As told:
        sql("CREATE ROLE " + server + " LOGIN PASSWORD 's'");
        assertThat(migrate("--keep-password").exit()).isZero();
        try (Program program = Program.start("serve", "--port", "0", "--database-url", url(server, "s"))) {
            program.line("Bailiwick is ready: ");
        }
    }
}
