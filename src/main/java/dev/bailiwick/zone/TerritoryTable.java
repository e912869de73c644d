package dev.bailiwick.zone;

import static dev.bailiwick.zone.ZoneFields.USERS;

import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Stamps;
import dev.bailiwick.zone.TerritoryFilter.All;
import dev.bailiwick.zone.TerritoryFilter.Any;
import dev.bailiwick.zone.TerritoryFilter.Compared;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code territory_user}, and zones as lists of territories show them. */
final class TerritoryTable {
    private final JdbcClient jdbc;

    TerritoryTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** These zones with their users. */
    Map<Long, Entity> withUsers(long orgId, Map<Long, Entity> zones) {
        return withUsers(
                zones,
                jdbc.sql(
                                "SELECT u.zone_id, u.user_id FROM territory_user u WHERE u.org_id = ? AND u.zone_id = ANY (?::bigint[])")
                        .params(orgId, zones.keySet().toArray(Long[]::new)));
    }

    /** All zones of the org with their users. */
    Map<Long, Entity> withAllUsers(long orgId, Map<Long, Entity> zones) {
        return withUsers(
                zones,
                jdbc.sql("SELECT u.zone_id, u.user_id FROM territory_user u WHERE u.org_id = ? ORDER BY u.zone_id")
                        .param(orgId));
    }

    private static Map<Long, Entity> withUsers(Map<Long, Entity> zones, JdbcClient.StatementSpec select) {
        Map<Long, Map<String, Object>> users = new HashMap<>();
        select.query(row -> {
            users.computeIfAbsent(row.getLong(1), id -> new LinkedHashMap<>()).put(row.getString(2), true);
        });
        Map<Long, Entity> with = new LinkedHashMap<>();
        zones.forEach((id, zone) -> with.put(id, having(zone, users.getOrDefault(id, Map.of()))));
        return with;
    }

    /** The zone with these users. */
    static Entity having(Entity zone, Map<String, Object> users) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(zone.values());
        values.put(USERS, users);
        return new Entity(zone.id(), zone.version(), values, zone.stamps());
    }

    /** Those of these ids that are users'. */
    Set<Long> users(long orgId, Collection<Long> ids) {
        return new HashSet<>(
                jdbc.sql("SELECT u.user_id FROM app_user u WHERE u.org_id = ? AND u.user_id = ANY (?::bigint[])")
                        .params(orgId, ids.toArray(Long[]::new))
                        .query(Long.class)
                        .list());
    }

    /** A user of a zone. */
    private record Membership(long zone, long user) {}

    /**
     * Takes out and adds the users that drafts leave no longer and now have.
     *
     * @return what the database then holds, or of a zone that goes, held, by the ids of the zones whose users changed
     */
    Map<Long, Map<String, Object>> write(long orgId, List<Draft> drafts) {
        Map<Long, Map<String, Object>> was = new LinkedHashMap<>();
        Map<Long, Map<String, Object>> is = new HashMap<>();
        Set<Long> gone = new HashSet<>();
        for (Draft draft : drafts) {
            Map<String, Object> before = draft.before() instanceof Entity zone ? zone.map(USERS) : Map.of();
            Map<String, Object> after =
                    draft.isGone() ? Map.of() : draft.after().map(USERS);
            if (!before.equals(after)) {
                was.put(draft.id(), before);
                is.put(draft.id(), after);
                if (draft.isGone()) {
                    gone.add(draft.id());
                }
            }
        }
        Set<Membership> out = remove(orgId, more(was, is));
        Set<Membership> in = add(orgId, more(is, was));
        Map<Long, Map<String, Object>> held = new HashMap<>();
        was.forEach((zone, before) -> {
            Map<String, Object> now = new LinkedHashMap<>(before);
            out.stream().filter(m -> m.zone == zone).forEach(m -> now.remove(String.valueOf(m.user)));
            in.stream().filter(m -> m.zone == zone).forEach(m -> now.put(String.valueOf(m.user), true));
            held.put(zone, gone.contains(zone) && now.isEmpty() ? before : now);
        });
        return held;
    }

    /** The users that the first have and the others have not. */
    private static List<Membership> more(Map<Long, Map<String, Object>> first, Map<Long, Map<String, Object>> others) {
        List<Membership> more = new ArrayList<>();
        first.forEach((zone, users) -> users.keySet().stream()
                .filter(user -> !Objects.requireNonNull(others.get(zone)).containsKey(user))
                .forEach(user -> more.add(new Membership(zone, Long.parseLong(user)))));
        return more;
    }

    /** With the zones once more, so that who knows little of the table looks up theirs alone. */
    private Set<Membership> remove(long orgId, List<Membership> gone) {
        Long[] zones = gone.stream().map(Membership::zone).toArray(Long[]::new);
        return changed(gone, """
                DELETE FROM territory_user u USING unnest(?::bigint[], ?::bigint[]) AS t(zone, member)
                WHERE u.org_id = ? AND u.zone_id = ANY (?::bigint[]) AND u.zone_id = t.zone AND u.user_id = t.member
                RETURNING u.zone_id, u.user_id
                """, List.of(orgId, zones));
    }

    private Set<Membership> add(long orgId, List<Membership> come) {
        return changed(come, """
                INSERT INTO territory_user AS u (org_id, zone_id, user_id)
                SELECT o.org_id, t.zone, t.member
                FROM org o CROSS JOIN unnest(?::bigint[], ?::bigint[]) AS t(zone, member)
                WHERE o.org_id = ?
                ON CONFLICT (org_id, zone_id, user_id) DO NOTHING
                RETURNING u.zone_id, u.user_id
                """, List.of(orgId));
    }

    private Set<Membership> changed(List<Membership> users, String sql, List<Object> rest) {
        if (users.isEmpty()) {
            return Set.of();
        }
        List<Object> params = new ArrayList<>();
        params.add(users.stream().map(Membership::zone).toArray(Long[]::new));
        params.add(users.stream().map(Membership::user).toArray(Long[]::new));
        params.addAll(rest);
        return new HashSet<>(jdbc.sql(sql)
                .params(params)
                .query((row, n) -> new Membership(row.getLong(1), row.getLong(2)))
                .list());
    }

    private static final String STAMPED =
            ZoneTable.COLUMNS.strip() + ", z.created_at, z.created_by, z.modified_at, z.modified_by";

    /**
     * The zones that pass, in the order of their ids. The page is cut out first, and OFFSET 0 leaves the planner no way
     * but to look up what is above each of its zones.
     */
    List<Territory> page(long orgId, TerritoryFilter filter, long offset, int limit) {
        Where where = new Where(orgId);
        where.add(filter);
        List<Object> params = new ArrayList<>(List.of(orgId));
        params.addAll(where.params);
        params.addAll(List.of(limit, offset, orgId));
        return jdbc.sql("SELECT " + STAMPED
                        + ", p.name AS parent_name FROM (SELECT z.* FROM zone z WHERE z.org_id = ? AND "
                        + where.sql + " ORDER BY z.zone_id LIMIT ? OFFSET ?) z"
                        + " LEFT JOIN LATERAL (SELECT p.name FROM zone p"
                        + " WHERE p.org_id = ? AND p.zone_id = z.parent_id OFFSET 0) p ON true ORDER BY z.zone_id")
                .params(params)
                .query((row, n) -> {
                    Entity zone = ZoneTable.entity(row);
                    Stamps stamps = new Stamps(
                            row.getTimestamp("created_at").toInstant(),
                            row.getLong("created_by"),
                            row.getTimestamp("modified_at").toInstant(),
                            row.getLong("modified_by"));
                    return new Territory(
                            new Entity(zone.id(), zone.version(), zone.values(), stamps), row.getString("parent_name"));
                })
                .list();
    }

    /** How many users zones have, those with none among them, in the order of their ids. */
    List<Territory.Size> sizes(long orgId, long offset, int limit) {
        return jdbc.sql("""
                        SELECT z.zone_id, z.name, (SELECT count(*) FROM territory_user u
                                                   WHERE u.org_id = ? AND u.zone_id = z.zone_id) AS users
                        FROM zone z WHERE z.org_id = ? ORDER BY z.zone_id LIMIT ? OFFSET ?
                        """)
                .params(orgId, orgId, limit, offset)
                .query((row, n) -> new Territory.Size(row.getLong(1), row.getString(2), row.getLong(3)))
                .list();
    }

    /** The users of a zone, in the order of their ids, or only this one. */
    List<Long> members(long orgId, long zoneId, @Nullable Long only, long offset, int limit) {
        return jdbc.sql("""
                        SELECT u.user_id FROM territory_user u
                        WHERE u.org_id = ? AND u.zone_id = ? AND (? OR u.user_id = ?)
                        ORDER BY u.user_id LIMIT ? OFFSET ?
                        """)
                .params(orgId, zoneId, only == null, only == null ? 0L : only, limit, offset)
                .query((row, n) -> row.getLong(1))
                .list();
    }

    /** A filter as SQL. Texts are compared without regard to case, and times to the second, as they are shown. */
    private static final class Where {
        private static final String NAME = "(lower(normalize(z.name, NFC) COLLATE \"und-x-icu\") COLLATE \"C\")";
        private static final String VALUE = "(lower(normalize(v.t, NFC) COLLATE \"und-x-icu\") COLLATE \"C\")";

        private final long orgId;
        private final StringBuilder sql = new StringBuilder();
        private final List<Object> params = new ArrayList<>();

        Where(long orgId) {
            this.orgId = orgId;
        }

        void add(TerritoryFilter filter) {
            switch (filter) {
                case All all -> join(all.parts(), " AND ", "true");
                case Any any -> join(any.parts(), " OR ", "false");
                case Compared compared -> {
                    sql.append('(');
                    compare(compared);
                    sql.append(compared.not() ? ") IS NOT TRUE" : ")");
                }
            }
        }

        private void join(List<TerritoryFilter> parts, String by, String empty) {
            sql.append('(').append(empty);
            for (TerritoryFilter part : parts) {
                sql.append(by);
                add(part);
            }
            sql.append(')');
        }

        private void compare(Compared compared) {
            switch (compared.attribute()) {
                case ID -> ids("z.zone_id", compared);
                case PARENT -> ids("z.parent_id", compared);
                case MANAGER -> ids("z.manager_id", compared);
                case CREATED_BY -> ids("z.created_by", compared);
                case MODIFIED_BY -> ids("z.modified_by", compared);
                case USER -> {
                    // As an array, so that it is looked up once, and the zones by their ids.
                    sql.append("z.zone_id = ANY (ARRAY(SELECT u.zone_id FROM territory_user u WHERE u.org_id = ? AND ");
                    params.add(orgId);
                    ids("u.user_id", compared);
                    sql.append("))");
                }
                case PERMISSION -> texts("coalesce(z.permission, '" + ZoneFields.READ_ONLY + "') = v.t", compared);
                case NAME -> texts(name(compared.comparator()), compared);
                case CREATED_TIME -> time("date_trunc('second', z.created_at)", compared);
                case MODIFIED_TIME -> time("date_trunc('second', z.modified_at)", compared);
            }
        }

        private void ids(String column, Compared compared) {
            sql.append(column).append(" = ANY (?::bigint[])");
            params.add(compared.values().toArray(Long[]::new));
        }

        private static String name(TerritoryFilter.Comparator comparator) {
            return switch (comparator) {
                case STARTS_WITH -> "starts_with(" + NAME + ", " + VALUE + ")";
                case ENDS_WITH -> "right(" + NAME + ", length(v.t)) = " + VALUE;
                case CONTAINS -> "position(" + VALUE + " IN " + NAME + ") > 0";
                case EQUAL, LESS, LESS_EQUAL, GREATER, BETWEEN -> NAME + " = " + VALUE;
            };
        }

        private void texts(String condition, Compared compared) {
            sql.append("EXISTS (SELECT 1 FROM unnest(?::text[]) AS v(t) WHERE ")
                    .append(condition)
                    .append(')');
            params.add(compared.values().toArray(String[]::new));
        }

        private void time(String column, Compared compared) {
            sql.append(column);
            switch (compared.comparator()) {
                case LESS -> sql.append(" < ANY (?::timestamptz[])");
                case LESS_EQUAL -> sql.append(" <= ANY (?::timestamptz[])");
                case GREATER -> sql.append(" > ANY (?::timestamptz[])");
                case BETWEEN -> sql.append(" BETWEEN (?::timestamptz[])[1] AND (?::timestamptz[])[2]");
                case EQUAL, STARTS_WITH, ENDS_WITH, CONTAINS -> sql.append(" = ANY (?::timestamptz[])");
            }
            Timestamp[] times = compared.values().stream()
                    .map(at -> Timestamp.from((Instant) at))
                    .toArray(Timestamp[]::new);
            params.add(times);
            if (compared.comparator() == TerritoryFilter.Comparator.BETWEEN) {
                params.add(times);
            }
        }
    }
}
