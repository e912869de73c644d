package dev.bailiwick.bulk;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToLongFunction;

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

    public Pipeline(Ledger ledger, InstantSource clock, List<Target> targets) {
        this.ledger = ledger;
        this.clock = clock;
        targets.forEach(t -> this.targets.put(t.kind(), t));
    }

    /** Runs one batch. */
    public Report run(Batch batch) {
        return runTogether(List.of(batch)).getFirst();
    }

    /**
     * Runs batches of one org one after the other, in one transaction. Where there are several and one is refused, none
     * of them is stored.
     *
     * @return a report each
     * @throws Ledger.Unavailable when the database is away or overloaded; nothing is stored
     */
    public List<Report> runTogether(List<Batch> batches) {
        if (batches.stream().allMatch(b -> b.items().isEmpty())) {
            return batches.stream().map(b -> new Report(null, List.of())).toList();
        }
        boolean exclusive = batches.stream().anyMatch(b -> target(b).exclusive(b));
        Set<Spot> broken = new HashSet<>();
        int lost = 0;
        for (int round = 0; ; round++) {
            try {
                return new Attempt(batches, broken, false).run(exclusive);
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
                new Attempt(batches, without, true).run(true);
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
        Target target = targets.get(batch.kind());
        if (target == null) {
            throw new IllegalArgumentException("nobody writes " + batch.kind());
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
        private final boolean probe;
        private final Instant now = clock.instant();
        private boolean refused;
        private boolean exclusive;

        /** @param probe whether this only finds out what the database refuses: writes whatever is accepted, keeps nothing */
        Attempt(List<Batch> batches, Set<Spot> broken, boolean probe) {
            this.batches = batches;
            this.broken = broken;
            this.probe = probe;
        }

        List<Report> run(boolean exclusively) {
            this.exclusive = exclusively;
            return ledger.inTransaction(
                    batches.getFirst().actor().orgId(), exclusively, this::runAll, reports -> keeps());
        }

        private boolean keeps() {
            boolean dryRun = batches.stream().anyMatch(b -> b.options().dryRun());
            return !probe && !dryRun && !(refused && batches.size() > 1);
        }

        private List<Report> runAll() {
            List<Report> reports = new ArrayList<>();
            for (int i = 0; i < batches.size(); i++) {
                reports.add(run(i, batches.get(i)));
            }
            // What earlier batches wrote goes with the one that was refused.
            return refused && batches.size() > 1
                    ? reports.stream().map(Attempt::undone).toList()
                    : reports;
        }

        private static Report undone(Report report) {
            return new Report(
                    null, report.receipts().stream().map(Attempt::undone).toList());
        }

        private static Receipt undone(Receipt receipt) {
            return switch (receipt.outcome()) {
                case CREATED, CHANGED -> {
                    boolean made = receipt.outcome() == Outcome.CREATED;
                    yield new Receipt(
                            receipt.index(),
                            made ? null : receipt.id(),
                            Outcome.NOT_ATTEMPTED,
                            made ? 0 : receipt.version() - 1,
                            Map.of(),
                            List.of(Fault.of(FaultCode.NOT_ALONE, "")),
                            receipt.warnings());
                }
                case UNCHANGED, REJECTED, NOT_ATTEMPTED -> receipt;
            };
        }

        private Report run(int number, Batch batch) {
            Plan plan = plan(number, batch);
            refused |= batch.options().atomic() && plan.drafts().stream().anyMatch(Draft::faulty);
            // Once one of several is refused, the others are still judged, so that all mistakes are told at once.
            boolean writes = probe || !refused;
            List<Receipt> receipts =
                    writes ? plan.receipts(write(number, batch, plan), false) : plan.receipts(Map.of(), true);
            boolean stored = keeps();
            UUID id = newBatchId(now);
            ledger.record(id, now, batch, receipts);
            return new Report(stored ? id : null, receipts);
        }

        private Plan plan(int number, Batch batch) {
            Target target = target(batch);
            Set<Claim> mentioned = new HashSet<>();
            for (Item item : batch.items()) {
                mentioned.addAll(target.mentions(item));
                if (item.key() instanceof Key.Unique unique) {
                    mentioned.add(unique.claim());
                }
            }
            Map<Claim, Owner> owners =
                    mentioned.isEmpty() ? Map.of() : ledger.owners(batch.actor().orgId(), mentioned);
            Judge judge = target.resolve(batch, ids(batch, owners), owners);
            Set<Integer> brokenHere = new HashSet<>();
            broken.stream().filter(s -> s.batch == number).forEach(s -> brokenHere.add(s.item));
            Planner planner = new Planner(batch, target, judge, owners);
            return new Plan(judge, planner.plan(newIds(batch, owners), brokenHere));
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
                if (!draft.after().equals(stored.get(draft.id()))) {
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
