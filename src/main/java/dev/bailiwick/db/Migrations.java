package dev.bailiwick.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** In charge of the schema: brought up to date by its owner, and used by a role that owns nothing. */
public final class Migrations {
    private static final int OLDEST = 15;
    private static final String ROLE_NAME = "[a-z_][a-z0-9_]{0,40}";

    private Migrations() {}

    /** Why a database is not to be used as it is; the message says what to run. */
    public static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unfit(String message) {
            super(message);
        }
    }

    /**
     * Brings the schema up to date and lets the server's role use it.
     *
     * @param owner who owns the schema, and need not be a superuser
     * @param role the server's role; made where it does not exist, which the owner must be allowed to
     * @param password for the role if it is made, or to set anew; null to leave an existing role's
     * @return how many migrations ran
     * @throws Unfit when the role cannot be made or is not fit
     */
    public static int migrate(DatabaseUrl owner, String role, @Nullable String password) {
        if (!role.matches(ROLE_NAME)) {
            throw new Unfit("a role's name is lower-case letters, digits and underscores");
        }
        int ran;
        try {
            requireVersion(owner);
            ran = flyway(owner).migrate().migrationsExecuted;
        } catch (SQLException | FlywayException e) {
            throw new Unfit("cannot use the database " + owner + ": " + e.getMessage());
        }
        try (Connection connection = connect(owner);
                Statement statement = connection.createStatement()) {
            admit(statement, owner, role, password);
        } catch (SQLException e) {
            throw new Unfit("cannot set up the role " + role + ": " + e.getMessage());
        }
        return ran;
    }

    private static void requireVersion(DatabaseUrl url) throws SQLException {
        try (Connection connection = connect(url)) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST) {
                throw new Unfit("PostgreSQL " + version + " is too old; Bailiwick wants " + OLDEST + " or later");
            }
        }
    }

    private static Flyway flyway(DatabaseUrl url) {
        return Flyway.configure()
                .dataSource(url.jdbc(), url.user(), url.password())
                .locations("classpath:db/migration")
                .load();
    }

    private static Connection connect(DatabaseUrl url) throws SQLException {
        return DriverManager.getConnection(url.jdbc(), url.user(), url.password());
    }

    private static void admit(Statement statement, DatabaseUrl owner, String role, @Nullable String password)
            throws SQLException {
        if (password != null) {
            String secret = "'" + password.replace("'", "''") + "'";
            try (ResultSet found = statement.executeQuery("SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'")) {
                String verb = found.next() ? "ALTER" : "CREATE";
                String sql = verb + " ROLE " + role + " LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD " + secret;
                statement.execute(verb.equals("ALTER") ? "ALTER ROLE " + role + " PASSWORD " + secret : sql);
            } catch (SQLException e) {
                if ("42501".equals(e.getSQLState())) {
                    throw new Unfit(owner.user() + " may not make roles. As a superuser run: CREATE ROLE " + role
                            + " LOGIN PASSWORD '...'; then migrate again with --role " + role + " --keep-password");
                }
                throw e;
            }
        }
        // Where the administrator closed the database to the public, its owner has to open it to the role.
        String database = ask(statement.getConnection(), "SELECT quote_ident(current_database())");
        statement.execute("GRANT CONNECT ON DATABASE " + database + " TO " + role);
        statement.execute("GRANT USAGE ON SCHEMA public TO " + role);
        statement.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO " + role);
        statement.execute("REVOKE INSERT, UPDATE, DELETE ON flyway_schema_history FROM " + role);
        statement.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO " + role);
    }

    /**
     * Refuses a role that row-level security does not bind, and a schema that is not the one this server knows.
     *
     * @throws Unfit with what to run instead
     */
    public static void requireFit(DatabaseUrl server) {
        try (Connection connection = connect(server)) {
            String unfit = ask(connection, """
                    SELECT CASE
                      WHEN r.rolsuper THEN 'is a superuser'
                      WHEN r.rolbypassrls THEN 'bypasses row-level security'
                      WHEN EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                                   WHERE n.nspname = 'public' AND pg_has_role(r.oid, c.relowner, 'USAGE'))
                        THEN 'owns tables'
                      END
                    FROM pg_roles r WHERE r.rolname = current_user
                    """);
            if (unfit != null) {
                throw new Unfit(
                        "the role " + server.user() + " " + unfit + ", so it would not be kept to one org's rows. Run"
                                + " ./bailiwick migrate --owner-url "
                                + "URL, which makes a role for the server, and serve with that"
                                + " role's URL as --database-url");
            }
            requireSchema(connection);
        } catch (SQLException e) {
            throw new Unfit("cannot use the database " + server + ": " + e.getMessage());
        }
    }

    private static void requireSchema(Connection connection) throws SQLException {
        String there = ask(connection, "SELECT to_regclass('public.flyway_schema_history')::text");
        String version = there == null
                ? null
                : ask(
                        connection,
                        "SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank DESC LIMIT 1");
        if (!NEWEST.equals(version)) {
            throw new Unfit("the database's schema is " + (version == null ? "not there" : "version " + version)
                    + ", this server wants version " + NEWEST + ". Run ./bailiwick migrate --owner-url URL");
        }
    }

    /** The newest migration in this jar; a test holds it to the files. */
    static final String NEWEST = "7";

    private static @Nullable String ask(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getString(1) : null;
        }
    }
}
