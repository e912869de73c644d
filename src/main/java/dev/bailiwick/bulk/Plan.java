package dev.bailiwick.bulk;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a batch comes to: its items judged, and from there to keys and receipts. */
final class Plan {
    private final Judge judge;
    private final List<Draft> drafts;
    private @Nullable List<Draft> effective;
    private @Nullable List<Draft> writes;

    Plan(Judge judge, List<Draft> drafts) {
        this.judge = judge;
        this.drafts = drafts;
    }

    List<Draft> drafts() {
        return drafts;
    }

    /** Moves the keys, freed ones first, and returns the items that did not get theirs. */
    Set<Integer> lostKeys(Ledger ledger, Batch batch) {
        Map<Claim, Owner> freed = new HashMap<>();
        Map<Claim, Owner> wanted = new HashMap<>();
        Map<Claim, Integer> items = new HashMap<>();
        for (Draft draft : writes()) {
            Owner self = new Owner(batch.kind(), draft.id());
            Set<Claim> was = draft.had(judge).keySet();
            Set<Claim> is = draft.has(judge).keySet();
            was.stream().filter(c -> !is.contains(c)).forEach(c -> freed.put(c, self));
            is.stream().filter(c -> !was.contains(c)).forEach(c -> {
                wanted.put(c, self);
                items.put(c, draft.item().index());
            });
        }
        long org = batch.actor().orgId();
        if (!freed.isEmpty()) {
            ledger.release(org, freed);
        }
        if (!wanted.isEmpty()) {
            items.keySet().removeAll(ledger.claim(org, wanted));
        }
        return new HashSet<>(items.values());
    }

    /** The accepted drafts that change something. */
    List<Draft> effective() {
        if (effective == null) {
            effective =
                    drafts.stream().filter(d -> !d.faulty() && d.isEffective()).toList();
        }
        return effective;
    }

    /** What to write of each thing: one draft, however many items are about it. */
    List<Draft> writes() {
        if (writes == null) {
            Map<Long, Draft> byId = new LinkedHashMap<>();
            effective().forEach(d -> byId.merge(d.id(), d, Draft::together));
            writes = List.copyOf(byId.values());
        }
        return writes;
    }

    /**
     * A receipt for each item; where the batch is refused, those of the innocent say so.
     *
     * @param caused how many other things an item changed
     */
    List<Receipt> receipts(Map<Long, Entity> stored, boolean refused, Map<Integer, Integer> caused) {
        int firstFault = drafts.stream()
                .filter(Draft::faulty)
                .mapToInt(d -> d.item().index())
                .findFirst()
                .orElse(-1);
        Fault notAlone = Fault.of(FaultCode.NOT_ALONE, "", "row", firstFault);
        return drafts.stream()
                .map(d -> d.faulty()
                        ? left(d, Outcome.REJECTED, d.faults(judge.fields()), stored)
                        : refused ? left(d, Outcome.NOT_ATTEMPTED, List.of(notAlone), stored) : receipt(d, stored))
                .map(r -> r.causing(caused.getOrDefault(r.index(), 0)))
                .toList();
    }

    /** The things that its items found and that these changed before, as they were without them; the last comes first. */
    Map<Long, Entity> without(List<Consequence> changes) {
        Map<Long, Entity> without = new HashMap<>();
        for (Consequence change : changes) {
            Entity found = without.getOrDefault(change.id(), judge.entities().get(change.id()));
            if (found != null) {
                Map<String, @Nullable Object> values = new LinkedHashMap<>(found.values());
                Change.takeBack(values, change.changes());
                without.put(change.id(), new Entity(found.id(), found.version() - 1, values, found.stamps()));
            }
        }
        return without;
    }

    /**
     * A receipt for each item of a batch that was written and is taken back because of another one.
     *
     * @param untouched things that are otherwise than the batch found them, by id
     */
    List<Receipt> undone(Map<Long, Entity> untouched) {
        List<Fault> notAlone = List.of(Fault.of(FaultCode.NOT_ALONE, ""));
        return drafts.stream()
                .map(d -> d.faulty()
                        ? left(d, Outcome.REJECTED, d.faults(judge.fields()), untouched)
                        : d.isEffective()
                                ? left(d, Outcome.NOT_ATTEMPTED, notAlone, untouched)
                                : left(d, d.kept().isEmpty() ? Outcome.UNCHANGED : Outcome.KEPT, List.of(), untouched))
                .toList();
    }

    /** Of an item that leaves everything as it was; another item may have changed the same thing. */
    private Receipt left(Draft draft, Outcome outcome, List<Fault> faults, Map<Long, Entity> stored) {
        Entity now = held(draft.before(), stored);
        boolean outdated = faults.stream().anyMatch(f -> f.code() == FaultCode.VERSION_CHANGED);
        return new Receipt(
                draft.item().index(),
                now == null && draft.item().verb() != Verb.UNDO ? null : draft.knownId(),
                now == null ? null : judge.label(now),
                now == null ? null : draft.match(),
                outcome,
                now == null ? 0 : now.version(),
                Map.of(),
                faults,
                draft.warnings(),
                draft.item().tag().clientRef(),
                outdated ? now : null,
                judge.zones(now, now),
                0,
                now == null ? null : now.stamps());
    }

    /** A thing as it now is; null where it is not, be it that an item of a refused batch would have made it. */
    private @Nullable Entity held(@Nullable Entity before, Map<Long, Entity> stored) {
        if (before == null) {
            return null;
        }
        Entity written = stored.get(before.id());
        return written == null ? judge.entities().get(before.id()) : written;
    }

    private Receipt receipt(Draft draft, Map<Long, Entity> stored) {
        Entity held = stored.get(draft.id());
        if (held == null || !draft.isEffective()) {
            return left(draft, draft.kept().isEmpty() ? Outcome.UNCHANGED : Outcome.KEPT, List.of(), stored);
        }
        Entity before = draft.before();
        // What a later item changed further is held no longer; but what is held was made of it.
        Entity now = draft.isGone() ? null : draft.version() == held.version() ? held : draft.after();
        // Where it is is told as it is at the end, as it is of items that leave everything as it was.
        Entity last = now != null && now.version() < held.version() ? held : now;
        return new Receipt(
                draft.item().index(),
                draft.id(),
                judge.label(held),
                draft.match(),
                outcome(draft),
                now == null ? draft.version() : now.version(),
                Change.between(now == null ? held : before, now),
                List.of(),
                draft.warnings(),
                draft.item().tag().clientRef(),
                null,
                judge.zones(before, last),
                0,
                held.stamps());
    }

    private static Outcome outcome(Draft draft) {
        if (draft.isGone()) {
            return Outcome.DELETED;
        }
        if (!draft.isNew()) {
            return Outcome.CHANGED;
        }
        return draft.item().verb() == Verb.UNDO ? Outcome.RESTORED : Outcome.CREATED;
    }
}
