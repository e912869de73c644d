package dev.bailiwick.bulk;

import java.util.List;

/**
 * A list of things asked for at once, of one kind. A single form is a batch of one.
 *
 * @param actor who asks
 * @param door through which door, as it is shown in the batch's record
 * @param kind what the items are
 * @param items in request order, {@code items.get(i).index() == i}
 * @param options how to run it
 * @param rules what the door demands
 */
public record Batch(Actor actor, String door, Kind kind, List<Item> items, Options options, DoorRules rules) {
    public Batch {
        items = List.copyOf(items);
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).index() != i) {
                throw new IllegalArgumentException(
                        "item " + i + " has the index " + items.get(i).index());
            }
        }
    }
}
