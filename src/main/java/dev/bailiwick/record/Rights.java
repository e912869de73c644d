package dev.bailiwick.record;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Role;
import dev.bailiwick.catalog.Module;

/** What an actor may do with the records of a module. */
public final class Rights {
    private Rights() {}

    /** @param operation CREATE, READ, UPDATE or DELETE */
    public static boolean may(Actor actor, Module module, String operation) {
        return (operation.equals("READ") || actor.role() != Role.VIEWER)
                && actor.scopes().allows("modules." + module.name(), operation, module.isCustom());
    }
}
