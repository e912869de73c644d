package dev.bailiwick.rule;

import static dev.bailiwick.rule.Asking.COLOURS;
import static dev.bailiwick.rule.Asking.MODULE;
import static dev.bailiwick.rule.Asking.UTC;
import static dev.bailiwick.rule.Asking.criteria;
import static dev.bailiwick.rule.Asking.group;
import static dev.bailiwick.rule.Asking.holds;
import static dev.bailiwick.rule.Asking.leaf;
import static dev.bailiwick.rule.Asking.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.catalog.DataType;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What criteria mean: the table of comparators, and what the sheet builds on it (3.3). */
class CriteriaTest {
    private static final List<String> TEXTS =
            List.of("text", "email", "phone", "website", "textarea", "picklist", "autonumber");
    private static final List<String> NUMBERS = List.of("integer", "bigint", "double", "currency", "percent");
    private static final List<String> LOOKUPS = List.of("lookup", "ownerlookup", "userlookup");

    @Test
    void textsAreComparedIgnoringCase() {
        for (String field : TEXTS) {
            assertThat(holds(field, "equal", "RED", "Red")).as(field).isTrue();
            assertThat(holds(field, "equal", "Green", "Red")).as(field).isFalse();
            assertThat(holds(field, "not_equal", "red", "Red")).as(field).isFalse();
            assertThat(holds(field, "not_equal", "Green", "Red")).as(field).isTrue();
            assertThat(holds(field, "contains", "E", "Red")).as(field).isTrue();
            assertThat(holds(field, "contains", "x", "Red")).as(field).isFalse();
            assertThat(holds(field, "not_contains", "E", "Red")).as(field).isFalse();
            assertThat(holds(field, "not_contains", "x", "Red")).as(field).isTrue();
            assertThat(holds(field, "starts_with", "rE", "Red")).as(field).isTrue();
            assertThat(holds(field, "starts_with", "ed", "Red")).as(field).isFalse();
            assertThat(holds(field, "ends_with", "eD", "Red")).as(field).isTrue();
            assertThat(holds(field, "ends_with", "re", "Red")).as(field).isFalse();
            assertThat(holds(field, "in", List.of("green", "red"), "Red"))
                    .as(field)
                    .isTrue();
            assertThat(holds(field, "in", "green", "Red")).as(field).isFalse();
            assertThat(holds(field, "not_in", List.of("green", "red"), "Red"))
                    .as(field)
                    .isFalse();
            assertThat(holds(field, "not_in", "green", "Red")).as(field).isTrue();
        }
    }

    @Test
    void unicodeFormDoesNotMatterAndBlanksDo() {
        assertThat(holds("text", "equal", "cafe\u0301", "CAF\u00c9")).isTrue();
        assertThat(holds("text", "contains", "F\u00e9", "cafe\u0301 noir")).isTrue();
        assertThat(holds("text", "equal", "Pune", "Pune ")).isFalse();
        assertThat(holds("text", "equal", "Pune ", "pune ")).isTrue();
        assertThat(holds("text", "ends_with", " ", "Pune ")).isTrue();
        assertThat(holds("text", "contains", "new  york", "New York")).isFalse();
        // Small letters of the root locale: Turkish ones have no say, and a sharp s is no two letters.
        assertThat(holds("text", "equal", "\u0130", "i\u0307")).isTrue();
        assertThat(holds("text", "equal", "title", "TITLE")).isTrue();
        assertThat(holds("text", "equal", "strasse", "Stra\u00dfe")).isFalse();
    }

    @Test
    void severalValuesMeanAnyAndNegatedNone() {
        List<String> two = List.of("pu", "mum");
        assertThat(holds("text", "starts_with", two, "Mumbai")).isTrue();
        assertThat(holds("text", "starts_with", two, "Delhi")).isFalse();
        assertThat(holds("text", "contains", two, "Navi Mumbai")).isTrue();
        assertThat(holds("text", "not_contains", two, "Navi Mumbai")).isFalse();
        assertThat(holds("text", "not_contains", two, "Delhi")).isTrue();
        assertThat(holds("text", "ends_with", List.of("bai", "hi"), "Delhi")).isTrue();
        assertThat(holds("text", "equal", List.of("Delhi", "Pune"), "pune")).isTrue();
        assertThat(holds("text", "not_equal", List.of("Delhi", "Pune"), "pune")).isFalse();
        assertThat(holds("currency", "equal", List.of(number("1"), "2"), number("2")))
                .isTrue();
        assertThat(holds("currency", "not_equal", List.of(number("1"), "2"), number("2")))
                .isFalse();
        assertThat(holds("currency", "greater_than", List.of("5", "9"), number("6")))
                .isTrue();
        assertThat(holds("boolean", "equal", List.of(true, false), false)).isTrue();
        assertThat(holds("date", "equal", List.of("2026-01-01", "${TODAY}"), "2026-03-10"))
                .isTrue();
        assertThat(holds("date", "not_equal", List.of("2026-01-01", "${TODAY}"), "2026-03-10"))
                .isFalse();
    }

    @Test
    void emptyFieldsSatisfyWhatIsNegatedAndNothingElse() {
        for (DataType type : DataType.values()) {
            if (type == DataType.BOOLEAN) {
                continue;
            }
            for (Comparator comparator : Comparator.of(type)) {
                Object value = value(type, comparator);
                for (@Nullable Object empty : new @Nullable Object[] {null, "", List.of()}) {
                    assertThat(holds(type.wire(), comparator.wire(), value, empty))
                            .as("%s %s", type, comparator)
                            .isEqualTo(comparator.wire().startsWith("not_"));
                }
                assertThat(criteria(leaf(type.wire(), comparator.wire(), value)).matches(Map.of(), UTC))
                        .isEqualTo(comparator.wire().startsWith("not_"));
            }
            assertThat(holds(type.wire(), "equal", "${EMPTY}", null)).isTrue();
            assertThat(holds(type.wire(), "equal", "${NOTEMPTY}", null)).isFalse();
        }
        assertThat(holds("text", "equal", "${EMPTY}", "x")).isFalse();
        assertThat(holds("text", "equal", "${NOTEMPTY}", " ")).isTrue();
        assertThat(holds("lookup", "equal", Map.of("id", "${EMPTY}"), null)).isTrue();
        assertThat(holds("userlookup", "equal", Map.of("name", "${NOTEMPTY}"), 7L))
                .isTrue();
        assertThat(holds("multiselectpicklist", "equal", List.of("${EMPTY}"), List.of()))
                .isTrue();
        assertThat(holds("currency", "equal", "${NOTEMPTY}", BigDecimal.ZERO)).isTrue();
    }

    private static Object value(DataType type, Comparator comparator) {
        Object one = switch (type) {
            case TEXT, TEXTAREA, EMAIL, PHONE, WEBSITE, AUTONUMBER, PICKLIST, MULTISELECTPICKLIST -> "Red";
            case INTEGER, BIGINT, DOUBLE, CURRENCY, PERCENT -> "7";
            case BOOLEAN -> true;
            case DATE -> "2026-03-10";
            case DATETIME -> "2026-03-10T20:00:00Z";
            case LOOKUP, OWNERLOOKUP, USERLOOKUP -> Map.of("id", "7");
        };
        return comparator.relation() == Relation.BETWEEN ? List.of(one, one) : one;
    }

    @Test
    void numbersAreComparedByValueHoweverTheyAreWritten() {
        for (String field : NUMBERS) {
            for (Object value : List.of("100", number("100"), "1e2", "+100", "100.00", number("1E+2"))) {
                assertThat(holds(field, "equal", value, number("1E+2")))
                        .as(field)
                        .isTrue();
                assertThat(holds(field, "equal", value, number("101")))
                        .as(field)
                        .isFalse();
                assertThat(holds(field, "not_equal", value, number("101")))
                        .as(field)
                        .isTrue();
                assertThat(holds(field, "not_equal", value, number("100")))
                        .as(field)
                        .isFalse();
                assertThat(holds(field, "greater_than", value, number("101")))
                        .as(field)
                        .isTrue();
                assertThat(holds(field, "greater_than", value, number("100")))
                        .as(field)
                        .isFalse();
                assertThat(holds(field, "greater_equal", value, number("100")))
                        .as(field)
                        .isTrue();
                assertThat(holds(field, "greater_equal", value, number("99")))
                        .as(field)
                        .isFalse();
                assertThat(holds(field, "less_than", value, number("99")))
                        .as(field)
                        .isTrue();
                assertThat(holds(field, "less_than", value, number("100")))
                        .as(field)
                        .isFalse();
                assertThat(holds(field, "less_equal", value, number("100")))
                        .as(field)
                        .isTrue();
                assertThat(holds(field, "less_equal", value, number("101")))
                        .as(field)
                        .isFalse();
            }
        }
        assertThat(holds("double", "equal", "0.1", number("0.1"))).isTrue();
        assertThat(holds("double", "less_than", "-0.1", number("-0.11"))).isTrue();
        assertThat(holds("double", "equal", "-0.00", BigDecimal.ZERO)).isTrue();
        assertThat(holds("bigint", "equal", "9223372036854775807", number("9223372036854775807")))
                .isTrue();
    }

    @Test
    void betweenIncludesBothEnds() {
        for (String field : NUMBERS) {
            List<Object> range = List.of("10", number("20"));
            for (String inside : List.of("10", "15", "2E+1")) {
                assertThat(holds(field, "between", range, number(inside))).isTrue();
                assertThat(holds(field, "not_between", range, number(inside))).isFalse();
            }
            for (String outside : List.of("9", "21", "-15")) {
                assertThat(holds(field, "between", range, number(outside))).isFalse();
                assertThat(holds(field, "not_between", range, number(outside))).isTrue();
            }
        }
        assertThat(holds("currency", "between", List.of("5", "5"), number("5"))).isTrue();
    }

    @Test
    void flagsThatNobodySetAreFalse() {
        assertThat(holds("boolean", "equal", true, true)).isTrue();
        assertThat(holds("boolean", "equal", "true", false)).isFalse();
        assertThat(holds("boolean", "not_equal", "false", true)).isTrue();
        assertThat(holds("boolean", "equal", false, null)).isTrue();
        assertThat(holds("boolean", "not_equal", true, null)).isTrue();
        assertThat(holds("boolean", "not_equal", false, null)).isFalse();
        assertThat(holds("boolean", "equal", "${EMPTY}", null)).isFalse();
        assertThat(holds("boolean", "equal", "${NOTEMPTY}", null)).isTrue();
    }

    @Test
    void referencesAreComparedById() {
        for (String field : LOOKUPS) {
            for (Object seven : List.of("7", number("7"), Map.of("id", "7", "name", "x"), Map.of("id", number("7")))) {
                assertThat(holds(field, "equal", seven, 7L)).isTrue();
                assertThat(holds(field, "equal", seven, 8L)).isFalse();
                assertThat(holds(field, "not_equal", seven, 8L)).isTrue();
                assertThat(holds(field, "not_equal", seven, 7L)).isFalse();
                assertThat(holds(field, "in", List.of("9", seven), 7L)).isTrue();
                assertThat(holds(field, "not_in", List.of("9", seven), 7L)).isFalse();
                assertThat(holds(field, "not_in", List.of("9", seven), 8L)).isTrue();
            }
            assertThat(criteria(leaf(field, "equal", number("7"))).stored()).containsEntry("value", Map.of("id", "7"));
        }
        assertThat(holds("lookup", "equal", Map.of("id", "7", "name", "${x}"), 7L))
                .isTrue();
        // What has an id is no placeholder, whatever its name.
        assertThat(holds("lookup", "equal", Map.of("id", number("7"), "name", "${CURRENTUSER}"), 7L))
                .isTrue();
        assertThat(holds("lookup", "equal", "9223372036854775807", Long.MAX_VALUE))
                .isTrue();
    }

    @Test
    void referencesAreToldWhereTheyStand() {
        Criteria criteria = criteria(group(
                "AND",
                leaf("text", "equal", "7"),
                leaf("lookup", "in", List.of("7", number("8"))),
                group("OR", leaf("ownerlookup", "not_equal", Map.of("id", "9")), leaf("lookup", "equal", "${EMPTY}"))));
        assertThat(criteria.references("r"))
                .extracting(r -> r.field().name() + " " + r.id() + " " + r.path())
                .containsExactly(
                        "lookup 7 r.group[1].value[0]",
                        "lookup 8 r.group[1].value[1]",
                        "ownerlookup 9 r.group[2].group[0].value");
    }

    @Test
    void optionsAreStoredAsTheirListSpellsThem() {
        assertThat(criteria(leaf("picklist", "equal", "BLÅ")).stored()).containsEntry("value", "Blå");
        assertThat(criteria(leaf("picklist", "in", List.of("red", "Green"))).stored())
                .containsEntry("value", List.of("Red", "Green"));
        assertThat(holds("picklist", "contains", "LÅ", "Blå")).isTrue();
        // An option that the list had once.
        Criteria old = Criteria.of(
                MODULE, Map.of("field", Map.of("api_name", "picklist"), "comparator", "equal", "value", "Old"));
        assertThat(old.matches(Map.of("picklist", "Old"), UTC)).isTrue();
        assertThat(old.matches(Map.of("picklist", "Red"), UTC)).isFalse();
    }

    @Test
    void ofSeveralOptionsOneIsContainedAndAllAreEqual() {
        List<String> taken = List.of("Red", "Green");
        assertThat(holds("multiselectpicklist", "contains", "red", taken)).isTrue();
        assertThat(holds("multiselectpicklist", "contains", "Blå", taken)).isFalse();
        assertThat(holds("multiselectpicklist", "contains", List.of("Blå", "Red"), taken))
                .isTrue();
        assertThat(holds("multiselectpicklist", "not_contains", List.of("Blå", "Red"), taken))
                .isFalse();
        assertThat(holds("multiselectpicklist", "not_contains", "Blå", taken)).isTrue();
        assertThat(holds("multiselectpicklist", "equal", List.of("Green", "Red"), taken))
                .isTrue();
        assertThat(holds("multiselectpicklist", "equal", "Red", taken)).isFalse();
        assertThat(holds("multiselectpicklist", "equal", COLOURS, taken)).isFalse();
        assertThat(holds("multiselectpicklist", "equal", List.of("Red", "Blå"), taken))
                .isFalse();
        assertThat(holds("multiselectpicklist", "equal", "Red", List.of("Red"))).isTrue();
        assertThat(holds("multiselectpicklist", "not_equal", "Red", taken)).isTrue();
        assertThat(holds("multiselectpicklist", "not_equal", List.of("Green", "Red"), taken))
                .isFalse();
        assertThat(holds("multiselectpicklist", "in", List.of("Blå", "Red"), taken))
                .isTrue();
        assertThat(holds("multiselectpicklist", "not_in", List.of("Blå", "Straße"), taken))
                .isTrue();
    }

    @Test
    void groupsJoinAndNest() {
        Map<String, @Nullable Object> sample = group(
                "AND",
                leaf("currency", "greater_than", "100000"),
                group("or", leaf("text", "equal", "Kerala"), leaf("website", "starts_with", "Nord")));
        Criteria criteria = criteria(sample);
        assertThat(criteria.matches(Map.of("currency", number("100001"), "text", "kerala"), UTC))
                .isTrue();
        assertThat(criteria.matches(Map.of("currency", number("100001"), "website", "north"), UTC))
                .isFalse();
        assertThat(criteria.matches(Map.of("currency", number("100001"), "website", "nordix"), UTC))
                .isTrue();
        assertThat(criteria.matches(Map.of("currency", number("100000"), "website", "nordix"), UTC))
                .isFalse();
        assertThat(criteria.fields()).containsExactly("currency", "text", "website");
        assertThat(criteria.isRelative()).isFalse();
        assertThat(criteria.stored())
                .isEqualTo(group(
                        "AND",
                        leaf("currency", "greater_than", "100000"),
                        group("OR", leaf("text", "equal", "Kerala"), leaf("website", "starts_with", "Nord"))));
    }

    @Test
    void aFullNameIsDecidedByItsParts() {
        Criteria criteria = criteria(leaf("Full_Name", "equal", "ada lovelace"));
        assertThat(criteria.fields()).containsExactly("First_Name", "Last_Name");
        assertThat(criteria.matches(Map.of("First_Name", "Ada", "Last_Name", "Lovelace"), UTC))
                .isTrue();
        assertThat(criteria(leaf("Full_Name", "equal", "${EMPTY}")).matches(Map.of(), UTC))
                .isTrue();
    }

    @Test
    void valuesOfSeveralUsersNeverMatch() {
        Map<String, Object> values = new HashMap<>(Map.of("text", Map.of("7", "Red")));
        assertThat(criteria(leaf("text", "equal", "Red")).matches(values, UTC)).isFalse();
        assertThat(criteria(leaf("text", "not_equal", "Red")).matches(values, UTC))
                .isFalse();
        assertThat(criteria(leaf("text", "equal", "${NOTEMPTY}")).matches(values, UTC))
                .isFalse();
    }

    @Test
    void whatIsStoredHasOneForm() {
        assertThat(criteria(leaf("currency", "equal", number("1E+5"))).stored()).containsEntry("value", "100000");
        assertThat(criteria(leaf("double", "between", List.of("1.50", number("2.0"))))
                        .stored())
                .containsEntry("value", List.of("1.5", "2"));
        assertThat(criteria(leaf("boolean", "equal", "true")).stored()).containsEntry("value", true);
        assertThat(criteria(leaf("text", "equal", List.of("Pune"))).stored()).containsEntry("value", "Pune");
        assertThat(criteria(leaf("datetime", "equal", "2026-03-10T09:15:00+05:30"))
                        .stored())
                .containsEntry("value", "2026-03-10T03:45:00Z");
        Map<String, @Nullable Object> wide = leaf("text", "equal", "Pune");
        wide.put("field", Map.of("api_name", "text", "id", "7100000000000657"));
        wide.put("type", "value");
        assertThat(criteria(wide).stored()).isEqualTo(leaf("text", "equal", "Pune"));
    }

    @Test
    void whatCannotBeReadAgainIsNoRule() {
        assertThatThrownBy(() -> Criteria.of(MODULE, leaf("Gone", "equal", "x")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Things")
                .hasMessageContaining("Gone");
    }
}
