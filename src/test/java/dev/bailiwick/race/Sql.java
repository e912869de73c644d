package dev.bailiwick.race;

import dev.bailiwick.db.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a test asks of the database itself. */
public final class Sql {
    private Sql() {}

    /** Something done with a connection. */
    public interface Work {
        void with(Statement statement) throws SQLException;
    }

    /** The one number that this query gives, asked as the server's role, of one org. */
    public static int number(TestPostgres.Database database, long org, String query) {
        try (Connection connection = DriverManager.getConnection(database.serverUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("SET bailiwick.org_id = '" + org + "'");
            try (ResultSet row = statement.executeQuery(query)) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Does this on a connection of its own. */
    public static void on(String url, Work work) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            work.with(statement);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
