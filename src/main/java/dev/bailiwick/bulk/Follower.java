package dev.bailiwick.bulk;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** What has to follow elsewhere when things change: asked in the batch's transaction, once all its items are written. */
public interface Follower {
    /**
     * Judges and writes what follows; numbers of statements do not depend on the number of drafts.
     *
     * @param batch that ran
     * @param written its drafts that had an effect, at most one of each thing; often none
     * @param followed is told what followed as soon as it is written, some at a time: of a changed rule it can be more than
     *     fits into memory
     * @throws Ledger.LostRace when something was changed meanwhile
     */
    void follow(Batch batch, List<Draft> written, Instant now, Consumer<List<Consequence>> followed);
}
