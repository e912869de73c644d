package dev.bailiwick.locations.model;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Cases of language, currency and timezone. */
final class LocaleSituations extends SituationFamily {
    private static final String F1_BLANK = "F1 blank locale value";
    private static final String F2_CASE = "F2 locale value in other case";
    private static final String F3_OVERWRITTEN = "F3 own locale overwritten";
    private static final String F3_EARLIER = "F3 inherits what an earlier row set";
    private static final String F3_NEW_PARENT = "F3 inherits from the new parent";
    private static final String F3_EXPLICIT = "F3 explicit beats inherited";
    private static final String F3_NOT_JUDGED = "F3 inheritance not judged under a faulty parent";
    private static final String F4_SEVERAL = "F4 several fields missing at the parent";
    private static final String F5_TOP = "F5 top zone inherits";
    private static final String F6_NO_LINK = "F6 child keeps its locale";

    static final Set<String> ALL = Set.of(
            F1_BLANK,
            F2_CASE,
            F3_OVERWRITTEN,
            F3_EARLIER,
            F3_NEW_PARENT,
            F3_EXPLICIT,
            F3_NOT_JUDGED,
            F4_SEVERAL,
            F5_TOP,
            F6_NO_LINK);

    LocaleSituations(Request request) {
        super(request);
    }

    @Override
    void look(Step step, List<Step> earlier, List<Step> later) {
        if (!step.judged()) {
            return;
        }
        Place after = after(step);
        boolean absent = false;
        boolean explicit = false;
        for (String field : ZoneModel.LOCALE) {
            String sent = text(step, field);
            absent |= !step.row().has(field);
            explicit |= sent != null;
            note(F1_BLANK, step.refused(field, 1217, "blank"));
            note(F2_CASE, after != null && sent != null && !sent.equals(after.locale.get(field)));
        }
        if (inherit && absent) {
            refused(step);
            if (after != null && after.parent != null) {
                inherited(step, after, after.parent, explicit, later);
            }
        }
    }

    private void refused(Step step) {
        Place before = before(step);
        boolean refused = ZoneModel.LOCALE.stream().anyMatch(field -> step.refused(field, 403, "not at the parent"));
        note(F3_NOT_JUDGED, step.refused("areaParentCode"));
        note(F5_TOP, refused && before != null && before.parent == null && !before.store);
        if (refused && before != null && before.parent != null && !step.row().has("areaParentCode")) {
            Place parent = Objects.requireNonNull(step.before().zones.get(before.parent));
            long missing = ZoneModel.LOCALE.stream()
                    .filter(field -> !step.row().has(field) && !parent.locale.containsKey(field))
                    .count();
            note(F4_SEVERAL, missing > 1);
        }
    }

    private void inherited(Step step, Place after, String parentCode, boolean explicit, List<Step> later) {
        Place before = before(step);
        note(F3_EXPLICIT, explicit);
        Place parentAtStart = start.zones.get(parentCode);
        Place parentThen = Objects.requireNonNull(step.before().zones.get(parentCode));
        note(F3_EARLIER, parentAtStart != null && !parentAtStart.locale.equals(parentThen.locale));
        note(F3_NEW_PARENT, before != null && !parentCode.equals(before.parent) && !before.locale.equals(after.locale));
        note(
                F3_OVERWRITTEN,
                !explicit && before != null && before.locale.size() == 3 && !before.locale.equals(after.locale));
        for (Step other : later) {
            if (!operation.stores() && other.ok() && parentCode.equals(other.code())) {
                Place parentLater = Objects.requireNonNull(in(other.after(), other));
                note(F6_NO_LINK, !explicit && !parentLater.locale.equals(after.locale));
            }
        }
    }
}
