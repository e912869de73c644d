package dev.bailiwick.locations.model;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out, after a request, which of the numbered cases of the interface's rules it contained. */
final class Situations {
    static final String A2_EMPTY = "A2 empty batch";
    static final String A4_TOO_LONG = "A4 more than 100 rows";
    static final String K1_CREATE_LIMIT = "K1 more than 50 rows to create";

    static final Set<String> ALL = Stream.of(
                    Set.of(A2_EMPTY, A4_TOO_LONG, K1_CREATE_LIMIT),
                    EnvelopeSituations.ALL,
                    IdentitySituations.ALL,
                    HierarchySituations.ALL,
                    NameSituations.ALL,
                    ExternalIdSituations.ALL,
                    LocaleSituations.ALL,
                    FieldSituations.ALL,
                    CreationSituations.ALL)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private Situations() {}

    static Set<String> of(Request request) {
        List<SituationFamily> families = List.of(
                new EnvelopeSituations(request),
                new IdentitySituations(request),
                new HierarchySituations(request),
                new NameSituations(request),
                new ExternalIdSituations(request),
                new LocaleSituations(request),
                new FieldSituations(request),
                new CreationSituations(request));
        List<Step> steps = request.steps();
        for (int i = 0; i < steps.size(); i++) {
            for (SituationFamily family : families) {
                family.look(steps.get(i), steps.subList(0, i), steps.subList(i + 1, steps.size()));
            }
        }
        Set<String> seen = new TreeSet<>();
        families.forEach(family -> seen.addAll(family.seen()));
        if (steps.isEmpty()) {
            seen.add(A2_EMPTY);
        }
        return seen;
    }
}
