package dev.bailiwick.bulk;

import dev.bailiwick.bulk.Options.Mode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * In charge of the plan: a fold over the items in request order, each seeing what accepted earlier ones did. Pure.
 *
 * <p>A batch judged together is the same plan in another order: all items are shaped and applied first, and uniqueness,
 * tree and activity are judged on the state after the last. Where failing rows do not take the others with them, they
 * are left out and the others are judged anew.
 */
final class Planner {

    /** An undo that has to leave out rows so often has rows that hang on each other like a chain. */
    private static final int MAX_ROUNDS = 50;

    private final Batch batch;
    private final Resolved resolved;
    private final Judge judge;
    private final Working working;
    private final Subjects subjects;

    /** For how many new things there is room after those that were accepted. */
    private long room;

    /** Which row took a key that it did not have; where rows are judged together also a row with a fault. */
    private final Map<Claim, Integer> acquiredBy = new HashMap<>();

    /**
     * What was read before planning.
     *
     * @param mentions the keys that each item's values speak of
     * @param owners who holds them
     * @param near for those that nobody holds, some that look alike
     * @param lives of things that are made, removed or brought back by their ids
     */
    record Resolved(
            Judge judge,
            List<Set<Claim>> mentions,
            Map<Claim, Owner> owners,
            Map<Claim, List<Near>> near,
            Map<Long, Ledger.Life> lives) {}

    private Planner(Batch batch, Resolved resolved, ToLongFunction<Item> newId, Set<Integer> broken) {
        this.batch = batch;
        this.resolved = resolved;
        this.judge = resolved.judge();
        this.room = judge.room().left();
        this.working = new Working(batch.kind(), judge, resolved.owners(), resolved.near());
        this.subjects = new Subjects(batch, resolved, working, newId, broken);
    }

    /**
     * Judges every item.
     *
     * @param newId the id for an item that makes a thing and names no id
     * @param broken items that the database refused in an attempt before, for a reason nobody foresaw
     */
    static List<Draft> plan(Batch batch, Resolved resolved, ToLongFunction<Item> newId, Set<Integer> broken) {
        Map<Integer, Draft> failed = new HashMap<>();
        for (int round = 1; ; round++) {
            List<Draft> drafts = new Planner(batch, resolved, newId, broken).judged(failed);
            List<Draft> fresh = drafts.stream()
                    .filter(d -> d.faulty() && !failed.containsKey(d.item().index()))
                    .toList();
            if (batch.options().mode() != Mode.TOGETHER || fresh.isEmpty()) {
                return drafts;
            }
            if (round == MAX_ROUNDS) {
                int row = fresh.getFirst().item().index();
                drafts.stream().filter(d -> !d.faulty()).forEach(d -> d.fault(FaultCode.NOT_ALONE, "", "row", row));
                return drafts;
            }
            // Who only lost a key to another row may get it once that row is out.
            List<Draft> first = fresh.stream().filter(d -> !d.lostToRowsOnly()).toList();
            (first.isEmpty() ? fresh : first).forEach(d -> failed.put(d.item().index(), d));
        }
    }

    private List<Draft> judged(Map<Integer, Draft> failed) {
        if (batch.rules().inOrder() && batch.options().mode() != Mode.TOGETHER) {
            return inOrder();
        }
        List<Draft> drafts = open();
        drafts.replaceAll(d -> failed.getOrDefault(d.item().index(), d));
        List<Draft> open = drafts.stream()
                .filter(d -> d.open() && !failed.containsKey(d.item().index()))
                .toList();
        if (batch.options().mode() == Mode.EACH) {
            open.forEach(this::judge);
        } else {
            judge(open);
        }
        return drafts;
    }

    /** Each item finds what it is about after the ones before it were judged. */
    private List<Draft> inOrder() {
        boolean atomic = batch.options().mode() == Mode.ATOMIC;
        List<Draft> drafts = new ArrayList<>(batch.items().size());
        for (Item item : batch.items()) {
            Draft draft = subjects.find(item);
            subjects.require(draft);
            drafts.add(draft);
            if (!draft.open()) {
                continue;
            }
            if (atomic) {
                suppose(draft);
            } else {
                judge(draft);
            }
            if (!draft.faulty()) {
                working.settle(draft);
            }
        }
        if (atomic) {
            judgeKeys(drafts);
        }
        chains(drafts).values().stream().filter(chain -> chain.size() > 1).forEach(judge::review);
        return drafts;
    }

    /** The accepted items, by what they are about. */
    private static Map<Long, List<Draft>> chains(List<Draft> drafts) {
        Map<Long, List<Draft>> chains = new LinkedHashMap<>();
        drafts.stream()
                .filter(d -> d.open() && !d.faulty())
                .forEach(d ->
                        chains.computeIfAbsent(d.id(), id -> new ArrayList<>()).add(d));
        return chains;
    }

    /** The same as judging it, but that who gets a key is decided at the end. */
    private void suppose(Draft draft) {
        if (!draft.isGone()) {
            shape(draft);
        }
        working.release(draft, had(draft), has(draft));
        if (!draft.isGone()) {
            working.acquire(draft, has(draft));
            judge.link(draft, working);
            judge.fit(draft, working, batch.rules());
            takeRoom(draft);
        } else if (!draft.isNew()) {
            judge.leave(List.of(draft), working);
        }
        if (draft.faulty()) {
            working.revert(draft, had(draft), has(draft));
        }
    }

    /** Who gets which key, on the state after all items. */
    private void judgeKeys(List<Draft> drafts) {
        Map<Long, List<Draft>> chains = chains(drafts);
        working.resetOwners(resolved.owners());
        chains.forEach((id, chain) -> working.free(id, had(chain.getFirst()), has(chain.getLast())));
        chains.values().forEach(this::acquire);
    }

    private void shape(Draft draft) {
        judge.shape(draft, batch.rules());
        if (batch.options().strict()) {
            draft.refuseWhatHasNoEffect();
        }
    }

    private void judge(Draft draft) {
        judge(List.of(draft));
        if (draft.faulty()) {
            working.revert(draft, had(draft), has(draft));
        }
    }

    /** Judges these on the state after all of them. */
    private void judge(List<Draft> drafts) {
        List<Draft> staying = drafts.stream().filter(d -> !d.isGone()).toList();
        staying.forEach(this::shape);
        drafts.forEach(d -> working.release(d, had(d), has(d)));
        staying.forEach(draft -> acquire(List.of(draft)));
        staying.forEach(d -> judge.link(d, working));
        staying.forEach(d -> judge.fit(d, working, batch.rules()));
        List<Draft> going =
                drafts.stream().filter(d -> d.isGone() && !d.isNew()).toList();
        if (!going.isEmpty()) {
            judge.leave(going, working);
        }
        staying.forEach(this::takeRoom);
        staying.stream().filter(d -> !d.faulty()).forEach(this::accept);
    }

    /** The last that is asked of an item: one that is refused for another reason takes no room from those after it. */
    private void takeRoom(Draft draft) {
        if (draft.isNew() && !draft.faulty() && --room < 0) {
            draft.fault(FaultCode.FULL, "", "max", judge.room().most());
        }
    }

    /** Takes the keys that a thing holds after these items, all about it. */
    private void acquire(List<Draft> chain) {
        Draft last = chain.getLast();
        Map<Claim, String> claims = last.has(judge);
        if (last.faulty()) {
            // What a field that is wrong would claim is no news.
            claims = new LinkedHashMap<>(claims);
            claims.values().removeIf(path -> last.faulty(Fault.fieldOf(path)));
        }
        Set<Claim> lost = working.acquire(last, claims.keySet());
        List<Runnable> toOthers = new ArrayList<>();
        claims.forEach((claim, path) -> {
            if (!lost.contains(claim)) {
                return;
            }
            Draft taker = taker(chain, claim);
            Integer row = batch.options().mode() == Mode.EACH ? working.takenBy(claim) : acquiredBy.get(claim);
            String value = taker.after().get(path) instanceof String sent ? sent : claim.value();
            if (row != null) {
                taker.fault(FaultCode.TAKEN_IN_BATCH, path, "value", value, "row", row);
            } else {
                toOthers.add(() -> taker.fault(taken(claim, path, value)));
            }
        });
        claims.forEach((claim, path) -> {
            if (!lost.contains(claim) && !had(chain.getFirst()).contains(claim)) {
                Draft taker = taker(chain, claim);
                acquiredBy.put(claim, taker.item().index());
                remark(taker, claim, path);
            }
        });
        // What the batch itself took is told first (sheet, 13 E3).
        toOthers.forEach(Runnable::run);
    }

    private Fault taken(Claim claim, String path, String value) {
        Owner owner = working.owner(claim);
        return owner == null
                ? Fault.of(FaultCode.TAKEN, path, "value", value)
                : new Fault(FaultCode.TAKEN, path, Map.of("value", value, "id", owner.id()));
    }

    /** Which of the items gave the thing this key. */
    private Draft taker(List<Draft> chain, Claim claim) {
        return chain.stream()
                .filter(d -> !had(d).contains(claim) && has(d).contains(claim))
                .reduce(chain.getLast(), (earlier, later) -> later);
    }

    /** A new key that looks like one of another thing is a typing error more often than not. */
    private void remark(Draft draft, Claim claim, String path) {
        for (Near near : resolved.near().getOrDefault(claim, List.of())) {
            if (!near.owner().equals(new Owner(batch.kind(), draft.id()))) {
                draft.warn(
                        new Fault(FaultCode.LOOKS_ALIKE, path, Map.of("value", claim.value(), "like", near.value())));
                return;
            }
        }
    }

    private void accept(Draft draft) {
        Set<Claim> said = new HashSet<>(has(draft));
        said.retainAll(resolved.mentions().get(draft.item().index()));
        working.accept(draft, said);
    }

    private Set<Claim> had(Draft draft) {
        return draft.had(judge).keySet();
    }

    private Set<Claim> has(Draft draft) {
        return draft.has(judge).keySet();
    }

    /** Finds what each item is about, against the state before the batch. */
    private List<Draft> open() {
        Map<Long, Integer> seen = new HashMap<>();
        List<Draft> drafts = new ArrayList<>(batch.items().size());
        for (Item item : batch.items()) {
            Draft draft = subjects.find(item);
            Long found = draft.foundId();
            Integer first = found == null ? null : seen.putIfAbsent(found, item.index());
            if (first != null) {
                draft.fault(FaultCode.REPEATED, "", "row", first);
            }
            subjects.require(draft);
            drafts.add(draft);
        }
        return drafts;
    }
}
