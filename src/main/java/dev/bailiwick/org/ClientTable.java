package dev.bailiwick.org;

import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Scopes;
import dev.bailiwick.bulk.Secret;
import dev.bailiwick.db.Slices;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code oauth_client}. */
final class ClientTable {
    /** How long a secret is good after another one has taken its place. */
    static final Duration OVERLAP = Duration.ofHours(24);

    private static final String CLIENT =
            "c.client_id, c.version, c.name, c.user_id, c.scopes, c.redirect_uris, c.secret_hash";

    private final JdbcClient jdbc;

    ClientTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A client that wants a token.
     *
     * @param hash of its secret; null where it has none, and can have no token
     * @param former of the secret before, until its end
     */
    record Client(
            long id,
            String name,
            long userId,
            Scopes scopes,
            List<String> redirectUris,
            @Nullable String hash,
            @Nullable String former,
            @Nullable Instant formerUntil) {}

    Optional<Client> byName(long orgId, String name) {
        return jdbc.sql("SELECT " + CLIENT + ", c.former_hash, c.former_until FROM oauth_client c"
                        + " WHERE c.org_id = ? AND c.name = ?")
                .params(orgId, name)
                .query((row, n) -> client(row))
                .optional();
    }

    private static Client client(ResultSet row) throws SQLException {
        Timestamp until = row.getTimestamp("former_until");
        return new Client(
                row.getLong("client_id"),
                row.getString("name"),
                row.getLong("user_id"),
                scopes(row.getArray("scopes")),
                texts(row.getArray("redirect_uris")),
                row.getString("secret_hash"),
                row.getString("former_hash"),
                until == null ? null : until.toInstant());
    }

    /** Makes those who give out something for this client wait for each other. */
    void lock(long orgId, long clientId) {
        jdbc.sql("SELECT c.client_id FROM oauth_client c WHERE c.org_id = ? AND c.client_id = ? FOR NO KEY UPDATE")
                .params(orgId, clientId)
                .query(Long.class)
                .list();
    }

    Map<Long, Entity> clients(long orgId, Collection<Long> ids) {
        return rows(jdbc.sql("SELECT " + CLIENT
                        + " FROM oauth_client c WHERE c.org_id = ? AND c.client_id = ANY (?::bigint[])")
                .params(orgId, ids.toArray(Long[]::new)));
    }

    /** All clients, by id. */
    List<Entity> clients(long orgId) {
        return List.copyOf(rows(jdbc.sql("SELECT " + CLIENT + " FROM oauth_client c WHERE c.org_id = ? ORDER BY c.name")
                        .param(orgId))
                .values());
    }

    /** Clients have lists, which no array of arrays holds where they differ in length: each goes as one text. */
    Map<Long, Entity> write(long orgId, List<Draft> drafts, Instant now) {
        Map<Long, Entity> written = new HashMap<>();
        for (List<Draft> slice : Slices.of(drafts)) {
            List<Entity> clients = slice.stream().map(Draft::after).toList();
            written.putAll(rows(jdbc.sql("""
                            INSERT INTO oauth_client AS c (org_id, client_id, version, name, user_id, scopes, redirect_uris,
                              secret_hash, former_until, modified_at)
                            SELECT o.org_id, t.id, t.version, t.name, t.user_id, string_to_array(t.scopes, E'\\n'),
                              string_to_array(t.uris, E'\\n'), t.hash, NULL, ?
                            FROM org o
                            CROSS JOIN unnest(?::bigint[], ?::int[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[])
                              AS t(id, version, name, user_id, scopes, uris, hash)
                            WHERE o.org_id = ?
                            ON CONFLICT (org_id, client_id) DO UPDATE
                              SET version = excluded.version, user_id = excluded.user_id, scopes = excluded.scopes,
                                  redirect_uris = excluded.redirect_uris, secret_hash = excluded.secret_hash,
                                  former_hash = CASE
                                    WHEN excluded.secret_hash IS NULL THEN NULL
                                    WHEN excluded.secret_hash IS DISTINCT FROM c.secret_hash THEN c.secret_hash
                                    ELSE c.former_hash END,
                                  former_until = CASE
                                    WHEN excluded.secret_hash IS NULL THEN NULL
                                    WHEN excluded.secret_hash IS DISTINCT FROM c.secret_hash THEN ?
                                    ELSE c.former_until END,
                                  modified_at = excluded.modified_at
                              WHERE c.version = excluded.version - 1
                            RETURNING %s
                            """.formatted(CLIENT))
                    .params(
                            Timestamp.from(now),
                            clients.stream().map(Entity::id).toArray(Long[]::new),
                            clients.stream().map(Entity::version).toArray(Integer[]::new),
                            texts(clients, ClientJudge.CLIENT),
                            clients.stream()
                                    .map(c -> c.reference(ClientJudge.USER))
                                    .toArray(Long[]::new),
                            lists(clients, ClientJudge.SCOPES),
                            lists(clients, ClientJudge.REDIRECT_URIS),
                            clients.stream().map(ClientTable::hash).toArray(String[]::new),
                            orgId,
                            Timestamp.from(now.plus(OVERLAP)))));
        }
        return written;
    }

    private static String[] texts(List<Entity> clients, String field) {
        return clients.stream().map(c -> c.text(field)).toArray(String[]::new);
    }

    private static String[] lists(List<Entity> clients, String field) {
        return clients.stream()
                .map(c -> c.get(field) instanceof List<?> list
                        ? String.join("\n", list.stream().map(String::valueOf).toList())
                        : "")
                .toArray(String[]::new);
    }

    private static @Nullable String hash(Entity client) {
        return client.get(ClientJudge.SECRET) instanceof Secret secret ? secret.value() : null;
    }

    private static Map<Long, Entity> rows(JdbcClient.StatementSpec statement) {
        Map<Long, Entity> clients = new LinkedHashMap<>();
        statement.query(row -> {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            values.put(ClientJudge.CLIENT, row.getString("name"));
            values.put(ClientJudge.USER, row.getLong("user_id"));
            values.put(ClientJudge.SCOPES, texts(row.getArray("scopes")));
            values.put(ClientJudge.REDIRECT_URIS, texts(row.getArray("redirect_uris")));
            String hash = row.getString("secret_hash");
            values.put(ClientJudge.SECRET, hash == null ? null : new Secret(hash));
            Entity client = new Entity(row.getLong("client_id"), row.getInt("version"), values);
            clients.put(client.id(), client);
        });
        return clients;
    }

    static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    /** What is stored was read before it was stored. */
    static Scopes scopes(Array array) throws SQLException {
        List<String> texts = texts(array);
        return Scopes.of(texts).orElseThrow(() -> new IllegalStateException("no scopes: " + texts));
    }
}
