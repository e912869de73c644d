package dev.bailiwick.assignment;

import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code assignment}: which records are in a zone, or have to do with it, as the records themselves have it. */
public final class AssignmentTable {
    /** A rule would have the record in the zone, and a word keeps it out. */
    private static final String OVERRULED = "overruled";

    /** A word keeps the record out of the zone, in which no rule would have it. */
    private static final String EXCLUDED = "excluded";

    private final JdbcClient jdbc;

    public AssignmentTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What the table holds of a record and a zone.
     *
     * @param cause why the record is there, or what was said of the two, or that a rule would have it there
     * @param inside whether it is there
     * @param contradicted whether a rule says otherwise
     * @param until when the pin or exclusion ends; null for never, and without one
     */
    private record Row(
            String cause,
            boolean inside,
            boolean contradicted,
            @Nullable Instant until) {}

    /** Follows what these drafts of a module changed: two statements at most, none where nothing moved. */
    public void write(long orgId, String module, List<Draft> drafts) {
        List<Long> left = new ArrayList<>();
        List<Long> leftZones = new ArrayList<>();
        List<Long> entered = new ArrayList<>();
        List<Long> enteredZones = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (Draft draft : drafts) {
            Map<Long, Row> was = rows(draft.before());
            Map<Long, Row> is = rows(draft.isGone() ? null : draft.after());
            was.keySet().stream().filter(zone -> !is.containsKey(zone)).forEach(zone -> {
                left.add(draft.id());
                leftZones.add(zone);
            });
            is.forEach((zone, row) -> {
                if (!row.equals(was.get(zone))) {
                    entered.add(draft.id());
                    enteredZones.add(zone);
                    rows.add(row);
                }
            });
        }
        if (!left.isEmpty()) {
            jdbc.sql("""
                            DELETE FROM assignment a USING unnest(?::bigint[], ?::bigint[]) AS t(id, zone)
                            WHERE a.org_id = ? AND a.record_id = t.id AND a.zone_id = t.zone
                            """)
                    .params(left.toArray(Long[]::new), leftZones.toArray(Long[]::new), orgId)
                    .update();
        }
        if (!entered.isEmpty()) {
            jdbc.sql("""
                            INSERT INTO assignment AS a
                              (org_id, record_id, zone_id, module, cause, inside, contradicted, until)
                            SELECT o.org_id, t.id, t.zone, ?, t.cause, t.inside, t.contradicted, t.until
                            FROM org o
                            CROSS JOIN unnest(?::bigint[], ?::bigint[], ?::text[], ?::boolean[], ?::boolean[],
                              ?::timestamptz[]) AS t(id, zone, cause, inside, contradicted, until)
                            WHERE o.org_id = ?
                            ON CONFLICT (org_id, record_id, zone_id) DO UPDATE SET cause = excluded.cause,
                              inside = excluded.inside, contradicted = excluded.contradicted, until = excluded.until
                            RETURNING a.record_id
                            """)
                    .params(
                            module,
                            entered.toArray(Long[]::new),
                            enteredZones.toArray(Long[]::new),
                            rows.stream().map(Row::cause).toArray(String[]::new),
                            rows.stream().map(Row::inside).toArray(Boolean[]::new),
                            rows.stream().map(Row::contradicted).toArray(Boolean[]::new),
                            rows.stream()
                                    .map(row -> row.until() == null
                                            ? null
                                            : row.until().toString())
                                    .toArray(String[]::new),
                            orgId)
                    .query()
                    .listOfRows();
        }
    }

    /** A row for each zone of which a record holds something, by the zone. */
    private static Map<Long, Row> rows(@Nullable Entity record) {
        if (record == null || record.values().keySet().stream().noneMatch(Placement::isPart)) {
            return Map.of();
        }
        Map<Long, Row> rows = new HashMap<>();
        Said said = Placement.said(record);
        Placement.in(record)
                .forEach((zone, entry) -> rows.put(
                        zone,
                        new Row(
                                entry.cause().word(),
                                true,
                                entry.contradicted(),
                                until(said.pins().get(zone)))));
        record.map(Placement.OVERRULED)
                .keySet()
                .forEach(zone -> rows.put(
                        Long.parseLong(zone),
                        new Row(OVERRULED, false, true, until(said.exclusions().get(Long.parseLong(zone))))));
        said.exclusions()
                .forEach((zone, until) -> rows.putIfAbsent(zone, new Row(EXCLUDED, false, false, until(until))));
        said.pins().forEach((zone, until) -> rows.putIfAbsent(zone, outside(Cause.PIN, until(until))));
        if (said.hold() != null) {
            said.hold().forEach(zone -> rows.putIfAbsent(zone, outside(Cause.HOLD, null)));
        }
        said.manual().forEach(zone -> rows.putIfAbsent(zone, outside(Cause.MANUAL, null)));
        return rows;
    }

    /** Of a word that does not count now. */
    private static Row outside(Cause cause, @Nullable Instant until) {
        return new Row(cause.word(), false, false, until);
    }

    private static @Nullable Instant until(Said.@Nullable Until until) {
        return until == null ? null : until.at();
    }
}
