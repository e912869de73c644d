package dev.bailiwick.crm;

import dev.bailiwick.bulk.DoorRules;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.zone.ZoneFields;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What this door demands of territories (sheet, 3.1 and 3.2). */
enum TerritoryRules implements DoorRules {
    RULES;

    static final int NAME_LENGTH = 50;
    static final int DESCRIPTION_LENGTH = 250;

    /** As the sheet's text for them lists them. */
    static final String FORBIDDEN = "^~`#%&*()+={}[]\\|;\",'!<>";

    private static final Set<String> REQUIRED = Set.of(ZoneFields.NAME, ZoneFields.PARENT, ZoneFields.PERMISSION);

    @Override
    public boolean requires(String field) {
        return REQUIRED.contains(field);
    }

    @Override
    public @Nullable FaultCode spelling(String field, String value) {
        return field.equals(ZoneFields.NAME) && value.chars().anyMatch(c -> FORBIDDEN.indexOf(c) >= 0)
                ? FaultCode.BAD_CHARACTERS
                : null;
    }

    @Override
    public int longest(String field) {
        return switch (field) {
            case ZoneFields.NAME -> NAME_LENGTH;
            case ZoneFields.DESCRIPTION -> DESCRIPTION_LENGTH;
            default -> Integer.MAX_VALUE;
        };
    }

    /** Of the territory at the top only the name, and who its users are. */
    @Override
    public boolean keeps(Entity thing, String field) {
        return thing.get(ZoneFields.PARENT) == null
                && !field.equals(ZoneFields.NAME)
                && !field.equals(ZoneFields.USERS);
    }

    @Override
    public boolean inOrder() {
        return true;
    }

    @Override
    public boolean asksRights() {
        return true;
    }
}
