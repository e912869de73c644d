package dev.bailiwick.locations.model;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cases of who has which name. */
final class NameSituations extends SituationFamily {
    private static final String D1_OUTSIDE = "D1 name used outside the request";
    private static final String D2_BLANK = "D2 blank name";
    private static final String D4_UNICODE = "D4 letters beyond ASCII";
    private static final String D5_OTHER_FORM = "D5 same name in another form";
    private static final String D6_OWN = "D6 own present name";
    private static final String D6_ODD = "D6 own name against the spelling rules";
    private static final String D6_OTHER_FORM = "D6 own name in another form";
    private static final String D7_TWICE = "D7 same name twice";
    private static final String D8_FAILED = "D8 name a failed row wanted";
    private static final String D9_SWAP = "D9 swap";
    private static final String D10_FREED = "D10 freed name taken";
    private static final String D10_REVERSED = "D10 name taken before it is freed";
    private static final String D11_ROOT = "D11 root with blanks around";

    static final Set<String> ALL = Set.of(
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
            D11_ROOT);

    NameSituations(Request request) {
        super(request);
    }

    @Override
    void look(Step step, List<Step> earlier, List<Step> later) {
        String sent = text(step, "name");
        String wanted = wanted(step);
        if (!step.judged() || operation.stores() || sent == null || wanted == null) {
            return;
        }
        Place holder = step.before().named(wanted);
        note(D2_BLANK, step.refused("name", 1252, "blank") && !sent.isEmpty());
        note(D11_ROOT, step.refused("name", 1210, "") && !sent.equals(sent.strip()));
        if (step.refused("name", 1206, "") && holder != null) {
            taken(step, holder, earlier, later);
        }
        if (step.ok()) {
            passed(step, sent, wanted, earlier);
        }
    }

    private void taken(Step step, Place holder, List<Step> earlier, List<Step> later) {
        Place before = before(step);
        String sent = text(step, "name");
        String wanted = TextRules.fold(holder.name);
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

    private void passed(Step step, String sent, String wanted, List<Step> earlier) {
        Place before = before(step);
        Place holderAtStart = start.named(wanted);
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

    private static @Nullable String folded(@Nullable Place place) {
        return place == null ? null : TextRules.fold(place.name);
    }

    private static @Nullable String wanted(Step step) {
        String name = text(step, "name");
        return name == null ? null : TextRules.fold(name);
    }
}
