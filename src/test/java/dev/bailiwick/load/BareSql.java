package dev.bailiwick.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The least SQL that leaves what the server leaves: keys looked up, zones updated, keys moved, batch, outcome and history
 * written, in one transaction. It believes what it is told of the state before, reads no zone, judges nothing, takes no
 * lock of the org, and knows which columns change.
 */
final class BareSql implements Client.Side {
    private static final int ZONE = 3;
    private static final int CODE_SPACE = 1;
    private static final int NAME_SPACE = 2;
    private static final int EXTERNAL_ID_SPACE = 4;

    private final DataSource pool;

    /** @param pool of connections that do not commit by themselves */
    BareSql(DataSource pool) {
        this.pool = pool;
    }

    @Override
    public void write(Org org, Zones before, Zones after, Change change) {
        try (Connection connection = pool.getConnection()) {
            new Batch(connection, org, before, after, change).write();
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One transaction. */
    private static final class Batch extends BareBatch {
        private final Zones before;
        private final Zones after;
        private final Change change;
        private final Long[] zones;
        private final Integer[] versions;

        Batch(Connection connection, Org org, Zones before, Zones after, Change change) {
            super(connection, org, ZONE);
            this.before = before;
            this.after = after;
            this.change = change;
            this.zones = new Long[after.size()];
            this.versions = new Integer[after.size()];
        }

        void write() throws SQLException {
            signIn();
            findZones();
            if (change.writes()) {
                updateZones();
            }
            if (change.movesKeys()) {
                moveKeys();
            }
            String outcome = change.writes() ? "changed" : "unchanged";
            recordBatch("locations.zone.update", null, outcome, zones.length);
            recordOutcomes(outcomes(outcome), zones.length);
            if (change.writes()) {
                recordHistory(
                        outcome,
                        zones,
                        versions,
                        before.column(i -> before.history(i, change)),
                        after.column(i -> after.history(i, change)));
            }
        }

        private void findZones() throws SQLException {
            Map<String, Integer> rows = new HashMap<>();
            String[] codes = after.column(after::code);
            for (int i = 0; i < codes.length; i++) {
                rows.put(codes[i], i);
            }
            // What does not change has no version to come back from an update.
            String sql = change.writes()
                    ? "SELECT k.value, k.entity_id, 0 FROM entity_key k"
                            + " WHERE k.org_id = ? AND k.space = ? AND k.user_id = 0 AND k.value = ANY (?)"
                    : """
                      SELECT k.value, k.entity_id, z.version
                      FROM entity_key k JOIN zone z ON z.org_id = k.org_id AND z.zone_id = k.entity_id
                      WHERE k.org_id = ? AND k.space = ? AND k.user_id = 0 AND k.value = ANY (?)
                      """;
            try (PreparedStatement find = prepare(sql, org.id(), CODE_SPACE, codes);
                    ResultSet found = find.executeQuery()) {
                while (found.next()) {
                    Integer row = rows.get(found.getString(1));
                    if (row != null) {
                        zones[row] = found.getLong(2);
                        versions[row] = found.getInt(3);
                    }
                }
            }
        }

        private void updateZones() throws SQLException {
            try (PreparedStatement update = change == Change.EVERYTHING ? updateEverything() : updateDescriptions();
                    ResultSet updated = update.executeQuery()) {
                Map<Long, Integer> stored = new HashMap<>();
                while (updated.next()) {
                    stored.put(updated.getLong(1), updated.getInt(2));
                }
                Arrays.setAll(versions, i -> stored.get(zones[i]));
            }
        }

        private PreparedStatement updateEverything() throws SQLException {
            return prepare(
                    """
                    UPDATE zone z SET name = t.name, description = t.description, external_ids = t.external_ids,
                      custom_fields = t.custom_fields, version = z.version + 1, modified_at = ?, modified_by = ?
                    FROM unnest(?::bigint[], ?::text[], ?::text[], ?::jsonb[], ?::jsonb[])
                      AS t(id, name, description, external_ids, custom_fields)
                    WHERE z.org_id = ? AND z.zone_id = t.id
                    RETURNING z.zone_id, z.version
                    """,
                    Timestamp.from(now),
                    org.userId(),
                    zones,
                    after.column(after::name),
                    after.column(after::description),
                    after.column(after::externalIds),
                    after.column(after::customFields),
                    org.id());
        }

        private PreparedStatement updateDescriptions() throws SQLException {
            return prepare("""
                    UPDATE zone z SET description = t.description, version = z.version + 1, modified_at = ?, modified_by = ?
                    FROM unnest(?::bigint[], ?::text[]) AS t(id, description)
                    WHERE z.org_id = ? AND z.zone_id = t.id
                    RETURNING z.zone_id, z.version
                    """, Timestamp.from(now), org.userId(), zones, after.column(after::description), org.id());
        }

        private void moveKeys() throws SQLException {
            run(2 * zones.length, """
                    DELETE FROM entity_key k
                    USING unnest(?::int[], ?::text[], ?::bigint[]) AS t(space, value, id)
                    WHERE k.org_id = ? AND k.space = t.space AND k.user_id = 0 AND k.value = t.value AND k.entity_id = t.id
                    """, spaces(), keys(before), twice(zones), org.id());
            run(2 * zones.length, """
                    INSERT INTO entity_key (org_id, space, user_id, value, folded, kind, entity_id)
                    SELECT ?, t.space, 0, t.value, CASE WHEN t.space = ? THEN lower(t.value) END, ?, t.id
                    FROM unnest(?::int[], ?::text[], ?::bigint[]) AS t(space, value, id)
                    ON CONFLICT (org_id, space, user_id, value) DO NOTHING
                    """, org.id(), EXTERNAL_ID_SPACE, ZONE, spaces(), keys(after), twice(zones));
        }

        private Integer[] spaces() {
            Integer[] spaces = new Integer[2 * zones.length];
            Arrays.setAll(spaces, i -> i < zones.length ? NAME_SPACE : EXTERNAL_ID_SPACE);
            return spaces;
        }

        private static String[] keys(Zones state) {
            String[] keys = new String[2 * state.size()];
            Arrays.setAll(keys, i -> i < state.size() ? state.nameKey(i) : state.externalId(i - state.size()));
            return keys;
        }

        private static Long[] twice(Long[] ids) {
            Long[] twice = new Long[2 * ids.length];
            Arrays.setAll(twice, i -> ids[i % ids.length]);
            return twice;
        }

        private String outcomes(String outcome) {
            StringBuilder json = new StringBuilder(zones.length * 120).append('[');
            for (int i = 0; i < zones.length; i++) {
                json.append(i == 0 ? "" : ",").append("{\"index\":").append(i);
                json.append(",\"outcome\":\"").append(outcome).append("\",\"id\":");
                json.append(zones[i]).append(",\"version\":").append(versions[i]);
                String code = after.code(i);
                json.append(",\"code\":\"").append(code).append("\",\"by\":\"code\",\"value\":\"");
                json.append(code).append("\"}");
            }
            return json.append(']').toString();
        }
    }
}
