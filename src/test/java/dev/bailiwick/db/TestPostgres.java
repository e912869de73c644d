package dev.bailiwick.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The PostgreSQL of the tests: one server a JVM, a fresh database for who asks. Its data stay under {@code target}, so
 * that they are made once and not at every build.
 */
public final class TestPostgres {
    private TestPostgres() {}

    /** An empty database, as its owner and as the server's role see it. */
    public record Database(String ownerUrl, String serverUrl) {}

    /** A new, empty database of the owner's, which the server's role may enter. */
    public static Database newDatabase() {
        Roles roles = Server.ROLES;
        String name = "t_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection superuser = DriverManager.getConnection(roles.superuserUrl("postgres"))) {
            roles.makeDatabase(superuser, name);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        requireServersRole(new DriverManagerDataSource(roles.serverUrl(name)));
        return new Database(roles.ownerUrl(name), roles.serverUrl(name));
    }

    /**
     * Fails where a connection is any other than the server's role, or where that role is bound by less than all rules:
     * what a test of isolation shows would be worth nothing.
     */
    public static void requireServersRole(DataSource connections) {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(MORE_THAN_THE_SERVERS_ROLE)) {
            if (!row.next() || !row.getString(1).isEmpty()) {
                throw new AssertionError("a test's connection is not that of the server's role, or this may too much: "
                        + row.getString(1));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static final String MORE_THAN_THE_SERVERS_ROLE = """
            SELECT concat_ws(', ',
              CASE WHEN session_user <> '%1$s' OR current_user <> '%1$s' THEN session_user || ' as ' || current_user END,
              CASE WHEN r.rolsuper THEN 'is a superuser' END,
              CASE WHEN r.rolbypassrls THEN 'bypasses row-level security' END,
              CASE WHEN r.rolcreaterole OR r.rolcreatedb OR r.rolreplication THEN 'makes roles, databases or copies' END,
              CASE WHEN current_setting('row_security') <> 'on' THEN 'has row-level security off' END,
              CASE WHEN EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid) THEN 'is a member of a role' END,
              CASE WHEN EXISTS (SELECT FROM pg_shdepend d WHERE d.refclassid = 'pg_authid'::regclass
                                AND d.refobjid = r.oid AND d.deptype = 'o') THEN 'owns something' END)
            FROM pg_roles r WHERE r.rolname = current_user
            """.formatted(Roles.SERVER);

    /** The same database as an administrator sees it, for tests that prepare it as one does on a server of one's own. */
    public static String superuserUrl(Database database) {
        String path = java.net
                .URI
                .create(database.ownerUrl().substring("jdbc:".length()))
                .getPath();
        return Server.ROLES.superuserUrl(path.substring(1));
    }

    /** Started when the first test asks for it. */
    private static final class Server {
        static final Roles ROLES = start();

        private static Roles start() {
            // The driver takes a session's time zone from here, whatever the URL says. No test may lean on UTC, nor on
            // offsets of whole hours.
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            EmbeddedPostgres server = startAnywhere();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-test-postgres"));
            try {
                dropLeftOvers(server.roles());
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
            return server.roles();
        }

        /** Another JVM may hold the first directory, and a clone in a closed directory has none that PostgreSQL reaches. */
        private static EmbeddedPostgres startAnywhere() {
            Stream<Path> homes = Stream.of(Path.of("target"), Path.of(System.getProperty("java.io.tmpdir")))
                    .flatMap(parent -> IntStream.rangeClosed(1, 3)
                            .mapToObj(number -> parent.resolve("bailiwick-test-postgres-" + number)));
            List<EmbeddedPostgresException> refusals = new ArrayList<>();
            return homes.map(home -> tryStart(home, refusals))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no PostgreSQL for the tests: " + refusals));
        }

        private static Optional<EmbeddedPostgres> tryStart(Path home, List<EmbeddedPostgresException> refusals) {
            try {
                return Optional.of(EmbeddedPostgres.start(home));
            } catch (EmbeddedPostgresException refusal) {
                refusals.add(refusal);
                return Optional.empty();
            }
        }

        private static void dropLeftOvers(Roles roles) throws SQLException {
            try (Connection superuser = DriverManager.getConnection(roles.superuserUrl("postgres"));
                    Statement statement = superuser.createStatement()) {
                List<String> names = new ArrayList<>();
                try (ResultSet rows =
                        statement.executeQuery("SELECT datname FROM pg_database WHERE datname LIKE 't\\_%'")) {
                    while (rows.next()) {
                        names.add(rows.getString(1));
                    }
                }
                for (String name : names) {
                    statement.execute("DROP DATABASE " + name);
                }
            }
        }
    }
}
