package dev.bailiwick.bulk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of an item, as the database returned it.
 *
 * @param index the item's place in the batch
 * @param id the thing it is about; null where none was found or made
 * @param code what people call the thing: a zone's or store's code; null where there is none
 * @param match which key found it; null where none did
 * @param outcome what became of it
 * @param version the thing's version now; 0 where there is none; the version of the deletion where it was deleted
 * @param changes field by field, from what the database held before to what it holds now
 * @param faults every reason of a rejected item, in the order of its kind's fields
 * @param warnings remarks on an item, whatever its outcome
 * @param clientRef what the caller calls the row, a string or a number; null where it did not say
 * @param present what the thing is now, where the row wanted another version of it; else null
 * @param zones where the record is after the batch and was before the item, by the ids of the zones ({@link Judge#zones}); empty of what is in
 *     none
 * @param consequences how many other things the item changed
 * @param stamps when and by whom the thing was made and changed last; null where there is none, or its kind has none
 */
public record Receipt(
        int index,
        @Nullable Long id,
        @Nullable String code,
        @Nullable Match match,
        Outcome outcome,
        int version,
        Map<String, Change> changes,
        List<Fault> faults,
        List<Fault> warnings,
        @Nullable Object clientRef,
        @Nullable Entity present,
        Map<String, Object> zones,
        int consequences,
        @Nullable Stamps stamps) {

    /** Of an item that is refused before anything is looked at. */
    public static Receipt refused(int index, Fault fault, @Nullable Object clientRef) {
        return new Receipt(
                index,
                null,
                null,
                null,
                Outcome.REJECTED,
                0,
                Map.of(),
                List.of(fault),
                List.of(),
                clientRef,
                null,
                Map.of(),
                0,
                null);
    }

    /** The same of an item that changed so many other things. */
    Receipt causing(int others) {
        return others == consequences
                ? this
                : new Receipt(
                        index, id, code, match, outcome, version, changes, faults, warnings, clientRef, present, zones,
                        others, stamps);
    }

    /** The same of a thing of which not everybody is told everything. */
    public Receipt telling(Map<String, Change> told, @Nullable Entity shown) {
        return new Receipt(
                index,
                id,
                code,
                match,
                outcome,
                version,
                told,
                faults,
                warnings,
                clientRef,
                shown,
                zones,
                consequences,
                stamps);
    }

    /**
     * As a dry run tells it: what would be made has no id yet.
     *
     * @param made the ids that would not be
     */
    Receipt tried(Set<Long> made) {
        if (made.isEmpty()) {
            return this;
        }
        Map<String, Change> told = new LinkedHashMap<>(changes);
        told.replaceAll((path, change) -> change.after() instanceof Long reference && made.contains(reference)
                ? new Change(change.before(), null)
                : change);
        Long known = id != null && made.contains(id) ? null : id;
        return new Receipt(
                index,
                known,
                code,
                match,
                outcome,
                version,
                told,
                faults,
                warnings,
                clientRef,
                present,
                zones,
                consequences,
                stamps);
    }
}
