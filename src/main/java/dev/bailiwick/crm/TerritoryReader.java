package dev.bailiwick.crm;

import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Key;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.bulk.Verb;
import dev.bailiwick.http.RowTag;
import dev.bailiwick.zone.ZoneFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From the rows of a request about territories to items (sheet, 3.2). */
final class TerritoryReader {
    static final String ID = "id";
    static final String TRANSFER_TO = "transfer_to_id";
    private static final String FORECASTS = "delete_previous_forecasts";

    /** A row with a hundred thousand members is told apart from a good one by the first of them. */
    private static final int MOST_MEMBERS = 100;

    /** The fields of a zone as this door calls them. */
    static final Map<String, String> FIELDS = Map.of(
            "name", ZoneFields.NAME,
            "description", ZoneFields.DESCRIPTION,
            "reporting_to", ZoneFields.PARENT,
            "manager", ZoneFields.MANAGER,
            "permission_type", ZoneFields.PERMISSION);

    /** Rules, and the modules whose records they choose; contacts follow their accounts. */
    static final Map<String, String> CRITERIA =
            Map.of("account_rule_criteria", "Accounts", "lead_rule_criteria", "Leads", "deal_rule_criteria", "Deals");

    /** Told of a territory, and not for anybody to write. */
    private static final Set<String> TOLD =
            Set.of("api_name", "created_time", "modified_time", "created_by", "modified_by");

    private final List<Item> items = new ArrayList<>();

    /** The items of the rows that were read. */
    List<Item> items() {
        return items;
    }

    /** A row that makes a territory; what it says of no language, currency and time zone is as above it. */
    void create(@Nullable Object row) {
        read(Verb.CREATE, row, null);
    }

    /**
     * A row that changes a territory.
     *
     * @param path the one that the path names; null where each row names its own
     */
    void update(@Nullable Object row, @Nullable Long path) {
        read(Verb.UPDATE, row, path);
    }

    /** A territory that is to go. */
    void delete(String id) {
        add(Verb.DELETE, key(id), Map.of(), new ArrayList<>(), List.of(), Item.Tag.NONE);
    }

    /** A row of a territory that is to go, and leaves those below it to another. */
    void transfer(@Nullable Object row, @Nullable Long path) {
        if (!(members(Verb.DELETE, row) instanceof Map<String, @Nullable Object> members)) {
            return;
        }
        List<Fault> faults = new ArrayList<>();
        List<Fault> warnings = new ArrayList<>();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        Object target = members.get(TRANSFER_TO);
        // Null where there is none, and what nothing has where it is no id.
        values.put(ZoneFields.PARENT, target == null ? null : Ids.of(target) instanceof Long id ? id : Entity.UNLINKED);
        members.forEach((name, value) -> {
            if (!name.equals(TRANSFER_TO)) {
                other(name, value, faults, warnings, path);
            }
        });
        add(Verb.DELETE, key(members, path), values, faults, warnings, RowTag.of(members, null));
    }

    private void read(Verb verb, @Nullable Object row, @Nullable Long path) {
        if (!(members(verb, row) instanceof Map<String, @Nullable Object> members)) {
            return;
        }
        List<Fault> faults = new ArrayList<>();
        List<Fault> warnings = new ArrayList<>();
        Map<String, @Nullable Object> rules = new LinkedHashMap<>();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            String field = FIELDS.get(name);
            if (field != null) {
                values.put(field, value(field, value));
            } else if (CRITERIA.get(name) instanceof String module) {
                rules.put(module, value);
            } else if (verb == Verb.CREATE && name.equals(ID) && value != null) {
                warnings.add(Fault.of(FaultCode.NOT_UPDATABLE, name, "field", name));
            } else {
                other(name, value, faults, warnings, path);
            }
        });
        if (!rules.isEmpty()) {
            values.put(ZoneFields.RULES, rules);
        }
        if (verb == Verb.CREATE) {
            ZoneFields.LOCALE.forEach(field -> values.put(field, Item.Special.LIKE_PARENT));
        }
        Object key = verb == Verb.CREATE ? new Key.None() : key(members, path);
        add(verb, key, values, faults, warnings, RowTag.of(members, null));
    }

    /** The members of a row; where it has none, or too many, that is its fault. */
    @SuppressWarnings("unchecked")
    private @Nullable Map<String, @Nullable Object> members(Verb verb, @Nullable Object row) {
        Fault fault;
        if (!(row instanceof Map<?, ?> map)) {
            fault = Fault.of(FaultCode.WRONG_TYPE, "", "expected", "jsonobject");
        } else if (map.size() > MOST_MEMBERS) {
            fault = new Fault(FaultCode.TOO_MANY, "", Map.of("count", map.size(), "max", MOST_MEMBERS));
        } else {
            return (Map<String, @Nullable Object>) map;
        }
        add(verb, fault, Map.of(), new ArrayList<>(), List.of(), Item.Tag.NONE);
        return null;
    }

    private static @Nullable Object value(String field, @Nullable Object value) {
        if (value == null || !field.equals(ZoneFields.PARENT) && !field.equals(ZoneFields.MANAGER)) {
            return value;
        }
        // A text could be taken for a code, and what is no id is none that anything has.
        Long id = Ids.of(value instanceof Map<?, ?> map ? map.get(ID) : value);
        return id == null ? (Object) List.of() : id;
    }

    /** A member that is no field. */
    private void other(
            String name, @Nullable Object value, List<Fault> faults, List<Fault> warnings, @Nullable Long path) {
        if (RowTag.isTag(name)) {
            RowTag.check(name, value, faults, warnings);
        } else if (name.equals(ID) && path != null) {
            if (value != null && !path.equals(Ids.of(value))) {
                faults.add(Fault.of(FaultCode.NOT_CHANGEABLE, ID, "value", path));
            }
        } else if (TOLD.contains(name)) {
            warnings.add(Fault.of(FaultCode.NOT_UPDATABLE, name, "field", name));
        } else if (!name.equals(ID) && !name.equals(FORECASTS)) {
            warnings.add(Fault.of(FaultCode.UNKNOWN_FIELD, name, "field", name));
        }
    }

    private static Object key(Map<String, @Nullable Object> members, @Nullable Long path) {
        if (path != null) {
            return new Key.Id(path);
        }
        Object sent = members.get(ID);
        return sent == null ? Fault.of(FaultCode.MISSING, ID) : key(Ids.text(sent));
    }

    private static Object key(String text) {
        Long id = Text.id(text);
        return id == null ? Fault.of(FaultCode.KEY_NOT_INTEGER, ID, "value", text) : new Key.Id(id);
    }

    /** @param key a key, or the fault that keeps it from being one */
    private void add(
            Verb verb,
            Object key,
            Map<String, @Nullable Object> values,
            List<Fault> faults,
            List<Fault> warnings,
            Item.Tag tag) {
        Key named = key instanceof Key known ? known : new Key.None();
        if (key instanceof Fault fault) {
            faults.addFirst(fault);
        }
        if (verb == Verb.DELETE && named instanceof Key.Id) {
            items.stream()
                    .filter(earlier -> earlier.key().equals(named))
                    .findFirst()
                    .ifPresent(earlier -> faults.add(Fault.of(FaultCode.REPEATED, "", "row", earlier.index())));
        }
        items.add(new Item(items.size(), verb, named, values, faults, warnings, tag, null));
    }
}
