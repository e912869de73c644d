package dev.bailiwick.rule;

import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Module;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads criteria once, telling everything that is wrong with them. */
final class TreeReader {
    private static final int FEWEST = 2;
    private static final List<String> OPERATORS = List.of("AND", "OR");
    private static final Set<String> OF_CONDITIONS = Set.of("field", "comparator", "value");

    /** What tells that the value is the value; others say that it is the name of something. */
    private static final List<String> TYPES = List.of("value", "pre_defined");

    private final Module module;
    private final boolean strict;
    private final Consumer<Fault> faults;
    private boolean faulty;
    private int conditions;
    private int groups;

    /** @param strict whether options must be in their lists */
    TreeReader(Module module, boolean strict, Consumer<Fault> faults) {
        this.module = module;
        this.strict = strict;
        this.faults = fault -> {
            this.faulty = true;
            faults.accept(fault);
        };
    }

    /** What was sent under this path, or null where something is wrong with it. */
    @Nullable
    Node read(@Nullable Object sent, String path) {
        Node root = node(sent, path);
        return faulty ? null : root;
    }

    private @Nullable Node node(@Nullable Object sent, String at) {
        boolean group =
                sent instanceof Map<?, ?> map && (map.containsKey("group") || map.containsKey("group_operator"));
        if (!hasRoom(group)) {
            faults.accept(Fault.of(FaultCode.TOO_MANY_CONDITIONS, at, "max", Criteria.MOST));
            return null;
        }
        if (!(sent instanceof Map<?, ?> map)) {
            faults.accept(Fault.of(FaultCode.WRONG_TYPE, at, "expected", "jsonobject"));
            return null;
        }
        if (group && OF_CONDITIONS.stream().anyMatch(map::containsKey)) {
            faults.accept(Fault.of(FaultCode.MALFORMED, at, "expected", "either a group or a condition"));
            return null;
        }
        return group ? group(map, at) : leaf(map, at);
    }

    /**
     * Counts what was sent before any of it is looked at, and groups as well: without a group of one there are fewer of
     * them than conditions, and so no tree is deeper than this.
     */
    private boolean hasRoom(boolean group) {
        return group ? ++groups <= Criteria.MOST : ++conditions <= Criteria.MOST;
    }

    private boolean isFull() {
        return groups > Criteria.MOST || conditions > Criteria.MOST;
    }

    private @Nullable Node group(Map<?, ?> map, String at) {
        Boolean all = operator(map.get("group_operator"), at + ".group_operator");
        if (!(map.get("group") instanceof List<?> list)) {
            faults.accept(Fault.of(FaultCode.WRONG_TYPE, at + ".group", "expected", "jsonarray"));
            return null;
        }
        if (list.size() < FEWEST || list.size() > Criteria.MOST) {
            String expected = "an array of " + FEWEST + " to " + Criteria.MOST;
            List<String> allowed = List.of(FEWEST + ".." + Criteria.MOST);
            faults.accept(
                    new Fault(FaultCode.OUT_OF_RANGE, at + ".group", Map.of("expected", expected, "allowed", allowed)));
        }
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < list.size() && !isFull(); i++) {
            Node node = node(list.get(i), at + ".group[" + i + "]");
            if (node != null) {
                nodes.add(node);
            }
        }
        return all == null ? null : new Node.Group(all, List.copyOf(nodes));
    }

    private @Nullable Boolean operator(@Nullable Object sent, String at) {
        String word = sent instanceof String text ? text : "";
        return switch (word) {
            case "AND", "and" -> true;
            case "OR", "or" -> false;
            default -> {
                faults.accept(new Fault(FaultCode.NOT_PICKABLE, at, Map.of("value", word, "allowed", OPERATORS)));
                yield null;
            }
        };
    }

    private @Nullable Node leaf(Map<?, ?> map, String at) {
        Field field = field(map.get("field"), at + ".field");
        Comparator comparator = field == null ? null : comparator(map.get("comparator"), field, at);
        if (field == null) {
            missing(map, "comparator", at);
        }
        missing(map, "value", at);
        if (map.get("type") != null && !TYPES.contains(map.get("type"))) {
            faults.accept(Fault.of(
                    FaultCode.NOT_SUPPORTED, at + ".type", "what", "to compare with anything but a given value"));
        }
        Object sent = map.get("value");
        if (field == null || sent == null) {
            return null;
        }
        if (comparator == null) {
            // What no comparator would take is told as well; a part of an option is none of the list.
            new ValueReader(field, Comparator.EQUAL, at, false, faults).read(sent);
            return null;
        }
        ValueReader.Operand operand = new ValueReader(field, comparator, at, strict, faults).read(sent);
        return operand == null ? null : new Node.Leaf(field, comparator, operand.stored(), operand.check());
    }

    private void missing(Map<?, ?> map, String key, String at) {
        if (map.get(key) == null) {
            faults.accept(Fault.of(FaultCode.PART_MISSING, at + "." + key));
        }
    }

    private @Nullable Field field(@Nullable Object sent, String at) {
        if (!(sent instanceof Map<?, ?> map)) {
            faults.accept(Fault.of(FaultCode.WRONG_TYPE, at, "expected", "jsonobject"));
            return null;
        }
        if (!(map.get("api_name") instanceof String name)) {
            faults.accept(Fault.of(FaultCode.WRONG_TYPE, at + ".api_name", "expected", "text"));
            return null;
        }
        Field field = module.field(name);
        if (field == null || field.isUsers()) {
            faults.accept(Fault.of(FaultCode.NOT_IN_CRITERIA, at + ".api_name", "value", name));
            return null;
        }
        return field;
    }

    private @Nullable Comparator comparator(@Nullable Object sent, Field field, String at) {
        if (sent == null) {
            faults.accept(Fault.of(FaultCode.PART_MISSING, at + ".comparator"));
            return null;
        }
        Comparator comparator = Comparator.named(sent);
        Set<Comparator> allowed = Comparator.of(field.type());
        if (comparator == null || !allowed.contains(comparator)) {
            faults.accept(mismatch(at, sent, allowed));
            return null;
        }
        return comparator;
    }

    /** The comparator of the condition at this path does not fit. */
    static Fault mismatch(String at, Object sent, Set<Comparator> allowed) {
        return new Fault(
                FaultCode.COMPARATOR_MISMATCH,
                at + ".comparator",
                Map.of("value", sent instanceof String text ? text : "", "allowed", Comparator.wires(allowed)));
    }
}
