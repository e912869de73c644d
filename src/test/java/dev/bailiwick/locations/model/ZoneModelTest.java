package dev.bailiwick.locations.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The model as a whole: the documented samples, status, limits, warnings. */
class ZoneModelTest extends TriedOrg {

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
}
