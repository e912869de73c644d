package dev.bailiwick.bulk;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** One try at the batches, in one transaction. */
final class Attempt {
    /**
     * What an attempt works with.
     *
     * @param targets who writes what
     * @param follower what follows from it
     */
    record Work(Ledger ledger, InstantSource clock, BatchIds batchIds, Map<Kind, Target> targets, Follower follower) {
        Target target(Kind kind) {
            Target target = targets.get(kind);
            if (target == null) {
                throw new IllegalArgumentException("nobody writes " + kind);
            }
            return target;
        }
    }

    private final Work work;
    private final List<Batch> batches;
    private final Set<Spot> broken;
    private final @Nullable Once once;
    private final boolean probe;
    private Instant now = Instant.EPOCH;
    private boolean refused;
    private boolean exclusive;

    /** @param probe whether this only finds out what the database refuses: writes whatever is accepted, keeps nothing */
    Attempt(Work work, List<Batch> batches, Set<Spot> broken, @Nullable Once once, boolean probe) {
        this.work = work;
        this.batches = batches;
        this.broken = broken;
        this.once = once;
        this.probe = probe;
    }

    List<Report> run(boolean exclusively) {
        this.exclusive = exclusively;
        return work.ledger()
                .inTransaction(
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
        return work.ledger()
                .ran(actor(), key, work.clock().instant())
                .map(ran -> ran.batches().stream()
                        .map(id -> new Report(id, ran.at(), work.ledger().receipts(actor().orgId(), id), true))
                        .toList());
    }

    private boolean keeps() {
        boolean dryRun = batches.stream().anyMatch(b -> b.options().dryRun());
        return !probe && !dryRun && !(refused && batches.size() > 1);
    }

    private List<Report> runAll() {
        // As exact as it is stored.
        now = work.clock().instant().truncatedTo(ChronoUnit.MICROS);
        List<Ran> ran = new ArrayList<>();
        for (int i = 0; i < batches.size(); i++) {
            ran.add(run(i, batches.get(i)));
        }
        List<Report> reports = ran.stream().map(Ran::report).toList();
        if (once != null && keeps()) {
            List<UUID> ids = reports.stream()
                    .map(Report::batchId)
                    .filter(Objects::nonNull)
                    .toList();
            work.ledger().remember(actor(), once, ids, now);
        }
        // What earlier batches wrote goes with the one that was refused.
        return refused && batches.size() > 1 ? undone(ran) : reports;
    }

    /** The same with nothing of any of them stored; a batch saw what followed from those before it, which goes too. */
    private static List<Report> undone(List<Ran> ran) {
        List<Report> undone = new ArrayList<>();
        List<Consequence> followed = new ArrayList<>();
        for (Ran batch : ran) {
            Map<Long, Entity> untouched = batch.plan().without(followed.reversed());
            undone.add(new Report(
                    null,
                    batch.report().at(),
                    batch.wrote()
                            ? batch.plan().undone(untouched)
                            : batch.plan().receipts(untouched, true, Map.of())));
            followed.addAll(batch.consequences());
        }
        return undone;
    }

    /**
     * A batch that ran.
     *
     * @param wrote whether it wrote what was accepted, though that may not stay
     */
    private record Ran(Report report, Plan plan, boolean wrote, List<Consequence> consequences) {}

    private Ran run(int number, Batch asked) {
        Writer writer = work.target(asked.kind()).begin(asked, now);
        Batch batch = asked.with(writer.withFollowing(asked.items()).stream()
                .map(item -> prepared(item, writer))
                .toList());
        Plan plan = plan(number, batch, writer);
        tellWhatWasKept(batch, plan);
        refused |= batch.options().atomic() && plan.drafts().stream().anyMatch(Draft::faulty);
        // Once one of several is refused, the others are still judged, so that all mistakes are told at once.
        boolean writes = probe || !refused;
        Map<Long, Entity> stored = writes ? write(number, batch, plan, writer) : Map.of();
        UUID id = work.batchIds().next(now);
        Consequences consequences =
                new Consequences(work.ledger(), id, now, batch.actor().orgId(), isFoundLater(number));
        if (writes) {
            work.follower().follow(batch, plan.writes(), now, consequences);
        }
        List<Receipt> receipts = plan.receipts(stored, !writes, consequences.numbers());
        work.ledger().record(id, now, batch, receipts, consequences.waiting());
        return new Ran(
                keeps() ? new Report(id, now, receipts) : new Report(null, now, tried(receipts)),
                plan,
                writes,
                consequences.all());
    }

    /** Whether a batch after this one may find what follows from this one, and has to tell it as it was if all is undone. */
    private boolean isFoundLater(int number) {
        return batches.subList(number + 1, batches.size()).stream()
                .anyMatch(later -> later.kind() == Kind.RECORD && !later.items().isEmpty());
    }

    private static List<Receipt> tried(List<Receipt> receipts) {
        Set<Long> made = new HashSet<>();
        for (Receipt receipt : receipts) {
            if (receipt.outcome() == Outcome.CREATED && receipt.id() != null) {
                made.add(receipt.id());
            }
        }
        return receipts.stream().map(r -> r.tried(made)).toList();
    }

    /** The item with what only the kind's own rules know of it. */
    private static Item prepared(Item item, Writer writer) {
        if (item.verb() == Verb.UNDO) {
            return Undo.linked(item, writer.references());
        }
        Key key = writer.key(item);
        return key == item.key() ? item : item.about(key);
    }

    private Plan plan(int number, Batch batch, Writer writer) {
        long org = batch.actor().orgId();
        Set<Claim> contested = exclusive ? Set.of() : writer.contested(batch.items());
        if (!contested.isEmpty()) {
            work.ledger().lock(org, contested);
        }
        List<Set<Claim>> mentions = batch.items().stream().map(writer::mentions).toList();
        Set<Claim> mentioned = new HashSet<>();
        for (Item item : batch.items()) {
            mentioned.addAll(mentions.get(item.index()));
            mentioned.addAll(exact(item.key()));
        }
        Map<Claim, Owner> owners =
                mentioned.isEmpty() ? Map.of() : work.ledger().owners(org, mentioned);
        mentioned.removeIf(claim -> owners.containsKey(claim) || claim.folded() == null);
        Map<Claim, List<Near>> near =
                mentioned.isEmpty() ? Map.of() : work.ledger().near(org, mentioned);
        Judge judge = writer.resolve(batch.items(), ids(batch, owners), owners);
        Planner.Resolved resolved = new Planner.Resolved(judge, mentions, owners, near, lives(batch));
        Set<Integer> brokenHere = new HashSet<>();
        broken.stream().filter(s -> s.batch == number).forEach(s -> brokenHere.add(s.item));
        return new Plan(judge, Planner.plan(batch, resolved, newIds(batch, owners), brokenHere));
    }

    /** What history knows of things that an item makes, removes or brings back by their ids. */
    private Map<Long, Ledger.Life> lives(Batch batch) {
        Set<Long> ids = new HashSet<>();
        for (Item item : batch.items()) {
            Long given = Subjects.givenId(item);
            if (given != null && item.verb() != Verb.UPDATE && !(item.key() instanceof Key.Org)) {
                ids.add(given);
            }
            if (item.undoes() instanceof Effect effect
                    && effect.outcome() != Outcome.CHANGED
                    && item.key() instanceof Key.Id key) {
                ids.add(key.id());
            }
        }
        return ids.isEmpty() ? Map.of() : work.ledger().lives(batch.actor().orgId(), batch.kind(), ids);
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
                work.ledger().lastTouches(batch.actor().orgId(), batch.kind(), spots);
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

    /** The keys of which at most one thing has each. */
    private static Set<Claim> exact(Key key) {
        return switch (key) {
            case Key.None none -> Set.of();
            case Key.Id id -> Set.of();
            case Key.Org org -> Set.of();
            case Key.Open open -> throw new IllegalStateException("nobody closed " + open);
            case Key.Unique unique -> Set.of(unique.claim());
            case Key.FirstOf firstOf -> exact(firstOf);
        };
    }

    private static Set<Claim> exact(Key.FirstOf key) {
        Set<Claim> claims = new HashSet<>();
        for (Key.Name name : key.names()) {
            if (!name.shared()) {
                claims.add(name.claim());
            }
        }
        return claims;
    }

    /** The things of the batch's kind that its items name. */
    private Set<Long> ids(Batch batch, Map<Claim, Owner> owners) {
        Set<Long> ids = new HashSet<>();
        for (Item item : batch.items()) {
            if (item.key() instanceof Key.Id id) {
                ids.add(id.id());
            } else if (item.key() instanceof Key.Org) {
                ids.add(batch.actor().orgId());
            }
            for (Claim claim : exact(item.key())) {
                if (owners.get(claim) instanceof Owner owner && owner.kind() == batch.kind()) {
                    ids.add(owner.id());
                }
            }
            Long given = Subjects.givenId(item);
            if (given != null) {
                ids.add(given);
            }
        }
        return ids;
    }

    /** Ids for all items that may make a thing, fetched by one statement when the first asks. */
    private ToLongFunction<Item> newIds(Batch batch, Map<Claim, Owner> owners) {
        List<Integer> makers = batch.items().stream()
                .filter(i -> i.verb() == Verb.CREATE
                        || i.verb() == Verb.UPSERT
                                && !(i.key() instanceof Key.Unique u
                                        && owners.get(u.claim()) instanceof Owner owner
                                        && owner.kind() == batch.kind()))
                .map(Item::index)
                .toList();
        Map<Integer, Long> ids = new HashMap<>();
        return item -> {
            if (ids.isEmpty()) {
                long[] fresh = work.ledger().newIds(makers.size());
                for (int i = 0; i < fresh.length; i++) {
                    ids.put(makers.get(i), fresh[i]);
                }
            }
            return Objects.requireNonNull(ids.get(item.index()));
        };
    }

    /** Writes the accepted drafts that change something, and returns what the database then holds, by id. */
    private Map<Long, Entity> write(int number, Batch batch, Plan plan, Writer writer) {
        List<Draft> drafts = plan.writes();
        if (drafts.isEmpty()) {
            return Map.of();
        }
        Map<Long, Entity> stored = writer.write(drafts, now);
        Set<Spot> odd = new HashSet<>();
        for (Draft draft : drafts) {
            Entity expected = draft.isGone() ? draft.before() : draft.after();
            if (expected == null || !expected.sameAs(stored.get(draft.id()))) {
                odd.add(new Spot(number, draft.item().index()));
            }
        }
        settle(odd);
        plan.lostKeys(work.ledger(), batch).forEach(item -> odd.add(new Spot(number, item)));
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

    /** One item of one of the batches. */
    record Spot(int batch, int item) {
        @Override
        public String toString() {
            return "item " + item + " of batch " + batch;
        }
    }

    /** Rows that came back from the database other than planned. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Set<Spot> spots;

        Refused(Set<Spot> spots) {
            super("rows came back from the database other than planned: " + spots);
            this.spots = spots;
        }

        Set<Spot> spots() {
            return spots;
        }
    }
}
