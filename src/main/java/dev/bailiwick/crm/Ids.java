package dev.bailiwick.crm;

import dev.bailiwick.bulk.Text;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** In charge of ids in paths and bodies, where some clients send them as texts, others as numbers (sheet, 0.5). */
final class Ids {
    private Ids() {}

    /** The id that was sent; null where it is none. */
    static @Nullable Long of(@Nullable Object sent) {
        return Text.id(text(sent));
    }

    /**
     * The id that stands in the path.
     *
     * @param place where, counted from 0 behind the version
     * @throws CrmError where it is none
     */
    static long inPath(String id, int place) {
        if (Text.id(id) instanceof Long known) {
            return known;
        }
        throw CrmError.badId(place);
    }

    /** What was sent, or stands in a path, as text; empty where it is neither a text nor a whole number. */
    static String text(@Nullable Object sent) {
        return switch (sent) {
            case String text -> text;
            case Long id -> String.valueOf(id);
            case BigDecimal number -> Objects.requireNonNullElse(Text.whole(number), "");
            case null, default -> "";
        };
    }
}
