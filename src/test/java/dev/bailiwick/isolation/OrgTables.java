package dev.bailiwick.isolation;

import dev.bailiwick.TestServer;
import dev.bailiwick.db.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The tables that hold rows of orgs, whichever there are, seen past row-level security. */
public final class OrgTables {
    /** The one that tells which org has a key: its rows belong to no org, and all may look there. */
    public static final String TENANT = "tenant";

    private final TestPostgres.Database database;

    public OrgTables(TestPostgres.Database database) {
        this.database = database;
    }

    /** Something done as the superuser. */
    interface Work<R> {
        R with(Statement statement) throws SQLException;
    }

    static <R> R asSuperuser(TestPostgres.Database database, Work<R> work) {
        try (Connection connection = DriverManager.getConnection(TestPostgres.superuserUrl(database));
                Statement statement = connection.createStatement()) {
            return work.with(statement);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static List<String> column(Statement statement, String query) throws SQLException {
        List<String> column = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                column.add(rows.getString(1));
            }
        }
        return column;
    }

    /** Every table with a column {@code org_id}. */
    public List<String> names() {
        return asSuperuser(database, OrgTables::names);
    }

    private static List<String> names(Statement statement) throws SQLException {
        return column(statement, """
                SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'org_id'
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1
                """);
    }

    /** Something of every sort that is kept no longer. */
    void addExpired(TestServer.Org org) {
        asSuperuser(database, statement -> {
            String batch = "'00000000-0000-7000-8000-000000000000'";
            statement.execute("INSERT INTO outcome SELECT " + org.id() + ", " + batch + ", 0, 0, '[]'");
            statement.execute("INSERT INTO oauth_access SELECT " + org.id()
                    + ", 'old', 1, 1, 1, ARRAY['ZohoCRM.org.READ'], '2020-01-01', '2020-01-01'");
            statement.execute("INSERT INTO oauth_code SELECT " + org.id()
                    + ", 'old', 1, 1, ARRAY['ZohoCRM.org.READ'], NULL, '2020-01-01'");
            return statement.execute("INSERT INTO idempotency SELECT " + org.id() + ", 1, 'old', 'old', 'old', ARRAY["
                    + batch + "::uuid], '2020-01-01'");
        });
    }

    /**
     * Another org with the very rows of this one, ids and all: only the org's number tells them apart. It has no key, so
     * that what goes from org to org does not come to it.
     */
    long twinOf(TestServer.Org org) {
        return asSuperuser(database, statement -> {
            long twin = Long.parseLong(
                    column(statement, "SELECT nextval('org_number')").getFirst());
            // A zone may come before its parent.
            statement.execute("SET session_replication_role = replica");
            for (String table : names(statement)) {
                if (!table.equals(TENANT)) {
                    statement.execute("""
                            INSERT INTO %1$s SELECT (jsonb_populate_record(t, jsonb_build_object('org_id', %2$d))).*
                            FROM %1$s t WHERE t.org_id = %3$d
                            """.formatted(table, twin, org.id()));
                }
            }
            return twin;
        });
    }

    /** Every row of an org, table by table, with the place of its version and who wrote and locked it. */
    TreeMap<String, List<String>> versions(long org) {
        return rows("t.ctid || ' ' || t.xmin || ' ' || t.xmax || ' ' || t::text", org);
    }

    /** Every row of an org, table by table. */
    TreeMap<String, List<String>> rows(long org) {
        return rows("t::text", org);
    }

    private TreeMap<String, List<String>> rows(String what, long org) {
        return asSuperuser(database, statement -> {
            TreeMap<String, List<String>> rows = new TreeMap<>();
            for (String table : names(statement)) {
                String query = "SELECT " + what + " FROM " + table + " t WHERE t.org_id = " + org + " ORDER BY 1";
                rows.put(table, column(statement, query));
            }
            return rows;
        });
    }
}
