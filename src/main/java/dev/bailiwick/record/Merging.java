package dev.bailiwick.record;

import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Module;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an item says of a record with which another becomes one: a value that is no field's. The batch deletes the other
 * by an item before.
 *
 * @param from the record that goes
 * @param take the fields whose values it leaves to the one that stays; of the others it leaves what that one lacks
 */
public record Merging(long from, Set<String> take) {
    /** The name under which an item carries it. */
    public static final String NAME = "$merge";

    /** What an item says of it; at most one. */
    static Stream<Merging> of(Item item) {
        return item.values().get(NAME) instanceof Merging merging ? Stream.of(merging) : Stream.empty();
    }

    /** Takes the values that the record leaves into the draft of the one that stays. */
    void into(Draft draft, Module module, Entity left) {
        for (Field field : module.fields().values()) {
            String name = field.name();
            Object theirs = isEither(left.get(name), draft.id()) ? null : left.get(name);
            Object ours = draft.after().get(name);
            if (field.readOnly()) {
                continue;
            }
            if (field.isUsers()) {
                Map<String, Object> all = new LinkedHashMap<>(draft.after().map(name));
                left.map(name).forEach((user, value) -> {
                    Object own = take.contains(name) ? all.put(user, value) : all.putIfAbsent(user, value);
                    if (own != null && !folded(own).equals(folded(value))) {
                        // Others see the warning too, and a user's value is told to nobody else.
                        draft.warn(Fault.of(FaultCode.LOST_IN_MERGE, name));
                    }
                });
                draft.set(name, all);
            } else if (isEither(ours, draft.id())) {
                draft.set(name, theirs);
            } else if (theirs != null) {
                boolean taken = ours == null || take.contains(name);
                if (ours != null && field.unique() && !folded(theirs).equals(folded(ours))) {
                    draft.warn(new Fault(FaultCode.LOST_IN_MERGE, name, Map.of("value", taken ? ours : theirs)));
                }
                if (taken) {
                    draft.set(name, theirs);
                }
            }
        }
    }

    /** Whether a value is the id of one of the two: what is one cannot refer to itself. */
    private boolean isEither(@Nullable Object value, long id) {
        return value instanceof Long other && (other == id || other == from);
    }

    private static Object folded(@Nullable Object value) {
        return value instanceof String text ? Text.comparable(text) : String.valueOf(value);
    }
}
