package dev.bailiwick.bulk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing asked for. A door builds it and never throws over it: what it could not read is a fault of the item.
 *
 * @param index its place in the batch, from 0
 * @param verb what is asked
 * @param key what it is about
 * @param values the fields sent, as strings, booleans, {@link java.math.BigDecimal}, lists and maps, or
 *     {@link Special}; a field that is absent is left alone, {@code null} clears it
 * @param faults why the item could not be read; with any, it is rejected without a look at the database
 * @param warnings what was read and has no effect
 */
public record Item(
        int index, Verb verb, Key key, Map<String, @Nullable Object> values, List<Fault> faults, List<Fault> warnings) {

    /** Values that stand for something else than themselves. */
    public enum Special {
        /** Copy this field from the parent zone. */
        FROM_PARENT
    }
}
