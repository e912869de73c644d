package dev.bailiwick.bulk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * In charge of the plan: a fold over the items in request order, each seeing what accepted earlier ones did. Pure.
 *
 * <p>An atomic batch is the same plan in another order: all items are shaped and applied first, and uniqueness, tree
 * and activity are judged on the state after the last.
 */
final class Planner {
    /** Ids from here to {@link #OWN_IDS_END} are Bailiwick's to give. */
    private static final long OWN_IDS = 1L << 40;

    private static final long OWN_IDS_END = 1L << 53;

    private final Batch batch;
    private final Target target;
    private final Judge judge;
    private final Working working;
    private final Map<Claim, Owner> owners;
    private final Set<Long> givenIds = new HashSet<>();

    /** Which row took a key that it did not have; in an atomic batch also a row with a fault. */
    private final Map<Claim, Integer> acquiredBy = new HashMap<>();

    Planner(Batch batch, Target target, Judge judge, Map<Claim, Owner> owners) {
        this.batch = batch;
        this.target = target;
        this.judge = judge;
        this.owners = owners;
        this.working = new Working(batch.kind(), judge.entities(), owners);
    }

    /**
     * Judges every item.
     *
     * @param newId the id for an item that makes a thing and names no id
     * @param broken items that the database refused in an attempt before, for a reason nobody foresaw
     */
    List<Draft> plan(ToLongFunction<Item> newId, Set<Integer> broken) {
        List<Draft> drafts = open(newId, broken);
        List<Draft> open = drafts.stream().filter(Draft::open).toList();
        if (batch.options().atomic()) {
            open.forEach(d -> judge.shape(d, batch.rules()));
            open.forEach(this::release);
            open.forEach(this::acquire);
            open.forEach(this::accept);
            open.forEach(d -> judge.link(d, working));
            open.forEach(d -> judge.fit(d, working, batch.rules()));
        } else {
            open.forEach(this::judge);
        }
        return drafts;
    }

    private void judge(Draft draft) {
        judge.shape(draft, batch.rules());
        release(draft);
        acquire(draft);
        judge.link(draft, working);
        judge.fit(draft, working, batch.rules());
        if (draft.faulty()) {
            working.revert(draft, was(draft), is(draft));
        } else {
            accept(draft);
        }
    }

    private void release(Draft draft) {
        working.release(draft, was(draft), is(draft));
    }

    private void acquire(Draft draft) {
        Map<Claim, String> claims = judge.claims(draft.after());
        Set<Claim> lost = working.acquire(draft, claims.keySet());
        List<Fault> toOthers = new ArrayList<>();
        claims.forEach((claim, path) -> {
            if (!lost.contains(claim)) {
                return;
            }
            Integer row = batch.options().atomic() ? acquiredBy.get(claim) : working.takenBy(claim);
            String value = draft.after().get(path) instanceof String sent ? sent : claim.value();
            if (row != null) {
                draft.fault(FaultCode.TAKEN_IN_BATCH, path, "value", value, "row", row);
            } else {
                toOthers.add(Fault.of(FaultCode.TAKEN, path, "value", value));
            }
        });
        Set<Claim> was = was(draft);
        claims.keySet().stream()
                .filter(claim -> !lost.contains(claim) && !was.contains(claim))
                .forEach(claim -> acquiredBy.put(claim, draft.item().index()));
        // What the batch itself took is told first (sheet, 13 E3).
        toOthers.forEach(draft::fault);
    }

    private void accept(Draft draft) {
        Set<Claim> said = new HashSet<>(target.mentions(draft.item()));
        said.retainAll(is(draft));
        working.accept(draft, said);
    }

    private Set<Claim> was(Draft draft) {
        Entity before = draft.before();
        return before == null ? Set.of() : judge.claims(before).keySet();
    }

    private Set<Claim> is(Draft draft) {
        return judge.claims(draft.after()).keySet();
    }

    /** Finds what each item is about, against the state before the batch. */
    private List<Draft> open(ToLongFunction<Item> newId, Set<Integer> broken) {
        Map<Long, Integer> seen = new HashMap<>();
        List<Draft> drafts = new ArrayList<>(batch.items().size());
        for (Item item : batch.items()) {
            Draft draft = item.faults().isEmpty() ? identify(item, newId) : Draft.about(item);
            Long found = draft.foundId();
            if (found != null) {
                Integer first = seen.putIfAbsent(found, item.index());
                if (first != null) {
                    draft.fault(FaultCode.REPEATED, "", "row", first);
                }
            }
            if (!draft.faulty() && broken.contains(item.index())) {
                draft.fault(FaultCode.INTERNAL, "");
            }
            drafts.add(draft);
        }
        return drafts;
    }

    private Draft identify(Item item, ToLongFunction<Item> newId) {
        Entity found = find(item);
        Draft draft;
        if (found == null && item.verb() == Verb.UPDATE) {
            draft = Draft.about(item);
            draft.fault(FaultCode.NOT_FOUND, "");
        } else if (found == null || item.verb() == Verb.CREATE) {
            draft = make(item, newId);
        } else {
            draft = Draft.changing(item, found);
            Long given = givenId(item);
            if (given != null && given != found.id()) {
                draft.fault(FaultCode.NOT_CHANGEABLE, "id", "value", found.id());
            }
        }
        return draft;
    }

    private Draft make(Item item, ToLongFunction<Item> newId) {
        Long given = givenId(item);
        if (given == null) {
            return Draft.making(item, newId.applyAsLong(item), judge.blank());
        }
        boolean ours = given >= OWN_IDS && given < OWN_IDS_END;
        boolean taken = working.get(given) != null || !givenIds.add(given);
        Draft draft = Draft.making(item, taken || ours || given <= 0 ? newId.applyAsLong(item) : given, judge.blank());
        if (ours || given <= 0) {
            draft.fault(FaultCode.OUT_OF_RANGE, "id", "expected", "from 1 below 2^40, or from 2^53");
        } else if (taken) {
            draft.fault(FaultCode.TAKEN, "id", "value", given);
        }
        return draft;
    }

    private @Nullable Entity find(Item item) {
        return switch (item.key()) {
            case Key.None none -> null;
            case Key.Id id -> working.get(id.id());
            case Key.Unique unique -> {
                Owner owner = owners.get(unique.claim());
                yield owner == null || owner.kind() != batch.kind() ? null : working.get(owner.id());
            }
            case Key.Org org -> working.get(batch.actor().orgId());
        };
    }

    /** The id that the caller wants a new thing to have. */
    static @Nullable Long givenId(Item item) {
        return (Long) item.values().get("id");
    }
}
