package dev.bailiwick.rule;

import static dev.bailiwick.rule.Asking.COLOURS;
import static dev.bailiwick.rule.Asking.criteria;
import static dev.bailiwick.rule.Asking.faults;
import static dev.bailiwick.rule.Asking.group;
import static dev.bailiwick.rule.Asking.leaf;
import static dev.bailiwick.rule.Asking.number;
import static dev.bailiwick.rule.Asking.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is wrong with criteria, and that all of it is told. */
class CriteriaFaultsTest {
    private static final Map<String, @Nullable Object> RIGHT = leaf("text", "equal", "x");

    @Test
    void whatIsNoObject() {
        for (@Nullable Object sent : new @Nullable Object[] {null, "x", true, number("1"), List.of(RIGHT)}) {
            assertThat(faults(sent)).containsExactly(Fault.of(FaultCode.WRONG_TYPE, "c", "expected", "jsonobject"));
        }
    }

    @Test
    void whatIsNoField() {
        for (@Nullable Object field : new @Nullable Object[] {null, "text", List.of(), number("7")}) {
            Map<String, @Nullable Object> leaf = new LinkedHashMap<>(RIGHT);
            leaf.put("field", field);
            assertThat(faults(leaf))
                    .containsExactly(Fault.of(FaultCode.WRONG_TYPE, "c.field", "expected", "jsonobject"));
        }
        Map<String, @Nullable Object> unnamed = new LinkedHashMap<>(RIGHT);
        unnamed.put("field", Map.of("id", "7"));
        assertThat(wrong(unnamed)).containsExactly("WRONG_TYPE c.field.api_name");
        assertThat(faults(leaf("Gone", "equal", "x")))
                .containsExactly(Fault.of(FaultCode.NOT_IN_CRITERIA, "c.field.api_name", "value", "Gone"));
        // Every user has a value of their own.
        assertThat(wrong(leaf("Own", "equal", "x"))).containsExactly("NOT_IN_CRITERIA c.field.api_name");
    }

    @Test
    void whatIsMissing() {
        assertThat(wrong(Map.of()))
                .containsExactly("WRONG_TYPE c.field", "PART_MISSING c.comparator", "PART_MISSING c.value");
        assertThat(wrong(Map.of("field", Map.of("api_name", "text"))))
                .containsExactly("PART_MISSING c.comparator", "PART_MISSING c.value");
        assertThat(wrong(leaf("text", "equal", null))).containsExactly("PART_MISSING c.value");
    }

    @Test
    void comparatorsThatDoNotFitTellThoseThatDo() {
        assertThat(faults(leaf("currency", "contains", "1")))
                .containsExactly(new Fault(
                        FaultCode.COMPARATOR_MISMATCH,
                        "c.comparator",
                        Map.of(
                                "value",
                                "contains",
                                "allowed",
                                List.of(
                                        "equal",
                                        "not_equal",
                                        "greater_than",
                                        "less_than",
                                        "greater_equal",
                                        "less_equal",
                                        "between",
                                        "not_between"))));
        Map<String, List<String>> bad = Map.of(
                "text", List.of("like", "greater_than", "between", "EQUAL", "Equal", ""),
                "picklist", List.of("between", "include_any"),
                "date", List.of("contains", "in", "starts_with"),
                "boolean", List.of("in", "greater_than", "contains"),
                "lookup", List.of("contains", "starts_with", "between"),
                "ownerlookup", List.of("include_all"),
                "multiselectpicklist", List.of("starts_with", "greater_than"));
        bad.forEach((field, comparators) -> comparators.forEach(comparator -> assertThat(
                        faults(leaf(field, comparator, "${EMPTY}")))
                .as("%s %s", field, comparator)
                .extracting(Fault::code, Fault::path)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(FaultCode.COMPARATOR_MISMATCH, "c.comparator"))));
        Map<String, @Nullable Object> seven = new LinkedHashMap<>(RIGHT);
        seven.put("comparator", number("7"));
        assertThat(wrong(seven)).containsExactly("COMPARATOR_MISMATCH c.comparator");
    }

    @Test
    void emptinessIsAskedByEqualOnly() {
        for (String comparator : List.of("not_equal", "contains", "in")) {
            assertThat(faults(leaf("text", comparator, "${EMPTY}")).getFirst().args())
                    .containsEntry("allowed", List.of("equal"));
        }
        assertThat(wrong(leaf("date", "not_equal", "${NOTEMPTY}"))).containsExactly("COMPARATOR_MISMATCH c.comparator");
        assertThat(wrong(leaf("currency", "between", "${EMPTY}"))).containsExactly("COMPARATOR_MISMATCH c.comparator");
        assertThat(wrong(leaf("text", "equal", List.of("x", "${EMPTY}")))).containsExactly("VALUE_MISMATCH c.value[1]");
    }

    @Test
    void agesHaveNoOrder() {
        for (String comparator : List.of("greater_than", "less_than", "greater_equal", "less_equal")) {
            assertThat(faults(leaf("date", comparator, "${AGEINDAYS}+7"))
                            .getFirst()
                            .args())
                    .containsEntry("allowed", List.of("equal", "not_equal", "between", "not_between"));
            criteria(leaf("date", comparator, "${THISWEEK}"));
        }
    }

    @Test
    void valuesThatDoNotFit() {
        Map<String, List<Object>> bad = new HashMap<>();
        bad.put("text", List.of("", number("7"), true, Map.of("id", "7"), "${TODAY}", "${x}", "${", List.of()));
        bad.put("picklist", List.of("", number("7"), "Pink", "Re", "${TODAY}"));
        bad.put("multiselectpicklist", List.of("", "Pink", Map.of()));
        bad.put("integer", List.of("", "x", " 7", "7,5", "1.5", number("0.5"), "0x7", "1e-1", true, "${TODAY}", "NaN"));
        bad.put("currency", List.of("", "ten", "1.5.5", "Infinity", Map.of("id", "7"), "--1", "${EMPTY"));
        bad.put("boolean", List.of("yes", "TRUE", number("1"), "", "${TODAY}"));
        bad.put(
                "date",
                List.of(
                        "",
                        "2026-02-30",
                        "2026-2-3",
                        "10.03.2026",
                        "2026-03-10T10:00:00Z",
                        number("20260310"),
                        "TODAY",
                        "${SOMEDAY}",
                        "+2026-01-01"));
        bad.put(
                "datetime",
                List.of(
                        "",
                        "2026-03-10T10:00:00",
                        "2026-03-10 10:00",
                        "2026-02-30T10:00:00Z",
                        "now",
                        "-0001-01-01T00:00:00Z",
                        "+10000-01-01T00:00:00Z"));
        bad.put(
                "lookup",
                List.of(
                        "",
                        "x",
                        "-7",
                        "7.0",
                        number("7.5"),
                        number("1E+1"),
                        Map.of(),
                        Map.of("name", "x"),
                        "9223372036854775808",
                        true,
                        "${TODAY}",
                        Map.of("id", Map.of("id", "7"))));
        bad.forEach((field, values) -> values.forEach(value -> {
            List<Fault> faults = faults(leaf(field, "equal", value));
            assertThat(faults).as("%s %s", field, value).singleElement().satisfies(fault -> {
                assertThat(fault.code()).isEqualTo(FaultCode.VALUE_MISMATCH);
                assertThat(fault.path()).isEqualTo("c.value");
                assertThat(fault.args()).containsEntry("expected", field);
            });
        }));
    }

    @Test
    void unknownOptionsTellTheList() {
        assertThat(faults(leaf("picklist", "equal", "Pink")))
                .containsExactly(new Fault(
                        FaultCode.VALUE_MISMATCH,
                        "c.value",
                        Map.of("expected", "picklist", "value", "Pink", "allowed", COLOURS)));
        for (String comparator : List.of("equal", "not_equal", "in", "not_in", "contains", "not_contains")) {
            assertThat(wrong(leaf("multiselectpicklist", comparator, List.of("Red", "Pink"))))
                    .containsExactly("VALUE_MISMATCH c.value[1]");
        }
        // Of a text only a part is compared.
        criteria(leaf("picklist", "starts_with", "Pin"));
    }

    @Test
    void rangesHaveTwoEndsInOrder() {
        for (Object value : List.of("5", List.of("5"), List.of("1", "2", "3"))) {
            assertThat(wrong(leaf("currency", "between", value))).containsExactly("VALUE_MISMATCH c.value");
        }
        assertThat(wrong(leaf("date", "between", "2026-03-10"))).containsExactly("VALUE_MISMATCH c.value");
        assertThat(wrong(leaf("currency", "between", List.of("5", "x")))).containsExactly("VALUE_MISMATCH c.value[1]");
        for (String comparator : List.of("between", "not_between")) {
            assertThat(wrong(leaf("currency", comparator, List.of("10", number("9.99")))))
                    .containsExactly("VALUE_MISMATCH c.value");
            for (String field : List.of("date", "datetime")) {
                for (List<String> range : List.of(
                        List.of("2026-03-10", "2026-03-09"),
                        List.of("${TOMORROW}", "${YESTERDAY}"),
                        List.of("${AGEINDAYS}+7", "${AGEINDAYS}+30"),
                        List.of("${NEXTMONTH}", "${LASTMONTH}"))) {
                    assertThat(wrong(leaf(field, comparator, range))).containsExactly("VALUE_MISMATCH c.value");
                }
            }
            assertThat(wrong(leaf("datetime", comparator, List.of("2026-03-12", "2026-03-10T00:00:00Z"))))
                    .containsExactly("VALUE_MISMATCH c.value");
            // Somewhere the day begins in time.
            criteria(leaf("datetime", comparator, List.of("2026-03-10", "2026-03-09T18:30:00Z")));
        }
    }

    @Test
    void nobodyIsTheCurrentUser() {
        for (Object value : List.of(
                "${CURRENTUSER}",
                Map.of("name", "${CURRENTUSER}"),
                Map.of("id", "${CURRENTUSERROLE}"),
                List.of("${CURRENTUSER}"))) {
            assertThat(faults(leaf("ownerlookup", "equal", value)))
                    .extracting(Fault::code)
                    .containsExactly(FaultCode.NOT_SUPPORTED);
        }
        assertThat(wrong(leaf("text", "equal", "${CURRENTUSER}"))).containsExactly("NOT_SUPPORTED c.value");
        Map<String, @Nullable Object> compared = new LinkedHashMap<>(RIGHT);
        compared.put("type", "field");
        assertThat(wrong(compared)).containsExactly("NOT_SUPPORTED c.type");
    }

    @Test
    void listsHoldAHundredValuesAndTellTenThatAreWrong() {
        criteria(leaf("text", "equal", Collections.nCopies(100, "x")));
        assertThat(faults(leaf("text", "equal", Collections.nCopies(101, "x"))))
                .containsExactly(new Fault(FaultCode.TOO_MANY, "c.value", Map.of("count", 101, "max", 100)));
        List<String> told = wrong(leaf("currency", "equal", Collections.nCopies(100, "x")));
        assertThat(told).hasSize(10).endsWith("VALUE_MISMATCH c.value[9]");
        assertThat(wrong(leaf("text", "equal", Arrays.asList("x", null, "y"))))
                .containsExactly("VALUE_MISMATCH c.value[1]");
    }

    @Test
    void groupsHaveTwoToTwentyFiveElementsAndAnOperator() {
        for (int size : List.of(0, 1)) {
            Map<String, @Nullable Object> group =
                    group("AND", Collections.nCopies(size, (Object) RIGHT).toArray());
            assertThat(faults(group)).singleElement().satisfies(fault -> {
                assertThat(fault.code()).isEqualTo(FaultCode.OUT_OF_RANGE);
                assertThat(fault.path()).isEqualTo("c.group");
                assertThat(fault.args()).containsEntry("allowed", List.of("2..25"));
            });
        }
        for (String operator : List.of("XOR", "And", "", "NOT")) {
            assertThat(faults(group(operator, RIGHT, RIGHT)))
                    .containsExactly(new Fault(
                            FaultCode.NOT_PICKABLE,
                            "c.group_operator",
                            Map.of("value", operator, "allowed", List.of("AND", "OR"))));
        }
        assertThat(wrong(Map.of("group", List.of(RIGHT, RIGHT)))).containsExactly("NOT_PICKABLE c.group_operator");
        assertThat(wrong(Map.of("group_operator", "AND"))).containsExactly("WRONG_TYPE c.group");
        Map<String, @Nullable Object> both = group("AND", RIGHT, RIGHT);
        both.putAll(RIGHT);
        assertThat(wrong(both)).containsExactly("MALFORMED c");
    }

    @Test
    void thereAreTwentyFiveConditions() {
        criteria(group("AND", Collections.nCopies(25, (Object) RIGHT).toArray()));
        assertThat(wrong(group("AND", Collections.nCopies(26, (Object) RIGHT).toArray())))
                .containsExactly("OUT_OF_RANGE c.group", "TOO_MANY_CONDITIONS c.group[25]");
        Map<String, @Nullable Object> ten =
                group("OR", Collections.nCopies(10, (Object) RIGHT).toArray());
        assertThat(faults(group("AND", ten, ten, ten, ten)))
                .containsExactly(Fault.of(FaultCode.TOO_MANY_CONDITIONS, "c.group[2].group[5]", "max", 25));
    }

    @Test
    void theDeepestTreeThatHasRoomIsRead() {
        Map<String, @Nullable Object> tree = RIGHT;
        for (int i = 0; i < 24; i++) {
            tree = group(i % 2 == 0 ? "AND" : "OR", RIGHT, tree);
        }
        assertThat(criteria(tree).stored()).isEqualTo(tree);
        List<Fault> deep = faults(group("AND", RIGHT, tree));
        assertThat(deep).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo(FaultCode.TOO_MANY_CONDITIONS);
            assertThat(fault.path()).isEqualTo("c" + ".group[1]".repeat(25));
        });
    }

    @Test
    void allThatIsWrongIsToldWhereItStands() {
        assertThat(wrong(group(
                        "nor",
                        leaf("Gone", "equal", "x"),
                        group("AND", leaf("currency", "contains", "x")),
                        "x",
                        leaf("picklist", "sounds_like", "Pin"),
                        leaf("text", "equal", List.of("x", number("1"), true)))))
                .containsExactly(
                        "NOT_PICKABLE c.group_operator",
                        "NOT_IN_CRITERIA c.group[0].field.api_name",
                        "OUT_OF_RANGE c.group[1].group",
                        "COMPARATOR_MISMATCH c.group[1].group[0].comparator",
                        "VALUE_MISMATCH c.group[1].group[0].value",
                        "WRONG_TYPE c.group[2]",
                        "COMPARATOR_MISMATCH c.group[3].comparator",
                        "VALUE_MISMATCH c.group[4].value[1]",
                        "VALUE_MISMATCH c.group[4].value[2]");
    }

    @Test
    void numbersBeyondAnyLimitAreNone() {
        for (Object value : List.of(
                number("1E+999999999"),
                number("1E-999999999"),
                number("1E+31"),
                "1e99",
                "1e-99",
                "1e1000000000",
                "9".repeat(1_000_000),
                new java.math.BigDecimal(BigInteger.TEN.pow(500)))) {
            assertThat(wrong(leaf("currency", "equal", value))).containsExactly("VALUE_MISMATCH c.value");
            assertThat(wrong(leaf("lookup", "equal", value))).containsExactly("VALUE_MISMATCH c.value");
        }
        criteria(leaf("currency", "equal", number("1E+29")));
        criteria(leaf("currency", "equal", "9".repeat(30) + "." + "9".repeat(30)));
    }

    @Test
    void whatIsHugeIsToldInLittle() {
        String huge = "x".repeat(5_000_000);
        assertThat(wrong(leaf("text", "equal", huge))).containsExactly("TOO_LONG c.value");
        criteria(leaf("text", "equal", "\uD83D\uDE00".repeat(1_000)));
        assertThat(wrong(leaf("text", "equal", "a\u0000"))).containsExactly("NOT_STORABLE c.value");
        assertThat(wrong(leaf("text", "equal", "a\uD83D"))).containsExactly("NOT_STORABLE c.value");
        assertThat(faults(leaf(huge, "equal", "x")).toString()).hasSizeLessThan(500);
        assertThat(faults(leaf("text", huge, "x")).toString()).hasSizeLessThan(500);
        assertThat(faults(leaf("date", "equal", huge)).toString()).hasSizeLessThan(500);
        assertThat(faults(leaf("date", "equal", "${" + huge)).toString()).hasSizeLessThan(500);
        assertThat(faults(group(huge, RIGHT, RIGHT)).toString()).hasSizeLessThan(500);
        assertThat(faults(leaf("lookup", "equal", Map.of("id", huge))).toString())
                .hasSizeLessThan(500);
    }

    @Test
    void whatIsEndlessIsReadNoFurther() {
        List<@Nullable Object> many = new ArrayList<>(Collections.nCopies(1_000_000, (Object) Map.of()));
        Map<String, @Nullable Object> wide = new LinkedHashMap<>();
        wide.put("group_operator", "AND");
        wide.put("group", many);
        assertThat(faults(wide)).hasSizeLessThan(100);
        many.replaceAll(x -> Map.of("group", List.of()));
        assertThat(faults(wide)).hasSizeLessThan(100);
        Map<String, @Nullable Object> deep = RIGHT;
        for (int i = 0; i < 100_000; i++) {
            deep = group("AND", deep);
        }
        assertThat(faults(deep)).hasSizeLessThan(100).last().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo(FaultCode.TOO_MANY_CONDITIONS);
            assertThat(fault.path()).isEqualTo("c" + ".group[0]".repeat(25));
        });
        List<Object> nested = new ArrayList<>();
        nested.add(nested);
        assertThat(wrong(leaf("text", "equal", nested))).containsExactly("VALUE_MISMATCH c.value[0]");
    }
}
