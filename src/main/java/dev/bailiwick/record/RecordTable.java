package dev.bailiwick.record;

import static dev.bailiwick.record.StoreFields.ACTIVE;
import static dev.bailiwick.record.StoreFields.PLACE;

import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.db.Jsonb;
import dev.bailiwick.db.Slices;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code record} and {@code place}. */
final class RecordTable {
    private final JdbcClient jdbc;

    RecordTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The records of a module with these ids. */
    Map<Long, Entity> byId(long orgId, String module, Collection<Long> ids) {
        Map<Long, Entity> records = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("""
                            SELECT r.record_id, r.version, r.data::text FROM record r
                            WHERE r.org_id = ? AND r.record_id = ANY (?::bigint[]) AND r.module = ?
                            """).params(orgId, ids.toArray(Long[]::new), module).query(row -> {
                Entity record = entity(row);
                records.put(record.id(), record);
            });
        }
        return records;
    }

    /** Records of a module in the order of their ids, from after this one. */
    Map<Long, Entity> after(long orgId, String module, long afterId, int limit) {
        Map<Long, Entity> records = new LinkedHashMap<>();
        jdbc.sql("""
                        SELECT r.record_id, r.version, r.data::text FROM record r
                        WHERE r.org_id = ? AND r.module = ? AND r.record_id > ? ORDER BY r.record_id LIMIT ?
                        """).params(orgId, module, afterId, limit).query(row -> {
            Entity record = entity(row);
            records.put(record.id(), record);
        });
        return records;
    }

    /** Those of the zones in which a store, or an active one, is placed. */
    Set<Long> occupied(long orgId, Collection<Long> zoneIds, boolean byActive) {
        return new HashSet<>(jdbc.sql("""
                        SELECT DISTINCT p.zone_id FROM place p
                        WHERE p.org_id = ? AND p.zone_id = ANY (?::bigint[]) AND (p.active OR NOT ?)
                        """)
                .params(orgId, zoneIds.toArray(Long[]::new), byActive)
                .query(Long.class)
                .list());
    }

    Map<Long, Entity> write(long orgId, String module, List<Draft> drafts, Instant now) {
        Map<Long, Entity> written = new HashMap<>();
        for (List<Draft> made : Slices.of(drafts.stream().filter(Draft::isNew).toList())) {
            written.putAll(insert(orgId, module, made, now));
        }
        for (List<Draft> changed :
                Slices.of(drafts.stream().filter(d -> !d.isNew() && !d.isGone()).toList())) {
            written.putAll(update(orgId, changed, now));
        }
        for (List<Draft> gone : Slices.of(drafts.stream().filter(Draft::isGone).toList())) {
            written.putAll(delete(orgId, gone));
            // Without its place gone a store is not gone.
            written.keySet().removeAll(stillPlaced(orgId, gone));
        }
        for (List<Draft> placed :
                Slices.of(drafts.stream().filter(RecordTable::isPlacedAnew).toList())) {
            Set<Long> missing = new HashSet<>(placed.stream().map(Draft::id).toList());
            missing.removeAll(place(orgId, placed));
            // Without its place a store is not written.
            written.keySet().removeAll(missing);
        }
        return written;
    }

    private static boolean isPlacedAnew(Draft draft) {
        if (draft.isGone()) {
            return false;
        }
        Entity before = draft.before();
        Entity after = draft.after();
        return before == null
                || !java.util.Objects.equals(before.get(PLACE), after.get(PLACE))
                || before.flag(ACTIVE) != after.flag(ACTIVE);
    }

    private Map<Long, Entity> insert(long orgId, String module, List<Draft> drafts, Instant now) {
        return written(
                jdbc.sql("""
                        INSERT INTO record AS r (org_id, record_id, version, module, data, modified_at)
                        SELECT o.org_id, t.id, t.version, ?, t.data, ?
                        FROM org o CROSS JOIN unnest(?::bigint[], ?::int[], ?::jsonb[]) AS t(id, version, data)
                        WHERE o.org_id = ?
                        ON CONFLICT (org_id, record_id) DO NOTHING
                        RETURNING r.record_id, r.version, r.data::text
                        """).params(module, Timestamp.from(now), ids(drafts), versions(drafts), data(drafts), orgId));
    }

    private Map<Long, Entity> update(long orgId, List<Draft> drafts, Instant now) {
        return written(
                jdbc.sql("""
                        UPDATE record r SET data = t.data, version = r.version + 1, modified_at = ?
                        FROM (SELECT t.* FROM unnest(?::bigint[], ?::int[], ?::jsonb[]) AS t(id, version, data)
                              JOIN record o ON o.org_id = ? AND o.record_id = t.id AND o.version = t.version
                              ORDER BY o.record_id FOR NO KEY UPDATE OF o) t
                        WHERE r.org_id = ? AND r.record_id = t.id
                        RETURNING r.record_id, r.version, r.data::text
                        """).params(Timestamp.from(now), ids(drafts), versions(drafts), data(drafts), orgId, orgId));
    }

    private Map<Long, Entity> delete(long orgId, List<Draft> drafts) {
        return written(jdbc.sql("""
                        DELETE FROM record r USING unnest(?::bigint[], ?::int[]) AS t(id, version)
                        WHERE r.org_id = ? AND r.record_id = t.id AND r.version = t.version
                        RETURNING r.record_id, r.version, r.data::text
                        """).params(ids(drafts), versions(drafts), orgId));
    }

    /** Takes the places of these stores away, and returns those that had none to take. */
    private Set<Long> stillPlaced(long orgId, List<Draft> drafts) {
        Set<Long> placed = new HashSet<>(List.of(ids(drafts)));
        jdbc.sql("DELETE FROM place p WHERE p.org_id = ? AND p.record_id = ANY (?::bigint[]) RETURNING p.record_id")
                .params(orgId, ids(drafts))
                .query(row -> {
                    placed.remove(row.getLong(1));
                });
        return placed;
    }

    /** The version that a row must have to be changed or deleted; that a new one gets. */
    private static Integer[] versions(List<Draft> drafts) {
        return drafts.stream()
                .map(d -> d.before() instanceof Entity before ? before.version() : d.version())
                .toArray(Integer[]::new);
    }

    private List<Long> place(long orgId, List<Draft> drafts) {
        return jdbc.sql("""
                        INSERT INTO place AS p (org_id, record_id, zone_id, active)
                        SELECT o.org_id, t.id, t.zone, t.active
                        FROM org o CROSS JOIN unnest(?::bigint[], ?::bigint[], ?::boolean[]) AS t(id, zone, active)
                        WHERE o.org_id = ?
                        ON CONFLICT (org_id, record_id)
                          DO UPDATE SET zone_id = excluded.zone_id, active = excluded.active
                        RETURNING p.record_id
                        """)
                .params(
                        ids(drafts),
                        drafts.stream().map(d -> d.after().reference(PLACE)).toArray(Long[]::new),
                        drafts.stream().map(d -> d.after().flag(ACTIVE)).toArray(Boolean[]::new),
                        orgId)
                .query((row, n) -> row.getLong(1))
                .list();
    }

    private static Long[] ids(List<Draft> drafts) {
        return drafts.stream().map(Draft::id).toArray(Long[]::new);
    }

    private static String[] data(List<Draft> drafts) {
        return drafts.stream().map(d -> Jsonb.write(d.after().values())).toArray(String[]::new);
    }

    private static Map<Long, Entity> written(JdbcClient.StatementSpec statement) {
        Map<Long, Entity> written = new HashMap<>();
        statement.query(row -> {
            Entity record = entity(row);
            written.put(record.id(), record);
        });
        return written;
    }

    /** The place is the id of another thing, hence no decimal like other numbers. */
    static Entity entity(ResultSet row) throws SQLException {
        Map<String, @Nullable Object> values = Jsonb.readMap(row.getString("data"));
        if (values.get(PLACE) instanceof BigDecimal place) {
            values.put(PLACE, place.longValueExact());
        }
        return new Entity(row.getLong("record_id"), row.getInt("version"), values);
    }
}
