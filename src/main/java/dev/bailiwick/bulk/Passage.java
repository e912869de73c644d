package dev.bailiwick.bulk;

import java.util.UUID;

/**
 * That a record entered a zone, left it, or is there for another reason.
 *
 * @param spot where history tells it
 * @param record its id
 * @param entry what happened to the record
 */
public record Passage(Spot spot, long record, HistoryEntry entry) {
    /**
     * Where a row of history stands.
     *
     * @param part 0 of the item itself, else of what followed from it
     */
    public record Spot(UUID batch, int item, int part) {}
}
