package dev.bailiwick.bulk;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a batch comes to: its items judged, and from there to keys and receipts. */
record Plan(Judge judge, List<Draft> drafts) {
    Set<Claim> was(Draft draft) {
        Entity before = draft.before();
        return before == null ? Set.of() : judge.claims(before).keySet();
    }

    /** Moves the keys, freed ones first, and returns the items that did not get theirs. */
    Set<Integer> lostKeys(Ledger ledger, Batch batch) {
        Map<Claim, Owner> freed = new HashMap<>();
        Map<Claim, Owner> wanted = new HashMap<>();
        Map<Claim, Integer> items = new HashMap<>();
        for (Draft draft : effective()) {
            Owner self = new Owner(batch.kind(), draft.id());
            Set<Claim> was = was(draft);
            Set<Claim> is = judge.claims(draft.after()).keySet();
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

    List<Draft> effective() {
        return drafts.stream()
                .filter(d -> !d.faulty())
                .filter(d -> d.isNew() || !Change.between(d.before(), d.after()).isEmpty())
                .toList();
    }

    List<Receipt> receipts(Map<Long, Entity> stored, boolean refused) {
        int firstFault = drafts.stream()
                .filter(Draft::faulty)
                .mapToInt(d -> d.item().index())
                .findFirst()
                .orElse(-1);
        return drafts.stream()
                .map(d -> refused && !d.faulty() ? notAttempted(d, firstFault) : receipt(d, stored))
                .toList();
    }

    private static Receipt notAttempted(Draft draft, int firstFault) {
        Item item = draft.item();
        Entity before = draft.before();
        return new Receipt(
                item.index(),
                draft.foundId(),
                Outcome.NOT_ATTEMPTED,
                before == null ? 0 : before.version(),
                Map.of(),
                List.of(Fault.of(FaultCode.NOT_ALONE, "", "row", firstFault)),
                item.warnings());
    }

    private Receipt receipt(Draft draft, Map<Long, Entity> stored) {
        int index = draft.item().index();
        List<Fault> warnings = draft.item().warnings();
        Entity before = draft.before();
        int version = before == null ? 0 : before.version();
        if (draft.faulty()) {
            List<Fault> faults = draft.faults(judge.fields());
            return new Receipt(index, draft.foundId(), Outcome.REJECTED, version, Map.of(), faults, warnings);
        }
        Entity now = stored.get(draft.id());
        if (now == null) {
            return new Receipt(index, draft.id(), Outcome.UNCHANGED, version, Map.of(), List.of(), warnings);
        }
        return new Receipt(
                index,
                draft.id(),
                before == null ? Outcome.CREATED : Outcome.CHANGED,
                now.version(),
                Change.between(before, now),
                List.of(),
                warnings);
    }
}
