package dev.bailiwick.record;

import dev.bailiwick.bulk.Entity;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.record.RecordQuery.Place;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Pages of the tables {@code record} and {@code deleted_record}. */
final class SearchTable {
    private final JdbcClient jdbc;

    SearchTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Written so that the order by id is one of modules too: else the planner may take the index of all ids of the org,
     * and pass over the records of other modules, which often lie together.
     */
    private static final String WHOLE_MODULE = "r.module >= ? AND r.module <= ?";

    /** The records of a page, in its order. */
    List<Entity> page(long orgId, RecordQuery query) {
        String module = query.module().name();
        Where where = Where.of(orgId, query.module(), query.user(), query.where());
        boolean whole = query.where().equals(Condition.every()) && query.sort() == RecordQuery.Sort.ID;
        StringBuilder sql =
                new StringBuilder("SELECT " + RecordTable.COLUMNS + " FROM record r WHERE r.org_id = ? AND ");
        sql.append(whole ? WHOLE_MODULE : "r.module = ?").append(" AND ").append(where.sql());
        List<Object> params = new ArrayList<>(whole ? List.of(orgId, module, module) : List.of(orgId, module));
        params.addAll(where.params());
        String time = switch (query.sort()) {
            case ID -> null;
            case CREATED_TIME -> "r.created_at";
            case MODIFIED_TIME -> "r.modified_at";
        };
        Place after = query.after();
        if (after != null) {
            String beyond = query.descending() ? " < " : " > ";
            if (time == null) {
                sql.append(" AND r.record_id").append(beyond).append("?");
            } else {
                sql.append(" AND (")
                        .append(time)
                        .append(", r.record_id)")
                        .append(beyond)
                        .append("(?, ?)");
                params.add(Timestamp.from(after.at()));
            }
            params.add(after.id());
        }
        String direction = query.descending() ? " DESC" : "";
        String first = whole ? "r.module" : time;
        sql.append(" ORDER BY ").append(first == null ? "" : first + direction + ", ");
        sql.append("r.record_id").append(direction).append(" LIMIT ? OFFSET ?");
        params.add(query.limit());
        params.add(query.offset());
        Form form = Form.of(query.module());
        return List.copyOf(RecordTable.records(form, jdbc.sql(sql.toString()).params(params))
                .values());
    }

    /** How many records of a module there are for which this holds. */
    long count(long orgId, Module module, long user, Condition condition) {
        Where where = Where.of(orgId, module, user, condition);
        List<Object> params = new ArrayList<>(List.of(orgId, module.name()));
        params.addAll(where.params());
        return jdbc.sql("SELECT count(*) FROM record r WHERE r.org_id = ? AND r.module = ? AND " + where.sql())
                .params(params)
                .query(Long.class)
                .single();
    }

    /** What these records are called; those that are gone are missing. */
    Map<Long, String> titles(long orgId, Collection<Long> ids, Collection<Module> modules) {
        Map<Long, String> titles = new HashMap<>();
        called(orgId, ids, modules).forEach((id, called) -> titles.put(id, called.title()));
        return titles;
    }

    /** The same with their modules. */
    Map<Long, Belongings.Called> called(long orgId, Collection<Long> ids, Collection<Module> modules) {
        Map<String, Module> byName = new HashMap<>();
        modules.forEach(m -> byName.put(m.name(), m));
        Map<Long, Belongings.Called> titles = new HashMap<>();
        jdbc.sql("""
                        SELECT r.record_id, r.module, r.data ->> m.one, r.data ->> m.two
                        FROM record r JOIN unnest(?::text[], ?::text[], ?::text[]) AS m(name, one, two) ON m.name = r.module
                        WHERE r.org_id = ? AND r.record_id = ANY (?::bigint[])
                        """)
                .params(
                        byName.keySet().toArray(String[]::new),
                        byName.values().stream()
                                .map(m -> m.titleFields().getFirst())
                                .toArray(String[]::new),
                        byName.values().stream()
                                .map(m -> m.titleFields().getLast())
                                .toArray(String[]::new),
                        orgId,
                        ids.toArray(Long[]::new))
                .query(row -> {
                    Module module = byName.get(row.getString(2));
                    if (module != null) {
                        Map<String, @Nullable Object> values = new LinkedHashMap<>();
                        values.put(module.titleFields().getFirst(), row.getString(3));
                        values.put(module.titleFields().getLast(), row.getString(4));
                        titles.put(row.getLong(1), new Belongings.Called(module.name(), module.title(values)));
                    }
                });
        return titles;
    }

    /** What these records were called that were deleted. */
    Map<Long, Belongings.Called> deletedCalled(long orgId, Collection<Long> ids) {
        Map<Long, Belongings.Called> titles = new HashMap<>();
        jdbc.sql("""
                        SELECT d.record_id, d.module, d.title FROM deleted_record d
                        WHERE d.org_id = ? AND d.record_id = ANY (?::bigint[])
                        """).params(orgId, ids.toArray(Long[]::new)).query(row -> {
            titles.put(row.getLong(1), new Belongings.Called(row.getString(2), row.getString(3)));
        });
        return titles;
    }

    /**
     * Records of a module that were deleted, the last first.
     *
     * @param after deleted after this time; null for any
     */
    List<Deleted> deleted(long orgId, String module, @Nullable Instant after, int offset, int limit) {
        List<Object> params = new ArrayList<>(List.of(orgId, module));
        if (after != null) {
            params.add(Timestamp.from(after));
        }
        params.add(limit);
        params.add(offset);
        return jdbc.sql("SELECT d.record_id, d.title, d.created_by, d.deleted_by, d.deleted_at FROM deleted_record d"
                        + " WHERE d.org_id = ? AND d.module = ?" + (after == null ? "" : " AND d.deleted_at > ?")
                        + " ORDER BY d.deleted_at DESC, d.record_id DESC LIMIT ? OFFSET ?")
                .params(params)
                .query((row, n) -> new Deleted(
                        row.getLong(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getTimestamp(5).toInstant()))
                .list();
    }

    /** What a record of a module was called that was deleted; null where none was. */
    @Nullable
    String deletedTitle(long orgId, String module, long id) {
        return jdbc.sql("SELECT d.title FROM deleted_record d WHERE d.org_id = ? AND d.record_id = ? AND d.module = ?")
                .params(orgId, id, module)
                .query(String.class)
                .optional()
                .orElse(null);
    }
}
