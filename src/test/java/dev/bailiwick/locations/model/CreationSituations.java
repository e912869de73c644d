package dev.bailiwick.locations.model;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Cases of zones and stores that are created. */
final class CreationSituations extends SituationFamily {
    private static final String N1_NEW_PARENT = "N1 created under one created before it";
    private static final String N2_CODE_TAKEN = "N2 code taken by an earlier row";
    private static final String N3_CODE_FREE = "N3 code a failed row wanted";
    private static final String N4_OTHER_TYPE = "N4 code of the other type";

    static final Set<String> ALL = Set.of(N1_NEW_PARENT, N2_CODE_TAKEN, N3_CODE_FREE, N4_OTHER_TYPE);

    CreationSituations(Request request) {
        super(request);
    }

    @Override
    void look(Step step, List<Step> earlier, List<Step> later) {
        if (!operation.creates() || !step.judged()) {
            return;
        }
        String code = Objects.requireNonNull(step.code());
        String parent = text(step, "areaParentCode");
        note(N1_NEW_PARENT, step.ok() && !operation.stores() && !start.zones.containsKey(Objects.toString(parent)));
        note(
                N2_CODE_TAKEN,
                step.refused("code", 9002, "") && !start.of(operation).containsKey(code));
        note(
                N3_CODE_FREE,
                step.ok() && any(earlier, other -> other.judged() && !other.ok() && code.equals(other.code())));
        note(N4_OTHER_TYPE, step.ok() && (operation.stores() ? start.zones : start.stores).containsKey(code));
    }
}
