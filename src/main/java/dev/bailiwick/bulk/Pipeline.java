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
import java.util.concurrent.ConcurrentHashMap;
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

    private final Attempt.Work work;
    private final Set<Running> running = ConcurrentHashMap.newKeySet();

    public Pipeline(Ledger ledger, InstantSource clock, List<Target> targets, Follower follower) {
        Map<Kind, Target> byKind = new EnumMap<>(Kind.class);
        targets.forEach(t -> byKind.put(t.kind(), t));
        this.work = new Attempt.Work(ledger, clock, new BatchIds(), byKind, follower);
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
        List<Item> items = Undo.items(undone.rows());
        return run(new Batch(actor, door, undone.kind(), undone.module(), items, options, rules, undone.batch()), once);
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
            Instant now = work.clock().instant();
            return batches.stream().map(b -> new Report(null, now, List.of())).toList();
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
        boolean exclusive = batches.stream().anyMatch(b -> work.target(b.kind()).exclusive(b));
        Set<Attempt.Spot> broken = new HashSet<>();
        int lost = 0;
        for (int round = 0; ; round++) {
            try {
                return new Attempt(work, batches, broken, once, false).run(exclusive);
            } catch (Ledger.LostRace race) {
                lost = oneMore(lost, race);
                exclusive = true;
            } catch (Attempt.Refused refused) {
                refuse(broken, refused.spots(), round, refused);
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

    private static void refuse(Set<Attempt.Spot> broken, Set<Attempt.Spot> spots, int round, RuntimeException cause) {
        if (round >= MAX_ROUNDS || !broken.addAll(spots)) {
            throw new IllegalStateException("the database refuses the batch as a whole", cause);
        }
        log.log(Level.ERROR, "rejected as a mistake of ours: {0} ({1})", spots, cause.getMessage());
    }

    /** Finds the items that the database refuses, by halving: tries beginnings of the batches, and rolls them back. */
    private final class Search {
        private final List<Batch> batches;
        private final List<Attempt.Spot> spots = new ArrayList<>();
        private final Set<Attempt.Spot> known;
        private final Set<Attempt.Spot> found = new HashSet<>();
        private int probes;

        Search(List<Batch> batches, Set<Attempt.Spot> known) {
            this.batches = batches;
            this.known = known;
            for (int b = 0; b < batches.size(); b++) {
                for (Item item : batches.get(b).items()) {
                    spots.add(new Attempt.Spot(b, item.index()));
                }
            }
        }

        Set<Attempt.Spot> culprits(Ledger.Unforeseen cause) {
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
            Set<Attempt.Spot> without = new HashSet<>(known);
            without.addAll(found);
            without.addAll(spots.subList(to, spots.size()));
            try {
                new Attempt(work, batches, without, null, true).run(true);
                return false;
            } catch (Ledger.Unforeseen e) {
                return true;
            } catch (Attempt.Refused e) {
                // A row that comes back different is no refusal by the database; the next real attempt names it.
                return false;
            }
        }
    }
}
