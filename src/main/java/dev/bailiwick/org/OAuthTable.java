package dev.bailiwick.org;

import dev.bailiwick.bulk.Scopes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code oauth_refresh}, {@code oauth_access} and {@code oauth_code}. */
final class OAuthTable {
    private final JdbcClient jdbc;

    OAuthTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** For whom something is given out, to whom, and for what. */
    record Grant(long orgId, long clientId, long userId, Scopes scopes) {
        String[] texts() {
            return scopes.texts().toArray(String[]::new);
        }
    }

    /** The key of the org with this number. Needs no transaction of an org; IN, since no org's rows are meant. */
    Optional<String> keyOf(long orgId) {
        return jdbc.sql("SELECT t.key FROM tenant t WHERE t.org_id IN (?)")
                .param(orgId)
                .query(String.class)
                .optional();
    }

    long newId() {
        return jdbc.sql("SELECT nextval('entity_id')").query(Long.class).single();
    }

    /** Whose access token this is, and what the user may do now. */
    record Holder(long userId, String login, String role, Scopes scopes, long sourceId, Instant end) {}

    /** The holder of a token that has not ended. */
    Optional<Holder> holder(long orgId, byte[] hash, Instant now) {
        return jdbc.sql("""
                        SELECT a.user_id, a.scopes, a.source_id, a.ends_at, u.login, u.role
                        FROM oauth_access a JOIN app_user u ON u.org_id = ? AND u.user_id = a.user_id
                        WHERE a.org_id = ? AND a.hash = ? AND a.ends_at > ?
                        """)
                .params(orgId, orgId, hash, Timestamp.from(now))
                .query((row, n) -> new Holder(
                        row.getLong("user_id"),
                        row.getString("login"),
                        row.getString("role"),
                        ClientTable.scopes(row.getArray("scopes")),
                        row.getLong("source_id"),
                        row.getTimestamp("ends_at").toInstant()))
                .optional();
    }

    /** A refresh token, found again. */
    record Refresh(long id, Grant grant) {}

    /** The refresh token with this digest. Who asks holds it until the transaction ends, so that nobody revokes it. */
    Optional<Refresh> refresh(long orgId, byte[] hash) {
        return jdbc.sql("""
                        SELECT r.refresh_id, r.client_id, r.user_id, r.scopes
                        FROM oauth_refresh r WHERE r.org_id = ? AND r.hash = ? FOR UPDATE
                        """)
                .params(orgId, hash)
                .query((row, n) -> new Refresh(row.getLong("refresh_id"), grant(orgId, row)))
                .optional();
    }

    private static Grant grant(long orgId, ResultSet row) throws SQLException {
        return new Grant(
                orgId, row.getLong("client_id"), row.getLong("user_id"), ClientTable.scopes(row.getArray("scopes")));
    }

    void addRefresh(Grant grant, long id, byte[] hash, Instant now) {
        jdbc.sql("""
                        INSERT INTO oauth_refresh (org_id, refresh_id, hash, client_id, user_id, scopes, made_at)
                        VALUES (?, ?, ?, ?, ?, ?::text[], ?)
                        """)
                .params(grant.orgId(), id, hash, grant.clientId(), grant.userId(), grant.texts(), Timestamp.from(now))
                .update();
    }

    int countRefresh(Grant grant) {
        return jdbc.sql("""
                        SELECT count(*) FROM oauth_refresh r WHERE r.org_id = ? AND r.client_id = ? AND r.user_id = ?
                        """)
                .params(grant.orgId(), grant.clientId(), grant.userId())
                .query(Integer.class)
                .single();
    }

    /** The refresh tokens of this user and client but for the newest. */
    List<Long> oldRefresh(Grant grant, int newest) {
        return jdbc.sql("""
                        SELECT r.refresh_id FROM oauth_refresh r
                        WHERE r.org_id = ? AND r.client_id = ? AND r.user_id = ?
                        ORDER BY r.made_at DESC, r.refresh_id DESC OFFSET ?
                        """)
                .params(grant.orgId(), grant.clientId(), grant.userId(), newest)
                .query((row, n) -> row.getLong(1))
                .list();
    }

    /** Deletes a refresh token; false where there is none. */
    boolean deleteRefresh(long orgId, long id) {
        return jdbc.sql("DELETE FROM oauth_refresh r WHERE r.org_id = ? AND r.refresh_id = ?")
                        .params(orgId, id)
                        .update()
                > 0;
    }

    void addAccess(Grant grant, byte[] hash, long sourceId, Instant now, Instant end) {
        jdbc.sql("""
                        INSERT INTO oauth_access (org_id, hash, source_id, client_id, user_id, scopes, made_at, ends_at)
                        VALUES (?, ?, ?, ?, ?, ?::text[], ?, ?)
                        """)
                .params(
                        grant.orgId(),
                        hash,
                        sourceId,
                        grant.clientId(),
                        grant.userId(),
                        grant.texts(),
                        Timestamp.from(now),
                        Timestamp.from(end))
                .update();
    }

    /** How many access tokens a source has, counted no further than this; in order, so that an index is read. */
    int countAccess(long orgId, long sourceId, int most) {
        return jdbc.sql("""
                        SELECT count(*) FROM (SELECT a.made_at FROM oauth_access a WHERE a.org_id = ? AND a.source_id = ?
                                              ORDER BY a.made_at LIMIT ?) x
                        """).params(orgId, sourceId, most).query(Integer.class).single();
    }

    /** Deletes the access tokens of this source but for the newest. */
    void deleteOldAccess(long orgId, long sourceId, int newest) {
        jdbc.sql("""
                        DELETE FROM oauth_access a
                        USING (SELECT e.hash FROM oauth_access e WHERE e.org_id = ? AND e.source_id = ?
                               ORDER BY e.made_at DESC, e.hash OFFSET ?) d
                        WHERE a.org_id = ? AND a.hash = d.hash
                        """).params(orgId, sourceId, newest, orgId).update();
    }

    /** Deletes what came of a source, and says how many. */
    int deleteAccessOf(long orgId, long sourceId) {
        return jdbc.sql("DELETE FROM oauth_access a WHERE a.org_id = ? AND a.source_id = ?")
                .params(orgId, sourceId)
                .update();
    }

    boolean deleteAccess(long orgId, byte[] hash) {
        return jdbc.sql("DELETE FROM oauth_access a WHERE a.org_id = ? AND a.hash = ?")
                        .params(orgId, hash)
                        .update()
                > 0;
    }

    /**
     * A code, found again.
     *
     * @param refreshId what came of it; null where nobody has used it
     */
    record Code(
            Grant grant,
            @Nullable String redirectUri,
            Instant end,
            @Nullable Long refreshId) {}

    void addCode(Grant grant, byte[] hash, @Nullable String redirectUri, Instant end) {
        jdbc.sql("""
                        INSERT INTO oauth_code (org_id, hash, client_id, user_id, scopes, redirect_uri, ends_at)
                        VALUES (?, ?, ?, ?, ?::text[], ?, ?)
                        """)
                .param(grant.orgId())
                .param(hash)
                .param(grant.clientId())
                .param(grant.userId())
                .param(grant.texts())
                .param(redirectUri)
                .param(Timestamp.from(end))
                .update();
    }

    /** The code with this digest. Who asks holds it until the transaction ends, so that it works once. */
    Optional<Code> code(long orgId, byte[] hash) {
        return jdbc.sql("""
                        SELECT k.client_id, k.user_id, k.scopes, k.redirect_uri, k.ends_at, k.refresh_id
                        FROM oauth_code k WHERE k.org_id = ? AND k.hash = ? FOR UPDATE
                        """)
                .params(orgId, hash)
                .query((row, n) -> new Code(
                        grant(orgId, row),
                        row.getString("redirect_uri"),
                        row.getTimestamp("ends_at").toInstant(),
                        row.getObject("refresh_id", Long.class)))
                .optional();
    }

    void useCode(long orgId, byte[] hash, long refreshId) {
        jdbc.sql("UPDATE oauth_code k SET refresh_id = ? WHERE k.org_id = ? AND k.hash = ?")
                .params(refreshId, orgId, hash)
                .update();
    }

    /** A line of the list of refresh tokens. */
    record Listed(
            long id, @Nullable String client, @Nullable String login, List<String> scopes, Instant madeAt) {}

    /** Refresh tokens after this one, in the order of their ids. */
    List<Listed> list(long orgId, long after, int limit) {
        return jdbc.sql("""
                        SELECT r.refresh_id, r.scopes, r.made_at,
                          (SELECT c.name FROM oauth_client c WHERE c.org_id = ? AND c.client_id = r.client_id LIMIT 1)
                            AS name,
                          (SELECT u.login FROM app_user u WHERE u.org_id = ? AND u.user_id = r.user_id LIMIT 1) AS login
                        FROM oauth_refresh r WHERE r.org_id = ? AND r.refresh_id > ? ORDER BY r.refresh_id LIMIT ?
                        """)
                .params(orgId, orgId, orgId, after, limit)
                .query((row, n) -> new Listed(
                        row.getLong("refresh_id"),
                        row.getString("name"),
                        row.getString("login"),
                        ClientTable.texts(row.getArray("scopes")),
                        row.getTimestamp("made_at").toInstant()))
                .list();
    }

    /** Deletes some access tokens that ended before this time, and says how many. */
    int deleteEndedAccess(long orgId, Instant before, int limit) {
        return jdbc.sql("""
                        DELETE FROM oauth_access a
                        USING (SELECT e.hash FROM oauth_access e WHERE e.org_id = ? AND e.ends_at < ?
                               ORDER BY e.ends_at LIMIT ?) d
                        WHERE a.org_id = ? AND a.hash = d.hash
                        """).params(orgId, Timestamp.from(before), limit, orgId).update();
    }

    /** Deletes some codes that ended before this time, and says how many. */
    int deleteEndedCodes(long orgId, Instant before, int limit) {
        return jdbc.sql("""
                        DELETE FROM oauth_code k
                        USING (SELECT e.hash FROM oauth_code e WHERE e.org_id = ? AND e.ends_at < ?
                               ORDER BY e.ends_at LIMIT ?) d
                        WHERE k.org_id = ? AND k.hash = d.hash
                        """).params(orgId, Timestamp.from(before), limit, orgId).update();
    }
}
