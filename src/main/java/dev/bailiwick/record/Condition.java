package dev.bailiwick.record;

import dev.bailiwick.catalog.DataType;
import dev.bailiwick.catalog.Field;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Which records are asked for. */
public sealed interface Condition {
    /** All of these hold; where there are none, every record does. */
    record All(List<Condition> of) implements Condition {
        public All {
            of = List.copyOf(of);
        }
    }

    /** One of these holds; where there are none, no record does. */
    record Any(List<Condition> of) implements Condition {
        public Any {
            of = List.copyOf(of);
        }
    }

    /**
     * An attribute compared with values.
     *
     * @param values one; two for {@link Operator#BETWEEN}; any number for {@link Operator#IN}. Numbers are {@link
     *     java.math.BigDecimal}, ids {@link Long}, times that Bailiwick sets {@link Instant}, flags {@link Boolean}, all
     *     else text as it is stored
     */
    record Compared(Attribute attribute, Operator operator, List<Object> values) implements Condition {
        public Compared {
            values = List.copyOf(values);
        }
    }

    /**
     * Each of these parts is found in some text of the record, whatever its letter case.
     *
     * @param parts no empty ones
     */
    record Mentions(List<String> parts) implements Condition {
        public Mentions {
            parts = List.copyOf(parts);
        }
    }

    /** A phone field has this number, however it is parted; its letters and digits only, letters in capitals. */
    record Phone(String number) implements Condition {}

    /** Changed later than at this time, to the microsecond, so that nobody misses what came within the same second. */
    record ChangedAfter(Instant at) implements Condition {}

    /**
     * In one of these zones, whatever the cause.
     *
     * @param zones their ids; of modules whose records can be in zones only
     */
    record InZone(List<Long> zones) implements Condition {
        public InZone {
            zones = List.copyOf(zones);
        }
    }

    /** Every record. */
    static Condition every() {
        return new All(List.of());
    }

    /** All of these, told in the shortest way. */
    static Condition all(List<Condition> of) {
        List<Condition> telling = of.stream()
                .flatMap(c -> c instanceof All all ? all.of().stream() : Stream.of(c))
                .toList();
        return telling.size() == 1 ? telling.getFirst() : new All(telling);
    }

    /** No record. */
    static Condition none() {
        return new Any(List.of());
    }

    /** What a record is asked about. */
    sealed interface Attribute {
        /** Of what type its values are. */
        DataType type();

        /** A field of its module; where each user has a value, the value of who asks. */
        record Of(Field field) implements Attribute {
            @Override
            public DataType type() {
                return field.type();
            }
        }

        /** What every record has. */
        enum Always implements Attribute {
            ID(DataType.BIGINT),
            CREATED_TIME(DataType.DATETIME),
            MODIFIED_TIME(DataType.DATETIME),
            CREATED_BY(DataType.USERLOOKUP),
            MODIFIED_BY(DataType.USERLOOKUP);

            private final DataType type;

            Always(DataType type) {
                this.type = type;
            }

            @Override
            public DataType type() {
                return type;
            }
        }
    }
}
