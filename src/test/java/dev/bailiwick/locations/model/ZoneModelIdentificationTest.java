package dev.bailiwick.locations.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** The section on how a row names its zone. */
class ZoneModelIdentificationTest extends TriedOrg {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                {}                                                          | 1249
                {'identifierName': 'CODE'}                                  | 1249
                {'identifierValue': 'z-1'}                                  | 1249
                {'identifierName': null, 'identifierValue': 'z-1'}          | 1249
                {'identifierName': ' ', 'identifierValue': 'z-1'}           | 1249
                {'identifierName': 'CODE', 'identifierValue': ''}           | 1249
                {'identifierName': 'NAME', 'identifierValue': ' '}          | 1249
                {'identifierName': 'NAME', 'identifierValue': 'North'}      | 1250
                {'identifierName': ' code ', 'identifierValue': 'z-1'}      | 1250
                {'identifierName': 'externalId', 'identifierValue': 'V1'}   | 1250
                {'identifierName': 5, 'identifierValue': 'z-1'}             | 1250
                {'identifierName': 5, 'identifierValue': true}              | 1250
                {'identifierName': 'CODE', 'identifierValue': true}         | 1217
                {'identifierName': 'ID', 'identifierValue': [102]}          | 1217
                {'identifierName': 'CODE', 'identifierValue': 7.5}          | 1217
                {'identifierName': 'ID', 'identifierValue': 7.5}            | 1251
                {'identifierName': 'ID', 'identifierValue': 102.0}          | 1251
                {'identifierName': 'ID', 'identifierValue': '+7'}           | 1251
                {'identifierName': 'ID', 'identifierValue': '7.0'}          | 1251
                {'identifierName': 'ID', 'identifierValue': '1e3'}          | 1251
                {'identifierName': 'ID', 'identifierValue': ' 102'}         | 1251
                {'identifierName': 'ID', 'identifierValue': '9223372036854775808'} | 1251
                {'identifierName': 'ID', 'identifierValue': 9223372036854775808}   | 1251
                {'identifierName': 'ID', 'identifierValue': '-102'}         | 1254
                {'identifierName': 'ID', 'identifierValue': '9223372036854775807'} | 1254
                {'identifierName': 'CODE', 'identifierValue': 102}          | 1254
                {'identifierName': 'CODE', 'identifierValue': 'Z-1'}        | 1254
                {'identifierName': 'CODE', 'identifierValue': 's-1'}        | 1254
                {'identifierName': 'EXTERNAL_ID', 'identifierValue': 'V3'}  | 1254
                {'identifierName': 'EXTERNAL_ID', 'identifierValue': 'v1'}  | 1254
                """)
    void identificationErrorsStandAlone(String row, int code) {
        ObjectNode sent = (ObjectNode) JSON.readTree(row);
        sent.put("name", "a-b").putNull("isActive");
        Expected expected = model.updateZones(JSON.createArrayNode().add(sent), false);
        assertThat(expected.errors()).containsExactly(List.of(code));
        assertThat(expected.rows().getFirst().identified()).isFalse();
        assertThat(expected.rows().getFirst().result()).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'identifierName': 'code', 'identifierValue': 'z-1'}",
                "{'identifierName': 'Id', 'identifierValue': '102'}",
                "{'identifierName': 'iD', 'identifierValue': 102}",
                "{'identifierName': 'ID', 'identifierValue': '000102'}",
                "{'identifierName': 'External_Id', 'identifierValue': 'V1'}"
            })
    void identifiersAlone(String row) {
        Map<String, ObjectNode> before = model.zoneStates();
        Expected expected = model.updateZones(json("[" + row + "]"), false);
        assertThat(expected.status()).isEqualTo(200);
        assertThat(expected.rows().getFirst().entityId()).isEqualTo(102L);
        assertThat(model.zoneStates()).isEqualTo(before);
    }

    @Test
    void repeats() {
        assertThat(model.updateZones(json("""
                                [{'identifierName': 'ID', 'identifierValue': 102, 'name': ''},
                                 {'identifierName': 'CODE', 'identifierValue': 'z-1', 'name': 'Other'},
                                 {'identifierName': 'CODE', 'identifierValue': 'gone'},
                                 {'identifierName': 'CODE', 'identifierValue': 'gone'},
                                 null, 4]"""), false).errors())
                .containsExactly(
                        List.of(1252), List.of(1253), List.of(1254), List.of(1254), List.of(1249), List.of(1249));
        assertThat(state("z-1").get("name").stringValue()).isEqualTo("North");
    }

    @Test
    void identifiersMeanTheStateAtTheStart() {
        assertThat(model.updateZones(json("""
                                [{'identifierName': 'CODE', 'identifierValue': 'z-1', 'externalIds': {'erp': null}},
                                 {'identifierName': 'CODE', 'identifierValue': 'z-5', 'externalIds': {'a': 'V1', 'b': 'new'}},
                                 {'identifierName': 'EXTERNAL_ID', 'identifierValue': 'new'},
                                 {'identifierName': 'EXTERNAL_ID', 'identifierValue': 'V1'}]"""), false).errors())
                .containsExactly(List.of(), List.of(), List.of(1254), List.of(1253));
    }
}
