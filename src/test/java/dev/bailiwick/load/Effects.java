package dev.bailiwick.load;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What writes leave in the database, read past the server and past row-level security. */
final class Effects implements AutoCloseable {
    private final Connection superuser;

    Effects(String superuserUrl) {
        try {
            this.superuser = DriverManager.getConnection(superuserUrl);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Cleans up and looks at what the tables hold now, so that each measurement finds them alike. */
    void settle() {
        run("VACUUM (ANALYZE) zone, entity_key, batch, outcome, history");
        run("CHECKPOINT");
    }

    private void run(String sql) {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The process that all sessions of the database come from. */
    ProcessHandle postmaster() {
        return ProcessHandle.of(Long.parseLong(texts("SELECT pg_backend_pid()").getFirst()))
                .flatMap(ProcessHandle::parent)
                .orElseThrow();
    }

    /**
     * All that the org's last batch left: every column of every row, but for when it was and how it is numbered. What
     * tells one writing of the zones from the next is cut out: versions and the numbers in {@link Zones}.
     */
    List<String> ofLastBatch(Org org, Zones zones) {
        String batch = texts("SELECT batch_id::text FROM batch WHERE org_id = ? ORDER BY at DESC LIMIT 1", org.id())
                .getFirst();
        List<String> found = new ArrayList<>();
        for (String table : List.of("batch", "outcome", "history")) {
            found.addAll(texts(
                    "SELECT '" + table + " ' || (to_jsonb(t) - 'at' - 'batch_id')::text FROM " + table
                            + " t WHERE org_id = ? AND batch_id = ?::uuid",
                    org.id(),
                    batch));
        }
        String[] codes = zones.column(zones::code);
        found.addAll(texts(
                "SELECT 'zone ' || (to_jsonb(z) - 'modified_at')::text FROM zone z WHERE org_id = ? AND code = ANY (?)",
                org.id(),
                codes));
        found.addAll(texts("""
                        SELECT 'key ' || to_jsonb(k)::text FROM entity_key k WHERE org_id = ? AND kind = 3
                          AND entity_id IN (SELECT zone_id FROM zone WHERE org_id = ? AND code = ANY (?))
                        """, org.id(), org.id(), codes));
        return found.stream()
                .map(row -> row.replaceAll("r[0-9]{7}", "r").replaceAll("\"version\": [0-9]+", "\"version\": now"))
                .sorted()
                .toList();
    }

    /** How many batches, outcomes, rows of history and keys there are, of all orgs. */
    List<Long> counts() {
        return List.of("batch", "outcome", "history", "entity_key").stream()
                .map(table ->
                        Long.valueOf(texts("SELECT count(*) FROM " + table).getFirst()))
                .toList();
    }

    private List<String> texts(String sql, Object... params) {
        try (PreparedStatement statement = superuser.prepareStatement(sql)) {
            for (int i = 0; i < params.length; i++) {
                statement.setObject(i + 1, params[i]);
            }
            List<String> texts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            superuser.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
