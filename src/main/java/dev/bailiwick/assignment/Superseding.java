package dev.bailiwick.assignment;

import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** In charge of items whose word is over before the batch is: a later item about the same record says otherwise. */
record Superseding(Saying saying) {
    /** What is in a hold or was added by hand, whichever of the two it is. */
    private static final String WORDS = "words";

    private static final List<String> ALL =
            List.of(Placement.IN, Placement.HOLD, Placement.MANUAL, Placement.PINS, Placement.EXCLUSIONS, WORDS);

    /**
     * A part of where a record belongs.
     *
     * @param zone all that is said of it; null for all that is said of any
     */
    private record Part(String kind, @Nullable String zone) {}

    /** Remarks on each item of which at the end no longer holds what it said, with the first that changed that. */
    void review(List<Draft> items) {
        List<Draft> staying = items.stream().filter(item -> !item.isGone()).toList();
        Map<Part, Integer> next = new HashMap<>();
        // From the last to the first, so that thousands of items about one record are looked at once each.
        for (int i = staying.size() - 1; i >= 0; i--) {
            Draft draft = staying.get(i);
            Map.Entry<String, Word> said = word(draft);
            if (said != null) {
                List<Part> about = about(said.getValue());
                if (isOver(
                        said.getValue(), about, draft.after(), staying.getLast().after())) {
                    about.stream()
                            .map(next::get)
                            .filter(Objects::nonNull)
                            .min(Integer::compare)
                            .ifPresent(later -> draft.warn(remark(staying.get(later))));
                }
            }
            for (String kind : ALL) {
                for (String zone : changed(kind, draft)) {
                    next.put(new Part(kind, zone), i);
                    next.put(new Part(kind, null), i);
                }
            }
        }
    }

    private static Fault remark(Draft later) {
        Map.Entry<String, Word> word = word(later);
        return Fault.of(
                FaultCode.SUPERSEDED,
                word == null ? "" : word.getKey(),
                "row",
                later.item().index());
    }

    private static Map.@Nullable Entry<String, Word> word(Draft draft) {
        for (Map.Entry<String, @Nullable Object> asked : draft.asked().entrySet()) {
            if (asked.getValue() instanceof Word word) {
                return Map.entry(asked.getKey(), word);
            }
        }
        return null;
    }

    private List<Part> about(Word word) {
        return switch (word) {
            case Word.Exactly exactly -> whole(Placement.HOLD, Placement.IN);
            case Word.Move move -> whole(Placement.HOLD, Placement.IN);
            // Where rules put it then is not what was said.
            case Word.GiveBack back -> whole(Placement.HOLD, Placement.MANUAL);
            case Word.Assign assign -> ofNamed(word, WORDS, Placement.IN);
            case Word.Remove remove -> ofNamed(word, WORDS, Placement.IN);
            case Word.Pin pin -> ofNamed(word, Placement.PINS);
            case Word.Unpin unpin -> ofNamed(word, Placement.PINS);
            case Word.Exclude exclude -> ofNamed(word, Placement.EXCLUSIONS);
            case Word.Include include -> ofNamed(word, Placement.EXCLUSIONS);
        };
    }

    private static List<Part> whole(String... kinds) {
        return Stream.of(kinds).map(kind -> new Part(kind, null)).toList();
    }

    private List<Part> ofNamed(Word word, String... kinds) {
        return word.zones().stream()
                .flatMap(zone -> saying.meant(zone).stream())
                .flatMap(zone -> Stream.of(kinds).map(kind -> new Part(kind, String.valueOf(zone))))
                .toList();
    }

    /** Whether what held after an item, and was what it said, holds no longer. */
    private static boolean isOver(Word word, List<Part> about, Entity said, Entity end) {
        boolean wanted = word instanceof Word.Assign || word instanceof Word.Pin || word instanceof Word.Exclude;
        return about.stream().anyMatch(part -> {
            Set<String> was = zones(part.kind(), said);
            Set<String> is = zones(part.kind(), end);
            return part.zone() == null
                    ? !was.equals(is)
                    : was.contains(part.zone()) == wanted && is.contains(part.zone()) != wanted;
        });
    }

    private static Set<String> changed(String kind, Draft draft) {
        Set<String> was = draft.before() == null ? Set.of() : zones(kind, draft.before());
        Set<String> is = zones(kind, draft.after());
        return was.equals(is)
                ? Set.of()
                : Stream.concat(was.stream(), is.stream())
                        .filter(zone -> was.contains(zone) != is.contains(zone))
                        .collect(Collectors.toSet());
    }

    /** That it is held at all counts as one. */
    private static Set<String> zones(String kind, Entity record) {
        if (!kind.equals(WORDS)) {
            return record.map(kind).keySet();
        }
        Set<String> words = new HashSet<>(record.map(Placement.HOLD).keySet());
        words.addAll(record.map(Placement.MANUAL).keySet());
        words.remove(Placement.HELD);
        return words;
    }
}
