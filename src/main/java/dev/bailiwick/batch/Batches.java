package dev.bailiwick.batch;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.DoorRules;
import dev.bailiwick.bulk.Followed;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Ledger;
import dev.bailiwick.bulk.Once;
import dev.bailiwick.bulk.Options;
import dev.bailiwick.bulk.Outcome;
import dev.bailiwick.bulk.Pipeline;
import dev.bailiwick.bulk.Receipt;
import dev.bailiwick.bulk.Report;
import dev.bailiwick.bulk.Role;
import dev.bailiwick.bulk.Undone;
import dev.bailiwick.catalog.Catalog;
import dev.bailiwick.db.Expiring;
import dev.bailiwick.db.HistoryTable;
import dev.bailiwick.db.ReceiptTable;
import dev.bailiwick.db.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The batches of an org after they ran. An admin sees and undoes every one, others see their own; an editor undoes own
 * ones that made or deleted no zones.
 */
public final class Batches {
    private final BatchTable table;
    private final ReceiptTable receipts;
    private final HistoryTable history;
    private final Transactions transactions;
    private final InstantSource clock;
    private final Duration retention;
    private final List<Expiring> others;

    /**
     * @param retention how long receipts are kept and a batch can be undone, a day at least
     * @param others what else is deleted after a time
     */
    public Batches(
            JdbcClient jdbc,
            Transactions transactions,
            InstantSource clock,
            Duration retention,
            List<Expiring> others) {
        if (retention.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("receipts are kept for a day at least: repeated requests want them");
        }
        this.table = new BatchTable(jdbc);
        this.receipts = new ReceiptTable(jdbc);
        this.history = new HistoryTable(jdbc);
        this.transactions = transactions;
        this.clock = clock;
        this.retention = retention;
        this.others = List.copyOf(others);
    }

    /** Why a batch is not shown or not undone. */
    public enum Reason {
        /** The org has no batch with this id. */
        UNKNOWN,
        /** It is another user's. */
        NOT_YOURS,
        /** The user's role does not allow to undo it. */
        NOT_PERMITTED,
        /** The user's token does not hold what the batch did. */
        NOT_IN_SCOPE,
        /** It changed settings, users or clients, which stay. */
        NOT_UNDOABLE,
        /** What is needed to undo it is no longer kept. */
        EXPIRED
    }

    /** A batch is not shown or not undone. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Reason reason;

        Refused(Reason reason) {
            super(reason.name());
            this.reason = reason;
        }

        public Reason reason() {
            return reason;
        }
    }

    /**
     * A page of something.
     *
     * @param more whether there is more after it
     */
    public record Page<T>(List<T> items, boolean more) {
        /** A page of what was read with a limit of one more. */
        static <T> Page<T> of(List<T> read, int limit) {
            boolean more = read.size() > limit;
            return new Page<>(more ? read.subList(0, limit) : read, more);
        }
    }

    /** Batches that the actor may see, newest first. */
    public Page<StoredBatch> list(Actor actor, BatchQuery query) {
        Actor own = seesAll(actor) ? null : actor;
        return transactions.read(actor.orgId(), () -> Page.of(table.list(actor.orgId(), own, query), query.limit()));
    }

    /**
     * A batch that the actor may see.
     *
     * @throws Refused when there is none, or it is another's
     */
    public StoredBatch find(Actor actor, UUID id) {
        StoredBatch batch = transactions.read(actor.orgId(), () -> visible(actor, id));
        // Its receipts tell what the rows held.
        if (!allows(actor, batch, "READ")) {
            throw new Refused(Reason.NOT_IN_SCOPE);
        }
        return batch;
    }

    /**
     * A batch that came through a door, by its number. Whoever may use the door may see it.
     *
     * @param number as {@link dev.bailiwick.bulk.BatchIds#numberOf} has it; any
     */
    public Optional<StoredBatch> numbered(long orgId, String door, long number) {
        return transactions.read(orgId, () -> table.numbered(orgId, door, number));
    }

    private StoredBatch visible(Actor actor, UUID id) {
        StoredBatch batch = table.byId(actor.orgId(), id).orElseThrow(() -> new Refused(Reason.UNKNOWN));
        if (!seesAll(actor) && batch.userId() != actor.userId()) {
            throw new Refused(Reason.NOT_YOURS);
        }
        return batch;
    }

    /** A token that may not change the org is shown no more than an editor is. */
    private static boolean seesAll(Actor actor) {
        return actor.role() == Role.ADMIN
                && List.of("CREATE", "READ", "UPDATE", "DELETE").stream()
                        .allMatch(operation -> actor.scopes().allows("settings", operation));
    }

    /** Whether its receipts are no longer kept. */
    public boolean isExpired(StoredBatch batch) {
        return batch.at().plus(retention).isBefore(clock.instant());
    }

    /**
     * Receipts of a batch that the actor was shown.
     *
     * @param outcomes only these; empty for all
     * @param after the index after which the page begins, -1 for the first
     */
    public Page<Receipt> receipts(Actor actor, StoredBatch batch, Set<Outcome> outcomes, int after, int limit) {
        UUID id = batch.id();
        if (id == null || isExpired(batch)) {
            return new Page<>(List.of(), false);
        }
        return transactions.read(
                actor.orgId(), () -> Page.of(receipts.page(actor.orgId(), id, outcomes, after, limit + 1), limit));
    }

    /**
     * What followed from the items of a batch that the actor was shown; kept as long as history is.
     *
     * @param item after this item's part
     * @param part 0 for all that followed from the item
     */
    public Page<Followed> consequences(Actor actor, StoredBatch batch, int item, int part, int limit) {
        UUID id = batch.id();
        return id == null
                ? new Page<>(List.of(), false)
                : transactions.read(
                        actor.orgId(),
                        () -> Page.of(history.followed(actor.orgId(), id, item, part, limit + 1), limit));
    }

    /**
     * Takes back what a batch did.
     *
     * @param door how the caller came in
     * @throws Refused when there is none, or the actor may not, or it cannot be undone
     */
    public Undo undo(Pipeline pipeline, Actor actor, String door, UUID id, Options options, @Nullable Once once) {
        Undone undone = transactions.read(actor.orgId(), () -> {
            StoredBatch batch = visible(actor, id);
            requireUndoable(actor, batch);
            return new Undone(id, batch.kind(), batch.module(), history.effects(actor.orgId(), id));
        });
        Report report = pipeline.undo(actor, door, undone, options, DoorRules.NONE, once);
        return new Undo(line(actor, door, undone, options, report), report);
    }

    /**
     * What an undo came to.
     *
     * @param batch its line, as it is stored; without an id where nothing is
     */
    public record Undo(StoredBatch batch, Report report) {}

    private static StoredBatch line(Actor actor, String door, Undone undone, Options options, Report report) {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        report.receipts().forEach(r -> counts.merge(r.outcome(), 1, Integer::sum));
        return new StoredBatch(
                report.batchId(),
                report.at(),
                actor.userId(),
                actor.login(),
                door,
                undone.kind(),
                undone.module(),
                options.atomic(),
                counts,
                undone.batch(),
                null);
    }

    private void requireUndoable(Actor actor, StoredBatch batch) {
        boolean makesZones = batch.kind() == Kind.ZONE
                && batch.count(Outcome.CREATED) + batch.count(Outcome.DELETED) + batch.count(Outcome.RESTORED) > 0;
        if (actor.role() == Role.VIEWER || makesZones && actor.role() != Role.ADMIN) {
            throw new Refused(Reason.NOT_PERMITTED);
        }
        if (batch.kind() == Kind.ORG || batch.kind() == Kind.USER || batch.kind() == Kind.CLIENT) {
            throw new Refused(Reason.NOT_UNDOABLE);
        }
        if (!inScope(actor, batch)) {
            throw new Refused(Reason.NOT_IN_SCOPE);
        }
        if (isExpired(batch)) {
            throw new Refused(Reason.EXPIRED);
        }
    }

    /** To take an effect back wants what the effect itself wants. */
    private static boolean inScope(Actor actor, StoredBatch batch) {
        boolean makes = batch.count(Outcome.CREATED) + batch.count(Outcome.RESTORED) > 0;
        return (!makes || allows(actor, batch, "CREATE"))
                && (batch.count(Outcome.CHANGED) == 0 || allows(actor, batch, "UPDATE"))
                && (batch.count(Outcome.DELETED) == 0 || allows(actor, batch, "DELETE"));
    }

    /** Whether the actor's token allows an operation on what a batch wrote. */
    private static boolean allows(Actor actor, StoredBatch batch, String operation) {
        String module = batch.module();
        if (module != null) {
            boolean custom = Catalog.EMPTY.module(module) == null;
            return actor.scopes().allows("modules." + module, operation, custom);
        }
        String area = batch.kind() == Kind.ZONE ? "settings.territories" : "settings";
        return actor.scopes().allows(area, operation);
    }

    private static final int ORGS_AT_ONCE = 1000;
    private static final int ROWS_AT_ONCE = 500;

    /**
     * Deletes the receipts, keys and other rows that are kept no longer, in short transactions, and says how many rows.
     *
     * @param goesOn asked between two transactions; false ends the work early
     */
    public long purge(BooleanSupplier goesOn) {
        Instant now = clock.instant();
        long deleted = 0;
        long last = Long.MIN_VALUE;
        Ledger.Unavailable busy = null;
        while (true) {
            long after = last;
            List<Long> orgs = transactions.beforeAnyOrg(() -> table.orgsAfter(after, ORGS_AT_ONCE));
            if (orgs.isEmpty() || !goesOn.getAsBoolean()) {
                if (busy != null) {
                    throw busy;
                }
                return deleted;
            }
            for (long org : orgs) {
                try {
                    deleted += purge(org, now, goesOn);
                } catch (Ledger.Unavailable e) {
                    // The other orgs first; then it is told, and tried again when it is due.
                    busy = e;
                }
            }
            last = orgs.getLast();
        }
    }

    private long purge(long org, Instant now, BooleanSupplier goesOn) {
        long deleted = 0;
        int rows = 1;
        while (rows > 0 && goesOn.getAsBoolean()) {
            rows = transactions.read(
                    org,
                    () -> table.deleteOutcomes(org, now.minus(retention), ROWS_AT_ONCE)
                            + table.deleteKeys(org, now.minus(Once.REMEMBERED), ROWS_AT_ONCE)
                            + others.stream()
                                    .mapToInt(other -> other.deleteSome(org, now, ROWS_AT_ONCE))
                                    .sum());
            deleted += rows;
        }
        return deleted;
    }
}
