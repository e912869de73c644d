package dev.bailiwick.bulk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a feature does for one batch in one transaction. Numbers of statements do not depend on the number of items. */
public interface Writer {
    /** The fields that hold ids of other things. */
    default Set<String> references() {
        return Set.of();
    }

    /**
     * The items, and behind them what follows from them: things that are changed because others go, each with an outcome
     * of its own.
     */
    default List<Item> withFollowing(List<Item> items) {
        return items;
    }

    /** What the item is about, where it leaves that to its values. */
    default Key key(Item item) {
        return item.key();
    }

    /** The keys that the item's values speak of: wanted for itself or naming other things. Its own key apart. */
    Set<Claim> mentions(Item item);

    /**
     * The values of which no index decides a race: who looks whether something has one, and makes it where nothing
     * does, has it locked meanwhile.
     */
    default Set<Claim> contested(List<Item> items) {
        return Set.of();
    }

    /**
     * Reads all that the plan needs.
     *
     * @param items of the batch, what they are about told by {@link #key}
     * @param ids the things of this kind that the batch names, or wants to make with ids of its own
     * @param owners who holds the keys that the batch mentions
     */
    Judge resolve(List<Item> items, Set<Long> ids, Map<Claim, Owner> owners);

    /**
     * Writes the drafts, at most one of each thing, set-based.
     *
     * @return what the database now holds, and of what it deleted, what it held, by id; a draft whose thing was changed
     *     meanwhile is missing
     */
    Map<Long, Entity> write(List<Draft> drafts, Instant now);
}
