package dev.bailiwick.batch;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.BatchIds;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Outcome;
import dev.bailiwick.db.Jsonb;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code batch}, and what expires of a batch. */
final class BatchTable {
    private static final String SELECT = """
            SELECT b.batch_id, b.at, b.user_id, b.login, b.door, b.kind, b.module, b.atomic, b.counts::text AS counts, b.undoes,
              (SELECT u.batch_id FROM batch u
               WHERE u.org_id = ? AND u.undoes = b.batch_id
                 AND jsonb_exists_any(u.counts, '{changed,deleted,restored}')
               ORDER BY u.batch_id DESC LIMIT 1) AS undone_by
            FROM batch b
            WHERE b.org_id = ?""";

    /** Ids go on where they were when a server's clock is turned back; in milliseconds. */
    private static final long CLOCK_TURNED_BACK = 3_600_000;

    private final JdbcClient jdbc;

    BatchTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<StoredBatch> byId(long orgId, UUID id) {
        return jdbc.sql(SELECT + " AND b.batch_id = ?::uuid")
                .params(orgId, orgId, id.toString())
                .query((row, n) -> batch(row))
                .optional();
    }

    /** The one with this number that came through this door. */
    Optional<StoredBatch> numbered(long orgId, String door, long number) {
        UUID lowest = BatchIds.lowest(number);
        if (lowest == null) {
            return Optional.empty();
        }
        UUID highest = new UUID(lowest.getMostSignificantBits(), -1);
        return jdbc
                .sql(SELECT + " AND b.batch_id >= ?::uuid AND b.batch_id <= ?::uuid AND b.door = ?")
                .params(orgId, orgId, lowest.toString(), highest.toString(), door)
                .query((row, n) -> batch(row))
                .list()
                .stream()
                .findFirst();
    }

    /**
     * One more than the limit, where there are more.
     *
     * @param own only this actor's; null for everybody's
     */
    List<StoredBatch> list(long orgId, @Nullable Actor own, BatchQuery query) {
        StringBuilder sql = new StringBuilder(SELECT);
        List<Object> params = new ArrayList<>(List.of(orgId, orgId));
        if (own != null) {
            // A login stays with its user, and batches are found by it.
            sql.append(" AND b.login = ? AND b.user_id = ?");
            params.addAll(List.of(own.login(), own.userId()));
        }
        if (query.login() instanceof String login) {
            sql.append(" AND b.login = ?");
            params.add(login);
        }
        if (query.door() instanceof String door) {
            sql.append(" AND (b.door = ? OR starts_with(b.door, ?))");
            params.addAll(List.of(door, door + "."));
        }
        // An id begins with the time of its batch, or a little later, so that the primary key finds a span of time.
        if (query.from() instanceof Instant from) {
            sql.append(" AND b.at >= ? AND b.batch_id >= ?::uuid");
            params.addAll(
                    List.of(Timestamp.from(from), firstId(from.toEpochMilli()).toString()));
        }
        if (query.to() instanceof Instant to) {
            sql.append(" AND b.at < ? AND b.batch_id < ?::uuid");
            params.addAll(List.of(
                    Timestamp.from(to),
                    firstId(to.toEpochMilli() + CLOCK_TURNED_BACK).toString()));
        }
        if (!query.outcomes().isEmpty()) {
            sql.append(" AND jsonb_exists_any(b.counts, ?::text[])");
            params.add(query.outcomes().stream().map(Outcome::word).toArray(String[]::new));
        }
        if (query.after() instanceof UUID after) {
            sql.append(" AND b.batch_id < ?::uuid");
            params.add(after.toString());
        }
        sql.append(" ORDER BY b.batch_id DESC LIMIT ?");
        params.add(query.limit() + 1);
        return jdbc.sql(sql.toString())
                .params(params)
                .query((row, n) -> batch(row))
                .list();
    }

    /** The smallest id that a batch of this millisecond can have. */
    static UUID firstId(long epochMillis) {
        return new UUID(Math.max(0, epochMillis) << 16, 0);
    }

    private static StoredBatch batch(ResultSet row) throws SQLException {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        Jsonb.readMap(row.getString("counts"))
                .forEach((word, count) ->
                        counts.put(Outcome.of(word), count instanceof BigDecimal number ? number.intValueExact() : 0));
        return new StoredBatch(
                row.getObject("batch_id", UUID.class),
                row.getTimestamp("at").toInstant(),
                row.getLong("user_id"),
                row.getString("login"),
                row.getString("door"),
                Kind.of(row.getInt("kind")),
                row.getString("module"),
                row.getBoolean("atomic"),
                counts,
                row.getObject("undoes", UUID.class),
                row.getObject("undone_by", UUID.class));
    }

    /** Some org after this one, or none; the one statement here that is of no org. */
    List<Long> orgsAfter(long orgId, int limit) {
        return jdbc.sql("SELECT t.org_id FROM tenant t WHERE t.org_id > ? ORDER BY t.org_id LIMIT ?")
                .params(orgId, limit)
                .query((row, n) -> row.getLong(1))
                .list();
    }

    /** Deletes some outcomes of batches before this time, and says how many rows. */
    int deleteOutcomes(long orgId, Instant before, int limit) {
        return jdbc.sql("""
                        DELETE FROM outcome x
                        USING (SELECT e.batch_id, e.first_item FROM outcome e
                               WHERE e.org_id = ? AND e.batch_id < ?::uuid
                               ORDER BY e.batch_id, e.first_item LIMIT ?) d
                        WHERE x.org_id = ? AND x.batch_id = d.batch_id AND x.first_item = d.first_item
                        """)
                .params(orgId, firstId(before.toEpochMilli()).toString(), limit, orgId)
                .update();
    }

    /** Deletes some idempotency keys that were used before this time, and says how many. */
    int deleteKeys(long orgId, Instant before, int limit) {
        return jdbc.sql("""
                        DELETE FROM idempotency i
                        USING (SELECT e.user_id, e.operation, e.key FROM idempotency e
                               WHERE e.org_id = ? AND e.at < ? ORDER BY e.at LIMIT ?) d
                        WHERE i.org_id = ? AND i.user_id = d.user_id AND i.operation = d.operation AND i.key = d.key
                          AND i.at < ?
                        """)
                .params(orgId, Timestamp.from(before), limit, orgId, Timestamp.from(before))
                .update();
    }
}
