package dev.bailiwick.rule;

import dev.bailiwick.catalog.DataType;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Module;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A part of criteria. */
sealed interface Node {
    boolean matches(Map<String, ? extends @Nullable Object> values, Moment now);

    /** As {@link Criteria#stored}. */
    Map<String, Object> stored();

    /** The conditions in it, in order. */
    Stream<Leaf> leaves();

    /** As {@link Criteria#references}. */
    Stream<Criteria.Reference> references(String at);

    /**
     * Several parts.
     *
     * @param all whether all of them must match, not just one
     */
    record Group(boolean all, List<Node> nodes) implements Node {
        @Override
        public boolean matches(Map<String, ? extends @Nullable Object> values, Moment now) {
            for (Node node : nodes) {
                if (node.matches(values, now) != all) {
                    return !all;
                }
            }
            return all;
        }

        @Override
        public Map<String, Object> stored() {
            Map<String, Object> stored = new LinkedHashMap<>();
            stored.put("group_operator", all ? "AND" : "OR");
            stored.put("group", nodes.stream().map(Node::stored).toList());
            return stored;
        }

        @Override
        public Stream<Leaf> leaves() {
            return nodes.stream().flatMap(Node::leaves);
        }

        @Override
        public Stream<Criteria.Reference> references(String at) {
            return IntStream.range(0, nodes.size())
                    .boxed()
                    .flatMap(i -> nodes.get(i).references(at + ".group[" + i + "]"));
        }
    }

    /**
     * One condition.
     *
     * @param value as it is stored
     * @param check the same as it is asked
     */
    record Leaf(Field field, Comparator comparator, Object value, Check check) implements Node {
        @Override
        public boolean matches(Map<String, ? extends @Nullable Object> values, Moment now) {
            Object held = held(values);
            if (held == null || isEmpty(held)) {
                return comparator.isNegated() || check == Check.Presence.EMPTY;
            }
            // Where every user has a value of their own, there is none that could decide.
            return !(held instanceof Map) && check.holds(held, now) != comparator.isNegated();
        }

        private @Nullable Object held(Map<String, ? extends @Nullable Object> values) {
            if (isFullName()) {
                return Module.fullName(values);
            }
            Object held = values.get(field.name());
            // A field that came after the record has not been ticked either.
            return held == null && field.type() == DataType.BOOLEAN ? Boolean.FALSE : held;
        }

        private static boolean isEmpty(Object held) {
            return switch (held) {
                case String text -> text.isEmpty();
                case Collection<?> several -> several.isEmpty();
                default -> false;
            };
        }

        private boolean isFullName() {
            return field.name().equals(Module.FULL_NAME);
        }

        @Override
        public Map<String, Object> stored() {
            Map<String, Object> stored = new LinkedHashMap<>();
            stored.put("comparator", comparator.wire());
            stored.put("field", Map.of("api_name", field.name()));
            stored.put("value", value);
            return stored;
        }

        @Override
        public Stream<Leaf> leaves() {
            return Stream.of(this);
        }

        @Override
        public Stream<Criteria.Reference> references(String at) {
            if (!field.type().isReference()) {
                return Stream.of();
            }
            String path = at + ".value";
            return value instanceof List<?> list
                    ? IntStream.range(0, list.size())
                            .boxed()
                            .flatMap(i -> reference(list.get(i), path + "[" + i + "]").stream())
                    : reference(value, path).stream();
        }

        /** None where it is asked whether there is any. */
        private Optional<Criteria.Reference> reference(@Nullable Object one, String path) {
            Long id = one == null ? null : Sent.id(one);
            return id == null ? Optional.empty() : Optional.of(new Criteria.Reference(field, id, path));
        }

        /** The stored fields of which its answer is made. */
        List<String> fields() {
            return isFullName() ? List.of(Module.FIRST_NAME, Module.LAST_NAME) : List.of(field.name());
        }
    }
}
