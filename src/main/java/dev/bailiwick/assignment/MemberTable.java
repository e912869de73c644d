package dev.bailiwick.assignment;

import dev.bailiwick.bulk.Entity;
import dev.bailiwick.db.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code assignment}, read a page at a time, each record and zone once. */
public final class MemberTable {
    private static final String SELECT = """
            SELECT a.record_id, a.zone_id, a.module, a.cause, a.contradicted, a.until FROM assignment a
            WHERE a.org_id = ? AND a.module = ANY (?::text[])""";

    private final JdbcClient jdbc;

    public MemberTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What a record has to do with a zone.
     *
     * @param cause why it is there, what was said of the two, or {@code overruled}: a rule would have it there
     * @param contradicted whether a rule says otherwise than a word
     * @param until when the pin or exclusion ends; null for never, and without one
     */
    public record Member(
            long record,
            long zone,
            String module,
            String cause,
            boolean contradicted,
            @Nullable Instant until) {}

    /** Where a page begins: after this member. Of lists that are not in the order of ends, the end is of no weight. */
    public record After(long zone, String module, long record, Instant until) {}

    /** The records that are in these zones, in the order of zones, modules and records. */
    public List<Member> in(
            long orgId, Collection<Long> zones, Collection<String> modules, @Nullable After after, int limit) {
        List<Object> params = params(orgId, modules);
        params.add(zones.toArray(Long[]::new));
        if (after != null) {
            params.addAll(List.of(after.zone(), after.module(), after.record()));
        }
        return page(
                "a.zone_id = ANY (?::bigint[]) AND a.inside"
                        + (after == null ? "" : " AND (a.zone_id, a.module, a.record_id) > (?, ?, ?)")
                        + " ORDER BY a.zone_id, a.module, a.record_id",
                params,
                limit);
    }

    /** What rules would have otherwise than people said, in the order of modules, records and zones. */
    public List<Member> contradicted(long orgId, Collection<String> modules, @Nullable After after, int limit) {
        List<Object> params = params(orgId, modules);
        if (after != null) {
            params.addAll(List.of(after.module(), after.record(), after.zone()));
        }
        return page(
                "a.contradicted"
                        + (after == null ? "" : " AND (a.module, a.record_id, a.zone_id) > (?, ?, ?)")
                        + " ORDER BY a.module, a.record_id, a.zone_id",
                params,
                limit);
    }

    /** What ends after one time and not after another, the first to end first. */
    public List<Member> ending(
            long orgId, Collection<String> modules, Instant from, Instant to, @Nullable After after, int limit) {
        List<Object> params = params(orgId, modules);
        params.addAll(List.of(Timestamp.from(from), Timestamp.from(to)));
        if (after != null) {
            params.addAll(List.of(Timestamp.from(after.until()), after.record(), after.zone()));
        }
        return page(
                "a.until > ? AND a.until <= ?"
                        + (after == null ? "" : " AND (a.until, a.record_id, a.zone_id) > (?, ?, ?)")
                        + " ORDER BY a.until, a.record_id, a.zone_id",
                params,
                limit);
    }

    private static List<Object> params(long orgId, Collection<String> modules) {
        return new ArrayList<>(List.of(orgId, modules.toArray(String[]::new)));
    }

    private List<Member> page(String rest, List<Object> params, int limit) {
        params.add(limit);
        return jdbc.sql(SELECT + " AND " + rest + " LIMIT ?")
                .params(params)
                .query((row, n) -> member(row))
                .list();
    }

    private static Member member(ResultSet row) throws SQLException {
        Timestamp until = row.getTimestamp("until");
        return new Member(
                row.getLong("record_id"),
                row.getLong("zone_id"),
                row.getString("module"),
                row.getString("cause"),
                row.getBoolean("contradicted"),
                until == null ? null : until.toInstant());
    }

    /** What these records hold of where they belong, without their fields; those that are gone are missing. */
    public Map<Long, Entity> placements(long orgId, Set<Long> records) {
        Map<Long, Entity> placements = new HashMap<>();
        jdbc.sql("""
                        SELECT r.record_id, r.version, jsonb_build_object('$in', r.data -> '$in', '$overruled',
                          r.data -> '$overruled', '$hold', r.data -> '$hold', '$manual', r.data -> '$manual', '$pins',
                          r.data -> '$pins', '$exclusions', r.data -> '$exclusions')::text
                        FROM record r WHERE r.org_id = ? AND r.record_id = ANY (?::bigint[])
                        """).params(orgId, records.toArray(Long[]::new)).query(row -> {
            placements.put(row.getLong(1), new Entity(row.getLong(1), row.getInt(2), Jsonb.readMap(row.getString(3))));
        });
        return placements;
    }
}
