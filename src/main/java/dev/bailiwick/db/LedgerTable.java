package dev.bailiwick.db;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Batch;
import dev.bailiwick.bulk.Change;
import dev.bailiwick.bulk.Claim;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Ledger;
import dev.bailiwick.bulk.Near;
import dev.bailiwick.bulk.Once;
import dev.bailiwick.bulk.Owner;
import dev.bailiwick.bulk.Receipt;
import dev.bailiwick.bulk.Space;
import dev.bailiwick.bulk.Text;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** In charge of what every batch needs of the database: the org's lock, keys, ids, outcomes and history. */
public final class LedgerTable implements Ledger {
    /** Outcomes are kept by the thousand: a twentieth of the space of a row each. */
    private static final int OUTCOMES_A_ROW = 1000;

    /** No field that is a key holds more: 200 code points, or 100 that grew when they were normalised. */
    private static final int LONGEST_KEY = 1000;

    /** So many keys that look alike are looked at, one's own among them. */
    private static final int NEAR = 5;

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final IdempotencyTable idempotency;
    private final ReceiptTable receipts;

    public LedgerTable(JdbcClient jdbc, Transactions transactions) {
        this.jdbc = jdbc;
        this.idempotency = new IdempotencyTable(jdbc);
        this.receipts = new ReceiptTable(jdbc);
        this.transactions = transactions;
    }

    @Override
    public <R> R inTransaction(
            long orgId, @Nullable Supplier<Optional<R>> first, boolean exclusive, Supplier<R> work, Predicate<R> keep) {
        try {
            return transactions.write(orgId, first, () -> lock(orgId, exclusive), work, keep);
        } catch (LostRace | Unforeseen | Unavailable | Once.Running | Once.Mismatch e) {
            throw e;
        } catch (RuntimeException e) {
            throw SqlState.translate(e, exclusive);
        }
    }

    /**
     * One lock an org, shared by all batches and held alone by those that change what others rely on. Advisory, so that
     * it writes nothing; through the org's row, so that it is taken where that row lives.
     */
    private void lock(long orgId, boolean exclusive) {
        jdbc.sql(exclusive ? LOCK_ALONE : LOCK_SHARED).param(orgId).query().listOfRows();
    }

    private static final String LOCK_ALONE =
            "SELECT pg_advisory_xact_lock(o.org_id) IS NULL FROM org o WHERE o.org_id = ?";

    private static final String LOCK_SHARED =
            "SELECT pg_advisory_xact_lock_shared(o.org_id) IS NULL FROM org o WHERE o.org_id = ?";

    /** So many values share a lock; who waits in vain for another's value waits a little. */
    private static final int LOCKS = 1024;

    @Override
    public void lock(long orgId, Collection<Claim> values) {
        // Sorted, so that two batches never wait in a circle; one row of the org, so in the order of the array.
        Integer[] locks = values.stream()
                .map(v -> Math.floorMod(31 * v.value().hashCode() + v.space().number(), LOCKS))
                .distinct()
                .sorted()
                .toArray(Integer[]::new);
        jdbc.sql("""
                        SELECT pg_advisory_xact_lock(-(o.org_id * ? + t.n + 1)) IS NULL
                        FROM org o CROSS JOIN unnest(?::int[]) AS t(n) WHERE o.org_id = ?
                        """).params(LOCKS, locks, orgId).query().listOfRows();
    }

    @Override
    public Map<Claim, Owner> owners(long orgId, Collection<Claim> claims) {
        Set<Integer> spaces = new HashSet<>();
        Set<Long> users = new HashSet<>();
        Set<String> values = new HashSet<>();
        for (Claim claim : claims) {
            // What cannot be stored nobody holds; the driver would send something else in its place.
            if (claim.value().length() > LONGEST_KEY || !Text.isStorable(claim.value())) {
                continue;
            }
            spaces.add(claim.space().number());
            users.add(claim.space().user());
            values.add(claim.value());
        }
        // Every value in every space mentioned: a few too many, in exchange for one look into one index. Behind a
        // SELECT: a planner that sees the values weighs each of them.
        Map<Claim, Owner> owners = new HashMap<>();
        jdbc.sql("""
                        SELECT k.space, k.user_id, k.value, k.kind, k.entity_id
                        FROM entity_key k
                        WHERE k.org_id = ? AND k.space = ANY ((SELECT ?::int[])::int[])
                          AND k.user_id = ANY ((SELECT ?::bigint[])::bigint[])
                          AND k.value = ANY ((SELECT ?::text[])::text[])
                        """)
                .param(orgId)
                .param(spaces.toArray(Integer[]::new))
                .param(users.toArray(Long[]::new))
                .param(values.toArray(String[]::new))
                .query(row -> {
                    owners.put(
                            new Claim(new Space(row.getInt(1), row.getLong(2)), row.getString(3)),
                            new Owner(Kind.of(row.getInt(4)), row.getLong(5)));
                });
        return owners;
    }

    @Override
    public Map<Claim, List<Near>> near(long orgId, Collection<Claim> claims) {
        Map<Claim, List<Claim>> alike = new HashMap<>();
        for (Claim claim : claims) {
            String folded = claim.folded();
            if (folded != null) {
                alike.computeIfAbsent(new Claim(claim.space(), folded), f -> new ArrayList<>())
                        .add(claim);
            }
        }
        Map<Claim, List<Near>> near = new HashMap<>();
        List<Claim> folded = List.copyOf(alike.keySet());
        // One walk through the index; a join with the values would go down it once for each.
        jdbc.sql("""
                        SELECT n.space, n.user_id, n.folded, n.value, n.kind, n.entity_id
                        FROM (SELECT k.space, k.user_id, k.folded, k.value, k.kind, k.entity_id,
                                row_number() OVER (PARTITION BY k.space, k.user_id, k.folded ORDER BY k.value) AS place
                              FROM entity_key k
                              WHERE k.org_id = ? AND k.space = ANY ((SELECT ?::int[])::int[])
                                AND k.user_id = ANY ((SELECT ?::bigint[])::bigint[])
                                AND k.folded = ANY ((SELECT ?::text[])::text[])) n
                        WHERE n.place <= ?
                        """)
                .params(
                        orgId,
                        folded.stream().map(c -> c.space().number()).distinct().toArray(Integer[]::new),
                        folded.stream().map(c -> c.space().user()).distinct().toArray(Long[]::new),
                        folded.stream().map(Claim::value).distinct().toArray(String[]::new),
                        NEAR)
                .query(row -> {
                    Near found = new Near(row.getString(4), new Owner(Kind.of(row.getInt(5)), row.getLong(6)));
                    alike.getOrDefault(new Claim(new Space(row.getInt(1), row.getLong(2)), row.getString(3)), List.of())
                            .forEach(claim -> near.computeIfAbsent(claim, c -> new ArrayList<>())
                                    .add(found));
                });
        return near;
    }

    @Override
    public long[] newIds(int count) {
        return jdbc
                .sql("SELECT nextval('entity_id') FROM generate_series(1, ?)")
                .param(count)
                .query((row, n) -> row.getLong(1))
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    @Override
    public void release(long orgId, Map<Claim, Owner> keys) {
        Keys columns = new Keys(keys);
        jdbc.sql("""
                        DELETE FROM entity_key k
                        USING unnest(?::int[], ?::bigint[], ?::text[], ?::smallint[], ?::bigint[])
                          AS t(space, user_id, value, kind, id)
                        WHERE k.org_id = ? AND k.space = t.space AND k.user_id = t.user_id AND k.value = t.value
                          AND k.kind = t.kind AND k.entity_id = t.id
                        """)
                .params(columns.spaces, columns.users, columns.values, columns.kinds, columns.ids, orgId)
                .update();
    }

    @Override
    public Set<Claim> claim(long orgId, Map<Claim, Owner> keys) {
        Keys columns = new Keys(keys);
        return new HashSet<>(jdbc.sql("""
                        INSERT INTO entity_key AS k (org_id, space, user_id, value, folded, kind, entity_id)
                        SELECT o.org_id, t.space, t.user_id, t.value, t.folded, t.kind, t.id
                        FROM org o
                        CROSS JOIN unnest(?::int[], ?::bigint[], ?::text[], ?::text[], ?::smallint[], ?::bigint[])
                          AS t(space, user_id, value, folded, kind, id)
                        WHERE o.org_id = ?
                        ON CONFLICT (org_id, space, user_id, value) DO NOTHING
                        RETURNING k.space, k.user_id, k.value
                        """)
                .params(
                        columns.spaces,
                        columns.users,
                        columns.values,
                        columns.folded,
                        columns.kinds,
                        columns.ids,
                        orgId)
                .query((row, n) -> new Claim(new Space(row.getInt(1), row.getLong(2)), row.getString(3)))
                .list());
    }

    /** Keys as columns, sorted, so that two batches take them in one order. */
    private static final class Keys {
        private final Integer[] spaces;
        private final Long[] users;
        private final String[] values;
        private final @Nullable String[] folded;
        private final Short[] kinds;
        private final Long[] ids;

        Keys(Map<Claim, Owner> keys) {
            List<Map.Entry<Claim, Owner>> sorted = new ArrayList<>(keys.entrySet());
            sorted.sort(Map.Entry.comparingByKey());
            spaces = new Integer[sorted.size()];
            users = new Long[sorted.size()];
            values = new String[sorted.size()];
            folded = new String[sorted.size()];
            kinds = new Short[sorted.size()];
            ids = new Long[sorted.size()];
            for (int i = 0; i < ids.length; i++) {
                Claim claim = sorted.get(i).getKey();
                Owner owner = sorted.get(i).getValue();
                spaces[i] = claim.space().number();
                users[i] = claim.space().user();
                values[i] = claim.value();
                folded[i] = claim.folded();
                kinds[i] = (short) owner.kind().number();
                ids[i] = owner.id();
            }
        }
    }

    @Override
    public void record(UUID batchId, Instant at, Batch batch, List<Receipt> receipts) {
        Map<String, Integer> counts = new TreeMap<>();
        receipts.forEach(r -> counts.merge(r.outcome().word(), 1, Integer::sum));
        jdbc.sql("""
                        INSERT INTO batch AS b
                          (org_id, batch_id, at, user_id, login, door, kind, module, atomic, counts, undoes)
                        SELECT o.org_id, ?::uuid, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?::jsonb, nullif(?, '')::uuid FROM org o WHERE o.org_id = ?
                        RETURNING b.batch_id
                        """)
                .params(
                        batchId.toString(),
                        Timestamp.from(at),
                        batch.actor().userId(),
                        batch.actor().login(),
                        batch.door(),
                        batch.kind().number(),
                        Objects.toString(batch.module(), ""),
                        batch.options().atomic(),
                        Jsonb.write(counts),
                        Objects.toString(batch.undoes(), ""),
                        batch.actor().orgId())
                .query()
                .listOfRows();
        recordOutcomes(batchId, batch.actor().orgId(), receipts);
        List<Receipt> changed =
                receipts.stream().filter(r -> !r.changes().isEmpty()).toList();
        if (!changed.isEmpty()) {
            recordHistory(batchId, at, batch, changed);
        }
    }

    private void recordOutcomes(UUID batchId, long orgId, List<Receipt> receipts) {
        List<Integer> firsts = new ArrayList<>();
        List<Integer> lasts = new ArrayList<>();
        List<String> outcomes = new ArrayList<>();
        for (int first = 0; first < receipts.size(); first += OUTCOMES_A_ROW) {
            int end = Math.min(receipts.size(), first + OUTCOMES_A_ROW);
            firsts.add(first);
            lasts.add(end - 1);
            outcomes.add(Jsonb.write(receipts.subList(first, end).stream()
                    .map(ReceiptTable::stored)
                    .toList()));
        }
        jdbc.sql("""
                        INSERT INTO outcome AS x (org_id, batch_id, first_item, last_item, outcomes)
                        SELECT o.org_id, ?::uuid, t.first, t.last, t.outcomes
                        FROM org o CROSS JOIN unnest(?::int[], ?::int[], ?::jsonb[]) AS t(first, last, outcomes)
                        WHERE o.org_id = ?
                        RETURNING x.first_item
                        """)
                .params(
                        batchId.toString(),
                        firsts.toArray(Integer[]::new),
                        lasts.toArray(Integer[]::new),
                        outcomes.toArray(String[]::new),
                        orgId)
                .query()
                .listOfRows();
    }

    private void recordHistory(UUID batchId, Instant at, Batch batch, List<Receipt> changed) {
        jdbc.sql("""
                        INSERT INTO history AS h
                          (org_id, batch_id, item, kind, entity_id, version, at, outcome, before, after, client_ref)
                        SELECT o.org_id, ?::uuid, t.item, ?, t.id, t.version, ?, t.outcome, t.before, t.after, t.ref
                        FROM org o
                        CROSS JOIN unnest(?::int[], ?::bigint[], ?::int[], ?::text[], ?::jsonb[], ?::jsonb[], ?::jsonb[])
                          AS t(item, id, version, outcome, before, after, ref)
                        WHERE o.org_id = ?
                        RETURNING h.item
                        """)
                .params(
                        batchId.toString(),
                        batch.kind().number(),
                        Timestamp.from(at),
                        changed.stream().map(Receipt::index).toArray(Integer[]::new),
                        changed.stream().map(Receipt::id).toArray(Long[]::new),
                        changed.stream().map(Receipt::version).toArray(Integer[]::new),
                        changed.stream().map(r -> r.outcome().word()).toArray(String[]::new),
                        changed.stream()
                                .map(r -> Jsonb.write(r.changes(), Change::before))
                                .toArray(String[]::new),
                        changed.stream()
                                .map(r -> Jsonb.write(r.changes(), Change::after))
                                .toArray(String[]::new),
                        changed.stream()
                                .map(r -> r.clientRef() == null ? null : Jsonb.write(r.clientRef()))
                                .toArray(String[]::new),
                        batch.actor().orgId())
                .query(row -> {});
    }

    @Override
    public Map<Long, Life> lives(long orgId, Kind kind, Collection<Long> ids) {
        Map<Long, Life> lives = new HashMap<>();
        jdbc.sql("""
                        SELECT h.entity_id, max(h.version),
                          coalesce(max(h.version) FILTER (WHERE h.outcome = 'created'), 0)
                        FROM history h
                        WHERE h.org_id = ? AND h.kind = ? AND h.entity_id = ANY (?::bigint[])
                        GROUP BY h.entity_id
                        """).params(orgId, kind.number(), ids.toArray(Long[]::new)).query(row -> {
            lives.put(row.getLong(1), new Life(row.getInt(2), row.getInt(3)));
        });
        return lives;
    }

    @Override
    public Map<Spot, Touch> lastTouches(long orgId, Kind kind, Collection<Spot> spots) {
        Map<Spot, Touch> touches = new HashMap<>();
        jdbc.sql("""
                        SELECT t.id, t.path, b.login, h.at, h.batch_id
                        FROM unnest(?::bigint[], ?::text[]) AS t(id, path)
                        CROSS JOIN LATERAL (
                            SELECT h.at, h.batch_id FROM history h
                            WHERE h.org_id = ? AND h.kind = ? AND h.entity_id = t.id
                              AND (t.path = '' OR jsonb_exists(h.after, t.path))
                            ORDER BY h.version DESC LIMIT 1) h
                        JOIN batch b ON b.org_id = ? AND b.batch_id = h.batch_id
                        """)
                .params(
                        spots.stream().map(Spot::id).toArray(Long[]::new),
                        spots.stream().map(Spot::path).toArray(String[]::new),
                        orgId,
                        kind.number(),
                        orgId)
                .query(row -> {
                    touches.put(
                            new Spot(row.getLong(1), row.getString(2)),
                            new Touch(row.getString(3), row.getTimestamp(4).toInstant(), row.getObject(5, UUID.class)));
                });
        return touches;
    }

    @Override
    public Optional<Ran> ran(Actor actor, Once once, Instant now) {
        return idempotency.ran(actor, once, now);
    }

    @Override
    public void remember(Actor actor, Once once, List<UUID> batches, Instant now) {
        idempotency.remember(actor, once, batches, now);
    }

    @Override
    public List<Receipt> receipts(long orgId, UUID batch) {
        return receipts.of(orgId, batch);
    }
}
