package dev.bailiwick.bulk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a feature supplies so that its kind of thing can be written in bulk. */
public interface Target {
    Kind kind();

    /** Whether the batch changes what other batches rely on (tree, activity, fields), and so needs the org for itself. */
    boolean exclusive(Batch batch);

    /** The fields that hold ids of other things. */
    Set<String> references();

    /** The keys that the item's values speak of: wanted for itself or naming other things. Its own key apart. */
    Set<Claim> mentions(Item item);

    /**
     * Reads all that the plan needs, in a number of statements that does not depend on the number of items.
     *
     * @param ids the things of this kind that the batch names, or wants to make with ids of its own
     * @param owners who holds the keys that the batch mentions
     */
    Judge resolve(Batch batch, Set<Long> ids, Map<Claim, Owner> owners);

    /**
     * Writes the drafts, set-based.
     *
     * @return what the database now holds, and of what it deleted, what it held, by id; a draft whose thing was changed
     *     meanwhile is missing
     */
    Map<Long, Entity> write(long orgId, List<Draft> drafts, Instant now);
}
