package dev.bailiwick.locations.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The sections on creating, and on stores. */
class ZoneModelCreationTest extends TriedOrg {

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
}
