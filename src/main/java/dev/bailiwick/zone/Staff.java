package dev.bailiwick.zone;

import static dev.bailiwick.zone.ZoneFields.*;

import dev.bailiwick.bulk.DoorRules;
import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Role;
import dev.bailiwick.bulk.Verb;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The rules of what zones have as territories: who manages one, who its users are, and what they may do.
 *
 * @param role of who writes
 * @param known those of the users named who are there
 */
record Staff(Role role, Set<Long> known) {
    /** The most users of a zone, its manager among them. */
    private static final int MOST_USERS = 1000;

    /** Of the fields of a zone that is there, those that only an admin changes. */
    private static final List<String> ADMINS = List.of(MANAGER, PERMISSION, RULES, USERS);

    void shape(Draft draft, DoorRules rules) {
        manager(draft);
        permission(draft);
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
            if (draft.asks(field)
                    && !Objects.equals(before.get(field), draft.after().get(field))) {
                draft.fault(FaultCode.NOT_PERMITTED, field);
            }
        }
    }
}
