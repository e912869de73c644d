package dev.bailiwick.locations.model;

import java.util.List;
import java.util.Set;

/** Cases of rows as such: their members, their types, how much of them is wrong. */
final class EnvelopeSituations extends SituationFamily {
    private static final String A6_NO_OBJECT = "A6 row is no object";
    private static final String A7_UNKNOWN_MEMBER = "A7 unknown member";
    private static final String A8_NOT_UPDATABLE = "A8 member that cannot be updated";
    private static final String A9_WRONG_TYPE = "A9 wrong JSON type";
    private static final String G1_SEVERAL = "G1 several errors in one row";
    private static final String G2_PARTLY = "G2 partly valid row";

    static final Set<String> ALL =
            Set.of(A6_NO_OBJECT, A7_UNKNOWN_MEMBER, A8_NOT_UPDATABLE, A9_WRONG_TYPE, G1_SEVERAL, G2_PARTLY);

    EnvelopeSituations(Request request) {
        super(request);
    }

    @Override
    void look(Step step, List<Step> earlier, List<Step> later) {
        note(A6_NO_OBJECT, !step.row().isObject());
        note(A9_WRONG_TYPE, step.faults().stream().anyMatch(fault -> fault.why().equals("type")));
        for (String member : step.row().propertyNames()) {
            note(A7_UNKNOWN_MEMBER, step.ok() && (member.equals("Name") || member.equals("colour")));
            note(A8_NOT_UPDATABLE, step.ok() && (member.equals("id") || member.equals("type")));
        }
        note(G1_SEVERAL, step.faults().size() > 1);
        note(
                G2_PARTLY,
                step.faults().size() == 1
                        && step.first()
                        && step.row().has("description")
                        && !step.refused("description"));
    }
}
