package dev.bailiwick.locations.model;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Cases of how a row names what it is about. */
final class IdentitySituations extends SituationFamily {
    private static final String A10_NUMBER = "A10 number as identifierValue";
    private static final String A10_TYPE = "A10 identifierValue of another type";
    private static final String B1_KIND_CASE = "B1 identifierName in other case";
    private static final String B2_KIND = "B2 no such kind";
    private static final String B3_CODE_CASE = "B3 code in other case";
    private static final String B4_NO_INTEGER = "B4 id that is no integer";
    private static final String B5_STORE = "B5 external id of a store";
    private static final String B6_OTHER_KIND = "B6 repeat by another kind";
    private static final String B7_FIRST_FAILED = "B7 repeat after failed first";
    private static final String B8_UNKNOWN_TWICE = "B8 same unknown identifier twice";
    private static final String B9_NOT_YET = "B9 value given earlier does not identify";
    private static final String B9_STILL = "B9 value moved earlier still identifies its old holder";
    private static final String B10_ONLY_IDENTIFIERS = "B10 identifiers only";

    static final Set<String> ALL = Set.of(
            A10_NUMBER,
            A10_TYPE,
            B1_KIND_CASE,
            B2_KIND,
            B3_CODE_CASE,
            B4_NO_INTEGER,
            B5_STORE,
            B6_OTHER_KIND,
            B7_FIRST_FAILED,
            B8_UNKNOWN_TWICE,
            B9_NOT_YET,
            B9_STILL,
            B10_ONLY_IDENTIFIERS);

    IdentitySituations(Request request) {
        super(request);
    }

    @Override
    void look(Step step, List<Step> earlier, List<Step> later) {
        if (operation.creates()) {
            return;
        }
        JsonNode name = step.row().path("identifierName");
        JsonNode value = step.row().path("identifierValue");
        String kind = name.isString() ? name.stringValue() : "";
        boolean byValue = kind.equalsIgnoreCase("EXTERNAL_ID") && value.isString();
        boolean unknown = step.refused("identifier", 1254, "");
        note(A10_NUMBER, step.code() != null && value.isNumber());
        note(A10_TYPE, step.refused("identifier", 1217, ""));
        note(B1_KIND_CASE, step.code() != null && !kind.equals(kind.toUpperCase(Locale.ROOT)));
        note(B2_KIND, step.refused("identifier", 1250, "kind"));
        note(B4_NO_INTEGER, step.refused("identifier", 1251, ""));
        if (unknown && value.isString()) {
            unknown(step, kind, value.stringValue());
        }
        if (unknown) {
            note(B8_UNKNOWN_TWICE, any(earlier, other -> unknownToo(other, name, value)));
        }
        if (step.refused("identifier", 1253, "")) {
            repeated(step, earlier, kind);
        }
        if (byValue && step.code() != null) {
            Place holderNow = step.before().holder(value.stringValue());
            note(B9_STILL, holderNow != null && !World.same(holderNow, in(start, step)));
        }
        note(B10_ONLY_IDENTIFIERS, step.ok() && step.row().size() == 2);
    }

    private void unknown(Step step, String kind, String sought) {
        boolean byValue = kind.equalsIgnoreCase("EXTERNAL_ID");
        note(
                B3_CODE_CASE,
                kind.equalsIgnoreCase("CODE")
                        && start.of(operation).keySet().stream().anyMatch(sought::equalsIgnoreCase));
        Place holder = start.holder(sought);
        note(B5_STORE, byValue && holder != null && holder.store != operation.stores());
        Place holderNow = step.before().holder(sought);
        note(B9_NOT_YET, byValue && holderNow != null && holderNow.store == operation.stores());
    }

    private static boolean unknownToo(Step other, JsonNode name, JsonNode value) {
        return other.refused("identifier", 1254, "")
                && other.row().path("identifierName").equals(name)
                && other.row().path("identifierValue").equals(value);
    }

    private void repeated(Step step, List<Step> earlier, String kind) {
        for (Step other : earlier) {
            if (other.judged() && same(step, other)) {
                note(B7_FIRST_FAILED, !other.ok());
                String otherKind = Objects.requireNonNull(text(other, "identifierName"));
                note(B6_OTHER_KIND, !otherKind.equalsIgnoreCase(kind));
            }
        }
    }
}
