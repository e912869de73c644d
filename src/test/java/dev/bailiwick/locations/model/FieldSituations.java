package dev.bailiwick.locations.model;

import java.util.List;
import java.util.Set;

/** Cases of custom fields and coordinates. */
final class FieldSituations extends SituationFamily {
    private static final String F7_VALUE = "F7 custom field of the wrong type";
    private static final String F8_MAP = "F8 map field that is no object";
    private static final String F_KEY = "5.2 custom field that is not configured";
    private static final String F_CLEARED = "5.2 all custom fields cleared";
    private static final String S1_COORDINATES = "S1 coordinates as text and as number";
    private static final String S2_RANGE = "S2 coordinate out of range";
    private static final String S3_CLEARED = "S3 coordinate cleared";

    static final Set<String> ALL = Set.of(F7_VALUE, F8_MAP, F_KEY, F_CLEARED, S1_COORDINATES, S2_RANGE, S3_CLEARED);

    FieldSituations(Request request) {
        super(request);
    }

    @Override
    void look(Step step, List<Step> earlier, List<Step> later) {
        if (!step.judged()) {
            return;
        }
        Place before = before(step);
        note(F7_VALUE, step.refused("customFields", 1217, "value"));
        note(F_KEY, step.refused("customFields", 1217, "key"));
        note(F8_MAP, step.refused("customFields", 1217, "type") || step.refused("externalIds", 1217, "type"));
        note(
                F_CLEARED,
                step.ok()
                        && before != null
                        && !before.customFields.isEmpty()
                        && step.row().path("customFields").isNull());
        for (String field : List.of("latitude", "longitude")) {
            note(S2_RANGE, step.refused(field, 1217, "range"));
            note(
                    S3_CLEARED,
                    step.ok() && before != null && step.row().path(field).isNull() && operation.stores());
        }
        note(
                S1_COORDINATES,
                step.ok()
                        && operation.stores()
                        && step.row().path("latitude").isString()
                        && step.row().path("longitude").isNumber());
    }
}
