package dev.bailiwick.bulk;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** In charge of what items are about: finds the thing that an item names, as things stand in its turn, or makes one. */
final class Subjects {
    /** Ids from here to {@link #OWN_IDS_END} are Bailiwick's to give. */
    private static final long OWN_IDS = 1L << 40;

    private static final long OWN_IDS_END = 1L << 53;
    private static final Ledger.Life NEVER = new Ledger.Life(0, 0);
    /** So many of the things that share a name are told. */
    private static final int CANDIDATES = 10;

    private final Batch batch;
    private final Planner.Resolved resolved;
    private final Judge judge;
    private final Working working;
    private final ToLongFunction<Item> newId;
    private final Set<Integer> broken;
    private final Set<Long> givenIds = new HashSet<>();

    /**
     * @param newId the id for an item that makes a thing and names no id
     * @param broken items that the database refused in an attempt before, for a reason nobody foresaw
     */
    Subjects(Batch batch, Planner.Resolved resolved, Working working, ToLongFunction<Item> newId, Set<Integer> broken) {
        this.batch = batch;
        this.resolved = resolved;
        this.judge = resolved.judge();
        this.working = working;
        this.newId = newId;
        this.broken = broken;
    }

    /** Finds what an item is about, as things now stand. */
    Draft find(Item item) {
        return isReadable(item) ? identify(item) : Draft.about(item);
    }

    /** What must hold of the thing, and of the item, before its fields are looked at. */
    void require(Draft draft) {
        requireVersion(draft);
        if (batch.options().strict()) {
            draft.refuseWhatHasNoEffect();
        }
        if (!draft.faulty() && broken.contains(draft.item().index())) {
            draft.fault(FaultCode.INTERNAL, "");
        }
    }

    /** Of a thing that is not there the version is 0. */
    private static void requireVersion(Draft draft) {
        Long wanted = draft.item().tag().ifVersion();
        Entity before = draft.before();
        int version = before == null ? 0 : before.version();
        if (wanted != null && wanted != version && draft.open()) {
            draft.fault(FaultCode.VERSION_CHANGED, "", "version", version, "asked", wanted);
        }
        Instant since = draft.item().tag().unmodifiedSince();
        if (since != null && before != null && before.stamps() instanceof Stamps stamps && draft.open()) {
            // The header counts in seconds.
            Instant changed = stamps.modifiedAt().truncatedTo(ChronoUnit.SECONDS);
            if (changed.isAfter(since)) {
                draft.fault(FaultCode.CHANGED_AFTER, "", "at", changed.toString());
            }
        }
    }

    /** Whether the item says what it is about, whatever else is wrong with it. */
    private static boolean isReadable(Item item) {
        return item.faults().isEmpty()
                || item.faults().stream().noneMatch(f -> f.path().isEmpty())
                        && (item.verb() == Verb.CREATE || !(item.key() instanceof Key.None));
    }

    private Draft identify(Item item) {
        if (item.key() instanceof Key.FirstOf key) {
            return identify(item, key);
        }
        Entity found = named(item);
        if (item.verb() == Verb.UNDO) {
            long id = item.key() instanceof Key.Id key ? key.id() : 0;
            return Undo.draft(item, found, resolved.lives().getOrDefault(id, NEVER), judge);
        }
        if (found == null && (item.verb() == Verb.UPDATE || item.verb() == Verb.DELETE)) {
            Draft draft = Draft.about(item);
            draft.fault(FaultCode.NOT_FOUND, "");
            if (item.key() instanceof Key.Unique unique) {
                working.suggest(draft, "", batch.kind(), unique.claim());
            }
            return draft;
        }
        if (found == null || item.verb() == Verb.CREATE) {
            return make(item);
        }
        if (item.verb() == Verb.DELETE) {
            return Draft.removing(item, found);
        }
        Draft draft = Draft.changing(item, found);
        Long given = givenId(item);
        if (given != null && given != found.id()) {
            draft.fault(FaultCode.NOT_CHANGEABLE, "id", "value", found.id());
        }
        return draft;
    }

    /** The one thing that all of the names mean that mean anything; a new one where none does. */
    private Draft identify(Item item, Key.FirstOf key) {
        List<Key.Name> meant = new ArrayList<>(key.names());
        meant.removeIf(name -> working.named(name).isEmpty());
        if (meant.isEmpty() && item.verb() == Verb.UPDATE) {
            Draft draft = Draft.about(item);
            draft.fault(FaultCode.NOT_FOUND, "");
            return draft;
        }
        if (meant.isEmpty()) {
            return make(item);
        }
        Key.Name first = meant.getFirst();
        // A name that only one thing can have tells which of those is meant that share another.
        Key.Name exact = meant.stream().filter(n -> !n.shared()).findFirst().orElse(first);
        Set<Long> ids = working.named(exact);
        long id = ids.iterator().next();
        if (ids.size() > 1) {
            Draft draft = Draft.about(item);
            draft.fault(new Fault(
                    FaultCode.AMBIGUOUS,
                    exact.by(),
                    Map.of(
                            "value",
                            exact.claim().value(),
                            "ids",
                            ids.stream().limit(CANDIDATES).map(String::valueOf).toList())));
            return draft;
        }
        Entity found = working.get(id);
        if (found == null) {
            throw new Ledger.LostRace("a thing went between the reading of its names and of itself: " + id);
        }
        for (Key.Name other : meant) {
            if (!means(other, found)) {
                Draft draft = Draft.about(item);
                long otherId = working.named(other).iterator().next();
                draft.fault(new Fault(
                        FaultCode.TWO_MEANT,
                        other.by(),
                        Map.of(
                                "id",
                                otherId,
                                "by",
                                exact.by(),
                                "byId",
                                id,
                                "value",
                                other.claim().value())));
                return draft;
            }
        }
        return Draft.changing(item, found)
                .foundBy(new Match(first.by(), first.claim().value()));
    }

    private boolean means(Key.Name name, Entity thing) {
        return name.shared()
                ? judge.shared(thing).contains(name.claim())
                : working.named(name).contains(thing.id());
    }

    private Draft make(Item item) {
        Long given = givenId(item);
        if (given == null) {
            return Draft.making(item, newId.applyAsLong(item), 1, judge.blank());
        }
        boolean ours = given >= OWN_IDS && given < OWN_IDS_END;
        boolean taken = working.get(given) != null || !givenIds.add(given);
        long id = taken || ours || given <= 0 ? newId.applyAsLong(item) : given;
        // What was deleted and is made anew goes on counting, so that no version is told of two states.
        int version = resolved.lives().getOrDefault(id, NEVER).last() + 1;
        Draft draft = Draft.making(item, id, version, judge.blank());
        if (ours || given <= 0) {
            draft.fault(FaultCode.OUT_OF_RANGE, "id", "expected", "from 1 below 2^40, or from 2^53");
        } else if (taken) {
            draft.fault(FaultCode.TAKEN, "id", "value", given);
        }
        return draft;
    }

    private @Nullable Entity named(Item item) {
        return switch (item.key()) {
            case Key.None none -> null;
            case Key.Id id -> working.get(id.id());
            case Key.Unique unique -> {
                Owner owner = resolved.owners().get(unique.claim());
                yield owner == null || owner.kind() != batch.kind() ? null : working.get(owner.id());
            }
            case Key.FirstOf firstOf -> throw new IllegalStateException("may mean several things");
            case Key.Open open -> throw new IllegalStateException("nobody closed " + open);
            case Key.Org org -> working.get(batch.actor().orgId());
        };
    }

    /** The id that the caller wants a new thing to have. */
    static @Nullable Long givenId(Item item) {
        return (Long) item.values().get("id");
    }
}
