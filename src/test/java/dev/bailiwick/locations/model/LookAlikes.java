package dev.bailiwick.locations.model;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a row is warned about though it went through: new keys that look like those of other things. */
final class LookAlikes {
    private LookAlikes() {}

    /**
     * One warning for each key that the row newly takes, that nobody had before the request, and that another thing had
     * but for case, blanks or Unicode form.
     *
     * @param start the world before the request
     * @param draft what the row leaves
     * @param present what it is about; null for a row that creates
     */
    static List<Integer> of(World start, Place draft, @Nullable Place present) {
        Set<String> values = new LinkedHashSet<>(draft.externalIds.values());
        if (present != null) {
            values.removeAll(present.externalIds.values());
        }
        long ids = values.stream()
                .filter(value -> start.holder(value) == null)
                .filter(value -> all(start)
                        .filter(place -> !World.same(place, present))
                        .flatMap(place -> place.externalIds.values().stream())
                        .anyMatch(other -> alike(other, value)))
                .count();
        boolean code = present == null
                && (draft.store ? start.stores : start.zones)
                        .keySet().stream().anyMatch(other -> alike(other, draft.code));
        return Stream.generate(() -> 9105).limit(ids + (code ? 1 : 0)).toList();
    }

    private static Stream<Place> all(World world) {
        return Stream.concat(world.zones.values().stream(), world.stores.values().stream());
    }

    private static boolean alike(String one, String other) {
        return Objects.equals(fold(one), fold(other));
    }

    private static String fold(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFKC);
        StringBuilder letters = new StringBuilder();
        composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).codePoints().forEach(point -> {
            if (!Character.isWhitespace(point) && !Character.isSpaceChar(point)) {
                letters.appendCodePoint(point);
            }
        });
        return letters.toString();
    }
}
