package dev.bailiwick.crm;

import dev.bailiwick.catalog.DataType;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Module;
import java.util.ArrayList;
import java.util.List;

/** The fields that every record has though no module lists them: its id, its tags, who made and changed it, and when. */
final class SystemFields {
    /** Of a module's thousand numbers these are the last but the owner's. */
    private static final int FIRST = 993;

    private SystemFields() {}

    /** All fields of a module, its own before those that every record has. */
    static List<Field> and(Module module) {
        List<Field> all = new ArrayList<>(module.fields().values());
        all.addAll(of(module));
        return all;
    }

    private static List<Field> of(Module module) {
        int first = module.number() * 1000 + FIRST;
        return List.of(
                field(first, "id", "Record Id", DataType.BIGINT),
                field(first + 1, "Created_By", "Created By", DataType.OWNERLOOKUP),
                field(first + 2, "Modified_By", "Modified By", DataType.OWNERLOOKUP),
                field(first + 3, "Created_Time", "Created Time", DataType.DATETIME),
                field(first + 4, "Modified_Time", "Modified Time", DataType.DATETIME),
                field(first + 5, "Tag", "Tag", DataType.TEXT));
    }

    private static Field field(int number, String name, String label, DataType type) {
        return new Field(number, name, label, type, 0, false, true, false, Field.External.NONE, null, List.of());
    }
}
