package dev.bailiwick.record;

import dev.bailiwick.bulk.Guard;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What there is of records and users that something names by id, in the tables {@code record} and {@code app_user}. */
final class ReferenceTable {
    private final JdbcClient jdbc;

    ReferenceTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of these ids that are records' or users'; one may be both. */
    Guard.Known known(long orgId, Collection<Long> ids) {
        Map<Long, String> modules = new HashMap<>();
        Set<Long> users = new HashSet<>();
        Long[] sought = ids.toArray(Long[]::new);
        jdbc.sql("""
                        SELECT r.record_id, r.module FROM record r
                        WHERE r.org_id = ? AND r.record_id = ANY (?::bigint[])
                        UNION ALL
                        SELECT u.user_id, NULL FROM app_user u
                        WHERE u.org_id = ? AND u.user_id = ANY (?::bigint[])
                        """).params(orgId, sought, orgId, sought).query(row -> {
            if (row.getString(2) instanceof String module) {
                modules.put(row.getLong(1), module);
            } else {
                users.add(row.getLong(1));
            }
        });
        return new Guard.Known(modules, users);
    }
}
