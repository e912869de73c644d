package dev.bailiwick.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.db.TestPostgres;
import dev.bailiwick.isolation.OrgTables;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** In charge of making an org big, in every table: past the size at which reading a table from end to end is cheap. */
final class BigOrg {
    static final int ROWS = 20_000;

    /**
     * Rows as the server would write them, and ids that it gives to nobody. The first two hundred zones are right below
     * the top, a hundred below each of those. A new table is an entry here; of orgs and their keys, other orgs are made.
     */
    private static final List<String> FILLINGS = List.of(
            """
            INSERT INTO zone (org_id, zone_id, version, parent_id, code, name, admin, active, external_ids, custom_fields,
              rules, default_for, created_at, created_by, modified_at, modified_by)
            SELECT :org, 10000000 + i, 1, CASE WHEN i < 200 THEN :top ELSE 10000000 + i / 100 END, 'big-z' || i,
              'Big Zone ' || i, false, true, jsonb_build_object('erp', 'BZ-' || i), '{}', '{}', '{}', now(), 0, now(), 0
            """,
            """
            INSERT INTO entity_key SELECT :org, space, value, 3, 10000000 + i, nullif(lower(value), value), 0
            FROM (SELECT i, unnest(ARRAY[1, 2, 4]) AS space,
                    unnest(ARRAY['big-z' || i, 'big zone ' || i, 'BZ-' || i]) AS value
            """,
            """
            INSERT INTO record
            SELECT :org, 20000000 + i, 1, 'Stores', jsonb_build_object('Code', 'big-s' || i, 'Name', 'Big Store ' || i,
              'Place', 10000000 + i, 'Active', true, 'External_Ids', jsonb_build_object('pos', 'BS-' || i)), now(), now(), 0, 0, NULL
            """,
            """
            INSERT INTO place SELECT :org, 20000000 + i, 10000000 + i, true
            """,
            """
            INSERT INTO entity_key SELECT :org, space, value, 4, 20000000 + i, lower(value), 0
            FROM (SELECT i, unnest(ARRAY[4, 5]) AS space, unnest(ARRAY['BS-' || i, 'big-s' || i]) AS value
            """,
            """
            INSERT INTO record
            SELECT :org, 40000000 + i, 1, 'Contacts', jsonb_build_object('Last_Name', 'Big Contact ' || i, 'Email',
              'big' || i || '@x.co', 'External_Campaign_ID', 'BC-' || i), now() - i * interval '1 minute',
              now() - i * interval '1 minute', 0, 0, 'big' || i || '@x.co'
            """,
            """
            INSERT INTO entity_key SELECT :org, 10000001, 'bc-' || i, 4, 40000000 + i, 'bc-' || i, 0
            """,
            """
            INSERT INTO assignment SELECT :org, 40000000 + i, 10000000 + i, 'Contacts', 'manual', true, false, NULL
            """,
            """
            INSERT INTO passage SELECT :org, 10000000 + i, md5('b' || i)::uuid, 0, 0
            """,
            """
            INSERT INTO deleted_record SELECT :org, 50000000 + i, 'Contacts', 'Big Gone ' || i, now(), 0, now(), 0
            """,
            """
            INSERT INTO app_user SELECT :org, 30000000 + i, 1, 'big-u' || i, 'Big User ' || i, NULL, 'viewer', NULL, now()
            """,
            """
            INSERT INTO entity_key SELECT :org, 6, 'big-u' || i, 2, 30000000 + i, NULL, 0
            """,
            """
            INSERT INTO territory_user SELECT :org, 10000000 + i, 30000000 + i
            """,
            """
            INSERT INTO batch SELECT :org, md5('b' || i)::uuid, now(), 1, 'admin', 'filling', 3, false, '{"changed": 1}'
            """,
            """
            INSERT INTO outcome SELECT :org, md5('b' || i)::uuid, 0, 0,
              jsonb_build_array(jsonb_build_object('index', 0, 'outcome', 'changed', 'id', 10000000 + i, 'version', 1))
            """,
            """
            INSERT INTO history SELECT :org, md5('b' || i)::uuid, 0, 3, 10000000 + i, 1, now(), '{}', '{"name": "Big"}',
              'changed'
            """,
            """
            INSERT INTO idempotency SELECT :org, 1, 'filling', 'k' || i, 'r' || i, ARRAY[md5('b' || i)::uuid], now()
            """,
            """
            INSERT INTO oauth_client SELECT :org, 40000000 + i, 1, 'big-c' || i, 30000000 + i, ARRAY['ZohoCRM.org.READ'],
              '{}', NULL, NULL, NULL, now()
            """,
            """
            INSERT INTO entity_key SELECT :org, 7, 'big-c' || i, 5, 40000000 + i, NULL, 0
            """,
            """
            INSERT INTO oauth_refresh SELECT :org, 50000000 + i, decode(md5('r' || i), 'hex'), 40000000 + i, 30000000 + i,
              ARRAY['ZohoCRM.org.READ'], now()
            """,
            """
            INSERT INTO oauth_access SELECT :org, decode(md5('a' || i), 'hex'), 50000000 + i, 40000000 + i, 30000000 + i,
              ARRAY['ZohoCRM.org.READ'], now(), now() + interval '1 hour'
            """,
            """
            INSERT INTO oauth_code SELECT :org, decode(md5('k' || i), 'hex'), 40000000 + i, 30000000 + i,
              ARRAY['ZohoCRM.org.READ'], NULL, now() + interval '1 hour', NULL
            """,
            """
            INSERT INTO org SELECT 1000000 + i, 1, 'big-o' || i, NULL, '{}', now()
            """,
            """
            INSERT INTO tenant SELECT 'big-o' || i, 1000000 + i
            """);

    private BigOrg() {}

    /** Fills every table with so many rows more; nobody counts them for the planner. */
    static void fill(TestServer.Org org) {
        TestPostgres.Database database = org.server().database();
        try (Connection connection = DriverManager.getConnection(TestPostgres.superuserUrl(database));
                Statement statement = connection.createStatement()) {
            String top = "(SELECT zone_id FROM zone WHERE org_id = " + org.id() + " AND parent_id IS NULL)";
            for (String filling : FILLINGS) {
                String numbers = " FROM generate_series(0, " + (ROWS - 1) + ") AS i";
                String sql = filling.strip() + numbers + (filling.contains("FROM (SELECT i") ? ") x" : "");
                statement.execute(sql.replace(":org", String.valueOf(org.id())).replace(":top", top));
            }
            for (String table : new OrgTables(database).names()) {
                try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
                    row.next();
                    assertThat(row.getInt(1))
                            .as("rows of %s: BigOrg has to fill it", table)
                            .isGreaterThan(ROWS);
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Counts the rows for the planner, as autovacuum does some time after they came. */
    static void analyze(TestPostgres.Database database) {
        alter(database, "ANALYZE %s");
    }

    /** Nobody counts the rows for the planner from now on, unless a test does. */
    static void leaveUncounted(TestPostgres.Database database) {
        alter(database, "ALTER TABLE %s SET (autovacuum_enabled = false)");
    }

    private static void alter(TestPostgres.Database database, String command) {
        try (Connection connection = DriverManager.getConnection(TestPostgres.superuserUrl(database));
                Statement statement = connection.createStatement()) {
            for (String table : new OrgTables(database).names()) {
                statement.execute(command.formatted(table));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
