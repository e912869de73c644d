package dev.bailiwick.record;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.DoorRules;
import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.FaultCode;
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

    /**
     * Refuses a row that makes or changes a record where the actor may not, if the door leaves that to the rows. An undo
     * has rules of its own.
     */
    static void require(Draft draft, Actor actor, Module module, DoorRules rules) {
        String operation = draft.isNew() ? "CREATE" : "UPDATE";
        if (rules.asksRights() && !may(actor, module, operation)) {
            draft.fault(FaultCode.NOT_PERMITTED, "", "operation", operation);
        }
    }
}
