package dev.bailiwick.zone;

import static dev.bailiwick.zone.ZoneFields.*;

import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Stamps;
import dev.bailiwick.bulk.Verb;
import dev.bailiwick.db.Jsonb;
import dev.bailiwick.db.Slices;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code zone}. */
final class ZoneTable {
    static final String COLUMNS = """
            z.zone_id, z.version, z.parent_id, z.code, z.name, z.description, z.admin, z.active,
            z.external_ids::text, z.custom_fields::text, z.language, z.currency, z.timezone,
            z.manager_id, z.permission, z.rules::text, z.default_for::text
            """;

    private final JdbcClient jdbc;
    private final TerritoryTable territories;

    ZoneTable(JdbcClient jdbc, TerritoryTable territories) {
        this.jdbc = jdbc;
        this.territories = territories;
    }

    /**
     * The zones with these ids, and all zones above them. The planner takes a recursion to grow a hundredfold, and would
     * join all zones of the org to it; OFFSET 0 leaves it no way but to look each up.
     */
    Map<Long, Entity> lines(long orgId, Collection<Long> ids) {
        Map<Long, Entity> zones = new HashMap<>();
        if (ids.isEmpty()) {
            return zones;
        }
        jdbc.sql("""
                        WITH RECURSIVE line AS (
                            SELECT z.* FROM zone z WHERE z.org_id = ? AND z.zone_id = ANY (?::bigint[])
                            UNION
                            SELECT p.*
                            FROM (SELECT DISTINCT l.parent_id FROM line l) l
                            CROSS JOIN LATERAL (SELECT p.* FROM zone p
                                                WHERE p.org_id = ? AND p.zone_id = l.parent_id OFFSET 0) p
                        )
                        SELECT %s FROM line z
                        """.formatted(COLUMNS))
                .params(orgId, ids.toArray(Long[]::new), orgId)
                .query(row -> {
                    Entity zone = entity(row);
                    zones.put(zone.id(), zone);
                });
        return zones;
    }

    /** The ids of those of these zones that there are, and if asked of all zones below them. */
    List<Long> part(long orgId, Collection<Long> ids, boolean below) {
        return jdbc.sql("""
                        WITH RECURSIVE part AS (
                            SELECT z.zone_id FROM zone z WHERE z.org_id = ? AND z.zone_id = ANY (?::bigint[])
                            UNION
                            SELECT c.zone_id
                            FROM part p
                            CROSS JOIN LATERAL (SELECT c.zone_id FROM zone c
                                                WHERE ?::boolean AND c.org_id = ? AND c.parent_id = p.zone_id OFFSET 0) c
                        )
                        SELECT p.zone_id FROM part p ORDER BY p.zone_id
                        """)
                .params(orgId, ids.toArray(Long[]::new), below, orgId)
                .query((row, n) -> row.getLong(1))
                .list();
    }

    /** The zones with these ids alone, for who needs nothing above them: less than half of what the recursion costs. */
    Map<Long, Entity> only(long orgId, Collection<Long> ids) {
        Map<Long, Entity> zones = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("SELECT " + COLUMNS
                            + " FROM zone z WHERE z.org_id = ? AND z.zone_id = ANY ((SELECT ?::bigint[])::bigint[])")
                    .params(orgId, ids.toArray(Long[]::new))
                    .query(row -> {
                        Entity zone = entity(row);
                        zones.put(zone.id(), zone);
                    });
        }
        return zones;
    }

    /** How many zones the org has. */
    long count(long orgId) {
        return jdbc.sql("SELECT count(*) FROM zone z WHERE z.org_id = ?")
                .param(orgId)
                .query(Long.class)
                .single();
    }

    /** All zones of the org, by id. */
    Map<Long, Entity> all(long orgId) {
        Map<Long, Entity> zones = new LinkedHashMap<>();
        jdbc.sql("SELECT " + COLUMNS + " FROM zone z WHERE z.org_id = ? ORDER BY z.zone_id")
                .param(orgId)
                .query(row -> {
                    Entity zone = entity(row);
                    zones.put(zone.id(), zone);
                });
        return zones;
    }

    /** Those of the zones that have a zone, or an active one, right below them, apart from these known ones. */
    Set<Long> withChildren(long orgId, Collection<Long> ids, Collection<Long> known, boolean active) {
        return new HashSet<>(jdbc.sql("""
                        SELECT DISTINCT z.parent_id FROM zone z
                        WHERE z.org_id = ? AND z.parent_id = ANY (?::bigint[]) AND (z.active OR NOT ?)
                          AND z.zone_id <> ALL (?::bigint[])
                        """)
                .params(orgId, ids.toArray(Long[]::new), active, known.toArray(Long[]::new))
                .query(Long.class)
                .list());
    }

    /** What is right below each of these zones: a zone, and the one above it. */
    Map<Long, Long> children(long orgId, Collection<Long> ids) {
        Map<Long, Long> children = new LinkedHashMap<>();
        jdbc.sql("""
                        SELECT z.zone_id, z.parent_id FROM zone z
                        WHERE z.org_id = ? AND z.parent_id = ANY (?::bigint[]) ORDER BY z.zone_id
                        """).params(orgId, ids.toArray(Long[]::new)).query(row -> {
            children.put(row.getLong(1), row.getLong(2));
        });
        return children;
    }

    /** Writes drafts for this user. */
    Map<Long, Entity> write(long orgId, long userId, List<Draft> drafts, Instant now) {
        Map<Long, Entity> written = new HashMap<>();
        List<Draft> made = parentsFirst(drafts.stream().filter(Draft::isNew).toList());
        // By their ids, so that two batches that look rows up one by one take them in one order.
        List<Draft> changed = drafts.stream()
                .filter(d -> !d.isNew() && !d.isGone())
                .sorted(Comparator.comparingLong(Draft::id))
                .toList();
        List<Draft> gone =
                parentsFirst(drafts.stream().filter(Draft::isGone).toList()).reversed();
        Slices.of(made).forEach(slice -> written.putAll(insert(orgId, userId, slice, now)));
        Slices.of(changed).forEach(slice -> written.putAll(update(orgId, userId, slice, now)));
        // Between them, because a zone that has users cannot go.
        Map<Long, Map<String, Object>> users = territories.write(orgId, drafts);
        Slices.of(gone).forEach(slice -> written.putAll(delete(orgId, slice)));
        users.forEach((id, has) -> written.computeIfPresent(id, (same, zone) -> TerritoryTable.having(zone, has)));
        if (drafts.stream().anyMatch(Zones::isRetold)) {
            // At random: no tree of a transaction that was rolled back is taken for it.
            jdbc.sql("UPDATE org o SET tree = ? WHERE o.org_id = ?")
                    .params(ThreadLocalRandom.current().nextLong(), orgId)
                    .update();
        }
        return written;
    }

    /** The foreign key is checked at the end of each statement: a slice must not refer to a later one. */
    private static List<Draft> parentsFirst(List<Draft> drafts) {
        Map<Long, Entity> zones = new HashMap<>();
        drafts.forEach(d -> zones.put(d.id(), d.isGone() && d.before() instanceof Entity was ? was : d.after()));
        Map<Long, Integer> depths = new HashMap<>();
        for (Draft draft : drafts) {
            Deque<Long> line = new ArrayDeque<>();
            for (Long at = draft.id(); at != null && zones.containsKey(at) && !depths.containsKey(at); ) {
                line.push(at);
                at = zones.get(at).reference(PARENT);
            }
            for (Long id : line) {
                Entity zone = zones.get(id);
                Long parent = zone == null ? null : zone.reference(PARENT);
                depths.put(id, parent == null ? 0 : depths.getOrDefault(parent, -1) + 1);
            }
        }
        List<Draft> sorted = new ArrayList<>(drafts);
        sorted.sort(Comparator.comparing(d -> depths.getOrDefault(d.id(), 0)));
        return sorted;
    }

    private Map<Long, Entity> insert(long orgId, long userId, List<Draft> drafts, Instant now) {
        Map<Long, Stamps> before = makings(orgId, drafts);
        Timestamp at = Timestamp.from(now);
        List<Object> first = List.of(
                at,
                userId,
                at,
                userId,
                drafts.stream()
                        .map(d -> before.get(d.id()))
                        .map(s -> s == null ? null : Timestamp.from(s.createdAt()))
                        .toArray(Timestamp[]::new),
                drafts.stream()
                        .map(d -> before.get(d.id()))
                        .map(s -> s == null ? null : s.createdBy())
                        .toArray(Long[]::new));
        Map<Long, Entity> made = new HashMap<>();
        jdbc.sql("""
                        INSERT INTO zone AS z (org_id, zone_id, version, parent_id, code, name, description, admin, active,
                          external_ids, custom_fields, language, currency, timezone, manager_id, permission, rules,
                          default_for, created_at, created_by, modified_at, modified_by)
                        SELECT o.org_id, t.id, t.version, t.parent, t.code, t.name, t.description, t.admin, t.active,
                          t.external_ids, t.custom_fields, t.language, t.currency, t.timezone, t.manager, t.permission,
                          t.rules, t.default_for, coalesce(t.created_at, ?), coalesce(t.created_by, ?), ?, ?
                        FROM org o CROSS JOIN unnest(?::timestamptz[], ?::bigint[], %s
                          AS t(created_at, created_by, %s
                        WHERE o.org_id = ?
                        ON CONFLICT (org_id, zone_id) DO NOTHING
                        RETURNING %s
                        """.formatted(ARRAYS, NAMES, COLUMNS))
                .params(params(drafts, first, List.of(orgId)))
                .query(row -> {
                    Entity zone = entity(row);
                    made.put(zone.id(), zone);
                });
        return made;
    }

    /** Of zones that come back: when they were made, and by whom. */
    private Map<Long, Stamps> makings(long orgId, List<Draft> drafts) {
        Map<Long, Stamps> makings = new HashMap<>();
        Long[] back = drafts.stream()
                .filter(d -> d.item().verb() == Verb.UNDO)
                .map(Draft::id)
                .toArray(Long[]::new);
        if (back.length > 0) {
            jdbc.sql("""
                            SELECT t.id, h.at, h.user_id FROM unnest(?::bigint[]) AS t(id)
                            CROSS JOIN LATERAL (
                                SELECT h.at, b.user_id FROM history h
                                JOIN batch b ON b.org_id = ? AND b.batch_id = h.batch_id
                                WHERE h.org_id = ? AND h.kind = ? AND h.entity_id = t.id AND h.outcome = 'created'
                                ORDER BY h.version DESC LIMIT 1) h
                            """).params(back, orgId, orgId, Kind.ZONE.number()).query(row -> {
                Instant at = row.getTimestamp(2).toInstant();
                makings.put(row.getLong(1), new Stamps(at, row.getLong(3), at, row.getLong(3)));
            });
        }
        return makings;
    }

    /**
     * What a row then holds is compared with what it was to hold where it lies; one that differs is not returned. Who
     * changed the row meanwhile changed its version, which is looked at again once their lock is gone.
     */
    private Map<Long, Entity> update(long orgId, long userId, List<Draft> drafts, Instant now) {
        Map<Long, Entity> planned = new HashMap<>();
        drafts.forEach(d -> planned.put(d.id(), d.after()));
        Map<Long, Entity> updated = new HashMap<>();
        jdbc.sql("""
                        UPDATE zone z SET parent_id = t.parent, code = t.code, name = t.name, description = t.description,
                          admin = t.admin, active = t.active, external_ids = t.external_ids, custom_fields = t.custom_fields,
                          language = t.language, currency = t.currency, timezone = t.timezone,
                          manager_id = t.manager, permission = t.permission, rules = t.rules,
                          default_for = t.default_for,
                          version = t.next, modified_at = ?, modified_by = ?
                        FROM unnest(?::int[], %s AS t(next, %s
                        WHERE z.org_id = ? AND z.zone_id = t.id AND z.version = t.version
                        RETURNING z.zone_id, z.version,
                          (z.parent_id, z.code, z.name, z.description, z.admin, z.active, z.external_ids, z.custom_fields,
                           z.language, z.currency, z.timezone, z.manager_id, z.permission, z.rules, z.default_for)
                          IS NOT DISTINCT FROM
                          (t.parent, t.code, t.name, t.description, t.admin, t.active, t.external_ids, t.custom_fields,
                           t.language, t.currency, t.timezone, t.manager, t.permission, t.rules, t.default_for)
                        """.formatted(ARRAYS, NAMES))
                .params(params(
                        drafts,
                        List.of(
                                Timestamp.from(now),
                                userId,
                                drafts.stream().map(Draft::version).toArray(Integer[]::new)),
                        List.of(orgId)))
                .query(row -> {
                    Entity zone = planned.get(row.getLong(1));
                    if (zone != null && zone.version() == row.getInt(2) && row.getBoolean(3)) {
                        updated.put(zone.id(), zone);
                    }
                });
        return updated;
    }

    private static final String ARRAYS = """
            ?::bigint[], ?::int[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::boolean[],
            ?::jsonb[], ?::jsonb[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::jsonb[], ?::jsonb[])""";

    private static final String NAMES = """
            id, version, parent, code, name, description, admin, active,
            external_ids, custom_fields, language, currency, timezone, manager, permission, rules, default_for)""";

    private Map<Long, Entity> delete(long orgId, List<Draft> drafts) {
        Map<Long, Entity> deleted = new HashMap<>();
        jdbc.sql("""
                        DELETE FROM zone z USING unnest(?::bigint[], ?::int[]) AS t(id, version)
                        WHERE z.org_id = ? AND z.zone_id = t.id AND z.version = t.version
                        RETURNING %s
                        """.formatted(COLUMNS))
                .params(
                        drafts.stream().map(Draft::id).toArray(Long[]::new),
                        drafts.stream().map(ZoneTable::version).toArray(Integer[]::new),
                        orgId)
                .query(row -> {
                    Entity zone = entity(row);
                    deleted.put(zone.id(), zone);
                });
        return deleted;
    }

    /** The version that a row must have to be changed or deleted; that a new one gets. */
    private static int version(Draft draft) {
        Entity before = draft.before();
        return before == null ? draft.version() : before.version();
    }

    private static List<Object> params(List<Draft> drafts, List<Object> first, List<Object> last) {
        List<Entity> zones = drafts.stream().map(Draft::after).toList();
        List<Object> params = new ArrayList<>(first);
        params.add(drafts.stream().map(Draft::id).toArray(Long[]::new));
        params.add(drafts.stream().map(ZoneTable::version).toArray(Integer[]::new));
        params.add(zones.stream().map(z -> z.reference(PARENT)).toArray(Long[]::new));
        for (String field : List.of(CODE, NAME, DESCRIPTION)) {
            params.add(zones.stream().map(z -> z.text(field)).toArray(String[]::new));
        }
        for (String field : List.of(ADMIN, ACTIVE)) {
            params.add(zones.stream().map(z -> z.flag(field)).toArray(Boolean[]::new));
        }
        for (String field : List.of(EXTERNAL_IDS, CUSTOM_FIELDS)) {
            params.add(zones.stream().map(z -> Jsonb.write(z.map(field))).toArray(String[]::new));
        }
        for (String field : List.of(LANGUAGE, CURRENCY, TIMEZONE)) {
            params.add(zones.stream().map(z -> z.text(field)).toArray(String[]::new));
        }
        params.add(zones.stream().map(z -> z.reference(MANAGER)).toArray(Long[]::new));
        params.add(zones.stream().map(z -> z.text(PERMISSION)).toArray(String[]::new));
        for (String field : List.of(RULES, DEFAULT_FOR)) {
            params.add(zones.stream().map(z -> Jsonb.write(z.map(field))).toArray(String[]::new));
        }
        params.addAll(last);
        return params;
    }

    static Entity entity(ResultSet row) throws SQLException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put(CODE, row.getString("code"));
        values.put(NAME, row.getString("name"));
        values.put(DESCRIPTION, row.getString("description"));
        values.put(ADMIN, row.getBoolean("admin"));
        values.put(ACTIVE, row.getBoolean("active"));
        long parent = row.getLong("parent_id");
        values.put(PARENT, row.wasNull() ? null : (Long) parent);
        values.put(EXTERNAL_IDS, Jsonb.readMap(row.getString("external_ids")));
        values.put(CUSTOM_FIELDS, Jsonb.readMap(row.getString("custom_fields")));
        values.put(LANGUAGE, row.getString("language"));
        values.put(CURRENCY, row.getString("currency"));
        values.put(TIMEZONE, row.getString("timezone"));
        // What only territories have is there where it is set.
        long manager = row.getLong("manager_id");
        if (!row.wasNull()) {
            values.put(MANAGER, manager);
        }
        if (row.getString("permission") instanceof String permission) {
            values.put(PERMISSION, permission);
        }
        putUnlessEmpty(values, RULES, row.getString("rules"));
        putUnlessEmpty(values, DEFAULT_FOR, row.getString("default_for"));
        return new Entity(row.getLong("zone_id"), row.getInt("version"), values);
    }

    private static void putUnlessEmpty(Map<String, @Nullable Object> values, String field, String stored) {
        Map<String, @Nullable Object> map = Jsonb.readMap(stored);
        if (!map.isEmpty()) {
            values.put(field, map);
        }
    }
}
