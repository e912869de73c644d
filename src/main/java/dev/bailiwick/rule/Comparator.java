package dev.bailiwick.rule;

import dev.bailiwick.catalog.DataType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a condition compares, by the names of the wire in lower case (sheet, 3.3). */
enum Comparator {
    EQUAL(Relation.EQUAL, false),
    NOT_EQUAL(Relation.EQUAL, true),
    CONTAINS(Relation.CONTAINS, false),
    NOT_CONTAINS(Relation.CONTAINS, true),
    STARTS_WITH(Relation.STARTS_WITH, false),
    ENDS_WITH(Relation.ENDS_WITH, false),
    /** As {@link #EQUAL}; of several options, one of these is among them. */
    IN(Relation.EQUAL, false),
    /** The opposite of {@link #IN}. */
    NOT_IN(Relation.EQUAL, true),
    GREATER_THAN(Relation.GREATER_THAN, false),
    LESS_THAN(Relation.LESS_THAN, false),
    GREATER_EQUAL(Relation.GREATER_EQUAL, false),
    LESS_EQUAL(Relation.LESS_EQUAL, false),
    BETWEEN(Relation.BETWEEN, false),
    NOT_BETWEEN(Relation.BETWEEN, true);

    private static final Set<Comparator> OF_REFERENCES = EnumSet.of(EQUAL, NOT_EQUAL, IN, NOT_IN);
    private static final Set<Comparator> OF_TEXTS = EnumSet.range(EQUAL, NOT_IN);
    private static final Set<Comparator> OF_OPTIONS = EnumSet.of(EQUAL, NOT_EQUAL, CONTAINS, NOT_CONTAINS, IN, NOT_IN);
    private static final Set<Comparator> OF_FLAGS = EnumSet.of(EQUAL, NOT_EQUAL);
    private static final Set<Comparator> OF_ORDERED = ordered();

    private final Relation relation;
    private final boolean negated;

    Comparator(Relation relation, boolean negated) {
        this.relation = relation;
        this.negated = negated;
    }

    private static Set<Comparator> ordered() {
        Set<Comparator> ordered = EnumSet.range(GREATER_THAN, NOT_BETWEEN);
        ordered.addAll(OF_FLAGS);
        return ordered;
    }

    /** The comparators that fields of a type have. */
    static Set<Comparator> of(DataType type) {
        return switch (type) {
            case TEXT, TEXTAREA, EMAIL, PHONE, WEBSITE, PICKLIST, AUTONUMBER -> OF_TEXTS;
            case MULTISELECTPICKLIST -> OF_OPTIONS;
            case INTEGER, BIGINT, DOUBLE, CURRENCY, PERCENT, DATE, DATETIME -> OF_ORDERED;
            case BOOLEAN -> OF_FLAGS;
            case LOOKUP, OWNERLOOKUP, USERLOOKUP -> OF_REFERENCES;
        };
    }

    /** The comparator of this name, or null. */
    static @Nullable Comparator named(@Nullable Object wire) {
        return Arrays.stream(values())
                .filter(c -> c.wire().equals(wire))
                .findFirst()
                .orElse(null);
    }

    /** Their names, in order. */
    static List<String> wires(Set<Comparator> comparators) {
        return comparators.stream().sorted().map(Comparator::wire).toList();
    }

    /** As on the wire. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    Relation relation() {
        return relation;
    }

    /** Whether it holds where the relation does not, and of every empty field. */
    boolean isNegated() {
        return negated;
    }
}
