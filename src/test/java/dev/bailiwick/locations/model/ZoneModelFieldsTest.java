package dev.bailiwick.locations.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** The section on each field by itself. */
class ZoneModelFieldsTest extends TriedOrg {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                {'name': null}                       | 1252
                {'name': ''}                         | 1252
                {'name': '  '}                       | 1252
                {'name': 5}                          | 1217
                {'name': 'root'}                     | 1210
                {'name': ' ROOT '}                   | 1210
                {'name': 'a-b'}                      | 1219
                {'name': 'a\\tb'}                    | 1219
                {'name': 'a\\u00a0b'}                | 1219
                {'name': 'a\\u0000'}                 | 1219
                {'name': 'a\\ud800'}                 | 1219
                {'name': 'Zürich Süd'}               | 1206
                {'name': ' ZU\u0308RICH süd'}        | 1206
                {'description': 5}                   | 1217
                {'description': 'a\\u0000'}          | 1217
                {'description': 'a\\udc00'}          | 1217
                {'isAdmin': null}                    | 1217
                {'isAdmin': 'true'}                  | 1217
                {'isActive': null}                   | 1217
                {'isActive': 0}                      | 1217
                {'isActive': false}                  | 1259
                {'areaParentCode': null}             | 1257
                {'areaParentCode': ''}               | 1217
                {'areaParentCode': 'gone'}           | 1217
                {'areaParentCode': 'ROOT'}           | 1217
                {'areaParentCode': 's-1'}            | 1217
                {'areaParentCode': 'z-1'}            | 1217
                {'areaParentCode': 'z-4'}            | 1217
                {'areaParentCode': 3}                | 1217
                {'externalIds': []}                  | 1217
                {'externalIds': 'x'}                 | 1217
                {'externalIds': {'': 'X'}}           | 403
                {'externalIds': {'  ': 'X'}}         | 403
                {'externalIds': {'erp': ''}}         | 403
                {'externalIds': {'erp': '  '}}       | 403
                {'externalIds': {'': 'X', 'a': 5}}   | 1217
                {'externalIds': {'a': 'x\\u0000'}}   | 1217
                {'externalIds': {'a': 'V2'}}         | 1245
                {'externalIds': {'a': 'V3'}}         | 1245
                {'externalIds': {'a': 'a', 'b': 'b', 'c': 'c', 'd': 'd', 'e': 'e'}} | 1217
                {'customFields': []}                 | 1217
                {'customFields': {'none': 'x'}}      | 1217
                {'customFields': {'none': null}}     | 1217
                {'customFields': {'cf_region': 5}}   | 1217
                {'customFields': {'cf_rank': 5.0}}   | 1217
                {'customFields': {'cf_rank': '5'}}   | 1217
                {'customFields': {'cf_area': '5'}}   | 1217
                {'customFields': {'cf_open': 'true'}}| 1217
                {'language': null}                   | 403
                {'currency': null}                   | 403
                {'timezone': null}                   | 403
                {'language': ''}                     | 1217
                {'currency': 'USD'}                  | 1217
                {'timezone': 'Mars'}                 | 1217
                {'language': 7}                      | 1217
                """)
    void oneFieldAtFault(String row, int code) {
        Map<String, ObjectNode> before = model.zoneStates();
        assertThat(updateOne("z-1", row)).containsExactly(code);
        assertThat(model.zoneStates()).isEqualTo(before);
    }

    @Test
    void allErrorsInFieldOrderAndNothingKept() {
        Map<String, ObjectNode> before = model.zoneStates();
        assertThat(updateOne("z-1", """
                {'timezone': null, 'currency': 'x', 'language': null, 'customFields': {'x': 1}, 'externalIds': {'a': ''},
                 'areaParentCode': null, 'isActive': false, 'isAdmin': null, 'description': 4, 'name': 'root'}""")).containsExactly(1210, 1217, 1217, 1259, 1257, 403, 1217, 403, 1217, 403);
        assertThat(updateOne("z-1", "{'description': 'kept?', 'isAdmin': null}"))
                .containsExactly(1217);
        assertThat(model.zoneStates()).isEqualTo(before);
    }

    @Test
    void boundaries() {
        assertThat(updateOne("z-1", "{'name': '" + repeated("x", 100) + "'}")).isEmpty();
        assertThat(updateOne("z-1", "{'name': '" + repeated("x", 101) + "'}")).containsExactly(1264);
        assertThat(updateOne("z-1", "{'name': '" + repeated("-", 101) + "'}")).containsExactly(1264);
        assertThat(updateOne("z-1", "{'name': '" + repeated("𝒜", 100) + "'}")).isEmpty();
        assertThat(updateOne("z-1", "{'externalIds': {'erp': '" + repeated("😀", 200) + "'}}"))
                .isEmpty();
        assertThat(updateOne("z-1", "{'externalIds': {'erp': '" + repeated("x", 201) + "'}}"))
                .containsExactly(1262);
        assertThat(updateOne("z-1", "{'externalIds': {'" + repeated("k", 200) + "': 'x'}}"))
                .isEmpty();
        assertThat(updateOne("z-1", "{'externalIds': {'" + repeated("k", 201) + "': 'y'}}"))
                .containsExactly(1261);
    }

    @Test
    void absentNullEmptyAndValues() {
        assertThat(updateOne("z-1", "{'description': null, 'externalIds': {}, 'customFields': {}}"))
                .isEmpty();
        assertThat(state("z-1").get("description").isNull()).isTrue();
        assertThat(state("z-1").get("externalIds")).hasToString("{\"erp\":\"V1\"}");
        assertThat(state("z-1").get("customFields")).hasToString("{\"cf_rank\":1,\"cf_region\":\"n\"}");
        assertThat(
                        updateOne(
                                "z-1",
                                "{'externalIds': {'sap': 'S1', 'none': null}, 'customFields': {'cf_rank': null, 'cf_area': 2}}"))
                .isEmpty();
        assertThat(state("z-1").get("externalIds")).hasToString("{\"erp\":\"V1\",\"sap\":\"S1\"}");
        assertThat(state("z-1").get("customFields")).hasToString("{\"cf_area\":2,\"cf_region\":\"n\"}");
        assertThat(updateOne("z-1", "{'externalIds': null, 'customFields': null, 'currency': 'eur'}"))
                .isEmpty();
        assertThat(state("z-1").get("externalIds").isEmpty()).isTrue();
        assertThat(state("z-1").get("customFields").isEmpty()).isTrue();
        assertThat(state("z-1").get("currency").stringValue()).isEqualTo("EUR");
        assertThat(state("z-1").get("language").stringValue()).isEqualTo("en-IN");
    }
}
