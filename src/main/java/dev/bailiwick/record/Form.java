package dev.bailiwick.record;

import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.catalog.DataType;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Module;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the records of a module are stored.
 *
 * @param module which module
 * @param fields what each record has, be it null; the id apart
 * @param references those that hold ids of other things
 */
record Form(Module module, List<String> fields, Set<String> references) {
    /** Of the records of this module. */
    static Form of(Module module) {
        if (module.isStores()) {
            return new Form(module, StoreFields.ALL.subList(1, StoreFields.ALL.size()), Set.of(StoreFields.PLACE));
        }
        return new Form(
                module,
                module.fields().values().stream()
                        .filter(f -> !f.name().equals(Module.FULL_NAME) && f.type() != DataType.AUTONUMBER)
                        .map(Field::name)
                        .toList(),
                module.references().stream().map(Field::name).collect(Collectors.toSet()));
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

    /** A record's values as they are stored: what is unset is left out. */
    Map<String, Object> stored(Entity record) {
        Map<String, Object> stored = new LinkedHashMap<>();
        for (String field : fields) {
            Object value = record.get(field);
            if (value != null) {
                stored.put(field, value);
            }
        }
        return stored;
    }

    /** A record's values from what is stored: ids of other things are told from numbers, and every field is there. */
    Map<String, @Nullable Object> read(Map<String, @Nullable Object> stored) {
        Map<String, @Nullable Object> values = LinkedHashMap.newLinkedHashMap(fields.size());
        for (String field : fields) {
            Object value = stored.get(field);
            values.put(
                    field,
                    value instanceof BigDecimal number && references.contains(field)
                            ? (Object) number.longValueExact()
                            : value);
        }
        return values;
    }
}
