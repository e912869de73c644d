package dev.bailiwick.locations.model;

import dev.bailiwick.locations.model.Expected.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Cases of who holds which external value, and of keys and values in one row. */
final class ExternalIdSituations extends SituationFamily {
    private static final String E1_SHARED = "E1 value held by the other type";
    private static final String E1_CASE = "E1 value in other case is another";
    private static final String E2_MOVED = "E2 moved";
    private static final String E2_REVERSED = "E2 taken before it is removed";
    private static final String E3_REQUEST = "E3 taken by an earlier row";
    private static final String E3_ORG = "E3 held outside the request";
    private static final String E3_BOTH = "E3 both at once";
    private static final String E4_FAILED = "E4 value a failed row wanted";
    private static final String E5_TWO_KEYS = "E5 one value under two keys";
    private static final String E6_RENAMED = "E6 key renamed";
    private static final String E7_SIX_SENT = "E7 six keys sent, five left";
    private static final String E8_TYPE = "E8 value that is no string";
    private static final String E10_BLANKS = "E10 blanks around a value kept";
    private static final String E_FULL = "5.1 one of five replaced";
    private static final String E_CLEARED = "5.1 all external ids cleared";
    private static final String E_REMOVED_NOTHING = "5.1 key removed that is not there";
    private static final String K2_ARRAY = "K2 external ids as an array";

    private static final String FIELD = "externalIds";

    static final Set<String> ALL = Set.of(
            E1_SHARED,
            E1_CASE,
            E2_MOVED,
            E2_REVERSED,
            E3_REQUEST,
            E3_ORG,
            E3_BOTH,
            E4_FAILED,
            E5_TWO_KEYS,
            E6_RENAMED,
            E7_SIX_SENT,
            E8_TYPE,
            E10_BLANKS,
            E_FULL,
            E_CLEARED,
            E_REMOVED_NOTHING,
            K2_ARRAY);

    ExternalIdSituations(Request request) {
        super(request);
    }

    @Override
    void look(Step step, List<Step> earlier, List<Step> later) {
        if (!step.judged()) {
            return;
        }
        note(E8_TYPE, step.refused(FIELD, 1217, "type of an entry"));
        for (Fault fault : step.faults()) {
            if (fault.code() == 1248) {
                takenInTheRequest(step, earlier);
            }
            if (fault.code() == 1245) {
                held(step, fault.why(), later);
            }
        }
        Place after = after(step);
        if (after == null) {
            return;
        }
        for (String value : values(step)) {
            taken(step, value, after, earlier);
        }
        note(K2_ARRAY, step.row().path("externalId").isArray() && !after.externalIds.isEmpty());
        List<String> given = given(step);
        note(E5_TWO_KEYS, new HashSet<>(given).size() < given.size());
        note(E7_SIX_SENT, step.row().path(FIELD).size() > 5);
        Place before = before(step);
        if (before != null) {
            changed(step, before, after);
        }
    }

    private void takenInTheRequest(Step step, List<Step> earlier) {
        Place before = before(step);
        note(E3_REQUEST, true);
        Set<String> claimed = new HashSet<>();
        earlier.stream().filter(Step::ok).forEach(other -> claimed.addAll(values(other)));
        note(E3_BOTH, values(step).stream().anyMatch(value -> {
            Place holder = step.before().holder(value);
            return !claimed.contains(value) && holder != null && !World.same(holder, before);
        }));
    }

    private void held(Step step, String value, List<Step> later) {
        note(E3_ORG, true);
        Place holder = Objects.requireNonNull(step.before().holder(value));
        note(E1_SHARED, holder.store != operation.stores());
        note(
                E2_REVERSED,
                any(
                        later,
                        other -> other.ok()
                                && World.same(holder, in(other.before(), other))
                                && !Objects.requireNonNull(in(other.after(), other))
                                        .externalIds
                                        .containsValue(value)));
    }

    private void taken(Step step, String value, Place after, List<Step> earlier) {
        Place before = before(step);
        boolean had = before != null && before.externalIds.containsValue(value);
        Place holderAtStart = start.holder(value);
        note(E2_MOVED, !had && holderAtStart != null && !World.same(holderAtStart, after));
        note(
                E4_FAILED,
                !had
                        && any(
                                earlier,
                                other -> other.judged()
                                        && !other.ok()
                                        && !same(step, other)
                                        && values(other).contains(value)
                                        && !other.refused(FIELD)));
        note(
                E1_CASE,
                step.before().zones.values().stream()
                        .filter(zone -> !World.same(zone, before))
                        .flatMap(zone -> zone.externalIds.values().stream())
                        .anyMatch(value::equalsIgnoreCase));
        note(E10_BLANKS, !value.equals(value.strip()));
    }

    private void changed(Step step, Place before, Place after) {
        JsonNode sent = step.row().path(FIELD);
        List<String> given = given(step);
        note(E_CLEARED, sent.isNull() && !before.externalIds.isEmpty());
        note(
                E_FULL,
                before.externalIds.size() == 5
                        && after.externalIds.size() == 5
                        && !before.externalIds.keySet().equals(after.externalIds.keySet()));
        for (var entry : sent.properties()) {
            String key = entry.getKey();
            if (entry.getValue().isNull()) {
                String old = before.externalIds.get(key);
                note(E_REMOVED_NOTHING, old == null);
                note(E6_RENAMED, old != null && given.contains(old));
            }
        }
    }

    private static List<String> given(Step step) {
        List<String> given = new ArrayList<>();
        for (JsonNode value : step.row().path(FIELD)) {
            if (value.isString()) {
                given.add(value.stringValue());
            }
        }
        return given;
    }

    private static Set<String> values(Step step) {
        Set<String> values = new LinkedHashSet<>();
        for (String member : List.of("externalIds", "externalId")) {
            for (JsonNode value : step.row().path(member)) {
                if (value.isString()) {
                    values.add(value.stringValue());
                }
            }
        }
        return values;
    }
}
