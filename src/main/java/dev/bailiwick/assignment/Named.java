package dev.bailiwick.assignment;

import dev.bailiwick.bulk.Claim;
import dev.bailiwick.zone.ZoneFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A zone as somebody names it.
 *
 * @param path where the item says so
 * @param by what the value is
 * @param value as it was sent
 * @param type of an external id, the system that knows the zone by it; null for any, and of other keys
 */
public record Named(
        String path, By by, String value, @Nullable String type) {
    /** By what a zone is named. */
    public enum By {
        ID,
        CODE,
        NAME,
        /** Whichever of the two it is; two zones that are meant so are none. */
        CODE_OR_NAME,
        EXTERNAL_ID
    }

    /** No zone has a longer key, and to fold a name of any length could take a core for minutes. */
    private static final int LONGEST = 1000;

    /** The keys that the value can be; none for an id. */
    public List<Claim> claims() {
        if (value.length() > LONGEST) {
            return List.of();
        }
        return switch (by) {
            case ID -> List.of();
            case CODE -> List.of(ZoneFields.codeKey(value));
            case NAME -> List.of(ZoneFields.nameKey(value));
            case CODE_OR_NAME -> List.of(ZoneFields.codeKey(value), ZoneFields.nameKey(value));
            case EXTERNAL_ID -> List.of(ZoneFields.externalKey(value));
        };
    }
}
