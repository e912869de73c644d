package dev.bailiwick.zone;

import static dev.bailiwick.zone.ZoneFields.*;

import dev.bailiwick.bulk.Claim;
import dev.bailiwick.bulk.DoorRules;
import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Guard;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Owner;
import dev.bailiwick.bulk.Role;
import dev.bailiwick.bulk.Verb;
import dev.bailiwick.catalog.Catalog;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.rule.Criteria;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of what zones have as territories: who manages one, who its users are, what they may do, and which records it
 * wants.
 *
 * @param role of who writes
 * @param known those of the users named by their ids who are there
 * @param owners who holds the keys by which the batch names users
 * @param catalog what fields records have
 * @param named what there is of the records and users that criteria name
 */
record Staff(Role role, Set<Long> known, Map<Claim, Owner> owners, Catalog catalog, Guard.Known named) {
    /** The most users of a zone, its manager among them. */
    private static final int MOST_USERS = 1000;

    /** Of the fields of a zone that is there, those that only an admin changes. */
    private static final List<String> ADMINS = List.of(MANAGER, PERMISSION, RULES, USERS, DEFAULT_FOR);

    void shape(Draft draft, DoorRules rules) {
        manager(draft);
        permission(draft);
        rules(draft, rules.takesAsleep());
        users(draft);
        defaults(draft);
        if (rules.asksRights() || draft.item().verb() == Verb.UNDO) {
            rights(draft);
        }
    }

    private void manager(Draft draft) {
        if (draft.asks(MANAGER)) {
            switch (draft.asked(MANAGER)) {
                case null -> draft.set(MANAGER, null);
                case Long user when known.contains(user) -> draft.set(MANAGER, user);
                case Long user -> draft.fault(FaultCode.NO_SUCH_REFERENCE, MANAGER, "value", user);
                case String login when user(login) instanceof Long user -> draft.set(MANAGER, user);
                case String login -> draft.fault(FaultCode.NO_SUCH_REFERENCE, MANAGER, "value", login);
                default -> draft.fault(FaultCode.WRONG_TYPE, MANAGER, "expected", "jsonobject");
            }
        }
    }

    private @Nullable Long user(String login) {
        return owners.get(loginKey(login)) instanceof Owner owner ? (Long) owner.id() : null;
    }

    /** Of a zone that nobody said it of, {@link ZoneFields#READ_ONLY} is nothing new. */
    private static void permission(Draft draft) {
        if (!draft.asks(PERMISSION)) {
            return;
        }
        switch (draft.asked(PERMISSION)) {
            case null -> draft.fault(FaultCode.NULL_NOT_ALLOWED, PERMISSION);
            case String text when text.isBlank() -> draft.fault(FaultCode.BLANK, PERMISSION);
            case String text
            when text.equals(READ_ONLY) || text.equals(READ_WRITE_DELETE) -> {
                boolean said = draft.isNew() || draft.after().get(PERMISSION) != null;
                if (said || text.equals(READ_WRITE_DELETE)) {
                    draft.set(PERMISSION, text);
                }
            }
            case String text ->
                draft.fault(
                        FaultCode.NOT_PICKABLE,
                        PERMISSION,
                        "value",
                        text,
                        "allowed",
                        List.of(READ_ONLY, READ_WRITE_DELETE));
            default -> draft.fault(FaultCode.WRONG_TYPE, PERMISSION, "expected", "text");
        }
    }

    /** Null takes a rule away; what an undo wants was read before, and is there as it was. */
    private void rules(Draft draft, boolean takesAsleep) {
        if (!draft.asks(RULES)) {
            return;
        }
        if (!(draft.asked(RULES) instanceof Map<?, ?> asked)) {
            draft.fault(FaultCode.WRONG_TYPE, RULES, "expected", "criteria by module");
            return;
        }
        Map<String, Object> rules = new LinkedHashMap<>(draft.after().map(RULES));
        asked.forEach((key, sent) -> {
            String name = (String) key;
            String path = RULES + "." + name;
            Module module = RULED.contains(name) ? catalog.module(name) : null;
            if (module == null) {
                draft.fault(FaultCode.NOT_PICKABLE, path, "value", name, "allowed", RULED);
            } else if (sent == null) {
                rules.remove(name);
            } else if (draft.item().verb() == Verb.UNDO) {
                rules.put(name, sent);
            } else if (!module.isPlaced() && !takesAsleep) {
                draft.fault(FaultCode.SWITCHED_OFF, path, "value", name);
            } else if (Criteria.read(module, sent, path, draft::fault) instanceof Criteria criteria) {
                rules.put(name, criteria.stored());
                criteria.references(path).stream()
                        .filter(reference -> !exists(reference))
                        .forEach(reference -> draft.warn(Fault.of(
                                FaultCode.UNKNOWN_REFERENCE,
                                reference.path(),
                                "value",
                                String.valueOf(reference.id()))));
            }
        });
        draft.set(RULES, rules);
    }

    private boolean exists(Criteria.Reference reference) {
        Field field = reference.field();
        return field.type().isUser()
                ? named.users().contains(reference.id())
                : field.lookup() != null
                        && field.lookup().equals(named.modules().get(reference.id()));
    }

    /** The records and users that the criteria of these items name; what cannot be read names none. */
    static Set<Long> named(Catalog catalog, List<Item> items) {
        Set<Long> named = new HashSet<>();
        for (Item item : items) {
            if (item.verb() != Verb.UNDO && item.values().get(RULES) instanceof Map<?, ?> rules) {
                rules.forEach((name, sent) -> {
                    Module module = catalog.module(String.valueOf(name));
                    if (module != null
                            && sent != null
                            && Criteria.read(module, sent, RULES, fault -> {}) instanceof Criteria criteria) {
                        criteria.references(RULES).forEach(reference -> named.add(reference.id()));
                    }
                });
            }
        }
        return named;
    }

    /**
     * By their ids, true adds a user, null takes one out; what an undo wants may be so already. By their logins, those
     * that are there stay.
     */
    private void users(Draft draft) {
        if (draft.asks(USERS) && !(draft.asked(USERS) instanceof Map<?, ?>)) {
            logins(draft);
            return;
        }
        if (!(draft.asked(USERS) instanceof Map<?, ?> asked)) {
            return;
        }
        boolean undoes = draft.item().verb() == Verb.UNDO;
        Map<String, Object> users = new LinkedHashMap<>(draft.after().map(USERS));
        asked.forEach((key, wanted) -> {
            String user = (String) key;
            String path = USERS + "." + user;
            if (!known.contains(Long.valueOf(user))) {
                draft.fault(FaultCode.NO_SUCH_REFERENCE, path, "value", user);
            } else if (wanted == null && users.remove(user) == null && !undoes) {
                draft.fault(FaultCode.NOT_IN, path, "value", user);
            } else if (wanted != null && users.put(user, true) != null && !undoes) {
                draft.fault(FaultCode.ALREADY_IN, path, "value", user);
            }
        });
        users(draft, users);
    }

    private void logins(Draft draft) {
        if (!(draft.asked(USERS) instanceof List<?> asked)) {
            draft.fault(FaultCode.WRONG_TYPE, USERS, "expected", "a list of logins");
            return;
        }
        Map<String, Object> users = new LinkedHashMap<>(draft.after().map(USERS));
        for (int i = 0; i < asked.size(); i++) {
            String path = USERS + "[" + i + "]";
            if (!(asked.get(i) instanceof String login)) {
                draft.fault(FaultCode.WRONG_TYPE, path, "expected", "a string; put it in quotes");
            } else if (user(login) instanceof Long user) {
                users.put(String.valueOf(user), true);
            } else {
                draft.fault(FaultCode.NO_SUCH_REFERENCE, path, "value", login);
            }
        }
        users(draft, users);
    }

    private static void users(Draft draft, Map<String, Object> users) {
        Long manager = draft.after().reference(MANAGER);
        int count = users.size() + (manager == null || users.containsKey(String.valueOf(manager)) ? 0 : 1);
        if (count > MOST_USERS && users.size() > draft.after().map(USERS).size()) {
            draft.fault(FaultCode.TOO_MANY, USERS, "count", count, "max", MOST_USERS);
        }
        draft.set(USERS, users);
    }

    /** A list names all modules whose default the zone is; what an undo wants is by module, null takes one away. */
    private void defaults(Draft draft) {
        if (!draft.asks(DEFAULT_FOR)) {
            return;
        }
        Map<String, Object> modules = new LinkedHashMap<>();
        switch (draft.asked(DEFAULT_FOR)) {
            case List<?> asked -> {
                for (int i = 0; i < asked.size(); i++) {
                    if (asked.get(i) instanceof String name && Module.PLACED.contains(name)) {
                        modules.put(name, true);
                    } else {
                        draft.fault(
                                FaultCode.MALFORMED,
                                DEFAULT_FOR + "[" + i + "]",
                                "expected",
                                "one of " + String.join(", ", Module.PLACED));
                    }
                }
            }
            case Map<?, ?> undone
            when draft.item().verb() == Verb.UNDO -> {
                modules.putAll(draft.after().map(DEFAULT_FOR));
                undone.forEach((module, is) -> {
                    if (is == null) {
                        modules.remove((String) module);
                    } else {
                        modules.put((String) module, true);
                    }
                });
            }
            case null, default -> draft.fault(FaultCode.WRONG_TYPE, DEFAULT_FOR, "expected", "a list of modules");
        }
        draft.set(DEFAULT_FOR, modules);
    }

    private void rights(Draft draft) {
        if (role == Role.VIEWER) {
            draft.fault(FaultCode.NOT_PERMITTED, "");
        }
        if (role == Role.ADMIN || !(draft.before() instanceof Entity before)) {
            return;
        }
        for (String field : ADMINS) {
            changed(draft, before, field).forEach(path -> draft.fault(FaultCode.NOT_PERMITTED, path));
        }
    }

    /** What the item changes of a field: the field, or of a map the keys. */
    static List<String> changed(Draft draft, Entity before, String field) {
        if (!(draft.asked(field) instanceof Map<?, ?> asked)) {
            return draft.asks(field)
                            && !Objects.equals(before.get(field), draft.after().get(field))
                    ? List.of(field)
                    : List.of();
        }
        Map<String, Object> was = before.map(field);
        Map<String, Object> is = draft.after().map(field);
        return asked.keySet().stream()
                .map(String::valueOf)
                .filter(key -> !Objects.equals(was.get(key), is.get(key)))
                .map(key -> field + "." + key)
                .toList();
    }
}
