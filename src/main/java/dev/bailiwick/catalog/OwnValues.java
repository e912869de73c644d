package dev.bailiwick.catalog;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Change;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Receipt;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In charge of what one user is told of records of a module: of fields in which every user has values of their own, their
 * own, under the field's name, and nobody else's; of what a record is, nothing where the user may not read it.
 */
public record OwnValues(Module module, Actor actor) {
    /** Fields as the user sees them: all that are stored, be they unset, in the order of the module. */
    public Map<String, @Nullable Object> values(Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> own = new LinkedHashMap<>();
        String user = user();
        for (Field field : module.fields().values()) {
            if (!field.name().equals(Module.FULL_NAME) && field.type() != DataType.AUTONUMBER) {
                Object value = values.get(field.name());
                own.put(field.name(), field.isUsers() && value instanceof Map<?, ?> byUser ? byUser.get(user) : value);
            }
        }
        values.forEach((name, value) -> {
            // What is no field has an answer of its own; where the user has no value, null is what is told.
            if (!name.startsWith("$") && !own.containsKey(name)) {
                own.put(name, value);
            }
        });
        return own;
    }

    /** Changes as the user sees them. */
    public Map<String, Change> changes(Map<String, Change> changes) {
        Map<String, Change> own = new LinkedHashMap<>();
        String user = user();
        changes.forEach((path, change) -> {
            int dot = path.indexOf('.');
            Field field = module.field(dot < 0 ? path : path.substring(0, dot));
            if (field == null || !field.isUsers()) {
                own.put(path, change);
            } else if (path.substring(dot + 1).equals(user)) {
                own.put(field.name(), change);
            }
        });
        return own;
    }

    /** A receipt as the user sees it. */
    public Receipt receipt(Receipt receipt) {
        Entity present = receipt.present();
        return receipt.telling(
                changes(receipt.changes()),
                present == null || !reads()
                        ? null
                        : new Entity(present.id(), present.version(), values(present.values())));
    }

    private boolean reads() {
        return actor.scopes().allows("modules." + module.name(), "READ", module.isCustom());
    }

    private String user() {
        return String.valueOf(actor.userId());
    }
}
