package dev.bailiwick.bulk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of an item, as the database returned it.
 *
 * @param index the item's place in the batch
 * @param id the thing it is about; null where none was found or made
 * @param outcome what became of it
 * @param version the thing's version now; 0 where there is none
 * @param changes field by field, from what the database held before to what it holds now
 * @param faults every reason of a rejected item, in the order of its kind's fields
 * @param warnings remarks on an item, whatever its outcome
 */
public record Receipt(
        int index,
        @Nullable Long id,
        Outcome outcome,
        int version,
        Map<String, Change> changes,
        List<Fault> faults,
        List<Fault> warnings) {}
