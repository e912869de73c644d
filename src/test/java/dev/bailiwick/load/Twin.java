package dev.bailiwick.load;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * An org that is kept the same as another one: what a batch of the other one left is read, and then written here by the
 * least SQL, in one transaction, as the server's role. The writing believes all that it was told: it judges nothing, reads
 * no record, takes no lock. Of the records it looks up the external ids that the batch named.
 */
final class Twin implements AutoCloseable {
    private static final List<String> OF_BATCHES = List.of("batch", "outcome", "history", "passage");
    private static final List<String> STATE = List.of("zone", "record", "assignment");
    private static final String ASSIGNMENT_KEY = "(org_id, record_id, zone_id)";

    private final Connection superuser;
    private final DataSource pool;
    private final long original;
    private final long copy;
    private final int space;

    /**
     * @param pool of the server's role
     * @param copy an org that has the same zones, by their ids, and no records
     * @param space of the external field's keys
     */
    Twin(String superuserUrl, DataSource pool, long original, long copy, int space) throws SQLException {
        this.superuser = DriverManager.getConnection(superuserUrl);
        this.pool = pool;
        this.original = original;
        this.copy = copy;
        this.space = space;
        execute("DELETE FROM zone WHERE org_id = " + copy);
        execute("DELETE FROM history WHERE org_id = " + copy);
        for (String table : List.of("zone", "record", "assignment", "history", "passage", "entity_key")) {
            String where = table.equals("entity_key") ? "kind = 4" : "true";
            Rows.read(superuser, table, original, where).insert(superuser, copy, "");
        }
        settle();
    }

    /** What a batch changed. */
    record Changes(
            Rows zones, Rows records, Rows left, Rows entered, List<Rows> ofBatch, String @Nullable [] externalIds) {}

    /** Cleans up, so that each measurement finds the tables alike. */
    void settle() throws SQLException {
        execute("VACUUM (ANALYZE) zone, record, entity_key, assignment, passage, batch, outcome, history");
        execute("CHECKPOINT");
    }

    /** What the last batch of the original left, with the external ids that it named, as keys. */
    Changes changes(String @Nullable [] externalIds) throws SQLException {
        String batch = lastBatch();
        String other = "(SELECT to_jsonb(b) - 'org_id' FROM %s b WHERE b.org_id = " + copy + " AND b.%s = t.%s)";
        String differs = "to_jsonb(t) - 'org_id' IS DISTINCT FROM " + other;
        String pair = " w WHERE w.org_id = %d AND w.record_id = t.record_id AND w.zone_id = t.zone_id";
        return new Changes(
                Rows.read(superuser, "zone", original, differs.formatted("zone", "zone_id", "zone_id")),
                Rows.read(superuser, "record", original, differs.formatted("record", "record_id", "record_id")),
                Rows.read(
                        superuser,
                        "assignment",
                        copy,
                        "NOT EXISTS (SELECT FROM assignment" + pair.formatted(original) + ")"),
                Rows.read(
                        superuser,
                        "assignment",
                        original,
                        "to_jsonb(t) - 'org_id' IS DISTINCT FROM (SELECT to_jsonb(w) - 'org_id' FROM assignment"
                                + pair.formatted(copy) + ")"),
                List.of(
                        ofBatch("batch", batch),
                        ofBatch("outcome", batch),
                        ofBatch("history", batch),
                        ofBatch("passage", batch)),
                externalIds);
    }

    private Rows ofBatch(String table, String batch) throws SQLException {
        return Rows.read(superuser, table, original, "t.batch_id = '" + batch + "'");
    }

    /** Writes this; returns when it is stored for good. */
    void write(Changes changes) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL bailiwick.org_id = '" + copy + "'");
            }
            if (changes.externalIds != null) {
                find(connection, changes.externalIds);
            }
            changes.zones.update(connection, copy, List.of("rules", "version", "modified_at", "modified_by"));
            changes.records.update(connection, copy, List.of("data", "version"));
            changes.left.delete(connection, copy, List.of("record_id", "zone_id"));
            changes.entered.insert(
                    connection,
                    copy,
                    "ON CONFLICT " + ASSIGNMENT_KEY + " DO UPDATE SET cause = excluded.cause, inside = excluded.inside,"
                            + " contradicted = excluded.contradicted, until = excluded.until");
            for (Rows rows : changes.ofBatch) {
                rows.insert(connection, copy, "");
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private void find(Connection connection, String[] keys) throws SQLException {
        int found = 0;
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT value, entity_id FROM entity_key WHERE org_id = ? AND space = ? AND user_id = 0 AND value = ANY (?)")) {
            statement.setLong(1, copy);
            statement.setInt(2, space);
            statement.setArray(3, connection.createArrayOf("text", keys));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found++;
                }
            }
        }
        if (found != keys.length) {
            throw new IllegalStateException(found + " records in place of " + keys.length);
        }
    }

    /** How many rows one of the two orgs has and the other does not: of all that belongs somewhere, and of the last batch. */
    long differences() throws SQLException {
        String batch = lastBatch();
        long all = 0;
        for (String table : STATE) {
            all += differences(table, "true");
        }
        for (String table : OF_BATCHES) {
            all += differences(table, "batch_id = '" + batch + "'");
        }
        return all;
    }

    private long differences(String table, String where) throws SQLException {
        String rows = "(SELECT to_jsonb(t) - 'org_id' FROM " + table + " t WHERE org_id = %d AND " + where + ")";
        String a = rows.formatted(original);
        String b = rows.formatted(copy);
        return Long.parseLong(text("SELECT count(*) FROM ((" + a + " EXCEPT ALL " + b + ") UNION ALL (" + b
                + " EXCEPT ALL " + a + ")) AS d"));
    }

    private String lastBatch() throws SQLException {
        return text("SELECT batch_id::text FROM batch WHERE org_id = " + original + " ORDER BY at DESC LIMIT 1");
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = superuser.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        superuser.close();
    }
}
