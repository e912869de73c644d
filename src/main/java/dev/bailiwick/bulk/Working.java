package dev.bailiwick.bulk;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state that a batch sees while it is planned: what was resolved, with the accepted earlier items applied. Nothing
 * here touches the database.
 */
public final class Working {
    private final Kind kind;
    private final Map<Long, Entity> entities;
    private final Map<Claim, Owner> owners;
    private final Map<Claim, Integer> takenBy = new HashMap<>();
    private final Map<Claim, List<Near>> near;
    private final Judge judge;
    private final Map<Claim, Set<Long>> sharers = new HashMap<>();

    Working(Kind kind, Judge judge, Map<Claim, Owner> owners, Map<Claim, List<Near>> near) {
        this.near = near;
        this.kind = kind;
        this.judge = judge;
        this.entities = new HashMap<>(judge.entities());
        this.owners = new HashMap<>(owners);
        judge.sharers().forEach((claim, ids) -> sharers.put(claim, new LinkedHashSet<>(ids)));
    }

    /** A thing of the batch's kind, as it now stands, or null. */
    public @Nullable Entity get(long id) {
        return entities.get(id);
    }

    /** Everything of the batch's kind that was resolved or made. */
    public Iterable<Entity> all() {
        return entities.values();
    }

    /** The thing of the batch's kind that holds this key, or null. */
    public @Nullable Entity holder(Claim claim) {
        Owner owner = owners.get(claim);
        return owner == null || owner.kind() != kind ? null : entities.get(owner.id());
    }

    /** The things that a name may mean, as things now stand. */
    Set<Long> named(Key.Name name) {
        if (name.shared()) {
            return sharers.getOrDefault(name.claim(), Set.of());
        }
        Owner owner = owners.get(name.claim());
        return owner == null || owner.kind() != kind ? Set.of() : Set.of(owner.id());
    }

    /** Who holds a key, as things now stand; null for nobody. */
    @Nullable
    Owner owner(Claim claim) {
        return owners.get(claim);
    }

    /** Remarks on a key that names nothing of this kind, where one looks alike. */
    public void suggest(Draft draft, String path, Kind wanted, Claim claim) {
        String meant = near(claim, wanted);
        if (meant != null) {
            draft.warn(new Fault(FaultCode.DID_YOU_MEAN, path, Map.of("value", claim.value(), "meant", meant)));
        }
    }

    /** A key of this kind that looks like one that names nothing; null where none does. */
    public @Nullable String near(Claim claim, Kind wanted) {
        return near.getOrDefault(claim, List.of()).stream()
                .filter(meant -> meant.owner().kind() == wanted)
                .findFirst()
                .map(Near::value)
                .orElse(null);
    }

    /** Shows the draft's state to everybody who looks, and frees the keys it gives up. */
    void release(Draft draft, Set<Claim> was, Set<Claim> is) {
        Entity after = draft.result();
        show(draft.id(), draft.before(), after);
        free(draft.id(), was, is);
    }

    /** Takes the draft's keys; those that something else holds stay there and are returned. */
    Set<Claim> acquire(Draft draft, Set<Claim> is) {
        Owner self = new Owner(kind, draft.id());
        Set<Claim> lost = new HashSet<>();
        for (Claim claim : is) {
            Owner owner = owners.putIfAbsent(claim, self);
            if (owner != null && !owner.equals(self)) {
                lost.add(claim);
            }
        }
        return lost;
    }

    /** Remembers which row said these values, for rows that want them later. */
    void accept(Draft draft, Set<Claim> said) {
        said.forEach(claim -> takenBy.putIfAbsent(claim, draft.item().index()));
    }

    /** The earlier row that said this value and got it, or null. */
    @Nullable
    Integer takenBy(Claim claim) {
        return takenBy.get(claim);
    }

    /** Undoes {@link #release} and {@link #acquire} for a draft that turned out faulty. */
    void revert(Draft draft, Set<Claim> was, Set<Claim> is) {
        Owner self = new Owner(kind, draft.id());
        is.forEach(claim -> owners.remove(claim, self));
        was.forEach(claim -> owners.put(claim, self));
        show(draft.id(), draft.isGone() ? null : draft.after(), draft.before());
    }

    /** A thing is no longer so, but so. */
    private void show(long id, @Nullable Entity was, @Nullable Entity is) {
        if (is == null) {
            entities.remove(id);
        } else {
            entities.put(id, is);
        }
        if (was != null) {
            for (Claim claim : judge.shared(was)) {
                Set<Long> ids = sharers.get(claim);
                if (ids != null) {
                    ids.remove(id);
                }
            }
        }
        if (is != null) {
            for (Claim claim : judge.shared(is)) {
                sharers.computeIfAbsent(claim, c -> new LinkedHashSet<>()).add(id);
            }
        }
    }

    /** Leaves a thing as it was where the draft, once judged, changes nothing: its version stays. */
    void settle(Draft draft) {
        if (draft.before() instanceof Entity before && !draft.isEffective()) {
            entities.put(before.id(), before);
        }
    }

    /** Forgets who took which key, to judge all of it anew. */
    void resetOwners(Map<Claim, Owner> resolved) {
        owners.clear();
        owners.putAll(resolved);
    }

    /** Frees the keys that a thing gave up. */
    void free(long id, Set<Claim> was, Set<Claim> is) {
        for (Claim claim : was) {
            if (!is.contains(claim)) {
                owners.remove(claim, new Owner(kind, id));
            }
        }
    }
}
