package dev.bailiwick.bulk;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch: one receipt an item, at the item's index.
 *
 * @param batchId under which id the batch is stored; null where nothing is (dry run, empty batch)
 * @param replayed whether it ran before, and this only repeats what became of it then
 */
public record Report(@Nullable UUID batchId, List<Receipt> receipts, boolean replayed) {
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
    public Report(@Nullable UUID batchId, List<Receipt> receipts) {
        this(batchId, receipts, false);
    }

    /** Whether any item failed. */
    public boolean anyFailed() {
        return receipts.stream().anyMatch(r -> !r.outcome().holds());
    }

    public int failures() {
        return (int) receipts.stream().filter(r -> !r.outcome().holds()).count();
    }
}
