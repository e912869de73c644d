package dev.bailiwick.bulk;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the pipeline needs of the database. */
public interface Ledger {
    /**
     * Runs the work in one transaction of the org.
     *
     * @param first looks, before the org's lock is waited for, whether there is an answer already; null where there is
     *     nothing to look for
     * @param exclusive whether no other batch of the org may run meanwhile; otherwise only exclusive ones wait
     * @param keep whether to commit, asked of the work's result; else everything is rolled back
     * @throws LostRace when another transaction was faster; nothing is stored
     * @throws Unforeseen when the database refused a row; nothing is stored
     * @throws Unavailable when the database cannot be reached or has no room now
     */
    <R> R inTransaction(
            long orgId, @Nullable Supplier<Optional<R>> first, boolean exclusive, Supplier<R> work, Predicate<R> keep);

    /** Batches that ran under a key, and when. */
    record Ran(List<UUID> batches, Instant at) {}

    /**
     * The batches that ran under the caller's key, after this transaction made sure that no other runs under it now.
     *
     * @throws Once.Running where one does
     * @throws Once.Mismatch where the key was used for another request
     */
    Optional<Ran> ran(Actor actor, Once once, Instant now);

    /** Remembers that these batches ran under the caller's key. */
    void remember(Actor actor, Once once, List<UUID> batches, Instant now);

    /** The stored receipts of a batch, in order. */
    List<Receipt> receipts(long orgId, UUID batch);

    /** Waits until no other transaction holds any of these values, and holds them to its end. */
    void lock(long orgId, Collection<Claim> values);

    /** Who holds these keys; those that nobody holds are missing. */
    Map<Claim, Owner> owners(long orgId, Collection<Claim> claims);

    /** For keys that nobody holds: the stored ones that a person takes for them. */
    Map<Claim, List<Near>> near(long orgId, Collection<Claim> claims);

    /** Ids that were never given before. */
    long[] newIds(int count);

    /** Frees keys. */
    void release(long orgId, Map<Claim, Owner> keys);

    /** Takes keys; those that somebody was faster to take are not in the answer. */
    Set<Claim> claim(long orgId, Map<Claim, Owner> keys);

    /**
     * Stores a batch, its outcomes, and the history of all that it changed.
     *
     * @param followed what followed from it, as far as it is not stored yet
     */
    void record(UUID batchId, Instant at, Batch batch, List<Receipt> receipts, List<Followed> followed);

    /** Stores some of what followed from a batch, before the batch itself. */
    void record(UUID batchId, Instant at, long orgId, List<Followed> followed);

    /**
     * What history knows of a thing.
     *
     * @param last its newest version, be it of its deletion
     * @param made the version of the last time it was made, not brought back; 0 where history does not know
     */
    record Life(int last, int made) {}

    /** The lives of these things; those that never were are missing. */
    Map<Long, Life> lives(long orgId, Kind kind, Collection<Long> ids);

    /** A field, or a key in a map, of a thing; with an empty path all of it. */
    record Spot(long id, String path) {}

    /** Who changed something last, when, and in which batch. */
    record Touch(String login, Instant at, UUID batch) {}

    /** Who changed these last. */
    Map<Spot, Touch> lastTouches(long orgId, Kind kind, Collection<Spot> spots);

    /** Another transaction was faster. A new attempt sees what it did. */
    final class LostRace extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public LostRace(String what) {
            super(what);
        }
    }

    /** The database refused what was planned, for a reason that planning should have seen. */
    final class Unforeseen extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unforeseen(String what, Throwable cause) {
            super(what, cause);
        }
    }

    /** The database is away, or too busy; the same request may pass later. */
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean maybeStored;

        public Unavailable(String what, Throwable cause) {
            this(what, cause, false);
        }

        public Unavailable(String what, Throwable cause, boolean maybeStored) {
            super(what, cause);
            this.maybeStored = maybeStored;
        }

        /** Whether it broke in the middle of the commit, so that nobody knows on which side. Else nothing is stored. */
        public boolean isMaybeStored() {
            return maybeStored;
        }
    }
}
