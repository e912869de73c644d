package dev.bailiwick.record;

import dev.bailiwick.bulk.Claim;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Key;
import dev.bailiwick.bulk.Space;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Module;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** By what the records of a module are named. One for all rows of a batch. */
final class Keys {
    private final Module module;
    private final long user;
    private final List<Field> unique;
    private final Field checkedField;

    /** The fields that find duplicates where nobody lists any (sheet, 1.3). */
    private final List<Field> usual;

    /** @param user whose external ids count, where each user has own ones */
    Keys(Module module, long user) {
        this.module = module;
        this.user = user;
        this.unique = module.uniqueFields();
        this.checkedField = module.checkedField();
        this.usual = order(List.of());
    }

    /** The fields of which each value names one record. */
    List<Field> unique() {
        return unique;
    }

    /** The key that a record with this value in a unique field holds for the user. */
    Claim claim(Field field, String value) {
        return claim(field, value, user);
    }

    private Claim claim(Field field, String value, long whose) {
        if (module.isStores()) {
            return StoreFields.codeKey(value);
        }
        return new Claim(new Space(field.number(), field.isUsers() ? whose : 0), Text.comparable(value));
    }

    /** The keys that a value of a unique field, as sent or as held, stands for, each with the path of the value. */
    Map<Claim, String> claims(Field field, @Nullable Object value) {
        if (value instanceof Map<?, ?> byUser) {
            Map<Claim, String> claims = new LinkedHashMap<>();
            byUser.forEach((whose, text) -> claims.put(
                    claim(field, String.valueOf(text), Long.parseLong((String) whose)), field.name() + "." + whose));
            return claims;
        }
        return text(value) instanceof String text ? Map.of(claim(field, text), field.name()) : Map.of();
    }

    /** A value that can be a key as text: no empty one is. */
    private static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case String text when canName(text) -> text;
            case BigDecimal number -> Text.whole(number);
            case null, default -> null;
        };
    }

    /** Whether any record can have this text in a field that names it. */
    static boolean canName(String text) {
        return !text.isBlank() && text.length() <= LONGEST && Text.isStorable(text);
    }

    /** No field that can name a record holds more; to fold a longer text could take a core for minutes. */
    private static final int LONGEST = 1000;

    /** The value in which records with these values may be duplicates of others though it is not unique; or null. */
    @Nullable
    Claim checked(Map<String, ? extends @Nullable Object> values) {
        String text = checkedField.unique() ? null : text(values.get(checkedField.name()));
        return text == null ? null : new Claim(new Space(checkedField.number()), Text.comparable(text));
    }

    /** What an item is about, where it leaves that to the rules of records. */
    Key closed(Item item) {
        return switch (item.key()) {
            case Key.Field(String name, String value) -> by(name, value);
            case Key.Values(List<String> first) -> of(item.values(), first);
            case Key closed -> closed;
        };
    }

    /** By a value of a unique field, or of the one that finds duplicates; by nothing where there is no such field. */
    private Key by(String name, String value) {
        Field field = module.field(name);
        if (field != null && field.equals(checkedField) && !field.unique() && text(value) != null) {
            Claim claim = new Claim(new Space(field.number()), Text.comparable(value));
            return new Key.FirstOf(List.of(new Key.Name(name, claim, true)));
        }
        return field == null || !field.unique() || text(value) == null
                ? new Key.None()
                : new Key.Unique(name, claim(field, value));
    }

    /**
     * External fields, the module's own field, other unique ones. Where some are listed they come first, and the module's
     * own counts only if it is among them.
     */
    private List<Field> order(List<String> listed) {
        List<Field> order = new ArrayList<>();
        if (listed.isEmpty()) {
            unique.stream().filter(Field::isExternal).forEach(order::add);
            order.add(checkedField);
        } else {
            listed.stream().map(module::field).forEach(order::add);
        }
        unique.stream().filter(f -> !order.contains(f)).forEach(order::add);
        return order;
    }

    /** By whatever of these values finds duplicates. */
    private Key of(Map<String, ? extends @Nullable Object> values, List<String> listed) {
        List<Key.Name> names = new ArrayList<>();
        for (Field field : listed.isEmpty() ? usual : order(listed)) {
            if (field.unique() && text(values.get(field.name())) instanceof String text) {
                names.add(new Key.Name(field.name(), claim(field, text), false));
            } else if (!field.unique() && checked(values) instanceof Claim claim) {
                names.add(new Key.Name(field.name(), claim, true));
            }
        }
        return new Key.FirstOf(names);
    }
}
