package dev.bailiwick.db;

import dev.bailiwick.bulk.Effect;
import dev.bailiwick.bulk.HistoryEntry;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Outcome;
import dev.bailiwick.bulk.Undone;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code history}, read by batch and by thing. Written with the batch. */
public final class HistoryTable {
    private final JdbcClient jdbc;

    public HistoryTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The rows of a batch that had an effect, in order. */
    public List<Undone.Row> effects(long orgId, UUID batch) {
        return jdbc.sql("""
                        SELECT h.entity_id, h.outcome, h.version, h.before::text AS before, h.after::text AS after,
                          h.client_ref::text AS client_ref
                        FROM history h WHERE h.org_id = ? AND h.batch_id = ?::uuid ORDER BY h.item
                        """)
                .params(orgId, batch.toString())
                .query((row, n) -> new Undone.Row(row.getLong("entity_id"), effect(row), clientRef(row)))
                .list();
    }

    /** What happened to a thing, newest first, before this version. */
    public List<HistoryEntry> of(long orgId, Kind kind, long id, int beforeVersion, int limit) {
        return jdbc.sql(ENTRIES + " AND h.version < ? ORDER BY h.version DESC LIMIT ?")
                .params(orgId, orgId, kind.number(), id, beforeVersion, limit)
                .query((row, n) -> entry(row))
                .list();
    }

    /** What happened to a thing last up to this time; none where nothing did. */
    public Optional<HistoryEntry> lastAt(long orgId, Kind kind, long id, Instant at) {
        return jdbc.sql(ENTRIES + " AND h.at <= ? ORDER BY h.version DESC LIMIT 1")
                .params(orgId, orgId, kind.number(), id, Timestamp.from(at))
                .query((row, n) -> entry(row))
                .optional();
    }

    /** The oldest that is known of a thing; none where it never was. */
    public Optional<HistoryEntry> first(long orgId, Kind kind, long id) {
        return jdbc.sql(ENTRIES + " ORDER BY h.version LIMIT 1")
                .params(orgId, orgId, kind.number(), id)
                .query((row, n) -> entry(row))
                .optional();
    }

    /** What happened to a thing after this version, newest first. */
    public List<HistoryEntry> after(long orgId, Kind kind, long id, int version) {
        return jdbc.sql(ENTRIES + " AND h.version > ? ORDER BY h.version DESC")
                .params(orgId, orgId, kind.number(), id, version)
                .query((row, n) -> entry(row))
                .list();
    }

    /** With OFFSET 0 each batch is looked up: who knows little of the tables would rather join all batches of the org. */
    private static final String ENTRIES = """
            SELECT h.outcome, h.version, h.before::text AS before, h.after::text AS after, h.at,
              h.client_ref::text AS client_ref, h.batch_id, b.login, b.door
            FROM history h
            CROSS JOIN LATERAL (SELECT b.login, b.door FROM batch b
                                WHERE b.org_id = ? AND b.batch_id = h.batch_id OFFSET 0) b
            WHERE h.org_id = ? AND h.kind = ? AND h.entity_id = ?""";

    private static HistoryEntry entry(ResultSet row) throws SQLException {
        return new HistoryEntry(
                effect(row),
                row.getTimestamp("at").toInstant(),
                row.getString("login"),
                row.getString("door"),
                row.getObject("batch_id", UUID.class),
                clientRef(row));
    }

    private static Effect effect(ResultSet row) throws SQLException {
        return new Effect(
                Outcome.of(row.getString("outcome")),
                row.getInt("version"),
                ReceiptTable.changes(row.getString("before"), row.getString("after")));
    }

    private static @Nullable Object clientRef(ResultSet row) throws SQLException {
        String stored = row.getString("client_ref");
        return stored == null ? null : Jsonb.read(stored);
    }
}
