package dev.bailiwick.bulk;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The only way in which anything is written: resolve, plan, write, receipt, in one transaction, whether the batch holds
 * one row of a form or a thousand of a file, and whether or not it is a dry run.
 *
 * <p>A race lost to another batch rolls everything back and plans anew with the org locked, so that the loser's row gets
 * its fault and no race is lost twice. A row that the database refuses for a reason nobody foresaw is found by halving
 * and rejected alone.
 */
public final class Pipeline {
    private static final System.Logger log = System.getLogger(Pipeline.class.getName());

    /** A deadlock or a broken serialisation can follow a lost race; more than this is an overload. */
    private static final int MAX_LOST = 3;

    /** A search that finds nothing new, or other rows each time: the fault is not in single rows. */
    private static final int MAX_ROUNDS = 10;

    /** Past this many tries, rows that cannot be told apart from refused ones are refused with them. */
    private static final int MAX_PROBES = 400;

    private final Ledger ledger;
    private final InstantSource clock;
    private final Map<Kind, Target> targets = new EnumMap<>(Kind.class);
    private final Set<Running> running = ConcurrentHashMap.newKeySet();

    public Pipeline(Ledger ledger, InstantSource clock, List<Target> targets) {
        this.ledger = ledger;
        this.clock = clock;
        targets.forEach(t -> this.targets.put(t.kind(), t));
    }

    /** Runs one batch. */
    public Report run(Batch batch) {
        return run(batch, null);
    }

    /** Runs one batch, at most once where the caller has a key for it. */
    public Report run(Batch batch, @Nullable Once once) {
        return runTogether(List.of(batch), once).getFirst();
    }

    /**
     * Takes back what a batch did: an ordinary batch, judged on the state after all its rows.
     *
     * @param actor who asks, and may
     * @param door through which door
     * @param undone the batch, and the rows of it that had an effect
     * @param options how to run it
     * @param rules what the door demands
     */
    public Report undo(Actor actor, String door, Undone undone, Options options, DoorRules rules, @Nullable Once once) {
        Kind kind = undone.kind();
        List<Item> items = Undo.items(undone.rows(), target(kind).references());
        return run(new Batch(actor, door, kind, items, options, rules, undone.batch()), once);
    }

    /**
     * Runs batches of one org one after the other, in one transaction. Where there are several and one is refused, none
     * of them is stored.
     *
     * @param once the caller's key for all of it, or null; a dry run takes no notice of it
     * @return a report each
     * @throws Ledger.Unavailable when the database is away or overloaded; nothing is stored
     * @throws Once.Running when a request under this key runs now
     * @throws Once.Mismatch when the key was used for another request
     */
    public List<Report> runTogether(List<Batch> batches, @Nullable Once once) {
        if (batches.stream().allMatch(b -> b.items().isEmpty())) {
            return batches.stream().map(b -> new Report(null, List.of())).toList();
        }
        if (once == null || batches.stream().anyMatch(b -> b.options().dryRun())) {
            return runTogetherNow(batches, null);
        }
        // The database knows too, across servers; here a second one is told without waiting for a connection.
        Actor actor = batches.getFirst().actor();
        Running now = new Running(actor.orgId(), actor.userId(), once.operation(), once.key());
        if (!running.add(now)) {
            throw new Once.Running();
        }
        try {
            return runTogetherNow(batches, once);
        } finally {
            running.remove(now);
        }
    }

    /** A key that a caller uses at this moment. */
    private record Running(long org, long user, String operation, String key) {}

    private List<Report> runTogetherNow(List<Batch> batches, @Nullable Once once) {
        boolean exclusive = batches.stream().anyMatch(b -> target(b).exclusive(b));
        Set<Spot> broken = new HashSet<>();
        int lost = 0;
        for (int round = 0; ; round++) {
            try {
                return new Attempt(batches, broken, once, false).run(exclusive);
            } catch (Ledger.LostRace race) {
                lost = oneMore(lost, race);
                exclusive = true;
            } catch (Refused refused) {
                refuse(broken, refused.spots, round, refused);
            } catch (Ledger.Unforeseen unforeseen) {
                try {
                    refuse(broken, new Search(batches, broken).culprits(unforeseen), round, unforeseen);
                } catch (Ledger.LostRace race) {
                    lost = oneMore(lost, race);
                }
            }
        }
    }

    private static int oneMore(int lost, Ledger.LostRace race) {
        if (lost == MAX_LOST) {
            throw new Ledger.Unavailable("lost more than " + lost + " races", race);
        }
        return lost + 1;
    }

    private static void refuse(Set<Spot> broken, Set<Spot> spots, int round, RuntimeException cause) {
        if (round >= MAX_ROUNDS || !broken.addAll(spots)) {
            throw new IllegalStateException("the database refuses the batch as a whole", cause);
        }
        log.log(Level.ERROR, "rejected as a mistake of ours: {0} ({1})", spots, cause.getMessage());
    }

    /** Finds the items that the database refuses, by halving: tries beginnings of the batches, and rolls them back. */
    private final class Search {
        private final List<Batch> batches;
        private final List<Spot> spots = new ArrayList<>();
        private final Set<Spot> known;
        private final Set<Spot> found = new HashSet<>();
        private int probes;

        Search(List<Batch> batches, Set<Spot> known) {
            this.batches = batches;
            this.known = known;
            for (int b = 0; b < batches.size(); b++) {
                for (Item item : batches.get(b).items()) {
                    spots.add(new Spot(b, item.index()));
                }
            }
        }

        Set<Spot> culprits(Ledger.Unforeseen cause) {
            if (refuses(0)) {
                throw new IllegalStateException("the database refuses even an empty batch", cause);
            }
            search(0, spots.size());
            return found;
        }

        /** What comes before {@code from} passes, without what was found so far. */
        private void search(int from, int to) {
            if (!refuses(to)) {
                return;
            }
            if (to - from == 1) {
                found.add(spots.get(from));
            } else if (probes >= MAX_PROBES) {
                found.addAll(spots.subList(from, to));
            } else {
                int middle = (from + to) >>> 1;
                search(from, middle);
                search(middle, to);
            }
        }

        /** Whether the database refuses the items before this one. */
        private boolean refuses(int to) {
            probes++;
            Set<Spot> without = new HashSet<>(known);
            without.addAll(found);
            without.addAll(spots.subList(to, spots.size()));
            try {
                new Attempt(batches, without, null, true).run(true);
                return false;
            } catch (Ledger.Unforeseen e) {
                return true;
            } catch (Refused e) {
                // A row that comes back different is no refusal by the database; the next real attempt names it.
                return false;
            }
        }
    }

    private Target target(Batch batch) {
        return target(batch.kind());
    }

    private Target target(Kind kind) {
        Target target = targets.get(kind);
        if (target == null) {
            throw new IllegalArgumentException("nobody writes " + kind);
        }
        return target;
    }

    /** One item of one of the batches. */
    private record Spot(int batch, int item) {
        @Override
        public String toString() {
            return "item " + item + " of batch " + batch;
        }
    }

    /** Rows that came back from the database other than planned. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial")
        private final Set<Spot> spots;

        Refused(Set<Spot> spots) {
            super("rows came back from the database other than planned: " + spots);
            this.spots = spots;
        }
    }

    /** One try at the batches, in one transaction. */
    private final class Attempt {
        private final List<Batch> batches;
        private final Set<Spot> broken;
        private final @Nullable Once once;
        private final boolean probe;
        private Instant now = Instant.EPOCH;
        private boolean refused;
        private boolean exclusive;

        /** @param probe whether this only finds out what the database refuses: writes whatever is accepted, keeps nothing */
        Attempt(List<Batch> batches, Set<Spot> broken, @Nullable Once once, boolean probe) {
            this.batches = batches;
            this.broken = broken;
            this.once = once;
            this.probe = probe;
        }

        List<Report> run(boolean exclusively) {
            this.exclusive = exclusively;
            return ledger.inTransaction(
                    actor().orgId(),
                    once == null ? null : () -> replay(once),
                    exclusively,
                    this::runAll,
                    reports -> keeps());
        }

        private Actor actor() {
            return batches.getFirst().actor();
        }

        /** What became of the request when it ran under this key before. */
        private Optional<List<Report>> replay(Once key) {
            return ledger.ran(actor(), key, clock.instant())
                    .map(ids -> ids.stream()
                            .map(id -> new Report(id, ledger.receipts(actor().orgId(), id), true))
                            .toList());
        }

        private boolean keeps() {
            boolean dryRun = batches.stream().anyMatch(b -> b.options().dryRun());
            return !probe && !dryRun && !(refused && batches.size() > 1);
        }

        private List<Report> runAll() {
            now = clock.instant();
            List<Report> reports = new ArrayList<>();
            for (int i = 0; i < batches.size(); i++) {
                reports.add(run(i, batches.get(i)));
            }
            if (once != null && keeps()) {
                List<UUID> ids = reports.stream()
                        .map(Report::batchId)
                        .filter(Objects::nonNull)
                        .toList();
                ledger.remember(actor(), once, ids, now);
            }
            // What earlier batches wrote goes with the one that was refused.
            return refused && batches.size() > 1
                    ? reports.stream().map(Attempt::undone).toList()
                    : reports;
        }

        private static Report undone(Report report) {
            Fault reason = Fault.of(FaultCode.NOT_ALONE, "");
            return new Report(
                    null, report.receipts().stream().map(r -> r.undone(reason)).toList());
        }

        private Report run(int number, Batch batch) {
            Plan plan = plan(number, batch);
            tellWhatWasKept(batch, plan);
            refused |= batch.options().atomic() && plan.drafts().stream().anyMatch(Draft::faulty);
            // Once one of several is refused, the others are still judged, so that all mistakes are told at once.
            boolean writes = probe || !refused;
            List<Receipt> receipts =
                    writes ? plan.receipts(write(number, batch, plan), false) : plan.receipts(Map.of(), true);
            UUID id = newBatchId(now);
            ledger.record(id, now, batch, receipts);
            return keeps()
                    ? new Report(id, receipts)
                    : new Report(null, receipts.stream().map(Receipt::tried).toList());
        }

        private Plan plan(int number, Batch batch) {
            Target target = target(batch);
            long org = batch.actor().orgId();
            Set<Claim> mentioned = new HashSet<>();
            for (Item item : batch.items()) {
                mentioned.addAll(target.mentions(item));
                if (item.key() instanceof Key.Unique unique) {
                    mentioned.add(unique.claim());
                }
            }
            Map<Claim, Owner> owners = mentioned.isEmpty() ? Map.of() : ledger.owners(org, mentioned);
            mentioned.removeIf(claim -> owners.containsKey(claim) || claim.folded() == null);
            Map<Claim, Near> near = mentioned.isEmpty() ? Map.of() : ledger.near(org, mentioned);
            Judge judge = target.resolve(batch, ids(batch, owners), owners);
            Planner.Resolved resolved = new Planner.Resolved(judge, owners, near, lastVersions(batch));
            Set<Integer> brokenHere = new HashSet<>();
            broken.stream().filter(s -> s.batch == number).forEach(s -> brokenHere.add(s.item));
            return new Plan(judge, Planner.plan(batch, target, resolved, newIds(batch, owners), brokenHere));
        }

        /** Of the things that the batch wants back: those that were deleted again since are not. */
        private Map<Long, Integer> lastVersions(Batch batch) {
            Set<Long> deleted = new HashSet<>();
            for (Item item : batch.items()) {
                if (item.undoes() instanceof Effect effect
                        && effect.outcome() == Outcome.DELETED
                        && item.key() instanceof Key.Id key) {
                    deleted.add(key.id());
                }
            }
            return deleted.isEmpty()
                    ? Map.of()
                    : ledger.lastVersions(batch.actor().orgId(), batch.kind(), deleted);
        }

        /** Says who changed what an undo leaves as it is; where all or none was asked for, that is a reason for none. */
        private void tellWhatWasKept(Batch batch, Plan plan) {
            List<Ledger.Spot> spots = new ArrayList<>();
            for (Draft draft : plan.drafts()) {
                draft.kept().forEach(path -> spots.add(new Ledger.Spot(draft.id(), path)));
            }
            if (spots.isEmpty()) {
                return;
            }
            Map<Ledger.Spot, Ledger.Touch> touches =
                    ledger.lastTouches(batch.actor().orgId(), batch.kind(), spots);
            for (Draft draft : plan.drafts()) {
                for (String path : draft.kept()) {
                    Fault since = since(path, touches.get(new Ledger.Spot(draft.id(), path)));
                    if (batch.options().atomic()) {
                        draft.fault(since);
                    } else {
                        draft.warn(since);
                    }
                }
            }
        }

        private static Fault since(String path, Ledger.@Nullable Touch touch) {
            return touch == null
                    ? Fault.of(FaultCode.CHANGED_SINCE, path)
                    : new Fault(
                            FaultCode.CHANGED_SINCE,
                            path,
                            Map.of(
                                    "by", touch.login(),
                                    "at", touch.at().toString(),
                                    "batch", touch.batch().toString()));
        }

        /** The things of the batch's kind that its items name. */
        private Set<Long> ids(Batch batch, Map<Claim, Owner> owners) {
            Set<Long> ids = new HashSet<>();
            for (Item item : batch.items()) {
                switch (item.key()) {
                    case Key.None none -> {}
                    case Key.Id id -> ids.add(id.id());
                    case Key.Org org -> ids.add(batch.actor().orgId());
                    case Key.Unique unique -> {
                        Owner owner = owners.get(unique.claim());
                        if (owner != null && owner.kind() == batch.kind()) {
                            ids.add(owner.id());
                        }
                    }
                }
                Long given = Planner.givenId(item);
                if (given != null) {
                    ids.add(given);
                }
            }
            return ids;
        }

        /** Ids for all items that may make a thing, fetched by one statement when the first asks. */
        private ToLongFunction<Item> newIds(Batch batch, Map<Claim, Owner> owners) {
            int most = (int) batch.items().stream()
                    .filter(i -> i.verb() == Verb.CREATE
                            || i.verb() == Verb.UPSERT
                                    && !(i.key() instanceof Key.Unique u && owners.containsKey(u.claim())))
                    .count();
            return new ToLongFunction<>() {
                private long[] ids = {};
                private int used;

                @Override
                public long applyAsLong(Item item) {
                    if (ids.length == 0) {
                        ids = ledger.newIds(most);
                    }
                    return ids[used++];
                }
            };
        }

        /** Writes the accepted drafts that change something, and returns what the database then holds, by id. */
        private Map<Long, Entity> write(int number, Batch batch, Plan plan) {
            List<Draft> drafts = plan.effective();
            if (drafts.isEmpty()) {
                return Map.of();
            }
            long org = batch.actor().orgId();
            Map<Long, Entity> stored = target(batch).write(org, drafts, now);
            Set<Spot> odd = new HashSet<>();
            for (Draft draft : drafts) {
                Entity expected = draft.isGone() ? draft.before() : draft.after();
                if (!Objects.equals(expected, stored.get(draft.id()))) {
                    odd.add(new Spot(number, draft.item().index()));
                }
            }
            settle(odd);
            plan.lostKeys(ledger, batch).forEach(item -> odd.add(new Spot(number, item)));
            settle(odd);
            return stored;
        }

        /** With the org to ourselves nobody can have been faster, so what is odd then is a mistake of ours. */
        private void settle(Set<Spot> odd) {
            if (!odd.isEmpty()) {
                if (exclusive) {
                    throw new Refused(odd);
                }
                throw new Ledger.LostRace("rows changed since they were read: " + odd);
            }
        }
    }

    /** A time-ordered UUID (version 7), so that batches of a time lie together in the index. */
    private static UUID newBatchId(Instant at) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = at.toEpochMilli() << 16 | 0x7000 | random.nextInt(1 << 12);
        long low = 1L << 63 | random.nextLong() >>> 2;
        return new UUID(high, low);
    }
}
