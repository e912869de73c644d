package dev.bailiwick.demo;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Gives zones names that the zones door accepts and that no other zone of the org has.
 *
 * <p>The rules are the door's: 1 to 100 code points; Unicode letters, marks and decimal digits, underscore and U+0020
 * only; not ROOT; unique after NFC and ignoring case.
 *
 * <p>Names are given out one tier at a time. Who comes in an earlier tier keeps its name against a later one; inside a
 * tier nobody goes first: all who want the same name get their next longer form. So the order of a file decides nothing.
 */
final class Names {
    static final int LIMIT = 100;

    private final Set<String> taken = new HashSet<>();

    /**
     * What a zone is called in the data, and what may be put behind it, tried in this order and one at a time.
     *
     * @param suffixes none for a zone that has its name by right; a clash is then a mistake in the data
     */
    record Wish(String original, List<String> suffixes) {
        /** The name at a step: bare at 0, with the first suffix at 1, and so on. */
        private String at(int step) {
            return step == 0 ? fit(original, "") : fit(original, " " + clean(suffixes.get(step - 1)));
        }
    }

    /** One name for each wish, at its index. All are taken from here on. */
    List<String> claim(List<Wish> tier) {
        int[] steps = new int[tier.size()];
        while (true) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < steps.length; i++) {
                names.add(tier.get(i).at(steps[i]));
            }
            if (!lengthenClashing(tier, names, steps)) {
                names.forEach(name -> taken.add(key(name)));
                return List.copyOf(names);
            }
        }
    }

    private boolean lengthenClashing(List<Wish> tier, List<String> names, int[] steps) {
        Map<String, Integer> wanted = new HashMap<>();
        names.forEach(name -> wanted.merge(key(name), 1, Integer::sum));
        boolean clashing = false;
        for (int i = 0; i < steps.length; i++) {
            String key = key(names.get(i));
            if (key.isEmpty() || key.equals("root") || taken.contains(key) || wanted.getOrDefault(key, 0) > 1) {
                if (steps[i] == tier.get(i).suffixes().size()) {
                    throw new IllegalStateException("no free name is left for " + tier.get(i));
                }
                steps[i]++;
                clashing = true;
            }
        }
        return clashing;
    }

    /** Refused characters and blanks become one blank a run; none at the ends. */
    static String clean(String text) {
        StringBuilder cleaned = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isAllowed(c)) {
                cleaned.appendCodePoint(c);
            } else if (!cleaned.isEmpty() && cleaned.charAt(cleaned.length() - 1) != ' ') {
                cleaned.append(' ');
            }
        });
        return cleaned.toString().strip();
    }

    /** Allowed and no blank: blanks are handled as refused characters are, so that both collapse alike. */
    private static boolean isAllowed(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER -> true;
            default -> codePoint == '_';
        };
    }

    /** Cuts the name, never the suffix: the suffix is what makes it unique. */
    private static String fit(String original, String suffix) {
        String base = clean(original);
        int room = LIMIT - suffix.codePointCount(0, suffix.length());
        if (base.codePointCount(0, base.length()) > room) {
            base = base.substring(0, base.offsetByCodePoints(0, room));
        }
        return (base.strip() + suffix).strip();
    }

    /**
     * Equal for names that the org would hold to be the same. Upper and then lower case, because either alone keeps
     * apart what the other makes equal: strict enough for whichever of them the org compares by.
     */
    static String key(String name) {
        String folded = Normalizer.normalize(name, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }
}
