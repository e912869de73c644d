package dev.bailiwick.record;

import dev.bailiwick.bulk.Space;
import dev.bailiwick.record.LocationQuery.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Zones and stores as one list: which of them are on a page. */
final class LocationTable {
    private final JdbcClient jdbc;

    LocationTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Row(Type type, long id, Instant lastUpdated) {}

    /** Ids of zones and stores with these codes; the two kinds have ids of their own, so some may be of the other. */
    List<Long> idsOf(long orgId, List<String> codes) {
        return jdbc.sql("""
                        SELECT k.entity_id FROM entity_key k
                        WHERE k.org_id = ? AND k.space = ANY (?::int[]) AND k.value = ANY (?::text[])
                        """)
                .params(
                        orgId,
                        new Integer[] {Space.ZONE_CODE.number(), Space.STORE_CODE.number()},
                        codes.toArray(String[]::new))
                .query((row, n) -> row.getLong(1))
                .list();
    }

    List<Row> page(long orgId, LocationQuery query, List<Long> ids) {
        Filter filter = filter(orgId, query, ids);
        String order = switch (query.sort()) {
            case CODE -> "l.code COLLATE \"C\", l.id";
            case NAME -> "l.name COLLATE \"C\", l.id";
            case LAST_UPDATED -> "l.modified_at DESC, l.id";
        };
        filter.params.add(query.limit());
        filter.params.add(query.offset());
        return jdbc.sql("SELECT l.type, l.id, l.modified_at " + filter.sql + " ORDER BY " + order + " LIMIT ? OFFSET ?")
                .params(filter.params)
                .query((row, n) -> new Row(
                        Type.valueOf(row.getString(1)),
                        row.getLong(2),
                        row.getTimestamp(3).toInstant()))
                .list();
    }

    long count(long orgId, LocationQuery query, List<Long> ids) {
        Filter filter = filter(orgId, query, ids);
        return jdbc.sql("SELECT count(*) " + filter.sql)
                .params(filter.params)
                .query((row, n) -> row.getLong(1))
                .single();
    }

    private record Filter(StringBuilder sql, List<Object> params) {
        void and(String condition, Object... values) {
            sql.append(" AND ").append(condition);
            params.addAll(List.of(values));
        }
    }

    private static Filter filter(long orgId, LocationQuery query, List<Long> ids) {
        Filter filter = new Filter(new StringBuilder("""
                FROM (SELECT 'ZONE' AS type, z.zone_id AS id, z.code, z.name, z.active, z.admin, z.external_ids,
                             z.modified_at
                      FROM zone z WHERE z.org_id = ?
                      UNION ALL
                      SELECT 'STORE', r.record_id, r.data ->> 'Code', r.data ->> 'Name', (r.data ->> 'Active')::boolean,
                             false, r.data -> 'External_Ids', r.modified_at
                      FROM record r WHERE r.org_id = ? AND r.module = 'Stores') l
                WHERE true"""), new ArrayList<>(List.of(orgId, orgId)));
        filter.and("l.type = ANY (?::text[])", (Object)
                query.types().stream().map(Type::name).toArray(String[]::new));
        if (!query.codes().isEmpty()) {
            filter.and(
                    "l.id = ANY (?::bigint[]) AND l.code = ANY (?::text[])",
                    ids.toArray(Long[]::new),
                    query.codes().toArray(String[]::new));
        }
        prefixes(query, filter);
        if (query.active() != null) {
            filter.and("l.active = ?", query.active());
        }
        if (query.admin() != null) {
            filter.and("l.admin = ?", query.admin());
        }
        return filter;
    }

    private static void prefixes(LocationQuery query, Filter filter) {
        List<String> any = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        if (query.namePrefix() != null) {
            any.add("starts_with(lower(l.name), ?)");
            values.add(query.namePrefix().toLowerCase(Locale.ROOT));
        }
        if (query.codePrefix() != null) {
            any.add("starts_with(l.code, ?)");
            values.add(query.codePrefix());
        }
        if (query.externalIdPrefix() != null) {
            any.add("EXISTS (SELECT 1 FROM jsonb_each_text(l.external_ids) e WHERE starts_with(e.value, ?))");
            values.add(query.externalIdPrefix());
        }
        if (!any.isEmpty()) {
            filter.and("(" + String.join(" OR ", any) + ")", values.toArray());
        }
    }
}
