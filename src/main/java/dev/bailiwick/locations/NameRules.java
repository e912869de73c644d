package dev.bailiwick.locations;

import dev.bailiwick.bulk.DoorRules;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.record.StoreFields;
import dev.bailiwick.zone.ZoneFields;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What this door demands beyond what holds everywhere: what a new location needs, and how a zone's name is spelled. */
final class NameRules implements DoorRules {
    private static final Set<String> REQUIRED = Set.of(
            ZoneFields.CODE, ZoneFields.NAME, ZoneFields.PARENT, StoreFields.CODE, StoreFields.NAME, StoreFields.PLACE);

    @Override
    public boolean requires(String field) {
        return REQUIRED.contains(field);
    }

    /** Letters, marks and digits of any script, underscores and blanks; not ROOT (sheet, 13 D3, D4, D11). */
    @Override
    public @Nullable FaultCode spelling(String field, String value) {
        if (!field.equals(ZoneFields.NAME)) {
            return null;
        }
        if (value.strip().toUpperCase(Locale.ROOT).equals("ROOT")) {
            return FaultCode.RESERVED;
        }
        return value.codePoints().allMatch(NameRules::allowed) ? null : FaultCode.BAD_CHARACTERS;
    }

    private static boolean allowed(int c) {
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER -> true;
            default -> c == '_' || c == ' ';
        };
    }

    /** Also of what is inactive itself (sheet, 13 C12). */
    @Override
    public boolean wantsActiveParent() {
        return true;
    }
}
