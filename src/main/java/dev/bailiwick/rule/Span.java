package dev.bailiwick.rule;

import org.jspecify.annotations.Nullable;

/**
 * From one value to another, both included; a single value is a span of its own.
 *
 * @param from null where it has no beginning
 * @param to null where it has no end
 */
record Span<T extends Comparable<T>>(
        @Nullable T from, @Nullable T to) {
    /** Whether the value stands so to the span: in it, before it as a whole, or after it as a whole. */
    boolean holds(Relation relation, T value) {
        return switch (relation) {
            case EQUAL, BETWEEN -> !isAfter(value) && !isBefore(value);
            case LESS_THAN -> isAfter(value);
            case LESS_EQUAL -> !isBefore(value);
            case GREATER_THAN -> isBefore(value);
            case GREATER_EQUAL -> !isAfter(value);
            case CONTAINS, STARTS_WITH, ENDS_WITH ->
                throw new IllegalArgumentException("only texts have parts: " + relation);
        };
    }

    /** Whether its ends are the wrong way round, so that nothing is in it. */
    boolean isInverted() {
        return from != null && isBefore(from);
    }

    private boolean isAfter(T value) {
        return from != null && value.compareTo(from) < 0;
    }

    private boolean isBefore(T value) {
        return to != null && value.compareTo(to) > 0;
    }
}
