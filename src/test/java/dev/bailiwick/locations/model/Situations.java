package dev.bailiwick.locations.model;

import dev.bailiwick.locations.model.Expected.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds out, after a request, which of the numbered cases of the interface's rules it contained. */
final class Situations {
    static final String A2_EMPTY = "A2 empty batch";
    static final String A4_TOO_LONG = "A4 more than 100 rows";
    static final String A6_NO_OBJECT = "A6 row is no object";
    static final String A7_UNKNOWN_MEMBER = "A7 unknown member";
    static final String A8_NOT_UPDATABLE = "A8 member that cannot be updated";
    static final String A9_WRONG_TYPE = "A9 wrong JSON type";
    static final String A10_NUMBER = "A10 number as identifierValue";
    static final String A10_TYPE = "A10 identifierValue of another type";
    static final String B1_KIND_CASE = "B1 identifierName in other case";
    static final String B2_KIND = "B2 no such kind";
    static final String B3_CODE_CASE = "B3 code in other case";
    static final String B4_NO_INTEGER = "B4 id that is no integer";
    static final String B5_STORE = "B5 external id of a store";
    static final String B6_OTHER_KIND = "B6 repeat by another kind";
    static final String B7_FIRST_FAILED = "B7 repeat after failed first";
    static final String B8_UNKNOWN_TWICE = "B8 same unknown identifier twice";
    static final String B9_NOT_YET = "B9 value given earlier does not identify";
    static final String B9_STILL = "B9 value moved earlier still identifies its old holder";
    static final String B10_ONLY_IDENTIFIERS = "B10 identifiers only";
    static final String C1_SELF = "C1 own code as parent";
    static final String C2_DESCENDANT = "C2 descendant as parent";
    static final String C3_MUTUAL = "C3 mutual parents";
    static final String C4_BLANK = "C4 blank parent";
    static final String C5_ACTIVATED = "C5 parent activated earlier";
    static final String C5_DEACTIVATED = "C5 parent deactivated earlier";
    static final String C6_CHILD_ZONE = "C6 active child zone";
    static final String C6_STORE = "C6 active store";
    static final String C9_UNCHANGED = "C9 isActive unchanged";
    static final String C10_NEW_CHAIN = "C10 new chain counts";
    static final String C10_NOT_JUDGED = "C10 activation not judged under a faulty parent";
    static final String C11_CHILD_FIRST = "C11 child first";
    static final String C11_PARENT_FIRST = "C11 parent first";
    static final String C12_PRESENT_INACTIVE = "C12 present parent inactive";
    static final String C13_TOP = "C13 parent for the top zone";
    static final String D1_OUTSIDE = "D1 name used outside the request";
    static final String D2_BLANK = "D2 blank name";
    static final String D4_UNICODE = "D4 letters beyond ASCII";
    static final String D5_OTHER_FORM = "D5 same name in another form";
    static final String D6_OWN = "D6 own present name";
    static final String D6_ODD = "D6 own name against the spelling rules";
    static final String D6_OTHER_FORM = "D6 own name in another form";
    static final String D7_TWICE = "D7 same name twice";
    static final String D8_FAILED = "D8 name a failed row wanted";
    static final String D9_SWAP = "D9 swap";
    static final String D10_FREED = "D10 freed name taken";
    static final String D10_REVERSED = "D10 name taken before it is freed";
    static final String D11_ROOT = "D11 root with blanks around";
    static final String E1_SHARED = "E1 value held by the other type";
    static final String E1_CASE = "E1 value in other case is another";
    static final String E2_MOVED = "E2 moved";
    static final String E2_REVERSED = "E2 taken before it is removed";
    static final String E3_REQUEST = "E3 taken by an earlier row";
    static final String E3_ORG = "E3 held outside the request";
    static final String E3_BOTH = "E3 both at once";
    static final String E4_FAILED = "E4 value a failed row wanted";
    static final String E5_TWO_KEYS = "E5 one value under two keys";
    static final String E6_RENAMED = "E6 key renamed";
    static final String E7_SIX_SENT = "E7 six keys sent, five left";
    static final String E8_TYPE = "E8 value that is no string";
    static final String E10_BLANKS = "E10 blanks around a value kept";
    static final String E_FULL = "5.1 one of five replaced";
    static final String E_CLEARED = "5.1 all external ids cleared";
    static final String E_REMOVED_NOTHING = "5.1 key removed that is not there";
    static final String F1_BLANK = "F1 blank locale value";
    static final String F2_CASE = "F2 locale value in other case";
    static final String F3_OVERWRITTEN = "F3 own locale overwritten";
    static final String F3_EARLIER = "F3 inherits what an earlier row set";
    static final String F3_NEW_PARENT = "F3 inherits from the new parent";
    static final String F3_EXPLICIT = "F3 explicit beats inherited";
    static final String F3_NOT_JUDGED = "F3 inheritance not judged under a faulty parent";
    static final String F4_SEVERAL = "F4 several fields missing at the parent";
    static final String F5_TOP = "F5 top zone inherits";
    static final String F6_NO_LINK = "F6 child keeps its locale";
    static final String F7_VALUE = "F7 custom field of the wrong type";
    static final String F8_MAP = "F8 map field that is no object";
    static final String F_KEY = "5.2 custom field that is not configured";
    static final String F_CLEARED = "5.2 all custom fields cleared";
    static final String G1_SEVERAL = "G1 several errors in one row";
    static final String G2_PARTLY = "G2 partly valid row";
    static final String K1_CREATE_LIMIT = "K1 more than 50 rows to create";
    static final String K2_ARRAY = "K2 external ids as an array";
    static final String N1_NEW_PARENT = "N1 created under one created before it";
    static final String N2_CODE_TAKEN = "N2 code taken by an earlier row";
    static final String N3_CODE_FREE = "N3 code a failed row wanted";
    static final String N4_OTHER_TYPE = "N4 code of the other type";
    static final String S1_COORDINATES = "S1 coordinates as text and as number";
    static final String S2_RANGE = "S2 coordinate out of range";
    static final String S3_CLEARED = "S3 coordinate cleared";

    static final Set<String> ALL = Set.of(
            A2_EMPTY,
            A4_TOO_LONG,
            A6_NO_OBJECT,
            A7_UNKNOWN_MEMBER,
            A8_NOT_UPDATABLE,
            A9_WRONG_TYPE,
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
            B10_ONLY_IDENTIFIERS,
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
            C13_TOP,
            D1_OUTSIDE,
            D2_BLANK,
            D4_UNICODE,
            D5_OTHER_FORM,
            D6_OWN,
            D6_ODD,
            D6_OTHER_FORM,
            D7_TWICE,
            D8_FAILED,
            D9_SWAP,
            D10_FREED,
            D10_REVERSED,
            D11_ROOT,
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
            F1_BLANK,
            F2_CASE,
            F3_OVERWRITTEN,
            F3_EARLIER,
            F3_NEW_PARENT,
            F3_EXPLICIT,
            F3_NOT_JUDGED,
            F4_SEVERAL,
            F5_TOP,
            F6_NO_LINK,
            F7_VALUE,
            F8_MAP,
            F_KEY,
            F_CLEARED,
            G1_SEVERAL,
            G2_PARTLY,
            K1_CREATE_LIMIT,
            K2_ARRAY,
            N1_NEW_PARENT,
            N2_CODE_TAKEN,
            N3_CODE_FREE,
            N4_OTHER_TYPE,
            S1_COORDINATES,
            S2_RANGE,
            S3_CLEARED);

    /**
     * One row and what became of it.
     *
     * @param code what the row was about, where that is known
     * @param first false for a repeat of something an earlier row was about
     */
    record Step(JsonNode row, @Nullable String code, boolean first, List<Fault> faults, World before, World after) {
        boolean ok() {
            return faults.isEmpty();
        }

        boolean judged() {
            return code != null && first;
        }

        boolean refused(String field, int number, String why) {
            return faults.stream()
                    .anyMatch(fault -> fault.field().equals(field)
                            && fault.code() == number
                            && (why.isEmpty() || fault.why().equals(why)));
        }

        boolean refused(String field) {
            return faults.stream().anyMatch(fault -> fault.field().equals(field));
        }
    }

    private final Operation operation;
    private final boolean inherit;
    private final World start;
    private final List<Step> steps;
    private final Set<String> seen = new TreeSet<>();

    Situations(Operation operation, boolean inherit, World start, List<Step> steps) {
        this.operation = operation;
        this.inherit = inherit;
        this.start = start;
        this.steps = steps;
    }

    Set<String> seen() {
        if (steps.isEmpty()) {
            seen.add(A2_EMPTY);
        }
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            List<Step> earlier = steps.subList(0, i);
            List<Step> later = steps.subList(i + 1, steps.size());
            envelope(step);
            if (!operation.creates()) {
                identity(step, earlier);
            }
            if (step.judged()) {
                hierarchy(step, earlier, later);
                if (!operation.stores()) {
                    names(step, earlier, later);
                }
                externalIds(step, earlier, later);
                locale(step, later);
                others(step, earlier);
            }
        }
        return seen;
    }

    private void note(String situation, boolean met) {
        if (met) {
            seen.add(situation);
        }
    }

    // ---- what a row said, and about what -----------------------------------------------------------------------

    private static @Nullable String text(Step step, String member) {
        JsonNode node = step.row().path(member);
        return node.isString() ? node.stringValue() : null;
    }

    private @Nullable Place in(World world, Step step) {
        return step.code() == null ? null : world.of(operation).get(step.code());
    }

    private static @Nullable String folded(@Nullable Place place) {
        return place == null ? null : ZoneModel.fold(place.name);
    }

    private static @Nullable String wanted(Step step) {
        String name = text(step, "name");
        return name == null ? null : ZoneModel.fold(name);
    }

    private boolean same(Step one, Step other) {
        return Objects.equals(one.code(), other.code());
    }

    private static boolean any(List<Step> steps, Predicate<Step> test) {
        return steps.stream().anyMatch(test);
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

    // ---- the groups --------------------------------------------------------------------------------------------

    private void envelope(Step step) {
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

    private void identity(Step step, List<Step> earlier) {
        JsonNode name = step.row().path("identifierName");
        JsonNode value = step.row().path("identifierValue");
        String kind = name.isString() ? name.stringValue() : "";
        boolean byValue = kind.equalsIgnoreCase("EXTERNAL_ID") && value.isString();
        boolean unknown = step.refused("identifier", 1254, "");
        boolean repeated = step.refused("identifier", 1253, "");
        note(A10_NUMBER, step.code() != null && value.isNumber());
        note(A10_TYPE, step.refused("identifier", 1217, ""));
        note(B1_KIND_CASE, step.code() != null && !kind.equals(kind.toUpperCase(Locale.ROOT)));
        note(B2_KIND, step.refused("identifier", 1250, "kind"));
        note(B4_NO_INTEGER, step.refused("identifier", 1251, ""));
        if (unknown && value.isString()) {
            String sought = value.stringValue();
            note(
                    B3_CODE_CASE,
                    kind.equalsIgnoreCase("CODE")
                            && start.of(operation).keySet().stream().anyMatch(sought::equalsIgnoreCase));
            Place holder = start.holder(sought);
            note(B5_STORE, byValue && holder != null && holder.store != operation.stores());
            Place holderNow = step.before().holder(sought);
            note(B9_NOT_YET, byValue && holderNow != null && holderNow.store == operation.stores());
        }
        note(
                B8_UNKNOWN_TWICE,
                unknown
                        && any(
                                earlier,
                                other -> other.refused("identifier", 1254, "")
                                        && other.row().path("identifierName").equals(name)
                                        && other.row().path("identifierValue").equals(value)));
        if (repeated) {
            for (Step other : earlier) {
                if (other.judged() && same(step, other)) {
                    note(B7_FIRST_FAILED, !other.ok());
                    String otherKind = Objects.requireNonNull(text(other, "identifierName"));
                    note(B6_OTHER_KIND, !otherKind.equalsIgnoreCase(kind));
                }
            }
        }
        if (byValue && step.code() != null) {
            Place holderNow = step.before().holder(value.stringValue());
            note(B9_STILL, holderNow != null && !World.same(holderNow, in(start, step)));
        }
        note(B10_ONLY_IDENTIFIERS, step.ok() && step.row().size() == 2);
    }

    private void hierarchy(Step step, List<Step> earlier, List<Step> later) {
        Place before = operation.creates() ? null : in(step.before(), step);
        Place after = step.ok() ? in(step.after(), step) : null;
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
        if (before == null) {
            return;
        }
        if (sent != null && !before.store && step.refused(field, 1217, "descendant")) {
            note(C3_MUTUAL, start.zones.containsKey(sent) && !start.inside(sent, before.code));
            note(C13_TOP, before.parent == null);
        }
        note(C12_PRESENT_INACTIVE, sent != null && sent.equals(before.parent) && step.refused(field, 1217, "inactive"));
        if (activity.isBoolean()) {
            boolean wanted = activity.booleanValue();
            note(C9_UNCHANGED, after != null && before.active == wanted);
            note(
                    C10_NEW_CHAIN,
                    after != null
                            && wanted
                            && !before.active
                            && sent != null
                            && !step.before().chainActive(before.parent));
            if (after != null && !wanted && before.active && !before.store) {
                note(
                        C11_CHILD_FIRST,
                        any(
                                earlier,
                                other -> other.ok() && wasActiveChild(other, before.code) && inactiveAfter(other)));
            }
            if (step.refused("isActive", 1259, "zones")) {
                note(
                        C11_PARENT_FIRST,
                        any(later, other -> other.ok() && wasActiveChild(other, before.code) && inactiveAfter(other)));
            }
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

    private void names(Step step, List<Step> earlier, List<Step> later) {
        String sent = text(step, "name");
        String wanted = wanted(step);
        if (sent == null || wanted == null) {
            return;
        }
        Place before = operation.creates() ? null : in(step.before(), step);
        Place holder = step.before().named(wanted);
        Place holderAtStart = start.named(wanted);
        note(D2_BLANK, step.refused("name", 1252, "blank") && !sent.isEmpty());
        note(D11_ROOT, step.refused("name", 1210, "") && !sent.equals(sent.strip()));
        if (step.refused("name", 1206, "") && holder != null) {
            boolean newHere = !wanted.equals(folded(start.zones.get(holder.code)));
            note(D7_TWICE, newHere);
            note(D1_OUTSIDE, steps.stream().noneMatch(other -> holder.code.equals(other.code())));
            note(D5_OTHER_FORM, !holder.name.equals(sent));
            note(D10_REVERSED, any(later, other -> other.ok() && frees(other, holder.code, wanted)));
            note(
                    D9_SWAP,
                    before != null
                            && any(
                                    earlier,
                                    other -> other.refused("name", 1206, "")
                                            && Objects.equals(wanted(other), folded(in(start, step)))
                                            && holder.code.equals(other.code())));
        }
        if (!step.ok()) {
            return;
        }
        boolean own = before != null && before.name.equals(sent);
        note(D4_UNICODE, !own && sent.codePoints().anyMatch(point -> point > 127));
        note(D6_OWN, own);
        note(D6_ODD, own && (sent.contains("-") || sent.equalsIgnoreCase("ROOT")));
        note(D6_OTHER_FORM, !own && wanted.equals(folded(before)));
        if (wanted.equals(folded(before))) {
            return;
        }
        note(
                D8_FAILED,
                any(
                        earlier,
                        other -> other.judged()
                                && !other.ok()
                                && !same(step, other)
                                && wanted.equals(wanted(other))
                                && !other.refused("name")));
        note(D10_FREED, holderAtStart != null && !holderAtStart.code.equals(step.code()));
    }

    private static boolean frees(Step step, String holder, String name) {
        return holder.equals(step.code())
                && !name.equals(folded(step.after().zones.get(holder)));
    }

    private void externalIds(Step step, List<Step> earlier, List<Step> later) {
        String field = "externalIds";
        Place before = operation.creates() ? null : in(step.before(), step);
        Place after = step.ok() ? in(step.after(), step) : null;
        JsonNode sent = step.row().path(field);
        note(E8_TYPE, step.refused(field, 1217, "type of an entry"));
        for (Fault fault : step.faults()) {
            if (fault.code() == 1248) {
                note(E3_REQUEST, true);
                Set<String> claimed = new HashSet<>();
                earlier.stream().filter(Step::ok).forEach(other -> claimed.addAll(values(other)));
                note(E3_BOTH, values(step).stream().anyMatch(value -> {
                    Place holder = step.before().holder(value);
                    return !claimed.contains(value) && holder != null && !World.same(holder, before);
                }));
            }
            if (fault.code() == 1245) {
                note(E3_ORG, true);
                Place holder = Objects.requireNonNull(step.before().holder(fault.why()));
                note(E1_SHARED, holder.store != operation.stores());
                note(
                        E2_REVERSED,
                        any(
                                later,
                                other -> other.ok()
                                        && World.same(holder, in(other.before(), other))
                                        && !Objects.requireNonNull(in(other.after(), other))
                                                .externalIds
                                                .containsValue(fault.why())));
            }
        }
        if (after == null) {
            return;
        }
        for (String value : values(step)) {
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
                                            && !other.refused(field)));
            note(
                    E1_CASE,
                    step.before().zones.values().stream()
                            .filter(zone -> !World.same(zone, before))
                            .flatMap(zone -> zone.externalIds.values().stream())
                            .anyMatch(value::equalsIgnoreCase));
            note(E10_BLANKS, !value.equals(value.strip()));
        }
        note(K2_ARRAY, step.row().path("externalId").isArray() && !after.externalIds.isEmpty());
        List<String> given = new ArrayList<>();
        for (JsonNode value : sent) {
            if (value.isString()) {
                given.add(value.stringValue());
            }
        }
        note(E5_TWO_KEYS, new HashSet<>(given).size() < given.size());
        note(E7_SIX_SENT, sent.size() > 5);
        if (before == null) {
            return;
        }
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

    private void locale(Step step, List<Step> later) {
        Place before = operation.creates() ? null : in(step.before(), step);
        Place after = step.ok() ? in(step.after(), step) : null;
        boolean absent = false;
        boolean explicit = false;
        for (String field : ZoneModel.LOCALE) {
            String sent = text(step, field);
            absent |= !step.row().has(field);
            explicit |= sent != null;
            note(F1_BLANK, step.refused(field, 1217, "blank"));
            note(F2_CASE, after != null && sent != null && !sent.equals(after.locale.get(field)));
        }
        if (!inherit || !absent) {
            return;
        }
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
        if (after == null || after.parent == null) {
            return;
        }
        String parentCode = after.parent;
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

    private void others(Step step, List<Step> earlier) {
        Place before = operation.creates() ? null : in(step.before(), step);
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
        if (!operation.creates()) {
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
