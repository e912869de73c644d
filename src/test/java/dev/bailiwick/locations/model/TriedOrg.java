package dev.bailiwick.locations.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The org that every section of the sheet is tried on, and the short ways to call it. */
abstract class TriedOrg {
    static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

    final ZoneModel model = bound(RandomBatches.org());

    static ZoneModel bound(ZoneModel model) {
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

    static ArrayNode json(String rows) {
        return (ArrayNode) JSON.readTree(rows);
    }

    /** Rows that name their zones by code: {@code "z-1", "{'name': 'A'}", "z-2", "{}"}. */
    static ArrayNode byCode(String... codesAndRows) {
        ArrayNode rows = JSON.createArrayNode();
        for (int i = 0; i < codesAndRows.length; i += 2) {
            ObjectNode row =
                    JSON.createObjectNode().put("identifierName", "CODE").put("identifierValue", codesAndRows[i]);
            rows.add(row.setAll((ObjectNode) JSON.readTree(codesAndRows[i + 1])));
        }
        return rows;
    }

    List<List<Integer>> update(String... codesAndRows) {
        return model.updateZones(byCode(codesAndRows), false).errors();
    }

    List<Integer> updateOne(String code, String row) {
        return update(code, row).getFirst();
    }

    List<List<Integer>> create(String rows) {
        return model.createZones(json(rows), false).errors();
    }

    JsonNode state(String code) {
        return Objects.requireNonNull(model.zoneStates().get(code));
    }

    static String repeated(String text, int times) {
        return text.repeat(times);
    }

    /** The org of the documented samples. */
    static ZoneModel samples() {
        ZoneModel model = new ZoneModel(
                new OrgConfig(List.of(), List.of(), List.of(), Map.of("cf_zone_region", OrgConfig.FieldType.STRING)));
        json("""
                [{"type": "ZONE", "entityId": 75001000, "code": "root", "name": "ROOT"},
                 {"type": "ZONE", "entityId": 75001001, "code": "zone-north", "name": "North", "areaParentCode": "root"}]
                """).forEach(model::load);
        return model;
    }
}
