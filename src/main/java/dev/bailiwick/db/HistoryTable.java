package dev.bailiwick.db;

import dev.bailiwick.bulk.Effect;
import dev.bailiwick.bulk.Followed;
import dev.bailiwick.bulk.HistoryEntry;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Outcome;
import dev.bailiwick.bulk.Passage;
import dev.bailiwick.bulk.Undone;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
                          h.client_ref::text AS client_ref, h.at
                        FROM history h WHERE h.org_id = ? AND h.batch_id = ?::uuid AND h.part = 0 ORDER BY h.item
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

    /** What the last deletion of each of these things took away; those that never were deleted are missing. */
    public Map<Long, Map<String, @Nullable Object>> deleted(long orgId, Kind kind, Collection<Long> ids) {
        Map<Long, Map<String, @Nullable Object>> deleted = new HashMap<>();
        jdbc.sql("""
                        SELECT h.entity_id, h.before::text FROM history h
                        WHERE h.org_id = ? AND h.kind = ? AND h.entity_id = ANY (?::bigint[]) AND h.outcome = 'deleted'
                        ORDER BY h.entity_id, h.version
                        """).params(orgId, kind.number(), ids.toArray(Long[]::new)).query(row -> {
            deleted.put(row.getLong(1), Jsonb.readMap(row.getString(2)));
        });
        return deleted;
    }

    /** What followed from the items of a batch, in order, after this part of this item. */
    public List<Followed> followed(long orgId, UUID batch, int item, int part, int limit) {
        return jdbc.sql("""
                        SELECT h.item, h.part, h.kind, h.entity_id, h.version, h.before::text AS before,
                          h.after::text AS after
                        FROM history h
                        WHERE h.org_id = ? AND h.batch_id = ?::uuid AND (h.item, h.part) > (?, ?) AND h.part > 0
                        ORDER BY h.item, h.part LIMIT ?
                        """)
                .params(orgId, batch.toString(), item, part, limit)
                .query((row, n) -> new Followed(
                        row.getInt("item"),
                        row.getInt("part"),
                        Kind.of(row.getInt("kind")),
                        row.getLong("entity_id"),
                        row.getInt("version"),
                        ReceiptTable.changes(row.getString("before"), row.getString("after"))))
                .list();
    }

    /** What moved records into a zone and out of it, newest first, before this spot if there is one. */
    public List<Passage> passages(long orgId, long zone, Passage.@Nullable Spot before, int limit) {
        List<Object> params = new ArrayList<>(List.of(orgId, zone));
        if (before != null) {
            params.addAll(List.of(before.batch().toString(), before.item(), before.part()));
        }
        params.addAll(List.of(limit, orgId, orgId));
        return jdbc.sql("""
                        SELECT h.outcome, h.version, h.before::text AS before, h.after::text AS after, h.at,
                          h.client_ref::text AS client_ref, p.batch_id, b.login, b.door, p.item, p.part, h.entity_id
                        FROM (SELECT p.batch_id, p.item, p.part FROM passage p
                              WHERE p.org_id = ? AND p.zone_id = ?%s
                              ORDER BY p.batch_id DESC, p.item DESC, p.part DESC LIMIT ?) p
                        CROSS JOIN LATERAL (SELECT h.* FROM history h
                                            WHERE h.org_id = ? AND h.batch_id = p.batch_id AND h.item = p.item
                                              AND h.part = p.part OFFSET 0) h
                        CROSS JOIN LATERAL (SELECT b.login, b.door FROM batch b
                                            WHERE b.org_id = ? AND b.batch_id = p.batch_id OFFSET 0) b
                        ORDER BY p.batch_id DESC, p.item DESC, p.part DESC
                        """.formatted(before == null ? "" : " AND (p.batch_id, p.item, p.part) < (?::uuid, ?, ?)"))
                .params(params)
                .query((row, n) -> new Passage(
                        new Passage.Spot(row.getObject("batch_id", UUID.class), row.getInt("item"), row.getInt("part")),
                        row.getLong("entity_id"),
                        entry(row)))
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
                row.getString("login"),
                row.getString("door"),
                row.getObject("batch_id", UUID.class),
                clientRef(row));
    }

    private static Effect effect(ResultSet row) throws SQLException {
        return new Effect(
                Outcome.of(row.getString("outcome")),
                row.getInt("version"),
                row.getTimestamp("at").toInstant(),
                ReceiptTable.changes(row.getString("before"), row.getString("after")));
    }

    private static @Nullable Object clientRef(ResultSet row) throws SQLException {
        String stored = row.getString("client_ref");
        return stored == null ? null : Jsonb.read(stored);
    }
}
