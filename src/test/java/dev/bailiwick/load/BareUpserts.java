package dev.bailiwick.load;

import dev.bailiwick.load.Upserter.Upsert;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * The least SQL that leaves what an upsert of contacts leaves: external ids looked up, records and their keys written,
 * batch, outcome and history, in one transaction. It believes what it is told of the state before, looks for no e-mail
 * address, reads no record that it changes, judges nothing, takes no lock, and knows which fields change.
 */
final class BareUpserts implements Upserter.Side {
    private static final int RECORD = 4;
    private static final String MODULE = "Contacts";

    private final DataSource pool;
    private final Org org;
    private final int space;

    /**
     * @param pool of connections that do not commit by themselves
     * @param space that of the external field's keys
     */
    BareUpserts(DataSource pool, Org org, int space) {
        this.pool = pool;
        this.org = org;
        this.space = space;
    }

    @Override
    public void write(Contacts before, Contacts after, Upsert what) {
        try (Connection connection = pool.getConnection()) {
            new Batch(connection, org, space, before, after, what).write();
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One transaction. */
    private static final class Batch extends BareBatch {
        private final int space;
        private final Contacts before;
        private final Contacts after;
        private final Upsert what;
        private final Long[] records;
        private final Integer[] versions;
        private final String[] stamps;

        Batch(Connection connection, Org org, int space, Contacts before, Contacts after, Upsert what) {
            super(connection, org, RECORD);
            this.space = space;
            this.before = before;
            this.after = after;
            this.what = what;
            this.records = new Long[after.size()];
            this.versions = new Integer[after.size()];
            this.stamps = new String[after.size()];
        }

        void write() throws SQLException {
            signIn();
            find();
            switch (what) {
                case INSERTS -> {
                    insert();
                    claimKeys();
                }
                case UPDATES -> update();
                case NOTHING -> {}
            }
            recordBatch("crm.contacts.upsert", MODULE, what.outcome(), records.length);
            recordOutcomes(outcomes(), records.length);
            if (what == Upsert.INSERTS) {
                String nothing = Contacts.nothing();
                recordHistory(what.outcome(), records, versions, after.column(i -> nothing), data());
            } else if (what == Upsert.UPDATES) {
                recordHistory(
                        what.outcome(),
                        records,
                        versions,
                        before.column(before::history),
                        after.column(after::history));
            }
        }

        private void find() throws SQLException {
            Map<String, Integer> rows = new HashMap<>();
            String[] keys = after.column(after::key);
            for (int i = 0; i < keys.length; i++) {
                rows.put(keys[i], i);
            }
            // What is not written has no version and stamps to come back from that.
            String sql = what.writes()
                    ? "SELECT k.value, k.entity_id FROM entity_key k"
                            + " WHERE k.org_id = ? AND k.space = ? AND k.user_id = 0 AND k.value = ANY (?)"
                    : """
                      SELECT k.value, k.entity_id, r.version, r.created_at, r.created_by, r.modified_at, r.modified_by
                      FROM entity_key k JOIN record r ON r.org_id = k.org_id AND r.record_id = k.entity_id
                      WHERE k.org_id = ? AND k.space = ? AND k.user_id = 0 AND k.value = ANY (?)
                      """;
            try (PreparedStatement find = prepare(sql, org.id(), space, keys);
                    ResultSet found = find.executeQuery()) {
                while (found.next()) {
                    int row = Objects.requireNonNull(rows.get(found.getString(1)));
                    records[row] = found.getLong(2);
                    if (!what.writes()) {
                        versions[row] = found.getInt(3);
                        stamps[row] = stamps(found, 4) + "," + micros(found.getTimestamp(6)) + "," + found.getLong(7);
                    }
                }
            }
        }

        /** When and by whom a record was made. */
        private static String stamps(ResultSet row, int column) throws SQLException {
            return micros(row.getTimestamp(column)) + "," + row.getLong(column + 1);
        }

        private static long micros(Timestamp at) {
            return ChronoUnit.MICROS.between(Instant.EPOCH, at.toInstant());
        }

        private String[] data() {
            return after.column(i -> after.data(i, org.userId()));
        }

        private void insert() throws SQLException {
            try (PreparedStatement next =
                            prepare("SELECT nextval('entity_id') FROM generate_series(1, ?)", records.length);
                    ResultSet ids = next.executeQuery()) {
                for (int i = 0; ids.next(); i++) {
                    records[i] = ids.getLong(1);
                }
            }
            Arrays.fill(versions, 1);
            Timestamp at = Timestamp.from(now);
            Arrays.fill(stamps, micros(at) + "," + org.userId() + "," + micros(at) + "," + org.userId());
            run(
                    records.length,
                    """
                    INSERT INTO record (org_id, record_id, version, module, data, checked,
                      created_at, created_by, modified_at, modified_by)
                    SELECT ?, t.id, 1, ?, t.data, t.checked, ?, ?, ?, ?
                    FROM unnest(?::bigint[], ?::jsonb[], ?::text[]) AS t(id, data, checked)
                    """,
                    org.id(),
                    MODULE,
                    at,
                    org.userId(),
                    at,
                    org.userId(),
                    records,
                    data(),
                    after.column(after::email));
        }

        private void claimKeys() throws SQLException {
            run(records.length, """
                    INSERT INTO entity_key (org_id, space, user_id, value, folded, kind, entity_id)
                    SELECT ?, ?, 0, t.value, t.value, ?, t.id FROM unnest(?::text[], ?::bigint[]) AS t(value, id)
                    ON CONFLICT (org_id, space, user_id, value) DO NOTHING
                    """, org.id(), space, RECORD, after.column(after::key), records);
        }

        private void update() throws SQLException {
            Map<Long, Integer> rows = new HashMap<>();
            for (int i = 0; i < records.length; i++) {
                rows.put(records[i], i);
            }
            Timestamp at = Timestamp.from(now);
            try (PreparedStatement update = prepare("""
                            UPDATE record r SET data = t.data, version = r.version + 1, modified_at = ?, modified_by = ?
                            FROM unnest(?::bigint[], ?::jsonb[]) AS t(id, data)
                            WHERE r.org_id = ? AND r.record_id = t.id
                            RETURNING r.record_id, r.version, r.created_at, r.created_by
                            """, at, org.userId(), records, data(), org.id());
                    ResultSet updated = update.executeQuery()) {
                while (updated.next()) {
                    int row = Objects.requireNonNull(rows.get(updated.getLong(1)));
                    versions[row] = updated.getInt(2);
                    stamps[row] = stamps(updated, 3) + "," + micros(at) + "," + org.userId();
                }
            }
        }

        private String outcomes() {
            StringBuilder json = new StringBuilder(records.length * 250).append('[');
            for (int i = 0; i < records.length; i++) {
                json.append(i == 0 ? "" : ",").append("{\"index\":").append(i);
                json.append(",\"outcome\":\"")
                        .append(what.outcome())
                        .append("\",\"id\":")
                        .append(records[i]);
                json.append(",\"version\":").append(versions[i]);
                json.append(",\"code\":\"").append(after.title(i)).append('"');
                if (what != Upsert.INSERTS) {
                    json.append(",\"by\":\"").append(Contacts.EXTERNAL_ID);
                    json.append("\",\"value\":\"").append(after.key(i)).append('"');
                }
                json.append(",\"stamps\":[").append(stamps[i]).append("]}");
            }
            return json.append(']').toString();
        }
    }
}
