package dev.bailiwick.load;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

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
        run("VACUUM (ANALYZE) zone, record, entity_key, batch, outcome, history");
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
        List<String> found = ofLastBatch(org);
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

    /** The same of contacts. In place of ids and numbers, which are new ones, it says whose they are. */
    List<String> ofLastBatch(Org org, Contacts contacts) {
        List<String> found = ofLastBatch(org);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < contacts.size(); i++) {
            ids.addAll(texts(
                    "SELECT entity_id FROM entity_key WHERE org_id = ? AND value = ?", org.id(), contacts.key(i)));
        }
        Long[] records = ids.stream().map(Long::valueOf).toArray(Long[]::new);
        found.addAll(texts(
                "SELECT 'record ' || (to_jsonb(r) - 'created_at' - 'modified_at')::text FROM record r"
                        + " WHERE org_id = ? AND record_id = ANY (?)",
                org.id(),
                records));
        found.addAll(texts(
                "SELECT 'key ' || to_jsonb(k)::text FROM entity_key k WHERE org_id = ? AND kind = 4 AND entity_id = ANY (?)",
                org.id(),
                records));
        return found.stream()
                .map(row -> NUMBER.matcher(row)
                        .replaceAll(n -> "n" + (Integer.parseInt(n.group(1)) - contacts.first()) + ";"))
                .map(row -> MADE_ID.matcher(row).replaceAll(id -> "id" + ids.indexOf(id.group())))
                .map(row -> row.replaceAll("[0-9]{16}", "now")
                        .replaceAll("r[0-9]{7}", "r")
                        .replaceAll("\"version\": [0-9]+", "\"version\": now"))
                .sorted()
                .toList();
    }

    private static final Pattern NUMBER = Pattern.compile("n([0-9]{8})");
    private static final Pattern MADE_ID = Pattern.compile("\\b[0-9]{13}\\b");

    private List<String> ofLastBatch(Org org) {
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
        return found;
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
