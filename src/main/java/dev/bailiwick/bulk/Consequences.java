package dev.bailiwick.bulk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** In charge of what follows from a batch: numbers it, and has it stored before it is more than fits into memory. */
final class Consequences implements Consumer<List<Consequence>> {
    /** So many are held back to be stored with the batch, which saves statements. */
    private static final int MOST = 5000;

    private final Ledger ledger;
    private final UUID batchId;
    private final Instant at;
    private final long orgId;
    private final boolean keeps;
    private final List<Consequence> all = new ArrayList<>();
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private List<Followed> waiting = new ArrayList<>();

    /** @param keeps whether {@link #all} is wanted */
    Consequences(Ledger ledger, UUID batchId, Instant at, long orgId, boolean keeps) {
        this.ledger = ledger;
        this.batchId = batchId;
        this.at = at;
        this.orgId = orgId;
        this.keeps = keeps;
    }

    @Override
    public void accept(List<Consequence> some) {
        if (keeps) {
            all.addAll(some);
        }
        for (Consequence one : some) {
            int part = numbers.merge(one.item(), 1, Integer::sum);
            waiting.add(new Followed(one.item(), part, one.kind(), one.id(), one.version(), one.changes()));
        }
        if (waiting.size() >= MOST) {
            ledger.record(batchId, at, orgId, waiting);
            waiting = new ArrayList<>();
        }
    }

    /** In order; none where they are not kept. */
    List<Consequence> all() {
        return all;
    }

    /** How many there were, by the item that caused them. */
    Map<Integer, Integer> numbers() {
        return numbers;
    }

    /** Those that are not stored yet. */
    List<Followed> waiting() {
        return waiting;
    }
}
