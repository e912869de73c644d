package dev.bailiwick.db;

import dev.bailiwick.bulk.Ledger;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * In charge of transactions: each is of one org, and says so to the database first, whose row-level security then shows
 * it no other org's rows.
 *
 * <p>An org has a bounded number of transactions at once. The others wait without a connection, so that one org's queue
 * never takes the connections of all.
 */
public final class Transactions {
    /** How long a transaction waits for a lock, or for its turn, before the caller is told to come back. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int PER_ORG = 6;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final ConcurrentHashMap<Long, Semaphore> turns = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Long, Semaphore> gates = new ConcurrentHashMap<>();

    public Transactions(JdbcTemplate jdbc, JdbcTransactionManager manager) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(manager);
    }

    /** Reads something of an org, in a transaction of its own. */
    public <R> R read(long orgId, Supplier<R> work) {
        return beforeAnyOrg(() -> inTurn(
                orgId,
                () -> transactions.execute(status -> {
                    begin(orgId);
                    return work.get();
                })));
    }

    /** Reads what belongs to no org: which org has which key. */
    public <R> R beforeAnyOrg(Supplier<R> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw SqlState.translate(e, true);
        }
    }

    /** Reads something of an org over many statements, all of which see one state of it. */
    public <R> R snapshot(long orgId, Supplier<R> work) {
        return read(orgId, () -> {
            // Not yet too late: a SET LOCAL takes no snapshot.
            jdbc.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            return work.get();
        });
    }

    /**
     * Runs work that may ask for its own rollback by answering false to {@code keep}.
     *
     * @param first looks, before any lock is waited for, whether there is a result already; null where there is none
     * @param lock waits for the org's lock. One transaction of an org does so at a time, so that an org whose lock is
     *     held for long costs one connection, however many wait
     */
    <R> R write(long orgId, @Nullable Supplier<Optional<R>> first, Runnable lock, Supplier<R> work, Predicate<R> keep) {
        Semaphore queue = gates.computeIfAbsent(orgId, id -> new Semaphore(1, true));
        if (first != null && queue.availablePermits() == 0) {
            // Who would have to wait is told at once what can be told without.
            Optional<R> known = read(orgId, first);
            if (known.isPresent()) {
                return known.get();
            }
        }
        // The gate first: who waits for the lock must not take the turns of those who only read.
        Gate gate = new Gate(queue);
        AtomicBoolean committing = new AtomicBoolean();
        try {
            return inTurn(
                    orgId,
                    () -> transactions.execute(status -> {
                        begin(orgId);
                        Optional<R> known = first == null ? Optional.empty() : first.get();
                        if (known.isPresent()) {
                            status.setRollbackOnly();
                            return known.get();
                        }
                        lock.run();
                        gate.open();
                        R result = work.get();
                        if (keep.test(result)) {
                            committing.set(true);
                        } else {
                            status.setRollbackOnly();
                        }
                        return result;
                    }));
        } catch (RuntimeException e) {
            if (committing.get() && SqlState.translate(e, true) instanceof Ledger.Unavailable) {
                throw new Ledger.Unavailable("the database went away during the commit", e, true);
            }
            throw e;
        } finally {
            gate.open();
        }
    }

    /** Held while an org's lock is waited for. */
    private static final class Gate {
        private final Semaphore gate;
        private boolean held;

        Gate(Semaphore gate) {
            this.gate = gate;
            await(gate);
            this.held = true;
        }

        void open() {
            if (held) {
                held = false;
                gate.release();
            }
        }
    }

    /** Does something once the transaction that runs has committed, before whoever began it goes on. */
    public static void afterCommit(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }

    /** SET LOCAL, because set_config() would stay on one node of a sharded server; a number needs no quoting. */
    private void begin(long orgId) {
        jdbc.execute("SET LOCAL bailiwick.org_id = '" + orgId + "'; SET LOCAL lock_timeout = '" + PATIENCE.toMillis()
                + "ms'");
    }

    private <R> R inTurn(long orgId, Supplier<R> work) {
        Semaphore turn = turns.computeIfAbsent(orgId, id -> new Semaphore(PER_ORG, true));
        await(turn);
        try {
            return work.get();
        } finally {
            turn.release();
        }
    }

    private static void await(Semaphore semaphore) {
        try {
            if (!semaphore.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Ledger.Unavailable("too many requests of this org at once", new IllegalStateException());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Ledger.Unavailable("the server is stopping", e);
        }
    }
}
