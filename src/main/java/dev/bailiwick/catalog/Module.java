package dev.bailiwick.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A type of records.
 *
 * @param number unique in the org; below {@link #FIRST_CUSTOM} a standard module's, the same in every org
 * @param name as in paths and stored rows
 * @param singular what one record is called
 * @param plural what several are called
 * @param checked the field that finds duplicates though it is not unique: an account's name, a contact's e-mail
 * @param isPlaced whether its records can be in zones as far as the org wants them to (sheet of records, 3)
 * @param fields by name, in the order in which faults are told
 */
public record Module(
        int number,
        String name,
        String singular,
        String plural,
        String checked,
        boolean isPlaced,
        Map<String, Field> fields) {
    public static final int FIRST_CUSTOM = 100;
    public static final String STORES = "Stores";
    public static final String LEADS = "Leads";

    /** Those whose records can be in zones, in the order of the alphabet (sheet of records, 3). */
    public static final List<String> PLACED = List.of("Accounts", "Contacts", "Deals", LEADS);

    public static final String OWNER = "Owner";
    /** Made of first and last name wherever it is read; stored nowhere. */
    public static final String FULL_NAME = "Full_Name";

    public static final String FIRST_NAME = "First_Name";
    public static final String LAST_NAME = "Last_Name";

    public Module {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** A module of an org's own, before its own fields are added: a name and an owner. */
    public static Module custom(int number, String name, String singular, String plural) {
        return StandardModules.custom(number, name, singular, plural);
    }

    public boolean isCustom() {
        return number >= FIRST_CUSTOM;
    }

    /** A store is in a zone and obeys rules of its own. */
    public boolean isStores() {
        return name.equals(STORES);
    }

    /** The field of this name, or null. */
    public @Nullable Field field(String name) {
        return fields.get(name);
    }

    /** The field that finds duplicates. */
    public Field checkedField() {
        return Objects.requireNonNull(fields.get(checked), name);
    }

    /** The fields of which a value names one record: external ones first, then other unique ones. */
    public List<Field> uniqueFields() {
        List<Field> unique = new ArrayList<>();
        fields.values().stream().filter(Field::isExternal).forEach(unique::add);
        fields.values().stream().filter(f -> f.unique() && !f.isExternal()).forEach(unique::add);
        return unique;
    }

    /** The fields that hold ids of other things. */
    public List<Field> references() {
        return fields.values().stream().filter(f -> f.type().isReference()).toList();
    }

    /** The field that people call a record by. */
    public Field nameField() {
        String field = isStores() ? "Name" : fields.containsKey(FULL_NAME) ? FULL_NAME : checked;
        return Objects.requireNonNull(fields.get(field), name);
    }

    /** What people call a record with these values, empty where it has no name. */
    public String title(Map<String, ? extends @Nullable Object> values) {
        return fields.containsKey(FULL_NAME)
                ? fullName(values)
                : text(values, titleFields().getFirst());
    }

    /** The one or two fields of which {@link #title} is made. */
    public List<String> titleFields() {
        return fields.containsKey(FULL_NAME) ? List.of(FIRST_NAME, LAST_NAME) : List.of(isStores() ? "Name" : checked);
    }

    /** First and last name together. */
    public static String fullName(Map<String, ? extends @Nullable Object> values) {
        return (text(values, FIRST_NAME) + " " + text(values, LAST_NAME)).strip();
    }

    private static String text(Map<String, ? extends @Nullable Object> values, String field) {
        return values.get(field) instanceof String text ? text : "";
    }

    /** The same with these fields after its own, by their numbers: in the order in which they were made. */
    public Module with(Map<String, Field> more) {
        Map<String, Field> all = new LinkedHashMap<>(fields);
        more.values().stream()
                .sorted(Comparator.comparingInt(Field::number))
                .forEach(field -> all.put(field.name(), field));
        return new Module(number, name, singular, plural, checked, isPlaced, all);
    }

    /** The same with records that are in no zone. */
    Module unplaced() {
        return new Module(number, name, singular, plural, checked, false, fields);
    }
}
