package dev.bailiwick.crm;

import dev.bailiwick.bulk.Role;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Module;

/**
 * In charge of the ids by which clients know what describes records. Clients want digits; each kind counts in a range of
 * its own, below the ids of things that Bailiwick makes, so that no id is taken for one of another kind. They follow from
 * numbers that are given once, and so are the same for as long as the org is there.
 */
final class MetaIds {
    private static final long KIND = 10_000_000_000L;
    private static final long MODULE = KIND;
    private static final long FIELD = 2 * KIND;
    private static final long LAYOUT = 3 * KIND;
    private static final long SECTION = 4 * KIND;
    private static final long ROLE = 5 * KIND;
    private static final long PROFILE = 6 * KIND;

    /** Far more than a list can have. */
    private static final long PICKS = 10_000;

    private static final long PICK = 50 * KIND;

    private MetaIds() {}

    static String of(Module module) {
        return String.valueOf(MODULE + module.number());
    }

    static String of(Field field) {
        return field(field.number());
    }

    /** The id of the field with this number. */
    static String field(long number) {
        return String.valueOf(FIELD + number);
    }

    /** Every module has one layout. */
    static String layout(Module module) {
        return String.valueOf(LAYOUT + module.number());
    }

    /** Every layout has one section. */
    static String section(Module module) {
        return String.valueOf(SECTION + module.number());
    }

    static String role(Role role) {
        return String.valueOf(ROLE + number(role));
    }

    static String profile(Role role) {
        return String.valueOf(PROFILE + number(role));
    }

    /** A value of a list, by its place there, which it keeps: values are only added. */
    static String pick(Field field, int place) {
        return String.valueOf(PICK + field.number() * PICKS + place);
    }

    private static int number(Role role) {
        return switch (role) {
            case VIEWER -> 1;
            case EDITOR -> 2;
            case ADMIN -> 3;
        };
    }
}
