package dev.bailiwick.catalog;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The catalog column of the table {@code org}. */
final class CatalogTable {
    private final JdbcClient jdbc;

    CatalogTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param digest of the text, so that a version that was rolled back is never taken for another of its number
     * @param json the catalog; null where the digest is the one that is known already
     * @param tree another number whenever the tree of zones or a rule changed
     */
    record Row(String digest, @Nullable String json, long tree) {}

    @Nullable
    Row read(long orgId, String known) {
        return jdbc.sql("""
                        SELECT c.digest, CASE WHEN c.digest = ? THEN NULL ELSE c.json END, c.tree
                        FROM (SELECT md5(o.catalog::text) AS digest, o.catalog::text AS json, o.tree
                              FROM org o WHERE o.org_id = ?) c
                        """)
                .params(known, orgId)
                .query((row, n) -> new Row(row.getString(1), row.getString(2), row.getLong(3)))
                .optional()
                .orElse(null);
    }
}
