package dev.bailiwick.bulk;

import java.time.Instant;
import java.util.List;

/** What has to follow elsewhere when things change: asked in the batch's transaction, once all its items are written. */
public interface Follower {
    /**
     * Judges and writes what follows; numbers of statements do not depend on the number of drafts.
     *
     * @param batch that ran
     * @param written its drafts that had an effect, at most one of each thing; often none
     * @throws Ledger.LostRace when something was changed meanwhile
     */
    List<Consequence> follow(Batch batch, List<Draft> written, Instant now);
}
