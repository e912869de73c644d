package dev.bailiwick.locations.model;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Cases of parents, activation and deactivation. */
final class HierarchySituations extends SituationFamily {
    private static final String C1_SELF = "C1 own code as parent";
    private static final String C2_DESCENDANT = "C2 descendant as parent";
    private static final String C3_MUTUAL = "C3 mutual parents";
    private static final String C4_BLANK = "C4 blank parent";
    private static final String C5_ACTIVATED = "C5 parent activated earlier";
    private static final String C5_DEACTIVATED = "C5 parent deactivated earlier";
    private static final String C6_CHILD_ZONE = "C6 active child zone";
    private static final String C6_STORE = "C6 active store";
    private static final String C9_UNCHANGED = "C9 isActive unchanged";
    private static final String C10_NEW_CHAIN = "C10 new chain counts";
    private static final String C10_NOT_JUDGED = "C10 activation not judged under a faulty parent";
    private static final String C11_CHILD_FIRST = "C11 child first";
    private static final String C11_PARENT_FIRST = "C11 parent first";
    private static final String C12_PRESENT_INACTIVE = "C12 present parent inactive";
    private static final String C13_TOP = "C13 parent for the top zone";

    static final Set<String> ALL = Set.of(
            C1_SELF,
            C2_DESCENDANT,
            C3_MUTUAL,
            C4_BLANK,
            C5_ACTIVATED,
            C5_DEACTIVATED,
            C6_CHILD_ZONE,
            C6_STORE,
            C9_UNCHANGED,
            C10_NEW_CHAIN,
            C10_NOT_JUDGED,
            C11_CHILD_FIRST,
            C11_PARENT_FIRST,
            C12_PRESENT_INACTIVE,
            C13_TOP);

    HierarchySituations(Request request) {
        super(request);
    }

    @Override
    void look(Step step, List<Step> earlier, List<Step> later) {
        if (!step.judged()) {
            return;
        }
        parents(step);
        Place before = before(step);
        if (before == null) {
            return;
        }
        String field = "areaParentCode";
        String sent = text(step, field);
        if (sent != null && !before.store && step.refused(field, 1217, "descendant")) {
            note(C3_MUTUAL, start.zones.containsKey(sent) && !start.inside(sent, before.code));
            note(C13_TOP, before.parent == null);
        }
        note(C12_PRESENT_INACTIVE, sent != null && sent.equals(before.parent) && step.refused(field, 1217, "inactive"));
        JsonNode activity = step.row().path("isActive");
        if (activity.isBoolean()) {
            activity(step, before, activity.booleanValue());
            deactivation(step, before, activity.booleanValue(), earlier, later);
        }
    }

    private void parents(Step step) {
        Place after = after(step);
        String field = "areaParentCode";
        String sent = text(step, field);
        note(C1_SELF, step.refused(field, 1217, "self"));
        note(C2_DESCENDANT, step.refused(field, 1217, "descendant"));
        note(C4_BLANK, step.refused(field, 1217, "blank"));
        note(C6_STORE, step.refused("isActive", 1259, "stores"));
        note(C6_CHILD_ZONE, step.refused("isActive", 1259, "zones"));
        JsonNode activity = step.row().path("isActive");
        note(
                C10_NOT_JUDGED,
                step.refused(field) && activity.isBoolean() && activity.booleanValue() && !step.refused("isActive"));
        if (sent != null && start.zones.containsKey(sent) && step.before().zones.containsKey(sent)) {
            boolean activeAtStart = Objects.requireNonNull(start.zones.get(sent)).active;
            note(C5_ACTIVATED, after != null && !activeAtStart);
            note(C5_DEACTIVATED, step.refused(field, 1217, "inactive") && activeAtStart);
        }
    }

    private void activity(Step step, Place before, boolean wanted) {
        Place after = after(step);
        String sent = text(step, "areaParentCode");
        note(C9_UNCHANGED, after != null && before.active == wanted);
        note(
                C10_NEW_CHAIN,
                after != null
                        && wanted
                        && !before.active
                        && sent != null
                        && !step.before().chainActive(before.parent));
    }

    private void deactivation(Step step, Place before, boolean wanted, List<Step> earlier, List<Step> later) {
        Place after = after(step);
        if (after != null && !wanted && before.active && !before.store) {
            note(
                    C11_CHILD_FIRST,
                    any(earlier, other -> other.ok() && wasActiveChild(other, before.code) && inactiveAfter(other)));
        }
        if (step.refused("isActive", 1259, "zones")) {
            note(
                    C11_PARENT_FIRST,
                    any(later, other -> other.ok() && wasActiveChild(other, before.code) && inactiveAfter(other)));
        }
    }

    private boolean wasActiveChild(Step step, String parent) {
        Place place = in(step.before(), step);
        return place != null && place.active && parent.equals(place.parent);
    }

    private boolean inactiveAfter(Step step) {
        Place place = in(step.after(), step);
        return place != null && !place.active;
    }
}
