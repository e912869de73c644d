package dev.bailiwick.locations.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ZoneModelTest {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

    private final ZoneModel model = bound(RandomBatches.org());

    private static ZoneModel bound(ZoneModel model) {
        long id = 101;
        for (String code : model.zoneStates().keySet()) {
            model.bindZone(code, id++);
        }
        id = 201;
        for (String code : model.storeStates().keySet()) {
            model.bindStore(code, id++);
        }
        return model;
    }

    private static ArrayNode json(String rows) {
        return (ArrayNode) JSON.readTree(rows);
    }

    /** Rows that name their zones by code: {@code "z-1", "{'name': 'A'}", "z-2", "{}"}. */
    private static ArrayNode byCode(String... codesAndRows) {
        ArrayNode rows = JSON.createArrayNode();
        for (int i = 0; i < codesAndRows.length; i += 2) {
            ObjectNode row =
                    JSON.createObjectNode().put("identifierName", "CODE").put("identifierValue", codesAndRows[i]);
            rows.add(row.setAll((ObjectNode) JSON.readTree(codesAndRows[i + 1])));
        }
        return rows;
    }

    private List<List<Integer>> update(String... codesAndRows) {
        return model.updateZones(byCode(codesAndRows), false).errors();
    }

    private List<Integer> updateOne(String code, String row) {
        return update(code, row).getFirst();
    }

    private List<List<Integer>> create(String rows) {
        return model.createZones(json(rows), false).errors();
    }

    private JsonNode state(String code) {
        return Objects.requireNonNull(model.zoneStates().get(code));
    }

    private static String repeated(String text, int times) {
        return text.repeat(times);
    }

    // ---- the documented samples --------------------------------------------------------------------------------

    private static ZoneModel samples() {
        ZoneModel model = new ZoneModel(
                new OrgConfig(List.of(), List.of(), List.of(), Map.of("cf_zone_region", OrgConfig.FieldType.STRING)));
        json("""
                [{"type": "ZONE", "entityId": 75001000, "code": "root", "name": "ROOT"},
                 {"type": "ZONE", "entityId": 75001001, "code": "zone-north", "name": "North", "areaParentCode": "root"}]
                """).forEach(model::load);
        return model;
    }

    @Test
    void documentedSuccess() {
        ZoneModel model = samples();
        ArrayNode rows = json("""
                [{"identifierName":"CODE","identifierValue":"zone-north","name":"North Region Zone Updated",
                  "description":"Updated description via bulk update","customFields":{"cf_zone_region":"North"},
                  "externalIds":{"erpId":"ERP-NORTH-01"}}]""");
        Expected expected = model.updateZones(rows, false);
        assertThat(expected.status()).isEqualTo(200);
        assertThat(expected.failureCount()).isZero();
        assertThat(expected.rows().getFirst().entityId()).isEqualTo(75001001L);
        assertThat(expected.rows().getFirst().result()).isEqualTo(rows.get(0));
        assertThat(expected.errors()).containsExactly(List.of());
        assertThat(expected.warnings()).containsExactly(List.of());
        JsonNode wanted = json("""
                [{"entityId": 75001001, "type": "ZONE", "code": "zone-north", "name": "North Region Zone Updated",
                  "description": "Updated description via bulk update", "isAdmin": false, "isActive": true,
                  "areaParentCode": "root", "externalIds": {"erpId": "ERP-NORTH-01"},
                  "customFields": {"cf_zone_region": "North"}, "language": null, "currency": null, "timezone": null}]
                """).get(0);
        assertThat(model.zoneStates()).containsEntry("zone-north", (ObjectNode) ZoneModel.normal(wanted));
    }

    @Test
    void documentedPartialFailure() {
        Expected expected = samples().updateZones(json("""
                        [{"identifierName":"CODE","identifierValue":"zone-north","name":"North Region Zone Updated"},
                         {"identifierName":"CODE","identifierValue":"zone-does-not-exist","name":"Should Fail"}]"""), false);
        assertThat(expected.status()).isEqualTo(207);
        assertThat(expected.errors()).containsExactly(List.of(), List.of(1254));
        assertThat(expected.rows().getLast().identified()).isFalse();
    }

    // ---- status ------------------------------------------------------------------------------------------------

    @Test
    void statusTable() {
        Expected ok = model.updateZones(byCode("z-1", "{}"), false);
        assertThat(ok.status()).isEqualTo(200);
        assertThat(model.updateZones(byCode("gone", "{}"), false).status()).isEqualTo(400);
        Expected some = model.updateZones(byCode("z-1", "{}", "gone", "{}"), false);
        assertThat(some.status()).isEqualTo(207);
        assertThat(some.failureCount()).isEqualTo(1);
        Expected twice = model.updateZones(byCode("z-1", "{}", "z-1", "{}"), false);
        assertThat(twice.status()).isEqualTo(207);
        assertThat(twice.errors()).containsExactly(List.of(), List.of(1253));
        assertThat(twice.rows().getLast().entityId())
                .isEqualTo(ok.rows().getFirst().entityId());
        Expected badFirst = model.updateZones(byCode("z-1", "{'name': 'a-b'}", "z-1", "{}"), false);
        assertThat(badFirst.status()).isEqualTo(400);
        assertThat(badFirst.errors()).containsExactly(List.of(1219), List.of(1253));
        String longKey = "{'externalIds': {'" + repeated("k", 201) + "': 'x'}}";
        Expected three = model.updateZones(
                byCode("z-1", "{'areaParentCode': 'gone'}", "z-2", "{'externalIds': {'a': 'V1'}}", "z-5", longKey),
                false);
        assertThat(three.status()).isEqualTo(400);
        assertThat(three.errors()).containsExactly(List.of(1217), List.of(1245), List.of(1261));
        Expected warned = model.updateZones(byCode("z-1", "{'Name': 'x'}", "z-2", "{}", "z-5", "{}"), false);
        assertThat(warned.status()).isEqualTo(200);
        assertThat(warned.warnings()).containsExactly(List.of(9101), List.of(), List.of());
        Expected none = model.updateZones(json("[]"), false);
        assertThat(none.status()).isEqualTo(200);
        assertThat(none.totalCount()).isZero();
    }

    @Test
    void batchLimits() {
        ArrayNode rows = JSON.createArrayNode();
        for (int i = 0; i < 100; i++) {
            rows.addAll(byCode("z-1", "{'description': 'x'}"));
        }
        assertThat(model.updateZones(rows, false).status()).isEqualTo(207);
        ZoneModel untouched = bound(RandomBatches.org());
        rows.add(7);
        Expected refused = untouched.updateZones(rows, false);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.failureCount()).isEqualTo(101);
        assertThat(refused.errors()).allMatch(List.of(1246)::equals);
        assertThat(refused.rows()).noneMatch(Expected.Row::identified);
        assertThat(refused.rows().getLast().result()).isEqualTo(JSON.createObjectNode());
        assertThat(untouched.zoneStates()).isEqualTo(bound(RandomBatches.org()).zoneStates());
        ArrayNode created = JSON.createArrayNode();
        for (int i = 0; i < 50; i++) {
            created.add(JSON.createObjectNode()
                    .put("code", "c" + i)
                    .put("name", "c" + i)
                    .put("areaParentCode", "root"));
        }
        ArrayNode more = created.deepCopy().add(created.get(0));
        assertThat(model.createZones(more, false).errors()).allMatch(List.of(1246)::equals);
        assertThat(model.createZones(created, false).status()).isEqualTo(201);
    }

    // ---- identification ----------------------------------------------------------------------------------------

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

    @Test
    void warningsInMemberOrder() {
        ArrayNode rows = json("""
                [{'type': 'x', 'identifierName': 'CODE', 'colour': 1, 'identifierValue': 'z-1', 'code': 'c',
                  'externalId': ['x'], 'id': 1, 'latitude': 4, 'entityId': 4}]""");
        assertThat(model.updateZones(rows, false).warnings())
                .containsExactly(List.of(9102, 9101, 9102, 9101, 9102, 9101, 9102));
        assertThat(model.updateStores(json("""
                                [{'identifierName': 'CODE', 'identifierValue': 's-1', 'isAdmin': true, 'latitude': 1}]"""), false).warnings()).containsExactly(List.of(9101));
        assertThat(model.createZones(json("""
                                [{'code': 'c', 'name': 'c', 'areaParentCode': 'root', 'id': 4, 'externalId': ['q'], 'Name': 4}]"""), false).warnings()).containsExactly(List.of(9102, 9101));
    }

    // ---- fields ------------------------------------------------------------------------------------------------

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

    // ---- hierarchy ---------------------------------------------------------------------------------------------

    @Test
    void parentsInOneRequest() {
        assertThat(update("z-1", "{'areaParentCode': 'z-2'}", "z-2", "{'areaParentCode': 'z-1'}"))
                .containsExactly(List.of(), List.of(1217));
        assertThat(updateOne("root", "{'areaParentCode': 'z-2'}")).containsExactly(1217);
        assertThat(updateOne("root", "{'areaParentCode': null}")).containsExactly(1257);
        assertThat(updateOne("z-4", "{'areaParentCode': 'z-3'}")).containsExactly(1217);
        assertThat(updateOne("z-5", "{'areaParentCode': 'z-3'}")).containsExactly(1217);
        assertThat(update("z-3", "{'isActive': true}", "z-5", "{'areaParentCode': 'z-3'}"))
                .containsExactly(List.of(), List.of());
    }

    @Test
    void activation() {
        assertThat(updateOne("z-4", "{'isActive': true}")).containsExactly(1258);
        assertThat(updateOne("z-4", "{'isActive': true, 'areaParentCode': null}"))
                .containsExactly(1257);
        assertThat(updateOne("z-4", "{'isActive': true, 'areaParentCode': 'root'}"))
                .isEmpty();
        assertThat(updateOne("z-1", "{'isActive': true}")).isEmpty();
        // An inactive zone far above counts as well.
        ZoneModel deep = samples();
        json("""
                [{"code": "off", "name": "off", "areaParentCode": "root", "isActive": false},
                 {"code": "on", "name": "on", "areaParentCode": "off"},
                 {"code": "leaf", "name": "leaf", "areaParentCode": "on", "isActive": false}]
                """).forEach(deep::load);
        assertThat(deep.updateZones(byCode("leaf", "{'isActive': true}"), false).errors())
                .containsExactly(List.of(1258));
        assertThat(deep.createZones(json("""
                                [{'code': 'a', 'name': 'a', 'areaParentCode': 'on'},
                                 {'code': 'b', 'name': 'b', 'areaParentCode': 'on', 'isActive': false}]"""), false).errors()).containsExactly(List.of(1258), List.of());
    }

    @Test
    void deactivation() {
        // z-2 has z-5, and z-5 has a store.
        assertThat(updateOne("z-5", "{'isActive': false}")).containsExactly(1259);
        ArrayNode store = byCode("z-2", "{'isActive': false}");
        assertThat(model.updateStores(store, false).errors()).containsExactly(List.of());
        assertThat(update("z-2", "{'isActive': false}", "z-5", "{'isActive': false}"))
                .containsExactly(List.of(1259), List.of());
        assertThat(updateOne("z-5", "{'isActive': true}")).isEmpty();
        assertThat(update("z-5", "{'isActive': false}", "z-2", "{'isActive': false}"))
                .containsExactly(List.of(), List.of());
        assertThat(updateOne("z-5", "{'isActive': false}")).isEmpty();
    }

    // ---- names -------------------------------------------------------------------------------------------------

    @Test
    void namesInOneRequest() {
        assertThat(update("z-1", "{'name': 'X'}", "z-2", "{'name': 'x '}")).containsExactly(List.of(), List.of(1206));
        assertThat(update("z-1", "{'name': 'Y', 'isAdmin': null}", "z-2", "{'name': 'Y'}"))
                .containsExactly(List.of(1217), List.of());
        assertThat(update("z-1", "{'name': 'Y'}", "z-2", "{'name': 'X'}"))
                .containsExactly(List.of(1206), List.of(1206));
        assertThat(update("z-1", "{'name': 'Free'}", "z-2", "{'name': 'X'}")).containsExactly(List.of(), List.of());
        assertThat(update("z-1", "{'name': 'X'}", "z-2", "{'name': 'Away'}")).containsExactly(List.of(1206), List.of());
        assertThat(state("z-1").get("name").stringValue()).isEqualTo("Free");
    }

    @Test
    void ownNamePasses() {
        assertThat(updateOne("root", "{'name': 'ROOT'}")).isEmpty();
        assertThat(updateOne("root", "{'name': 'Root'}")).containsExactly(1210);
        assertThat(updateOne("z-5", "{'name': 'Nord-Est'}")).isEmpty();
        assertThat(updateOne("z-5", "{'name': 'NORD-Est'}")).containsExactly(1219);
        assertThat(updateOne("z-1", "{'name': ' NORTH '}")).isEmpty();
        assertThat(state("z-1").get("name").stringValue()).isEqualTo(" NORTH ");
    }

    // ---- external ids ------------------------------------------------------------------------------------------

    @Test
    void externalIdsInOneRequest() {
        assertThat(update("z-1", "{'externalIds': {'erp': null}}", "z-5", "{'externalIds': {'a': 'V1'}}"))
                .containsExactly(List.of(), List.of());
        assertThat(update("z-1", "{'externalIds': {'a': 'V1'}}", "z-5", "{'externalIds': null}"))
                .containsExactly(List.of(1245), List.of());
        assertThat(update("z-1", "{'externalIds': {'a': 'V1'}}", "z-5", "{'externalIds': {'b': 'V1', 'c': 'V2'}}"))
                .containsExactly(List.of(), List.of(1248));
        assertThat(update("z-1", "{'externalIds': {'a': 'W'}, 'name': ''}", "z-5", "{'externalIds': {'b': 'W'}}"))
                .containsExactly(List.of(1252), List.of());
    }

    @Test
    void externalIdsOfOneZone() {
        assertThat(updateOne("z-1", "{'externalIds': {'erp': null, 'sap': 'V1', 'x': 'V1', 'y': 'v1', 'z': ' V1 '}}"))
                .isEmpty();
        assertThat(updateOne("z-1", "{'externalIds': {'erp': 'V4'}}")).isEmpty();
        assertThat(updateOne("z-1", "{'externalIds': {'one more': 'V5'}}")).containsExactly(1217);
        assertThat(updateOne("z-1", "{'externalIds': {'erp': null, 'one more': 'V5'}}"))
                .isEmpty();
        assertThat(updateOne("z-5", "{'externalIds': {'a':'a','b':'b','c':'c','d':'d','e':'e','f':null}}"))
                .isEmpty();
    }

    // ---- locale ------------------------------------------------------------------------------------------------

    private List<List<Integer>> inherit(String... codesAndRows) {
        return model.updateZones(byCode(codesAndRows), true).errors();
    }

    @Test
    void inheritance() {
        // z-1 has all three, z-2 a language only, root none.
        assertThat(inherit("z-3", "{}")).containsExactly(List.of());
        assertThat(state("z-3").get("currency").stringValue()).isEqualTo("INR");
        assertThat(inherit("z-3", "{'currency': 'EUR'}")).containsExactly(List.of());
        assertThat(state("z-3").get("currency").stringValue()).isEqualTo("EUR");
        assertThat(inherit("z-5", "{}")).containsExactly(List.of(403));
        assertThat(inherit("z-5", "{'timezone': 'x'}")).containsExactly(List.of(403, 1217));
        assertThat(inherit("z-5", "{'currency': 'x'}")).containsExactly(List.of(1217, 403));
        assertThat(inherit("z-5", "{'currency': null}")).containsExactly(List.of(403, 403));
        assertThat(inherit("z-5", "{'areaParentCode': 'z-1'}")).containsExactly(List.of());
        assertThat(inherit("z-2", "{'areaParentCode': 'gone'}")).containsExactly(List.of(1217));
        assertThat(inherit("root", "{}")).containsExactly(List.of(403));
        assertThat(inherit("root", "{'language': 'en-in', 'currency': 'inr', 'timezone': 'asia/kolkata'}", "z-2", "{}"))
                .containsExactly(List.of(), List.of());
        assertThat(inherit("z-3", "{}", "z-1", "{'language': 'fr-FR', 'currency': 'EUR', 'timezone': 'Europe/Paris'}"))
                .containsExactly(List.of(), List.of());
        assertThat(state("z-3").get("currency").stringValue()).isEqualTo("INR");
    }

    // ---- creating, and stores ----------------------------------------------------------------------------------

    @Test
    void creating() {
        assertThat(create("[{'code': 'a', 'name': 'a', 'areaParentCode': 'root', 'externalId': ['x', 'y']}]"))
                .containsExactly(List.of());
        assertThat(state("a").get("externalIds")).hasToString("{\"external1\":\"x\",\"external2\":\"y\"}");
        assertThat(state("a").get("isActive").booleanValue()).isTrue();
        assertThat(state("a").get("language").isNull()).isTrue();
        assertThat(state("a").get("entityId").isNull()).isTrue();
        model.bindId(Operation.CREATE_ZONES, "a", 300);
        assertThat(state("a").get("entityId").longValue()).isEqualTo(300);
        assertThat(create("[{}, {'code': null, 'name': null, 'areaParentCode': null}]"))
                .containsExactly(List.of(403, 1252, 1257), List.of(403, 1252, 1257));
        assertThat(create("[{'code': ' b', 'name': 'root', 'areaParentCode': 'z-3'}]"))
                .containsExactly(List.of(1217, 1210, 1217));
        assertThat(create("[{'code': 'a', 'name': 'North', 'areaParentCode': 'root', 'externalIds': {'a': 'x'}}]"))
                .containsExactly(List.of(9002, 1206, 1245));
        assertThat(create("""
                [{'code': 'p', 'name': 'p!', 'areaParentCode': 'root'}, {'code': 'p', 'name': 'p', 'areaParentCode': 'root'},
                 {'code': 'p', 'name': 'q', 'areaParentCode': 'root'}, {'code': 'c', 'name': 'P', 'areaParentCode': 'p'},
                 {'code': 's-1', 'name': 'c', 'areaParentCode': 'p', 'externalId': ['v']},
                 {'code': 'd', 'name': 'd', 'areaParentCode': 'p', 'externalIds': {'k': 'v'}}]"""))
                .containsExactly(List.of(1219), List.of(), List.of(9002), List.of(1206), List.of(), List.of(1248));
        Expected mixed = model.createZones(json("[{'code': 'e', 'name': 'e', 'areaParentCode': 'z-1'}, 4]"), true);
        assertThat(mixed.status()).isEqualTo(207);
        assertThat(mixed.errors()).containsExactly(List.of(), List.of(1249));
        assertThat(mixed.rows().getFirst().identified()).isTrue();
        assertThat(state("e").get("language").stringValue()).isEqualTo("en-IN");
    }

    @Test
    void stores() {
        Expected expected = model.updateStores(byCode("s-1", """
                {'name': 'Free - text!', 'latitude': '90', 'longitude': -180, 'groupParentCode': 'g', 'customFields': {}}"""), false);
        assertThat(expected.errors()).containsExactly(List.of());
        JsonNode state = Objects.requireNonNull(model.storeStates().get("s-1"));
        assertThat(state.get("latitude").intValue()).isEqualTo(90);
        assertThat(state.get("longitude").intValue()).isEqualTo(-180);
        assertThat(model.updateStores(byCode("s-1", """
                                {'name': '', 'description': 4, 'isActive': null, 'areaParentCode': 'z-3', 'externalIds': {'a': 'V1'},
                                 'customFields': {'cf_region': 'x'}, 'latitude': '90.1', 'longitude': 'east',
                                 'groupParentCode': 4, 'language': null, 'currency': '', 'timezone': 4}"""), false).errors())
                .containsExactly(List.of(1252, 1217, 1217, 1217, 1245, 1217, 1217, 1217, 1217, 403, 1217, 1217));
        assertThat(model.updateStores(byCode("s-2", "{'isActive': true}"), false)
                        .errors())
                .containsExactly(List.of(1258));
        assertThat(model.updateStores(byCode("s-2", "{'areaParentCode': null, 'isActive': true}"), false)
                        .errors())
                .containsExactly(List.of(1257));
        assertThat(model.updateStores(byCode("s-2", "{'areaParentCode': 'z-1', 'isActive': true}"), true)
                        .errors())
                .containsExactly(List.of());
        assertThat(model.createStores(json("""
                                [{'code': 'z-1', 'name': 'Store 1', 'areaParentCode': 'z-1', 'latitude': null},
                                 {'code': 's-1', 'name': '%s', 'areaParentCode': 'z-3'}]""".formatted(repeated("x", 101))), false)
                        .errors())
                .containsExactly(List.of(), List.of(9002, 1264, 1217));
    }

    // ---- the batches -------------------------------------------------------------------------------------------

    @Test
    void randomBatchesReachEverything() {
        Set<String> missing = new TreeSet<>(RandomBatches.ALL_CODES);
        missing.addAll(RandomBatches.OWN_CODES);
        missing.addAll(RandomBatches.ALL_SITUATIONS);
        for (long seed = 0; seed < 20; seed++) {
            RandomBatches batches = new RandomBatches(seed);
            ZoneModel org = bound(RandomBatches.org());
            long id = 1000;
            for (int i = 0; i < 250; i++) {
                Expected expected = batches.next(org).applyTo(org);
                for (Expected.Row row : expected.rows()) {
                    if (expected.operation().creates() && row.identified()) {
                        org.bindId(expected.operation(), Objects.requireNonNull(row.code()), id++);
                    }
                }
            }
            missing.removeAll(org.coverage());
            assertThat(org).satisfies(ZoneModelTest::sound);
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void sameSeedSameBatches() {
        List<String> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            RandomBatches batches = new RandomBatches(42);
            ZoneModel org = RandomBatches.org();
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 200; i++) {
                RandomBatches.Batch batch = batches.next(org);
                assertThat(batch.body()).isASCII();
                assertThat(JSON.readTree(batch.body())).hasToString(batch.rows().toString());
                text.append(batch.operation()).append(batch.inheritLocale()).append(batch.rows());
                batch.applyTo(org);
            }
            runs.add(text.toString());
        }
        assertThat(runs.getFirst()).isEqualTo(runs.getLast());
    }

    /** What no batch may break: one top, unique names and values, nothing active under something inactive. */
    private static void sound(ZoneModel model) {
        List<Place> zones = List.copyOf(model.world().zones.values());
        List<Place> stores = List.copyOf(model.world().stores.values());
        assertThat(zones).filteredOn(zone -> zone.parent == null).hasSize(1);
        assertThat(zones).extracting(zone -> ZoneModel.fold(zone.name)).doesNotHaveDuplicates();
        List<String> values = new ArrayList<>();
        for (List<Place> places : List.of(zones, stores)) {
            for (Place place : places) {
                values.addAll(new TreeSet<>(place.externalIds.values()));
                assertThat(place.externalIds).hasSizeLessThanOrEqualTo(5);
                assertThat(!place.active || model.world().chainActive(place.parent))
                        .isTrue();
            }
        }
        assertThat(values).doesNotHaveDuplicates();
    }
}
