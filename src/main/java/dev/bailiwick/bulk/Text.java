package dev.bailiwick.bulk;

/** What can be stored as text, and how much of it is quoted. */
public final class Text {
    private Text() {}

    /** Whether the database can hold this text: no NUL, and no half of a surrogate pair. */
    public static boolean isStorable(String text) {
        return text.codePoints().allMatch(Text::isStorable);
    }

    /** The same, of one code point. */
    public static boolean isStorable(int codePoint) {
        return codePoint != 0 && !(codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }

    /** The beginning of a text that may be long, for a message or a log. */
    public static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
