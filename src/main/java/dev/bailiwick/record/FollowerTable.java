package dev.bailiwick.record;

import dev.bailiwick.assignment.Placement;
import dev.bailiwick.bulk.Change;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.db.Jsonb;
import dev.bailiwick.db.ReceiptTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** In charge of finding the records that go with others, or with zones. */
final class FollowerTable {
    private final JdbcClient jdbc;

    FollowerTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The zones in which these records are. Nobody changes them until the transaction ends: what goes with a record is
     * judged by what the record is then.
     */
    Map<Long, Set<Long>> zonesOf(long orgId, Collection<Long> ids) {
        Map<Long, Set<Long>> zones = new HashMap<>();
        jdbc.sql("""
                        SELECT r.record_id, (r.data -> '$in')::text FROM record r
                        WHERE r.org_id = ? AND r.record_id = ANY (?::bigint[]) ORDER BY r.record_id FOR SHARE OF r
                        """).params(orgId, ids.toArray(Long[]::new)).query(row -> {
            String in = row.getString(2);
            Set<Long> all = new HashSet<>();
            if (in != null) {
                Jsonb.readMap(in).keySet().forEach(zone -> all.add(Long.parseLong(zone)));
            }
            zones.put(row.getLong(1), all);
        });
        return zones;
    }

    /** The records of a module that go with any of these, by their ids, after this one. */
    List<Entity> goingWith(long orgId, Form form, Collection<Long> ids, long after, int limit) {
        Long[] all = ids.toArray(Long[]::new);
        return List.copyOf(RecordTable.records(
                        form,
                        jdbc.sql("SELECT " + RecordTable.COLUMNS + " FROM (SELECT r.* FROM record r WHERE r.org_id = ?"
                                        + " AND r.module = ? AND (r.account_id = ANY (?::bigint[])"
                                        + " OR r.contact_id = ANY (?::bigint[])) AND r.record_id > ? OFFSET 0) r"
                                        + " ORDER BY r.record_id LIMIT ?")
                                .params(orgId, form.name(), all, all, after, limit))
                .values());
    }

    /** The records, by module, that are in one of these zones, or of which somebody said something about one. */
    Map<String, Set<Long>> naming(long orgId, Collection<Long> zones) {
        Map<String, Set<Long>> naming = new TreeMap<>();
        jdbc.sql("""
                        SELECT a.module, a.record_id FROM unnest(?::bigint[]) AS t(zone)
                        CROSS JOIN LATERAL (SELECT a.module, a.record_id FROM assignment a
                                            WHERE a.org_id = ? AND a.zone_id = t.zone OFFSET 0) a
                        """).params(zones.toArray(Long[]::new), orgId).query(row -> {
            naming.computeIfAbsent(row.getString(1), module -> new HashSet<>()).add(row.getLong(2));
        });
        return naming;
    }

    /**
     * What a batch changed of a record as a consequence.
     *
     * @param cause the thing whose item caused it
     * @param at when
     */
    record Past(long record, long cause, Instant at, Map<String, Change> changes) {}

    /** What a batch changed of records as consequences of its items, where it is more than where they are. */
    List<Past> consequences(long orgId, UUID batch) {
        return jdbc.sql("""
                        SELECT h.entity_id, c.entity_id, h.at, h.before::text, h.after::text FROM history h
                        JOIN history c ON c.org_id = ? AND c.batch_id = h.batch_id AND c.item = h.item AND c.part = 0
                        WHERE h.org_id = ? AND h.batch_id = ?::uuid AND h.part > 0 AND h.kind = ?
                          AND EXISTS (SELECT FROM jsonb_object_keys(h.before || h.after) AS k(path)
                                      WHERE split_part(k.path, '.', 1) <> ALL (?::text[]))
                        ORDER BY h.entity_id, h.version
                        """)
                .params(orgId, orgId, batch.toString(), Kind.RECORD.number(), Placement.DERIVED.toArray(String[]::new))
                .query((row, n) -> new Past(
                        row.getLong(1),
                        row.getLong(2),
                        row.getTimestamp(3).toInstant(),
                        ReceiptTable.changes(row.getString(4), row.getString(5))))
                .list();
    }

    /**
     * The records that refer to this one, by module. Columns find those that go with it; for other fields it reads all
     * records of the modules that have them, since nothing else finds them.
     *
     * @param fields that hold ids of records of its module and that no column finds, by the modules that have them
     */
    Map<String, Set<Long>> referring(long orgId, Map<String, List<String>> fields, long id) {
        List<String> modules = new ArrayList<>();
        List<String> names = new ArrayList<>();
        fields.forEach((module, all) -> all.forEach(field -> {
            modules.add(module);
            names.add(field);
        }));
        Map<String, Set<Long>> referring = new TreeMap<>();
        jdbc.sql("""
                        SELECT r.module, r.record_id FROM record r WHERE r.org_id = ?
                          AND (r.account_id = ? OR r.contact_id = ? OR r.module = ANY (?::text[])
                            AND EXISTS (SELECT FROM unnest(?::text[], ?::text[]) AS f(module, name)
                                        WHERE f.module = r.module AND r.data ->> f.name = ?))
                        """)
                .params(
                        orgId,
                        id,
                        id,
                        fields.keySet().toArray(String[]::new),
                        modules.toArray(String[]::new),
                        names.toArray(String[]::new),
                        String.valueOf(id))
                .query(row -> {
                    referring
                            .computeIfAbsent(row.getString(1), module -> new HashSet<>())
                            .add(row.getLong(2));
                });
        return referring;
    }
}
