package dev.bailiwick.assignment;

import dev.bailiwick.db.Jsonb;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code zone}, as far as it says where rules put records. */
final class TreeTable {
    private final JdbcClient jdbc;

    TreeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param rules by module, as they are stored
     * @param defaults the modules whose default it is
     */
    record Row(
            long id,
            @Nullable Long parent,
            String code,
            String name,
            boolean active,
            Map<String, @Nullable Object> rules,
            Set<String> defaults) {}

    /** The zones that have rules or are defaults, and all above them. */
    List<Row> zones(long orgId) {
        return jdbc.sql("""
                        WITH RECURSIVE line AS (
                            SELECT z.* FROM zone z WHERE z.org_id = ? AND (z.rules <> '{}' OR z.default_for <> '{}')
                            UNION
                            SELECT p.*
                            FROM (SELECT DISTINCT l.parent_id FROM line l) l
                            CROSS JOIN LATERAL (SELECT p.* FROM zone p
                                                WHERE p.org_id = ? AND p.zone_id = l.parent_id OFFSET 0) p
                        )
                        SELECT z.zone_id, z.parent_id, z.code, z.name, z.active, z.rules::text, z.default_for::text
                        FROM line z
                        """)
                .params(orgId, orgId)
                .query((row, n) -> new Row(
                        row.getLong("zone_id"),
                        row.getObject("parent_id", Long.class),
                        row.getString("code"),
                        row.getString("name"),
                        row.getBoolean("active"),
                        Jsonb.readMap(row.getString("rules")),
                        Jsonb.readMap(row.getString("default_for")).keySet()))
                .list();
    }
}
