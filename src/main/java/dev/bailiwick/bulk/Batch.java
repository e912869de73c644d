package dev.bailiwick.bulk;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A list of things asked for at once, of one kind. A single form is a batch of one.
 *
 * @param actor who asks
 * @param door through which door, as it is shown in the batch's record
 * @param kind what the items are
 * @param module of records, which ones; else null
 * @param items in request order, {@code items.get(i).index() == i}
 * @param options how to run it
 * @param rules what the door demands
 * @param undoes the batch that this one takes back, or null
 */
public record Batch(
        Actor actor,
        String door,
        Kind kind,
        @Nullable String module,
        List<Item> items,
        Options options,
        DoorRules rules,
        @Nullable UUID undoes) {
    public Batch {
        items = List.copyOf(items);
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).index() != i) {
                throw new IllegalArgumentException(
                        "item " + i + " has the index " + items.get(i).index());
            }
        }
    }

    /** A batch of something else than records, that takes nothing back. */
    public Batch(Actor actor, String door, Kind kind, List<Item> items, Options options, DoorRules rules) {
        this(actor, door, kind, null, items, options, rules, null);
    }

    /** A batch of records of a module, that takes nothing back. */
    public static Batch ofRecords(
            Actor actor, String door, String module, List<Item> items, Options options, DoorRules rules) {
        return new Batch(actor, door, Kind.RECORD, module, items, options, rules, null);
    }

    /** The same with other items. */
    Batch with(List<Item> others) {
        return new Batch(actor, door, kind, module, others, options, rules, undoes);
    }
}
