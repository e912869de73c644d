package dev.bailiwick.rule;

import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.catalog.DataType;
import dev.bailiwick.catalog.Field;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what a condition compares its field with, telling what is wrong. */
final class ValueReader {
    private static final int MOST_VALUES = 100;

    /** In characters: who looks for more takes a page for a name. */
    private static final int LONGEST = 1_000;

    /** Each wrong value of a list is told; past this many the list is as good as told. */
    private static final int MOST_WRONG = 10;

    /** So many of the options that would be right are told. */
    private static final int MOST_TOLD = 100;

    private static final String CURRENT_USER = "${CURRENTUSER";

    private static final Set<Comparator> OF_AGES =
            EnumSet.of(Comparator.EQUAL, Comparator.NOT_EQUAL, Comparator.BETWEEN, Comparator.NOT_BETWEEN);

    private final Field field;
    private final Comparator comparator;
    private final Relation relation;
    private final String at;
    private final boolean strict;
    private final Consumer<Fault> faults;

    /**
     * @param at the path of the condition
     * @param strict whether options must be in their list
     */
    ValueReader(Field field, Comparator comparator, String at, boolean strict, Consumer<Fault> faults) {
        this.field = field;
        this.comparator = comparator;
        this.relation = comparator.relation();
        this.at = at;
        this.strict = strict;
        this.faults = faults;
    }

    /** A value as it is stored, and as it is asked. */
    record Operand(Object stored, Check check) {}

    /** One of several values, as it is stored and as it is asked. */
    private record One<T>(Object stored, T asked) {}

    private interface Reading<T> {
        /** The value, or null where it was told what is wrong with it. */
        @Nullable
        One<T> of(Object sent, String path);
    }

    /** What was sent, or null where it was told why not. */
    @Nullable
    Operand read(Object sent) {
        boolean listed = sent instanceof List;
        List<?> values = sent instanceof List<?> list ? list : List.of(sent);
        if (values.isEmpty()) {
            wrong(path(), "a list has at least one value");
            return null;
        }
        if (values.size() > MOST_VALUES) {
            faults.accept(new Fault(FaultCode.TOO_MANY, path(), Map.of("count", values.size(), "max", MOST_VALUES)));
            return null;
        }
        Check.Presence presence = values.size() == 1 ? Check.Presence.named(Sent.placeholder(values.getFirst())) : null;
        if (presence != null) {
            // An empty field satisfies what is negated: nobody could say what that would mean here.
            return comparesBy(EnumSet.of(Comparator.EQUAL)) ? new Operand(presence.wire(), presence) : null;
        }
        if (relation == Relation.BETWEEN && values.size() != 2 && !isPeriod(values)) {
            wrong(path(), "a list of two values, the low one first");
            return null;
        }
        return typed(values, listed);
    }

    private boolean isPeriod(List<?> values) {
        return isTime() && values.size() == 1 && Sent.placeholder(values.getFirst()) != null;
    }

    private boolean isTime() {
        return field.type() == DataType.DATE || field.type() == DataType.DATETIME;
    }

    private String path() {
        return at + ".value";
    }

    private @Nullable Operand typed(List<?> values, boolean listed) {
        return switch (field.type()) {
            case TEXT, TEXTAREA, EMAIL, PHONE, WEBSITE, AUTONUMBER -> texts(all(values, listed, this::text));
            case PICKLIST ->
                relation == Relation.EQUAL
                        ? exact(all(values, listed, this::option))
                        : texts(all(values, listed, this::text));
            case MULTISELECTPICKLIST -> options(all(values, listed, this::option));
            case BOOLEAN -> exact(all(values, listed, plain(Sent::flag, flag -> flag)));
            case LOOKUP, OWNERLOOKUP, USERLOOKUP ->
                exact(all(values, listed, plain(Sent::id, id -> Map.of("id", String.valueOf(id)))));
            case INTEGER, BIGINT, DOUBLE, CURRENCY, PERCENT ->
                numbers(all(values, listed, plain(this::number, BigDecimal::toPlainString)));
            case DATE, DATETIME -> times(all(values, listed, this::time));
        };
    }

    /** Reads values of which nothing but their type can be wrong. */
    private <T> Reading<T> plain(Function<Object, @Nullable T> typed, Function<T, Object> stored) {
        return (sent, path) -> {
            T value = typed.apply(sent);
            return value == null ? wrong(path, "") : new One<>(stored.apply(value), value);
        };
    }

    /** All values, or null where one of them is wrong. */
    private <T> @Nullable List<One<T>> all(List<?> values, boolean listed, Reading<T> reading) {
        List<One<T>> all = new ArrayList<>();
        int wrong = 0;
        for (int i = 0; i < values.size() && wrong < MOST_WRONG; i++) {
            One<T> one = one(values.get(i), listed ? path() + "[" + i + "]" : path(), reading);
            if (one != null) {
                all.add(one);
            } else {
                wrong++;
            }
        }
        return wrong > 0 ? null : all;
    }

    private <T> @Nullable One<T> one(@Nullable Object sent, String path, Reading<T> reading) {
        String placeholder = Sent.placeholder(sent);
        if (placeholder != null && placeholder.startsWith(CURRENT_USER)) {
            faults.accept(Fault.of(FaultCode.NOT_SUPPORTED, path, "what", "the current user, whom no rule knows"));
            return null;
        }
        return sent == null || placeholder != null && !isTime() ? wrong(path, "") : reading.of(sent, path);
    }

    /** @param reason what else is wanted than the field's type; empty for nothing */
    private <T> @Nullable T wrong(String path, String reason) {
        faults.accept(new Fault(
                FaultCode.VALUE_MISMATCH, path, Map.of("expected", field.type().wire(), "reason", reason)));
        return null;
    }

    /** Whether the condition compares in one of these ways; told where it does not. */
    private boolean comparesBy(Set<Comparator> allowed) {
        if (!allowed.contains(comparator)) {
            faults.accept(TreeReader.mismatch(at, comparator.wire(), allowed));
        }
        return allowed.contains(comparator);
    }

    private @Nullable One<String> text(Object sent, String path) {
        if (!(sent instanceof String text) || text.isEmpty()) {
            return wrong(path, "");
        }
        if (text.codePointCount(0, text.length()) > LONGEST) {
            faults.accept(Fault.of(FaultCode.TOO_LONG, path, "max", LONGEST));
            return null;
        }
        if (!Text.isStorable(text)) {
            faults.accept(Fault.of(FaultCode.NOT_STORABLE, path));
            return null;
        }
        return new One<>(text, Check.Texts.normal(text));
    }

    /** An option as its list spells it. */
    private @Nullable One<String> option(Object sent, String path) {
        One<String> text = text(sent, path);
        if (text == null || field.pickList().contains(sent) || !strict) {
            return text == null ? null : new One<>(text.stored(), (String) text.stored());
        }
        for (String option : field.pickList()) {
            if (Check.Texts.normal(option).equals(text.asked())) {
                return new One<>(option, option);
            }
        }
        List<String> told = field.pickList().stream().limit(MOST_TOLD).toList();
        faults.accept(new Fault(
                FaultCode.VALUE_MISMATCH,
                path,
                Map.of("expected", field.type().wire(), "value", text.stored(), "allowed", told)));
        return null;
    }

    private @Nullable BigDecimal number(Object sent) {
        BigDecimal number = Sent.number(sent);
        // What can never be there is a mistake.
        return number != null && number.scale() > 0 && !field.type().isDecimal() ? null : number;
    }

    private @Nullable One<Dates> time(Object sent, String path) {
        boolean timed = field.type() == DataType.DATETIME;
        Literal literal = Sent.placeholder(sent) instanceof String wire ? Literal.read(wire) : null;
        if (literal != null) {
            return literal.isAge() && !comparesBy(OF_AGES)
                    ? null
                    : new One<>(literal.wire(), new Dates.Told(literal, timed));
        }
        LocalDate day = Sent.day(sent);
        if (day != null) {
            return new One<>(day.toString(), timed ? new Dates.Day(day) : Dates.Fixed.of(day.toString()));
        }
        Instant time = timed ? Sent.time(sent) : null;
        return time == null ? wrong(path, "") : new One<>(time.toString(), Dates.Fixed.of(time.toString()));
    }

    private @Nullable Operand texts(@Nullable List<One<String>> all) {
        return all == null ? null : operand(all, new Check.Texts(relation, Set.copyOf(asked(all))));
    }

    private <T> @Nullable Operand exact(@Nullable List<One<T>> all) {
        return all == null ? null : operand(all, new Check.OneOf(Set.copyOf(asked(all))));
    }

    private @Nullable Operand options(@Nullable List<One<String>> all) {
        boolean exactly = comparator == Comparator.EQUAL || comparator == Comparator.NOT_EQUAL;
        return all == null ? null : operand(all, new Check.Options(exactly, Set.copyOf(asked(all))));
    }

    private @Nullable Operand numbers(@Nullable List<One<BigDecimal>> all) {
        if (all == null) {
            return null;
        }
        List<BigDecimal> asked = asked(all);
        List<Span<BigDecimal>> spans = relation == Relation.BETWEEN
                ? List.of(new Span<>(asked.getFirst(), asked.getLast()))
                : asked.stream().map(number -> new Span<>(number, number)).toList();
        if (spans.getFirst().isInverted()) {
            wrong(path(), "the low one first");
            return null;
        }
        return operand(all, new Check.Numbers(relation, spans));
    }

    private @Nullable Operand times(@Nullable List<One<Dates>> all) {
        if (all == null) {
            return null;
        }
        if (relation != Relation.BETWEEN || all.size() == 1) {
            return operand(all, new Check.Times(relation, asked(all)));
        }
        Dates.Reach reach =
                new Dates.Reach(all.getFirst().asked(), all.getLast().asked());
        if (reach.isNever()) {
            wrong(path(), "the low one first");
            return null;
        }
        return operand(all, new Check.Times(relation, List.of(reach)));
    }

    private static <T> List<T> asked(List<One<T>> all) {
        return all.stream().map(One::asked).toList();
    }

    private static <T> Operand operand(List<One<T>> all, Check check) {
        List<Object> stored = all.stream().map(One::stored).toList();
        return new Operand(stored.size() == 1 ? stored.getFirst() : stored, check);
    }
}
