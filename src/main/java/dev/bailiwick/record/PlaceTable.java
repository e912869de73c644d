package dev.bailiwick.record;

import static dev.bailiwick.record.StoreFields.ACTIVE;
import static dev.bailiwick.record.StoreFields.PLACE;

import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.db.Slices;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code place}: in which zone each store is placed. */
final class PlaceTable {
    private final JdbcClient jdbc;

    PlaceTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many stores, or active ones, are placed in each of the zones that has any. */
    Map<Long, Integer> placed(long orgId, Collection<Long> zoneIds, boolean byActive) {
        Map<Long, Integer> placed = new HashMap<>();
        jdbc.sql("""
                        SELECT p.zone_id, count(*) FROM place p
                        WHERE p.org_id = ? AND p.zone_id = ANY (?::bigint[]) AND (p.active OR NOT ?)
                        GROUP BY p.zone_id
                        """).params(orgId, zoneIds.toArray(Long[]::new), byActive).query(row -> {
            placed.put(row.getLong(1), row.getInt(2));
        });
        return placed;
    }

    /** Places those of these stores that are placed anew, and returns those that were not. */
    Set<Long> write(long orgId, List<Draft> drafts) {
        Set<Long> missing = new HashSet<>();
        for (List<Draft> placed :
                Slices.of(drafts.stream().filter(PlaceTable::isPlacedAnew).toList())) {
            placed.forEach(draft -> missing.add(draft.id()));
            place(orgId, placed).forEach(missing::remove);
        }
        return missing;
    }

    private static boolean isPlacedAnew(Draft draft) {
        if (draft.isGone()) {
            return false;
        }
        Entity before = draft.before();
        Entity after = draft.after();
        return before == null
                || !Objects.equals(before.get(PLACE), after.get(PLACE))
                || before.flag(ACTIVE) != after.flag(ACTIVE);
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
                        RecordTable.ids(drafts),
                        drafts.stream().map(d -> d.after().reference(PLACE)).toArray(Long[]::new),
                        drafts.stream().map(d -> d.after().flag(ACTIVE)).toArray(Boolean[]::new),
                        orgId)
                .query((row, n) -> row.getLong(1))
                .list();
    }

    /** Takes the places of these stores away, and returns those that had none to take. */
    Set<Long> remove(long orgId, List<Draft> drafts) {
        Set<Long> placed = new HashSet<>(List.of(RecordTable.ids(drafts)));
        jdbc.sql("DELETE FROM place p WHERE p.org_id = ? AND p.record_id = ANY (?::bigint[]) RETURNING p.record_id")
                .params(orgId, RecordTable.ids(drafts))
                .query(row -> {
                    placed.remove(row.getLong(1));
                });
        return placed;
    }
}
