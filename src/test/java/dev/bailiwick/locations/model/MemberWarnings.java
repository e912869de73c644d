package dev.bailiwick.locations.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What a row is warned about: members that are unknown, or known and fixed. */
final class MemberWarnings {
    private static final List<String> ZONE_FIELDS = List.of(
            "name",
            "description",
            "isAdmin",
            "isActive",
            "areaParentCode",
            "externalIds",
            "customFields",
            "language",
            "currency",
            "timezone");
    private static final List<String> STORE_FIELDS = List.of(
            "name",
            "description",
            "isActive",
            "areaParentCode",
            "externalIds",
            "customFields",
            "latitude",
            "longitude",
            "groupParentCode",
            "language",
            "currency",
            "timezone");

    private MemberWarnings() {}

    static List<Integer> of(Operation operation, JsonNode row) {
        Set<String> known = new HashSet<>(operation.stores() ? STORE_FIELDS : ZONE_FIELDS);
        Set<String> fixed = new HashSet<>(Set.of("entityId", "id", "type"));
        if (operation.creates()) {
            known.addAll(Set.of("code", "externalId"));
        } else {
            known.addAll(Set.of("identifierName", "identifierValue"));
            fixed.add("code");
        }
        List<Integer> warnings = new ArrayList<>();
        for (String member : row.propertyNames()) {
            if (!known.contains(member)) {
                warnings.add(fixed.contains(member) ? 9102 : 9101);
            }
        }
        return warnings;
    }
}
