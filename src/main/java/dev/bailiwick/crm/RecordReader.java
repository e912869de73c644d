package dev.bailiwick.crm;

import dev.bailiwick.assignment.Places;
import dev.bailiwick.assignment.Word;
import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Key;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.bulk.Verb;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.http.RowTag;
import dev.bailiwick.record.Added;
import dev.bailiwick.record.LookupBy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From the rows of a request to items.
 *
 * @param module of the records
 * @param external by which fields records are named instead of ids
 * @param unmodifiedSince what {@code If-Unmodified-Since} says, or null
 * @param remarks on the request, which each row carries
 */
record RecordReader(
        Module module, External external, @Nullable Instant unmodifiedSince, List<Fault> remarks) {
    private static final String ID = "id";
    private static final String APPEND = "$append_values";
    private static final String LAYOUT = "Layout";
    private static final String PLACE = "Place";

    /** A row with a hundred thousand members is told apart from a good one by the first of them. */
    private static final int MOST_MEMBERS = 500;

    /** A row that makes a record. */
    Item insert(int index, @Nullable Object row) {
        return item(index, Verb.CREATE, row, members -> new Key.None());
    }

    /** A row that changes the record that it names. */
    Item update(int index, @Nullable Object row) {
        return item(index, Verb.UPDATE, row, members -> {
            String field = external.own();
            return field == null ? id(members.get(ID)) : external(field, members.get(field));
        });
    }

    /** A row that changes the record that the path names. */
    Item update(int index, @Nullable Object row, Key named) {
        return item(index, Verb.UPDATE, row, members -> named);
    }

    /** A row that changes the record that its values find, or makes it. */
    Item upsert(int index, @Nullable Object row, List<String> first) {
        return item(
                index,
                Verb.UPSERT,
                row,
                members -> members.get(ID) == null ? new Key.Values(first) : id(members.get(ID)));
    }

    /** Whether records of the module can be in zones. */
    private boolean isPlaced() {
        return Places.MODULES.contains(module.name());
    }

    private interface Naming {
        Object of(Map<String, @Nullable Object> members);
    }

    private Item item(int index, Verb verb, @Nullable Object row, Naming naming) {
        if (!(row instanceof Map<?, ?> map)) {
            return broken(index, verb, Fault.of(FaultCode.WRONG_TYPE, "", "expected", "jsonobject"));
        }
        @SuppressWarnings("unchecked")
        Map<String, @Nullable Object> members = (Map<String, @Nullable Object>) map;
        if (members.size() > MOST_MEMBERS) {
            return broken(
                    index,
                    verb,
                    new Fault(FaultCode.TOO_MANY, "", Map.of("count", members.size(), "max", MOST_MEMBERS)));
        }
        List<Fault> faults = new ArrayList<>();
        List<Fault> warnings = new ArrayList<>(remarks);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            if (RowTag.isTag(name)) {
                RowTag.check(name, value, faults, warnings);
            } else if (module.isStores() && !name.equals(ID) && module.field(name) == null) {
                warnings.add(Fault.of(FaultCode.UNKNOWN_FIELD, name, "field", name));
            } else if (Directive.KEYS.contains(name) && isPlaced()) {
                Word word = Directive.read(members, name, faults);
                if (word != null) {
                    values.put(name, word);
                }
            } else if (isPlaced() && module.field(name) == null && Directive.meant(name) instanceof String meant) {
                boolean isRows = value instanceof List<?> rows && rows.stream().anyMatch(Map.class::isInstance);
                (isRows ? faults : warnings)
                        .add(new Fault(FaultCode.UNKNOWN_FIELD, name, Map.of("field", name, "meant", meant)));
            } else if (!name.equals(ID) && !name.equals(APPEND) && !name.equals(LAYOUT) && !isOwnKey(verb, name)) {
                values.put(name, value(members, name, value));
            }
        });
        Object key = naming.of(members);
        if (key instanceof Fault fault) {
            return broken(index, verb, Directive.isIn(members) ? instead(fault) : fault);
        }
        agree(members, (Key) key, faults, warnings);
        // An upsert by id is an update.
        Verb meant = verb == Verb.UPSERT && key instanceof Key.Id ? Verb.UPDATE : verb;
        Item.Tag tag = RowTag.of(members, meant == Verb.CREATE ? null : unmodifiedSince);
        return new Item(index, meant, (Key) key, values, faults, warnings, tag, null);
    }

    /** What the row says of its id, or of the value by which the path names its record, must not be another's. */
    static void agree(Map<String, @Nullable Object> members, Key named, List<Fault> faults, List<Fault> warnings) {
        Object id = members.get(ID);
        if (id != null && !(named instanceof Key.Id)) {
            warnings.add(Fault.of(FaultCode.NOT_UPDATABLE, ID, "field", ID));
        } else if (id != null && named instanceof Key.Id path && !path.equals(id(id))) {
            faults.add(Fault.of(FaultCode.NOT_CHANGEABLE, ID, "value", path.id()));
        }
        if (named instanceof Key.Field key
                && members.containsKey(key.name())
                && !(text(members.get(key.name())) instanceof String same && same.equals(key.value()))) {
            faults.add(Fault.of(FaultCode.NOT_CHANGEABLE, key.name(), "value", key.value()));
        }
    }

    /** Who moves records by their names sends an upsert: an update knows ids only. */
    private Fault instead(Fault fault) {
        return fault.code() == FaultCode.MISSING
                ? Fault.of(
                        fault.code(),
                        fault.path(),
                        "instead",
                        "POST /crm/v8/" + module.name() + "/upsert finds the record by its " + module.checked())
                : fault;
    }

    private static Item broken(int index, Verb verb, Fault fault) {
        return new Item(index, verb, new Key.None(), Map.of(), List.of(fault), List.of());
    }

    /** Whether a row names its record by this field, which it then does not change. */
    private boolean isOwnKey(Verb verb, String name) {
        return verb == Verb.UPDATE && name.equals(external.own());
    }

    private @Nullable Object value(Map<String, @Nullable Object> members, String name, @Nullable Object value) {
        if (members.get(APPEND) instanceof Map<?, ?> appends
                && Boolean.TRUE.equals(appends.get(name))
                && value instanceof List<?> list) {
            return new Added(list);
        }
        String by = external.lookups().get(name);
        if (by != null && value instanceof Map<?, ?> map && text(map.get(by)) instanceof String other) {
            return new LookupBy(by, other);
        }
        if (module.isStores() && name.equals(PLACE)) {
            Object id = id(value instanceof Map<?, ?> map ? map.get(ID) : value);
            return id instanceof Key.Id key ? (Object) key.id() : value;
        }
        return value;
    }

    /** The key that an id is, or why it is none. */
    static Object id(@Nullable Object value) {
        if (value == null) {
            return Fault.of(FaultCode.MISSING, ID);
        }
        String text = text(value);
        return text == null ? Fault.of(FaultCode.KEY_NOT_INTEGER, ID, "value", String.valueOf(value)) : id(text);
    }

    static Object id(String text) {
        return Text.id(text) instanceof Long id
                ? new Key.Id(id)
                : Fault.of(FaultCode.KEY_NOT_INTEGER, ID, "value", text);
    }

    private static Object external(String field, @Nullable Object value) {
        String text = text(value);
        return text == null ? Fault.of(FaultCode.MISSING, field) : new Key.Field(field, text);
    }

    private static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case BigDecimal number -> Text.whole(number);
            case null, default -> null;
        };
    }
}
