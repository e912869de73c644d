package dev.bailiwick.locations.model;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What every family of cases is found out with: the request, and what its rows said and did. */
abstract class SituationFamily {
    final Operation operation;
    final boolean inherit;
    final World start;
    final List<Step> steps;
    private final Set<String> seen = new TreeSet<>();

    SituationFamily(Request request) {
        this.operation = request.operation();
        this.inherit = request.inherit();
        this.start = request.start();
        this.steps = request.steps();
    }

    /** Notes the cases of this family that the row is one of. */
    abstract void look(Step step, List<Step> earlier, List<Step> later);

    final Set<String> seen() {
        return seen;
    }

    final void note(String situation, boolean met) {
        if (met) {
            seen.add(situation);
        }
    }

    static @Nullable String text(Step step, String member) {
        JsonNode node = step.row().path(member);
        return node.isString() ? node.stringValue() : null;
    }

    final @Nullable Place in(World world, Step step) {
        return step.code() == null ? null : world.of(operation).get(step.code());
    }

    /** What the row is about as it was before it; null where the row creates it. */
    final @Nullable Place before(Step step) {
        return operation.creates() ? null : in(step.before(), step);
    }

    /** What the row left, where it passed. */
    final @Nullable Place after(Step step) {
        return step.ok() ? in(step.after(), step) : null;
    }

    final boolean same(Step one, Step other) {
        return Objects.equals(one.code(), other.code());
    }

    static boolean any(List<Step> steps, Predicate<Step> test) {
        return steps.stream().anyMatch(test);
    }
}
