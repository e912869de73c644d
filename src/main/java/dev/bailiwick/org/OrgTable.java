package dev.bailiwick.org;

import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Ledger;
import dev.bailiwick.bulk.Role;
import dev.bailiwick.bulk.Secret;
import dev.bailiwick.catalog.Catalog;
import dev.bailiwick.catalog.Catalogs;
import dev.bailiwick.db.Jsonb;
import dev.bailiwick.db.Slices;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code tenant}, {@code org} and {@code app_user}. */
final class OrgTable {
    private final JdbcClient jdbc;

    OrgTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The id of the org with this key, or null. Needs no transaction of an org: this is where one is found. */
    @Nullable
    Long idOf(String key) {
        return jdbc.sql("SELECT t.org_id FROM tenant t WHERE t.key = ?")
                .param(key)
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    long newOrgId() {
        return jdbc.sql("SELECT nextval('org_number')").query(Long.class).single();
    }

    /** Claims a key for a new org; another org's claim on it is a lost race. */
    private void claimKey(String key, long orgId) {
        boolean claimed = jdbc.sql(
                        "INSERT INTO tenant AS t (key, org_id) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING t.org_id")
                .params(key, orgId)
                .query(Long.class)
                .optional()
                .isPresent();
        if (!claimed) {
            throw new Ledger.LostRace("another org took the key");
        }
    }

    Map<Long, Entity> orgs(long orgId) {
        Map<Long, Entity> orgs = new HashMap<>();
        jdbc.sql("SELECT o.org_id, o.version, o.key, o.title, o.catalog::text FROM org o WHERE o.org_id = ?")
                .param(orgId)
                .query(row -> {
                    orgs.put(row.getLong("org_id"), org(row));
                });
        return orgs;
    }

    /** What the org is called and has enabled; null where it is not there. */
    Orgs.@Nullable About about(long orgId) {
        return jdbc.sql("SELECT o.key, o.title, o.catalog::text, o.modified_at FROM org o WHERE o.org_id = ?")
                .param(orgId)
                .query((row, n) -> new Orgs.About(
                        orgId,
                        row.getString("key"),
                        row.getString("title"),
                        Catalogs.read(Jsonb.readMap(row.getString("catalog"))),
                        row.getTimestamp("modified_at").toInstant()))
                .optional()
                .orElse(null);
    }

    /** Writes what one or more items, each seeing the ones before, made of the org. */
    Map<Long, Entity> writeOrg(long orgId, Draft draft, Instant now) {
        Entity org = draft.after();
        String key = java.util.Objects.requireNonNull(org.text(OrgJudge.KEY));
        if (draft.isNew()) {
            claimKey(key, orgId);
        }
        Map<Long, Entity> written = new HashMap<>();
        jdbc.sql("""
                        INSERT INTO org AS o (org_id, version, key, title, catalog, modified_at)
                        VALUES (?, ?, ?, ?, ?::jsonb, ?)
                        ON CONFLICT (org_id) DO UPDATE
                          SET title = excluded.title, catalog = excluded.catalog, version = excluded.version,
                              modified_at = excluded.modified_at
                          WHERE o.version = ?
                        RETURNING o.org_id, o.version, o.key, o.title, o.catalog::text
                        """)
                .param(orgId)
                .param(org.version())
                .param(key)
                .param(org.text(OrgJudge.TITLE))
                .param(Jsonb.write(stored(org)))
                .param(Timestamp.from(now))
                .param(draft.before() instanceof Entity before ? before.version() : 0)
                .query(row -> {
                    written.put(row.getLong("org_id"), org(row));
                });
        return written;
    }

    private static Map<String, @Nullable Object> stored(Entity org) {
        Map<String, @Nullable Object> stored = Catalogs.write(catalog(org));
        Catalogs.CALENDAR.forEach(setting -> stored.put(setting, org.get(setting)));
        return stored;
    }

    /** What an org with these settings has enabled. */
    static Catalog catalog(Entity org) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(org.values());
        values.put("childZonesCount", !OrgJudge.STORES.equals(org.get(OrgJudge.ACTIVE_CHILDREN)));
        return Catalogs.read(values);
    }

    private static Entity org(ResultSet row) throws SQLException {
        Map<String, @Nullable Object> stored = Jsonb.readMap(row.getString("catalog"));
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put(OrgJudge.KEY, row.getString("key"));
        values.put(OrgJudge.TITLE, row.getString("title"));
        values.put(
                OrgJudge.ACTIVE_CHILDREN,
                Catalogs.read(stored).childZonesCount() ? OrgJudge.STORES_AND_ZONES : OrgJudge.STORES);
        values.put(OrgJudge.LEAD_TERRITORIES, !Boolean.FALSE.equals(stored.get(OrgJudge.LEAD_TERRITORIES)));
        Catalogs.CALENDAR.forEach(setting -> values.put(setting, stored.get(setting)));
        OrgJudge.LISTS.forEach(list -> values.put(list, stored.get(list)));
        values.put(OrgJudge.ZONE_FIELDS, stored.get(OrgJudge.ZONE_FIELDS));
        for (String map : List.of(Schema.MODULES, Schema.FIELDS)) {
            values.put(map, stored.get(map) instanceof Map<?, ?> own ? own : Map.of());
        }
        return new Entity(row.getLong("org_id"), row.getInt("version"), values);
    }

    private static final String USER = "u.user_id, u.version, u.login, u.name, u.email, u.role, u.password_hash";

    Map<Long, Entity> users(long orgId, Collection<Long> ids) {
        return rows(jdbc.sql("SELECT " + USER + " FROM app_user u WHERE u.org_id = ? AND u.user_id = ANY (?::bigint[])")
                .params(orgId, ids.toArray(Long[]::new)));
    }

    /** The user with this login, or null. */
    @Nullable
    Entity user(long orgId, String login) {
        return rows(jdbc.sql("SELECT " + USER + " FROM app_user u WHERE u.org_id = ? AND u.login = ?")
                        .params(orgId, login))
                .values()
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** All users, by login. */
    List<Entity> users(long orgId) {
        return List.copyOf(rows(jdbc.sql("SELECT " + USER + " FROM app_user u WHERE u.org_id = ? ORDER BY u.login")
                        .param(orgId))
                .values());
    }

    /** What all users are called, by login. */
    List<People.Person> people(long orgId) {
        return jdbc.sql("""
                        SELECT u.user_id, u.login, coalesce(u.name, u.login) AS name, u.email, u.role, u.modified_at
                        FROM app_user u WHERE u.org_id = ? ORDER BY u.login
                        """)
                .param(orgId)
                .query((row, n) -> new People.Person(
                        row.getLong("user_id"),
                        row.getString("login"),
                        row.getString("name"),
                        row.getString("email"),
                        Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                        row.getTimestamp("modified_at").toInstant()))
                .list();
    }

    Map<Long, Entity> writeUsers(long orgId, List<Draft> drafts, Instant now) {
        Map<Long, Entity> written = new HashMap<>();
        for (List<Draft> slice : Slices.of(drafts)) {
            List<Entity> users = slice.stream().map(Draft::after).toList();
            List<Object> params = new ArrayList<>();
            params.add(Timestamp.from(now));
            params.add(users.stream().map(Entity::id).toArray(Long[]::new));
            params.add(users.stream().map(Entity::version).toArray(Integer[]::new));
            for (String field : List.of(UserJudge.LOGIN, UserJudge.NAME, UserJudge.EMAIL, UserJudge.ROLE)) {
                params.add(users.stream().map(u -> u.text(field)).toArray(String[]::new));
            }
            params.add(users.stream().map(OrgTable::hash).toArray(String[]::new));
            params.add(orgId);
            written.putAll(rows(jdbc.sql("""
                            INSERT INTO app_user AS u
                              (org_id, user_id, version, login, name, email, role, password_hash, modified_at)
                            SELECT o.org_id, t.id, t.version, t.login, t.name, t.email, t.role, t.hash, ?
                            FROM org o
                            CROSS JOIN unnest(?::bigint[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                              AS t(id, version, login, name, email, role, hash)
                            WHERE o.org_id = ?
                            ON CONFLICT (org_id, user_id) DO UPDATE
                              SET version = excluded.version, name = excluded.name, email = excluded.email,
                                  role = excluded.role, password_hash = excluded.password_hash,
                                  modified_at = excluded.modified_at
                              WHERE u.version = excluded.version - 1
                            RETURNING %s
                            """.formatted(USER)).params(params)));
        }
        return written;
    }

    private static @Nullable String hash(Entity user) {
        return user.get(UserJudge.PASSWORD) instanceof Secret secret ? secret.value() : null;
    }

    private static Map<Long, Entity> rows(JdbcClient.StatementSpec statement) {
        Map<Long, Entity> users = new LinkedHashMap<>();
        statement.query(row -> {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            values.put(UserJudge.LOGIN, row.getString("login"));
            values.put(UserJudge.NAME, row.getString("name"));
            values.put(UserJudge.EMAIL, row.getString("email"));
            values.put(UserJudge.ROLE, row.getString("role"));
            String hash = row.getString("password_hash");
            values.put(UserJudge.PASSWORD, hash == null ? null : new Secret(hash));
            Entity user = new Entity(row.getLong("user_id"), row.getInt("version"), values);
            users.put(user.id(), user);
        });
        return users;
    }
}
