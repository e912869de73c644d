package dev.bailiwick.locations.model;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How texts are read, compared and measured. */
final class TextRules {
    private TextRules() {}

    static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }

    static boolean blank(String text) {
        return text.strip().isEmpty();
    }

    /** How names are compared. */
    static String fold(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .strip()
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Texts that cannot be kept: with NUL, or with half a surrogate pair. */
    static boolean unstorable(String text) {
        return text.codePoints().anyMatch(point -> point == 0 || (point >= 0xD800 && point <= 0xDFFF));
    }

    static boolean plainName(String name) {
        return name.codePoints().allMatch(point -> switch (Character.getType(point)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER -> true;
            default -> point == '_' || point == ' ';
        });
    }
}
