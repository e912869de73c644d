package dev.bailiwick.locations.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;

/** The section on parents, activation and deactivation. */
class ZoneModelHierarchyTest extends TriedOrg {

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
}
