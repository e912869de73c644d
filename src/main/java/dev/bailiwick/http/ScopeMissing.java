package dev.bailiwick.http;

import dev.bailiwick.bulk.Actor;

/**
 * The token that the caller shows is not for this, whatever its user may do. Told as a problem detail with 403, on
 * {@code /crm} as that door words it.
 */
public final class ScopeMissing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ScopeMissing(String scope) {
        super("the token lacks the scope " + scope);
    }

    /**
     * Refuses a token that does not allow all of these operations.
     *
     * @param area as in {@link dev.bailiwick.bulk.Scopes#allows(String, String)}
     */
    public static void require(Actor actor, String area, String... operations) {
        requireModule(actor, area, false, operations);
    }

    /**
     * The same, of a module that may be a custom one.
     *
     * @param area such as {@code modules.Contacts}
     * @param custom whether the module is a custom one
     */
    public static void requireModule(Actor actor, String area, boolean custom, String... operations) {
        for (String operation : operations) {
            if (!actor.scopes().allows(area, operation, custom)) {
                throw new ScopeMissing("ZohoCRM." + area + "." + operation);
            }
        }
    }
}
