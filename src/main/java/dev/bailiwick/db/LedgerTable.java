package dev.bailiwick.db;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Batch;
import dev.bailiwick.bulk.Change;
import dev.bailiwick.bulk.Claim;
import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.Followed;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Ledger;
import dev.bailiwick.bulk.Near;
import dev.bailiwick.bulk.Once;
import dev.bailiwick.bulk.Outcome;
import dev.bailiwick.bulk.Owner;
import dev.bailiwick.bulk.Receipt;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** In charge of what every batch needs of the database: the org's lock, keys, ids, outcomes and history. */
public final class LedgerTable implements Ledger {
    /** Outcomes are kept by the thousand: a twentieth of the space of a row each. */
    private static final int OUTCOMES_A_ROW = 1000;

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final IdempotencyTable idempotency;
    private final ReceiptTable receipts;
    private final KeyTable keys;

    public LedgerTable(JdbcClient jdbc, Transactions transactions) {
        this.jdbc = jdbc;
        this.idempotency = new IdempotencyTable(jdbc);
        this.receipts = new ReceiptTable(jdbc);
        this.keys = new KeyTable(jdbc);
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

    /** An org has so many locks for values, the first for all of them at once: few enough that no two orgs share one. */
    private static final int LOCKS = 1 << 20;

    /** The database has room for a few thousand locks in all. */
    private static final int MOST_LOCKS = 256;

    @Override
    public void lock(long orgId, Collection<Claim> values) {
        // Sorted, so that two batches never wait in a circle; one row of the org, so in the order of the array.
        List<Integer> locks = values.stream()
                .map(v ->
                        1 + Math.floorMod(31 * v.value().hashCode() + v.space().number(), LOCKS - 1))
                .distinct()
                .sorted()
                .collect(Collectors.toCollection(ArrayList::new));
        boolean all = locks.size() > MOST_LOCKS;
        if (all) {
            locks.clear();
        }
        locks.addFirst(0);
        jdbc.sql("""
                        SELECT CASE WHEN t.n = 0 AND NOT ? THEN pg_advisory_xact_lock_shared(-(o.org_id * ? + 1))
                          ELSE pg_advisory_xact_lock(-(o.org_id * ? + t.n + 1)) END IS NULL
                        FROM org o CROSS JOIN unnest(?::int[]) AS t(n) WHERE o.org_id = ?
                        """)
                .params(all, LOCKS, LOCKS, locks.toArray(Integer[]::new), orgId)
                .query()
                .listOfRows();
    }

    @Override
    public Map<Claim, Owner> owners(long orgId, Collection<Claim> claims) {
        return keys.owners(orgId, claims);
    }

    @Override
    public Map<Claim, List<Near>> near(long orgId, Collection<Claim> claims) {
        return keys.near(orgId, claims);
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
    public void release(long orgId, Map<Claim, Owner> freed) {
        keys.release(orgId, freed);
    }

    @Override
    public Set<Claim> claim(long orgId, Map<Claim, Owner> wanted) {
        return keys.claim(orgId, wanted);
    }

    @Override
    public void record(UUID batchId, Instant at, Batch batch, List<Receipt> receipts, List<Followed> followed) {
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
        List<Changed> changed = new ArrayList<>();
        receipts.stream().filter(r -> !r.changes().isEmpty()).forEach(r -> changed.add(Changed.of(r, batch.kind())));
        followed.forEach(one -> changed.add(Changed.of(one)));
        recordChanged(batchId, at, batch.actor().orgId(), changed);
    }

    @Override
    public void record(UUID batchId, Instant at, long orgId, List<Followed> followed) {
        recordChanged(batchId, at, orgId, followed.stream().map(Changed::of).toList());
    }

    private void recordChanged(UUID batchId, Instant at, long orgId, List<Changed> changed) {
        for (List<Changed> slice : Slices.of(changed)) {
            recordHistory(batchId, at, orgId, slice);
        }
        List<Passed> passed = new ArrayList<>();
        changed.forEach(c -> c.changes().keySet().stream()
                .filter(path -> Fault.fieldOf(path).equals(IN))
                .forEach(path ->
                        passed.add(new Passed(Long.parseLong(path.substring(IN.length() + 1)), c.item(), c.part()))));
        for (List<Passed> slice : Slices.of(passed)) {
            recordPassages(batchId, orgId, slice);
        }
    }

    /** What was changed, by an item or as a consequence of one. */
    private record Changed(
            int item,
            int part,
            Kind kind,
            @Nullable Long id,
            int version,
            Outcome outcome,
            Map<String, Change> changes,
            @Nullable Object clientRef) {
        static Changed of(Receipt receipt, Kind kind) {
            return new Changed(
                    receipt.index(),
                    0,
                    kind,
                    receipt.id(),
                    receipt.version(),
                    receipt.outcome(),
                    receipt.changes(),
                    receipt.clientRef());
        }

        static Changed of(Followed followed) {
            return new Changed(
                    followed.item(),
                    followed.part(),
                    followed.kind(),
                    followed.id(),
                    followed.version(),
                    Outcome.CHANGED,
                    followed.changes(),
                    null);
        }
    }

    /** Under this name a record holds in which zones it is. */
    private static final String IN = "$in";

    /** That an item, or what followed from it, moved a record into a zone, out of it, or changed why it is there. */
    private record Passed(long zone, int item, int part) {}

    private void recordPassages(UUID batchId, long orgId, List<Passed> passed) {
        jdbc.sql("""
                        INSERT INTO passage AS p (org_id, zone_id, batch_id, item, part)
                        SELECT o.org_id, t.zone, ?::uuid, t.item, t.part
                        FROM org o CROSS JOIN unnest(?::bigint[], ?::int[], ?::int[]) AS t(zone, item, part)
                        WHERE o.org_id = ?
                        RETURNING p.item
                        """)
                .params(
                        batchId.toString(),
                        passed.stream().map(Passed::zone).toArray(Long[]::new),
                        passed.stream().map(Passed::item).toArray(Integer[]::new),
                        passed.stream().map(Passed::part).toArray(Integer[]::new),
                        orgId)
                .query(row -> {});
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

    private void recordHistory(UUID batchId, Instant at, long orgId, List<Changed> changed) {
        jdbc.sql("""
                        INSERT INTO history AS h
                          (org_id, batch_id, item, part, kind, entity_id, version, at, outcome, before, after, client_ref)
                        SELECT o.org_id, ?::uuid, t.item, t.part, t.kind, t.id, t.version, ?, t.outcome, t.before, t.after,
                          t.ref
                        FROM org o
                        CROSS JOIN unnest(?::int[], ?::int[], ?::smallint[], ?::bigint[], ?::int[], ?::text[], ?::jsonb[],
                          ?::jsonb[], ?::jsonb[]) AS t(item, part, kind, id, version, outcome, before, after, ref)
                        WHERE o.org_id = ?
                        RETURNING h.item
                        """)
                .params(
                        batchId.toString(),
                        Timestamp.from(at),
                        changed.stream().map(Changed::item).toArray(Integer[]::new),
                        changed.stream().map(Changed::part).toArray(Integer[]::new),
                        changed.stream().map(c -> (short) c.kind().number()).toArray(Short[]::new),
                        changed.stream().map(Changed::id).toArray(Long[]::new),
                        changed.stream().map(Changed::version).toArray(Integer[]::new),
                        changed.stream().map(c -> c.outcome().word()).toArray(String[]::new),
                        changed.stream()
                                .map(c -> Jsonb.write(c.changes(), Change::before))
                                .toArray(String[]::new),
                        changed.stream()
                                .map(c -> Jsonb.write(c.changes(), Change::after))
                                .toArray(String[]::new),
                        changed.stream()
                                .map(c -> c.clientRef() == null ? null : Jsonb.write(c.clientRef()))
                                .toArray(String[]::new),
                        orgId)
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
