package dev.bailiwick.db;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Ledger;
import dev.bailiwick.bulk.Once;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code idempotency}: which batches ran under a caller's own key. */
final class IdempotencyTable {
    private final JdbcClient jdbc;

    IdempotencyTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Row(String request, Ledger.Ran ran) {}

    /** See {@link dev.bailiwick.bulk.Ledger#ran}. The lock first: what is read after it cannot be too old. */
    Optional<Ledger.Ran> ran(Actor actor, Once once, Instant now) {
        if (!lock(actor, once)) {
            throw new Once.Running();
        }
        Optional<Row> row = jdbc.sql("""
                        SELECT i.request, i.batch_ids, i.at FROM idempotency i
                        WHERE i.org_id = ? AND i.user_id = ? AND i.operation = ? AND i.key = ? AND i.at > ?
                        """)
                .params(
                        actor.orgId(),
                        actor.userId(),
                        once.operation(),
                        once.key(),
                        Timestamp.from(now.minus(Once.REMEMBERED)))
                .query((found, n) -> new Row(
                        found.getString(1),
                        new Ledger.Ran(
                                Arrays.asList((UUID[]) found.getArray(2).getArray()),
                                found.getTimestamp(3).toInstant())))
                .optional();
        if (row.isPresent() && !row.get().request().equals(once.request())) {
            throw new Once.Mismatch();
        }
        return row.map(Row::ran);
    }

    /** Held until the transaction ends. Of two numbers, which are no org's lock. */
    private boolean lock(Actor actor, Once once) {
        String name = actor.orgId() + "\n" + actor.userId() + "\n" + once.operation() + "\n" + once.key();
        ByteBuffer digest = ByteBuffer.wrap(sha256(name));
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(?, ?) FROM org o WHERE o.org_id = ?")
                .params(digest.getInt(), digest.getInt(), actor.orgId())
                .query(Boolean.class)
                .single();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A key that is no longer remembered is used anew. */
    void remember(Actor actor, Once once, List<UUID> batches, Instant now) {
        jdbc.sql("""
                        INSERT INTO idempotency AS i (org_id, user_id, operation, key, request, batch_ids, at)
                        SELECT o.org_id, ?, ?, ?, ?, ?::uuid[], ? FROM org o WHERE o.org_id = ?
                        ON CONFLICT (org_id, user_id, operation, key) DO UPDATE
                          SET request = excluded.request, batch_ids = excluded.batch_ids, at = excluded.at
                        """)
                .params(
                        actor.userId(),
                        once.operation(),
                        once.key(),
                        once.request(),
                        batches.stream().map(UUID::toString).toArray(String[]::new),
                        Timestamp.from(now),
                        actor.orgId())
                .update();
    }
}
