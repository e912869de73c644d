package dev.bailiwick.record;

import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Module;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the records of a module are stored.
 *
 * @param module which module
 * @param references those that hold ids of other things
 */
record Form(Module module, Set<String> references) {
    /** Of the records of this module. */
    static Form of(Module module) {
        return new Form(
                module,
                module.isStores()
                        ? Set.of(StoreFields.PLACE)
                        : module.references().stream().map(Field::name).collect(Collectors.toSet()));
    }

    String name() {
        return module.name();
    }

    /** What finds duplicates of this record though others may share it; null where an index makes it unique. */
    @Nullable
    String checked(Entity record) {
        Field field = module.checkedField();
        return !field.unique() && record.get(field.name()) instanceof String value ? Text.comparable(value) : null;
    }

    /** A record's values as they are stored: what is unset is left out, and what has lost the last user's value. */
    Map<String, Object> stored(Entity record) {
        Map<String, Object> stored = new LinkedHashMap<>();
        record.values().forEach((field, value) -> {
            if (value != null && (module.isStores() || !Map.of().equals(value))) {
                stored.put(field, value);
            }
        });
        return stored;
    }

    /** A record's values out of what is stored, in place: ids of other things are told from numbers. */
    Map<String, @Nullable Object> read(Map<String, @Nullable Object> stored) {
        stored.replaceAll((field, value) -> value instanceof BigDecimal number && references.contains(field)
                ? (Object) number.longValueExact()
                : value);
        if (module.isStores()) {
            // The other door tells what is unset too.
            StoreFields.ALL.stream().skip(1).forEach(field -> stored.putIfAbsent(field, null));
        }
        return stored;
    }
}
