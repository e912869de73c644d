package dev.bailiwick.rule;

import dev.bailiwick.bulk.Text;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a condition asks of a field's value, negation apart; prepared once for many records. */
sealed interface Check {
    /** @param value what the field holds; not empty */
    boolean holds(Object value, Moment now);

    /** Whether anything is there at all. */
    enum Presence implements Check {
        EMPTY,
        NOTEMPTY;

        /** The one that is written so, or null. */
        static @Nullable Presence named(@Nullable Object wire) {
            return EMPTY.wire().equals(wire) ? EMPTY : NOTEMPTY.wire().equals(wire) ? NOTEMPTY : null;
        }

        String wire() {
            return "${" + name() + "}";
        }

        @Override
        public boolean holds(Object value, Moment now) {
            return this == NOTEMPTY;
        }
    }

    /**
     * A text is, or has in it, one of these.
     *
     * @param parts {@link #normal}
     */
    record Texts(Relation relation, Set<String> parts) implements Check {
        /** What is compared of a text: case and Unicode form make no difference, blanks do (sheet, 3.3). */
        static String normal(String text) {
            String composed = Text.isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
            return composed.toLowerCase(Locale.ROOT);
        }

        @Override
        public boolean holds(Object value, Moment now) {
            String text = normal(value.toString());
            if (relation == Relation.EQUAL) {
                return parts.contains(text);
            }
            for (String part : parts) {
                if (holds(text, part)) {
                    return true;
                }
            }
            return false;
        }

        private boolean holds(String text, String part) {
            return switch (relation) {
                case EQUAL -> text.equals(part);
                case CONTAINS -> text.contains(part);
                case STARTS_WITH -> text.startsWith(part);
                case ENDS_WITH -> text.endsWith(part);
                case GREATER_THAN, LESS_THAN, GREATER_EQUAL, LESS_EQUAL, BETWEEN ->
                    throw new IllegalArgumentException("texts have no order: " + relation);
            };
        }
    }

    /** One of these exactly: options of a list, ids, flags. */
    record OneOf(Set<?> values) implements Check {
        @Override
        public boolean holds(Object value, Moment now) {
            return values.contains(value);
        }
    }

    /**
     * The options that were taken are these, or some of these are among them.
     *
     * @param exactly whether they must be these and no others
     */
    record Options(boolean exactly, Set<String> options) implements Check {
        @Override
        public boolean holds(Object value, Moment now) {
            if (!(value instanceof List<?> taken)) {
                return false;
            }
            if (exactly) {
                return taken.size() == options.size() && options.containsAll(taken);
            }
            for (Object option : taken) {
                if (options.contains(option)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A number stands so to one of these. */
    record Numbers(Relation relation, List<Span<BigDecimal>> spans) implements Check {
        @Override
        public boolean holds(Object value, Moment now) {
            if (value instanceof BigDecimal number) {
                for (Span<BigDecimal> span : spans) {
                    if (span.holds(relation, number)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    /** A date or time stands so to one of these. */
    record Times(Relation relation, List<Dates> dates) implements Check {
        @Override
        public boolean holds(Object value, Moment now) {
            if (value instanceof String text) {
                for (Dates one : dates) {
                    if (one.at(now).holds(relation, text)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
