package dev.bailiwick.zone;

import static dev.bailiwick.zone.ZoneFields.*;

import dev.bailiwick.bulk.DoorRules;
import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Role;
import dev.bailiwick.bulk.Verb;
import dev.bailiwick.catalog.Catalog;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.rule.Criteria;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The rules of what zones have as territories: who manages one, who its users are, what they may do, and which records it
 * wants.
 *
 * @param role of who writes
 * @param known those of the users named who are there
 * @param catalog what fields records have
 */
record Staff(Role role, Set<Long> known, Catalog catalog) {
    /** The most users of a zone, its manager among them. */
    private static final int MOST_USERS = 1000;

    /** Of the fields of a zone that is there, those that only an admin changes. */
    private static final List<String> ADMINS = List.of(MANAGER, PERMISSION, RULES, USERS);

    void shape(Draft draft, DoorRules rules) {
        manager(draft);
        permission(draft);
        rules(draft);
        users(draft);
        if (rules.asksRights()) {
            rights(draft);
        }
    }

    private void manager(Draft draft) {
        if (draft.asks(MANAGER)) {
            switch (draft.asked(MANAGER)) {
                case null -> draft.set(MANAGER, null);
                case Long user when known.contains(user) -> draft.set(MANAGER, user);
                case Long user -> draft.fault(FaultCode.NO_SUCH_REFERENCE, MANAGER, "value", user);
                default -> draft.fault(FaultCode.WRONG_TYPE, MANAGER, "expected", "jsonobject");
            }
        }
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
    private void rules(Draft draft) {
        if (!(draft.asked(RULES) instanceof Map<?, ?> asked)) {
            return;
        }
        Map<String, Object> rules = new LinkedHashMap<>(draft.after().map(RULES));
        asked.forEach((key, sent) -> {
            String name = (String) key;
            Module module = Objects.requireNonNull(catalog.module(name), name);
            if (sent == null) {
                rules.remove(name);
            } else if (draft.item().verb() == Verb.UNDO) {
                rules.put(name, sent);
            } else if (Criteria.read(module, sent, RULES + "." + name, draft::fault) instanceof Criteria criteria) {
                rules.put(name, criteria.stored());
            }
        });
        draft.set(RULES, rules);
    }

    /** True adds a user, null takes one out; what an undo wants may be so already. */
    private void users(Draft draft) {
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
        Long manager = draft.after().reference(MANAGER);
        int count = users.size() + (manager == null || users.containsKey(String.valueOf(manager)) ? 0 : 1);
        if (count > MOST_USERS && users.size() > draft.after().map(USERS).size()) {
            draft.fault(FaultCode.TOO_MANY, USERS, "count", count, "max", MOST_USERS);
        }
        draft.set(USERS, users);
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
