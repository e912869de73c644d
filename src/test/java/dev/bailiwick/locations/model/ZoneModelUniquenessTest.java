package dev.bailiwick.locations.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The sections on names and external ids, which only one can have. */
class ZoneModelUniquenessTest extends TriedOrg {

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
}
