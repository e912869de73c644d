package dev.bailiwick.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.bulk.Fault;
import dev.bailiwick.catalog.Calendar;
import dev.bailiwick.catalog.DataType;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Module;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A module with a field of every type, and criteria over it in few words. */
final class Asking {
    static final List<String> COLOURS = List.of("Red", "Green", "Blå", "Straße");
    static final Module MODULE = module();

    /** A Tuesday; in Kolkata it is Wednesday already. */
    static final Instant AT = Instant.parse("2026-03-10T20:00:00Z");

    static final Moment UTC = at(AT, "UTC");
    static final Moment KOLKATA = at(AT, "Asia/Kolkata");

    private Asking() {}

    private static Module module() {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (DataType type : DataType.values()) {
            String name = type.wire();
            fields.put(name, field(name, type, Field.External.NONE));
        }
        fields.put("Own", field("Own", DataType.TEXT, Field.External.USER));
        for (String name : List.of(Module.FULL_NAME, Module.FIRST_NAME, Module.LAST_NAME)) {
            fields.put(name, field(name, DataType.TEXT, Field.External.NONE));
        }
        return new Module(500, "Things", "Thing", "Things", "text", false, fields);
    }

    private static Field field(String name, DataType type, Field.External external) {
        List<String> options = type.isPicked() ? COLOURS : List.of();
        return new Field(1, name, name, type, 0, false, false, false, external, null, options);
    }

    static Map<String, @Nullable Object> leaf(String field, String comparator, @Nullable Object value) {
        Map<String, @Nullable Object> leaf = new LinkedHashMap<>();
        leaf.put("comparator", comparator);
        leaf.put("field", Map.of("api_name", field));
        leaf.put("value", value);
        return leaf;
    }

    static Map<String, @Nullable Object> group(String operator, Object... nodes) {
        Map<String, @Nullable Object> group = new LinkedHashMap<>();
        group.put("group_operator", operator);
        group.put("group", List.of(nodes));
        return group;
    }

    static Criteria criteria(@Nullable Object sent) {
        List<Fault> faults = new ArrayList<>();
        Criteria criteria = Criteria.read(MODULE, sent, "c", faults::add);
        assertThat(faults).isEmpty();
        Criteria read = Objects.requireNonNull(criteria);
        // What is stored means the same, and is stored so again.
        assertThat(Criteria.of(MODULE, read.stored()).stored()).isEqualTo(read.stored());
        return read;
    }

    static List<Fault> faults(@Nullable Object sent) {
        List<Fault> faults = new ArrayList<>();
        assertThat(Criteria.read(MODULE, sent, "c", faults::add)).isNull();
        assertThat(faults).isNotEmpty();
        return faults;
    }

    /** The codes and paths of what is wrong. */
    static List<String> wrong(@Nullable Object sent) {
        return faults(sent).stream().map(f -> f.code() + " " + f.path()).toList();
    }

    static boolean holds(String field, String comparator, Object value, @Nullable Object held) {
        return holds(field, comparator, value, held, UTC);
    }

    static boolean holds(String field, String comparator, Object value, @Nullable Object held, Moment now) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put(field, held);
        Criteria criteria = criteria(leaf(field, comparator, value));
        boolean matches = criteria.matches(values, now);
        assertThat(Criteria.of(MODULE, criteria.stored()).matches(values, now)).isEqualTo(matches);
        return matches;
    }

    static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    static Moment at(Instant at, String zone) {
        return new Moment(at, new Calendar(ZoneId.of(zone), DayOfWeek.MONDAY, Month.JANUARY));
    }
}
