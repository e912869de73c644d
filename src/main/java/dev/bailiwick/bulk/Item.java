package dev.bailiwick.bulk;

import java.time.Instant;
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
 *     {@link Special}; a field that is absent is left alone, {@code null} clears it. A {@link Long} is the id of another
 *     thing, which no door reads from a request
 * @param faults why the item could not be read; with any, it is rejected without a look at the database
 * @param warnings what was read and has no effect
 * @param tag what the caller says about the row itself
 * @param undoes what to take back, of an {@link Verb#UNDO}; else null
 */
public record Item(
        int index,
        Verb verb,
        Key key,
        Map<String, @Nullable Object> values,
        List<Fault> faults,
        List<Fault> warnings,
        Tag tag,
        @Nullable Effect undoes) {

    /**
     * What a caller says about a row itself, not about the thing.
     *
     * @param clientRef its own name for the row, a string or a number; null where it has none
     * @param ifVersion the version that the thing must have, 0 for a thing that must not exist; null for any
     * @param unmodifiedSince the time after which the thing must not have been changed; null for any
     */
    public record Tag(
            @Nullable Object clientRef,
            @Nullable Long ifVersion,
            @Nullable Instant unmodifiedSince) {
        public static final Tag NONE = new Tag(null, null, null);
    }

    /** An item without a tag that takes nothing back. */
    public Item(
            int index,
            Verb verb,
            Key key,
            Map<String, @Nullable Object> values,
            List<Fault> faults,
            List<Fault> warnings) {
        this(index, verb, key, values, faults, warnings, Tag.NONE, null);
    }

    /** The same about something else. */
    Item about(Key other) {
        return new Item(index, verb, other, values, faults, warnings, tag, undoes);
    }

    /** Values that stand for something else than themselves. */
    public enum Special {
        /** Copy this field from the parent zone; where it has none there, that is a fault. */
        FROM_PARENT,
        /** Copy it from there, or leave it unset. */
        LIKE_PARENT
    }
}
