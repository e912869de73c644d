package dev.bailiwick.bulk;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a feature knows about its kind of thing once everything the batch needs is resolved. It closes over what was
 * read and touches no database.
 */
public interface Judge {
    /** The things of this kind that the batch may look at, by id: those it names and those these stand in relation to. */
    Map<Long, Entity> entities();

    /**
     * For how many more things there is room.
     *
     * @param left of them
     * @param most how many there may be in all
     */
    record Room(long left, long most) {
        static final Room ANY = new Room(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** For how many more things of this kind the org has room; what goes with the batch itself makes none. */
    default Room room() {
        return Room.ANY;
    }

    /** The fields, in the order in which faults are told. */
    List<String> fields();

    /** What a new thing has where nobody says otherwise. */
    Map<String, @Nullable Object> blank();

    /**
     * The keys that a thing in this state holds, each with the field (or field.key) to blame when it is taken. They follow
     * from what {@link #shape} sets, and whether a reference is set, not from what it refers to.
     */
    Map<Claim, String> claims(Entity state);

    /** Which things have a value that several can share, as far as the batch names such values. */
    default Map<Claim, Set<Long>> sharers() {
        return Map.of();
    }

    /** The values of a thing in this state that name it though others can share them. */
    default Set<Claim> shared(Entity state) {
        return Set.of();
    }

    /**
     * Where a thing is, by the ids of zones: {@code cause} and the like where it is there, {@code was} where it was there
     * before the item, {@code overruled} where a rule would have it; empty for what is never in a zone.
     */
    default Map<String, Object> zones(@Nullable Entity before, @Nullable Entity now) {
        return Map.of();
    }

    /** Fields that follow from all else: no undo puts them back, and none is kept for their sake. */
    default Set<String> derived() {
        return Set.of();
    }

    /** What people call a thing in this state: its code, its login. */
    String label(Entity state);

    /** Types, presence, and each field's own rules: from what was asked to what it becomes. */
    void shape(Draft draft, DoorRules rules);

    /** From names of other things to these things, whose state may come from earlier items. */
    void link(Draft draft, Working working);

    /** How the new state fits with the others: tree, activity, what is copied from above. Keys are the pipeline's. */
    void fit(Draft draft, Working working, DoorRules rules);

    /**
     * Looks back on what several items made of one thing, each seeing the ones before: those that were accepted, in their
     * order, at least two. Only remarks can come of it.
     */
    default void review(List<Draft> items) {}

    /**
     * Whether the things of these drafts may go: nothing that stays refers to them. Asked once for all, on the state
     * without them.
     */
    default void leave(List<Draft> drafts, Working working) {
        throw new UnsupportedOperationException("things of this kind stay");
    }
}
