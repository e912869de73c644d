package dev.bailiwick.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The database and its two roles. The owner makes the tables; the server works with them and owns nothing, so that
 * row-level security holds for it. The superuser that made them serves nobody afterwards.
 */
record Roles(int port, Secrets secrets) {
    static final String SUPERUSER = "postgres";
    static final String OWNER = "bailiwick_owner";
    static final String SERVER = "bailiwick";
    static final String DATABASE = "bailiwick";

    /** Makes what is missing: an earlier start may have been killed anywhere on the way. */
    void ensure() throws SQLException {
        try (Connection superuser = DriverManager.getConnection(superuserUrl("postgres"))) {
            if (!exists(superuser, "SELECT FROM pg_database WHERE datname = ?", DATABASE)) {
                ensureRole(superuser, OWNER, secrets.owner());
                ensureRole(superuser, SERVER, secrets.server());
                makeDatabase(superuser, DATABASE);
            }
        }
    }

    /** Made aside and renamed, so that a database of that name is a finished one. */
    void makeDatabase(Connection superuser, String database) throws SQLException {
        String aside = database + "_new";
        run(
                superuser,
                "DROP DATABASE IF EXISTS " + aside,
                "CREATE DATABASE " + aside + " OWNER " + OWNER,
                "REVOKE ALL ON DATABASE " + aside + " FROM PUBLIC",
                "GRANT CONNECT ON DATABASE " + aside + " TO " + SERVER);
        try (Connection inside = DriverManager.getConnection(superuserUrl(aside))) {
            run(inside, "ALTER SCHEMA public OWNER TO " + OWNER);
        }
        run(superuser, "ALTER DATABASE " + aside + " RENAME TO " + database);
    }

    private static void ensureRole(Connection superuser, String role, String password) throws SQLException {
        if (!exists(superuser, "SELECT FROM pg_roles WHERE rolname = ?", role)) {
            run(
                    superuser,
                    "CREATE ROLE " + role + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
                            + " PASSWORD '" + password + "'");
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void run(Connection connection, String... commands) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    String superuserUrl(String database) {
        return url(database, SUPERUSER, secrets.superuser());
    }

    String ownerUrl(String database) {
        return url(database, OWNER, secrets.owner());
    }

    String serverUrl(String database) {
        return url(database, SERVER, secrets.server());
    }

    private String url(String database, String user, String password) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s".formatted(port, database, user, password);
    }
}
