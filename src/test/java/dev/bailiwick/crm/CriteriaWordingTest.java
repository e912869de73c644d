package dev.bailiwick.crm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.crm.Wording.Told;
import dev.bailiwick.rule.Criteria;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What this door says of faults in criteria (sheet, 3.3). */
class CriteriaWordingTest {
    private static final String RULE = "account_rule_criteria";
    private static final String AT = "$.territories[2]." + RULE;
    private static final Map<String, Object> RIGHT = leaf("Name", "equal", "x");

    private static Map<String, Object> leaf(String field, Object comparator, Object value) {
        return Map.of("field", Map.of("api_name", field), "comparator", comparator, "value", value);
    }

    private static List<Told> told(Object sent) {
        List<Fault> faults = new ArrayList<>();
        Module module = Module.custom(Module.FIRST_CUSTOM, "Things", "Thing", "Things");
        assertThat(Criteria.read(module, sent, RULE, faults::add)).isNull();
        Wording wording = new Wording("$.territories");
        return faults.stream().map(fault -> wording.tell(2, fault)).toList();
    }

    /** Whoever names a field so must not run the matcher out of its stack. */
    @Test
    void aNameThatOnlyLooksLikeCriteria() {
        String name = RULE + ".group[1]".repeat(200_000) + "!";
        Told told = new Wording("$.territories").tell(2, Fault.of(FaultCode.UNKNOWN_FIELD, name, "field", name));
        assertThat(told.details()).containsEntry("api_name", RULE);
    }

    /** The store keeps members in an order of its own. */
    @Test
    void whatIsStoredIsToldInTheOrderInWhichItIsWritten() {
        Map<String, Object> stored = new LinkedHashMap<>();
        stored.put("field", Map.of("api_name", "Name"));
        stored.put("value", "x");
        stored.put("comparator", "equal");
        assertThat(TerritoryTree.criteria(stored, null))
                .isInstanceOfSatisfying(
                        Tree.class,
                        told -> assertThat(told.map().keySet()).containsExactly("comparator", "field", "value"));
    }

    @Test
    void whatIsNoObject() {
        assertThat(told(Map.of("field", "Name", "comparator", "equal", "value", "x")))
                .containsExactly(new Told(
                        "INVALID_DATA",
                        "invalid data",
                        Map.of("api_name", "field", "json_path", AT + ".field", "expected_data_type", "jsonobject")));
        assertThat(told("x"))
                .containsExactly(new Told(
                        "INVALID_DATA",
                        "invalid data",
                        Map.of("api_name", RULE, "json_path", AT, "expected_data_type", "jsonobject")));
    }

    @Test
    void whatDoesNotFitTheField() {
        assertThat(told(leaf("Owner", "contains", "7")))
                .containsExactly(new Told(
                        "DEPENDENT_MISMATCH",
                        "The comparator is not compatible with the given field",
                        Map.of(
                                "dependee",
                                Map.of("api_name", "field", "json_path", AT + ".field"),
                                "api_name",
                                "comparator",
                                "json_path",
                                AT + ".comparator",
                                "supported_values",
                                List.of("equal", "not_equal", "in", "not_in"))));
        assertThat(told(Map.of(
                        "group_operator", "AND", "group", List.of(RIGHT, leaf("Owner", "in", List.of("7", "x"))))))
                .containsExactly(new Told(
                        "DEPENDENT_MISMATCH",
                        "The value is not compatible with the given field",
                        Map.of(
                                "dependee",
                                Map.of("api_name", "field", "json_path", AT + ".group[1].field"),
                                "api_name",
                                "value",
                                "json_path",
                                AT + ".group[1].value[1]",
                                "expected_data_type",
                                "ownerlookup")));
    }

    @Test
    void anOptionThatIsNoneTellsTheList() {
        Fault fault = new Fault(
                FaultCode.VALUE_MISMATCH,
                RULE + ".value",
                Map.of("expected", "picklist", "value", "Pink", "allowed", List.of("Red")));
        assertThat(new Wording("$.territories").tell(2, fault).details())
                .containsEntry("supported_values", List.of("Red"))
                .containsEntry("api_name", "value");
    }

    @Test
    void whatIsMissing() {
        assertThat(told(Map.of("field", Map.of("api_name", "Name"), "value", "x")))
                .containsExactly(new Told(
                        "DEPENDENT_FIELD_MISSING",
                        "required field not found",
                        Map.of(
                                "dependee",
                                Map.of("api_name", "field", "json_path", AT + ".field"),
                                "api_name",
                                "comparator",
                                "json_path",
                                AT + ".comparator")));
    }

    @Test
    void fieldsThatCannotDecide() {
        assertThat(told(leaf("Gone", "equal", "x")))
                .containsExactly(new Told(
                        "NOT_SUPPORTED",
                        "The given field api_name is not supported in criteria",
                        Map.of("api_name", "api_name", "json_path", AT + ".field.api_name")));
        assertThat(told(leaf("Owner", "equal", "${CURRENTUSER}")))
                .extracting(Told::code)
                .containsExactly("NOT_SUPPORTED");
    }

    @Test
    void groupsAndLimits() {
        assertThat(told(Map.of("group_operator", "XOR", "group", List.of(RIGHT))))
                .containsExactly(
                        new Told(
                                "INVALID_DATA",
                                "invalid data",
                                Map.of(
                                        "api_name",
                                        "group_operator",
                                        "json_path",
                                        AT + ".group_operator",
                                        "supported_values",
                                        List.of("AND", "OR"))),
                        new Told(
                                "INVALID_DATA",
                                "invalid data",
                                Map.of(
                                        "api_name",
                                        "group",
                                        "json_path",
                                        AT + ".group",
                                        "expected_data_type",
                                        "an array of 2 to 25",
                                        "supported_values",
                                        List.of("2..25"))));
        Map<String, Object> many = Map.of("group_operator", "OR", "group", Collections.nCopies(20, RIGHT));
        assertThat(told(Map.of("group_operator", "AND", "group", List.of(many, many))))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.code()).isEqualTo("LIMIT_EXCEEDED");
                    assertThat(told.details())
                            .containsEntry("limit", 25)
                            .containsEntry("json_path", AT + ".group[1].group[5]");
                });
        assertThat(told(leaf("Owner", "in", Collections.nCopies(101, BigDecimal.ONE))))
                .singleElement()
                .satisfies(told -> assertThat(told.details()).containsEntry("limit", 100));
    }

    @Test
    void otherFieldsAreToldAsEver() {
        Fault fault = Fault.of(FaultCode.WRONG_TYPE, "Site_criteria.3", "expected", "text");
        assertThat(new Wording("$.data").tell(0, fault).details())
                .containsEntry("api_name", "Site_criteria")
                .containsEntry("json_path", "$.data[0].Site_criteria[3]");
    }
}
