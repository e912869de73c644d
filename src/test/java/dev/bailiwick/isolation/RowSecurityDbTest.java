package dev.bailiwick.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.TestServer;
import dev.bailiwick.db.TestPostgres;
import dev.bailiwick.traffic.EveryRoute;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The database keeps orgs apart: every table has the rule, and no role that matters stands above it. */
class RowSecurityDbTest {
    /** The tables without the rule, and why each may be read by whoever serves. */
    private static final Map<String, String> OPEN = Map.of(
            "tenant", "sign-in starts here, before the org is known; holds keys and numbers of orgs only",
            "scheduled_tasks", "which server does what next; the names of tasks and no org's data",
            "flyway_schema_history", "of the database, not of an org; the server's role may only read it");

    /** Of whatever holds rows: a view or a foreign table has no rule, and must not slip in. */
    private static final String RELATIONS =
            "FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'm', 'v', 'f')";

    private static final String RULE =
            "(org_id = (NULLIF(current_setting('bailiwick.org_id'::text, true), ''::text))::bigint)";

    private static TestServer server;
    private static TestServer.Org org;
    private static long twin;

    @BeforeAll
    static void start() {
        server = TestServer.own(UnaryOperator.identity());
        org = EveryRoute.org(server);
        EveryRoute.use(org);
        twin = new OrgTables(server.database()).twinOf(org);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<String> ask(String query) {
        return OrgTables.asSuperuser(server.database(), statement -> OrgTables.column(statement, query));
    }

    @Test
    void everyTableIsClosedToOtherOrgsOrSaysWhyNot() {
        List<String> closed = ask("""
                SELECT c.relname %s AND c.relrowsecurity AND c.relforcerowsecurity
                  AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'org_id' AND a.attnotnull)
                """.formatted(RELATIONS));
        assertThat(ask("SELECT c.relname " + RELATIONS))
                .filteredOn(table -> !closed.contains(table))
                .as("tables that have no org_id, or whose row-level security is not both on and forced")
                .containsExactlyInAnyOrderElementsOf(OPEN.keySet());
    }

    /** One policy a table: they add up, and a second one would open what the first one closes. */
    @Test
    void theOneRuleIsTheSameForAllRolesAndCommands() {
        List<String> rules = ask("""
                SELECT c.relname || ': ' || p.polcmd::text || ' ' || p.polroles::text || ' ' || p.polpermissive
                  || ' ' || pg_get_expr(p.polqual, c.oid) || coalesce(' with check ' || pg_get_expr(p.polwithcheck, c.oid), '')
                FROM pg_policy p RIGHT JOIN (SELECT c.* %s AND c.relrowsecurity) c ON c.oid = p.polrelid
                """.formatted(RELATIONS));
        List<String> closed = ask("SELECT c.relname " + RELATIONS + " AND c.relname NOT IN ('"
                + String.join("','", OPEN.keySet()) + "')");
        assertThat(rules)
                .containsExactlyInAnyOrderElementsOf(closed.stream()
                        .map(table -> table + ": * {0} true " + RULE)
                        .toList());
    }

    @Test
    void theOwnerOfTheTablesIsBoundTooAndTheServersRoleOwnsNothing() {
        assertThat(ask("SELECT DISTINCT pg_get_userbyid(c.relowner) " + RELATIONS))
                .as("who owns the tables")
                .containsExactly("bailiwick_owner");
        assertThat(ask("""
                        SELECT r.rolname FROM pg_roles r WHERE r.rolname IN ('bailiwick', 'bailiwick_owner')
                          AND NOT (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication)
                          AND NOT EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid)
                        """))
                .as("roles that have no special rights, nor any by way of another role")
                .containsExactlyInAnyOrder("bailiwick", "bailiwick_owner");
        assertThat(ask("""
                        SELECT d.classid::regclass || ' ' || d.objid FROM pg_shdepend d
                        WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = 'bailiwick'::regrole AND d.deptype = 'o'
                        """)).as("what the server's role owns, in any database").isEmpty();
    }

    private static int changed(String role, String sql, long as) throws SQLException {
        String url = role.equals("owner")
                ? server.database().ownerUrl()
                : server.database().serverUrl();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            if (as != 0) {
                statement.execute("SET LOCAL bailiwick.org_id = '" + as + "'");
            }
            int changed = statement.executeUpdate(sql);
            connection.rollback();
            return changed;
        }
    }

    @Test
    void noTableGivesOrTakesARowOfAnotherOrg() throws SQLException {
        List<String> tables = new OrgTables(server.database())
                .names().stream().filter(name -> !OPEN.containsKey(name)).toList();
        assertThat(tables).isNotEmpty();
        for (String table : tables) {
            for (String role : List.of("owner", "server")) {
                String ofTwin = "DELETE FROM " + table + " WHERE org_id = " + twin;
                assertThat(changed(role, ofTwin, org.id()))
                        .as("%s: %s", role, ofTwin)
                        .isZero();
                assertThat(changed(role, "DELETE FROM " + table, 0))
                        .as("%s without an org: %s", role, table)
                        .isZero();
                String moving = "UPDATE " + table + " SET org_id = " + twin + " WHERE org_id = " + org.id();
                assertThatThrownBy(() -> changed(role, moving, org.id()))
                        .as("%s: %s", role, moving)
                        .hasMessageContaining("violates row-level security policy");
            }
        }
    }

    /** The assertion that all tests pass through says no where it should. */
    @Test
    void aTestOnAnyOtherConnectionFails() {
        for (String url : List.of(
                TestPostgres.superuserUrl(server.database()), server.database().ownerUrl())) {
            PGSimpleDataSource other = new PGSimpleDataSource();
            other.setUrl(url);
            assertThatThrownBy(() -> TestPostgres.requireServersRole(other))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("not that of the server's role");
        }
        TestPostgres.requireServersRole(server.pool());
    }
}
