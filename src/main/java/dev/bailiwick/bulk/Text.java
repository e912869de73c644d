package dev.bailiwick.bulk;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can be stored as text, how much of it is quoted, and what a person takes for the same. */
public final class Text {
    private static final int LONGEST_FOLDED = 200;

    /** The most digits of a number of 64 bits. */
    private static final int LONGEST_NUMBER = 19;

    private Text() {}

    /**
     * The digits of a whole number that an id or a key can be; null of another one. A number that is short as it is sent,
     * such as {@code 1e999999999}, may have more digits than there is memory for.
     */
    public static @Nullable String whole(BigDecimal number) {
        return number.scale() <= 0 && (long) number.precision() - number.scale() <= LONGEST_NUMBER
                ? number.toPlainString()
                : null;
    }

    /** The id that these digits are; null where they are none of 64 bits. */
    public static @Nullable Long id(String digits) {
        return digits.length() <= LONGEST_NUMBER
                        && digits.matches("[0-9]+")
                        && new BigInteger(digits).bitLength() < Long.SIZE
                ? (Long) Long.parseLong(digits)
                : null;
    }

    /** Whether the database can hold this text: no NUL, and no half of a surrogate pair. */
    public static boolean isStorable(String text) {
        // Asked of every text that is written, so without a stream.
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c) && !isStorable(text.codePointAt(i++))) {
                return false;
            }
        }
        return true;
    }

    /** The same, of one code point. */
    public static boolean isStorable(int codePoint) {
        return codePoint != 0 && !(codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }

    /** Whether the text is made of ASCII only, as most are; what follows has a shorter way then. */
    public static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** The beginning of a text that may be long, for a message or a log. */
    public static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    /** The beginning of a text as answers and stored receipts quote it, without what no database takes. */
    static String quoted(String text, int most) {
        String beginning = shortened(text, most);
        if (isStorable(beginning)) {
            return beginning;
        }
        StringBuilder storable = new StringBuilder();
        beginning.codePoints().map(c -> isStorable(c) ? c : 0xFFFD).forEach(storable::appendCodePoint);
        return storable.toString();
    }

    /** A name as it is compared with others: case, Unicode form and blanks at the ends make no difference. */
    public static String comparable(String name) {
        String stripped = name.strip();
        if (isAscii(stripped)) {
            return stripped.toLowerCase(Locale.ROOT);
        }
        String composed = Normalizer.normalize(stripped, Normalizer.Form.NFC);
        String folded = composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    /**
     * A text without what the eye easily overlooks: case, blanks, Unicode form. At most 200 code points, since a ligature
     * can become many letters and the result has to fit into an index.
     */
    public static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        if (isAscii(text)) {
            for (int i = 0; i < text.length() && folded.length() < LONGEST_FOLDED; i++) {
                char c = text.charAt(i);
                if (c != 0 && !Character.isWhitespace(c)) {
                    folded.append(Character.toLowerCase(c));
                }
            }
            return folded.toString();
        }
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c) && isStorable(c))
                .limit(LONGEST_FOLDED)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }
}
