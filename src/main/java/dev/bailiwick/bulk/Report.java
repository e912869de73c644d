package dev.bailiwick.bulk;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch: one receipt an item, at the item's index.
 *
 * @param batchId under which id the batch is stored; null where nothing is (dry run, empty batch)
 * @param at when it ran, to the microsecond, as it is stored
 * @param replayed whether it ran before, and this only repeats what became of it then
 */
public record Report(@Nullable UUID batchId, Instant at, List<Receipt> receipts, boolean replayed) {
    public Report {
        receipts = List.copyOf(receipts);
        for (int i = 0; i < receipts.size(); i++) {
            if (receipts.get(i).index() != i) {
                throw new IllegalArgumentException(
                        "receipt " + i + " is of item " + receipts.get(i).index());
            }
        }
    }

    /** Of a batch that ran now. */
    public Report(@Nullable UUID batchId, Instant at, List<Receipt> receipts) {
        this(batchId, at, receipts, false);
    }

    /** Of items that are refused before anything ran. */
    public static Report refused(List<Receipt> receipts) {
        return new Report(null, Instant.EPOCH, receipts);
    }

    /** Whether any item failed. */
    public boolean anyFailed() {
        return receipts.stream().anyMatch(r -> !r.outcome().holds());
    }

    public int failures() {
        return (int) receipts.stream().filter(r -> !r.outcome().holds()).count();
    }
}
