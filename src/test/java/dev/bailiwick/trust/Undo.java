package dev.bailiwick.trust;

import dev.bailiwick.trust.Foretold.Matched;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes a batch back on a copy of the world: rows on the state after all, and anew without those that fail. */
final class Undo {
    private final Story story;
    private final World start;
    private final boolean atomic;
    private final List<Step> steps = new ArrayList<>();

    /** A row of the undo; {@code kept} where nothing of it could be put back. */
    private record Step(Candidate row, boolean kept) {}

    private Undo(Story story, boolean atomic) {
        this.story = story;
        this.start = story.world();
        this.atomic = atomic;
    }

    static Forecast play(Story story, Past batch, boolean atomic) {
        Undo undo = new Undo(story, atomic);
        for (Foretold effect : batch.effects()) {
            undo.steps.add(undo.step(new Candidate(undo.steps.size()), effect));
        }
        return undo.judged();
    }

    private Step step(Candidate row, Foretold effect) {
        Ref ref = Objects.requireNonNull(effect.ref());
        row.ref = ref;
        row.clientRef = effect.clientRef();
        row.matched = new Matched("id", String.valueOf(ref.id));
        Zone zone = start.get(ref);
        SortedMap<String, Object> draft = row.open(zone);
        return switch (effect.outcome()) {
            case "created", "restored" -> remove(row, effect);
            case "deleted" -> zone == null ? restore(row, effect) : back(row, effect, zone);
            default -> zone == null ? gone(row) : putBack(row, effect, draft);
        };
    }

    private Step remove(Candidate row, Foretold effect) {
        Zone zone = row.before;
        if (zone != null) {
            SortedMap<String, Object> made = new TreeMap<>();
            effect.changes().forEach((field, change) -> made.put(field, Objects.requireNonNull(change.after())));
            Set<String> since = Change.between(made, zone.fields()).keySet();
            since.forEach(field -> changedSince(row, field));
            if (!since.isEmpty()) {
                return new Step(row, true);
            }
        }
        row.draft = null;
        if (zone == null) {
            row.matched = Matched.NOT;
        }
        return new Step(row, false);
    }

    private Step restore(Candidate row, Foretold effect) {
        if (start.version(row.ref) != effect.version()) {
            return gone(row);
        }
        row.matched = Matched.NOT;
        SortedMap<String, Object> draft = row.open(null);
        effect.changes().forEach((field, change) -> draft.put(field, Objects.requireNonNull(change.before())));
        new Zone(Objects.requireNonNull(row.ref), 0, draft).externalValues().forEach(row.assigned::add);
        return new Step(row, false);
    }

    /** What was deleted is there again already: as it was, or changed since. */
    private Step back(Candidate row, Foretold effect, Zone zone) {
        SortedMap<String, Object> was = new TreeMap<>();
        effect.changes().forEach((field, change) -> was.put(field, Objects.requireNonNull(change.before())));
        Set<String> since = Change.between(was, zone.fields()).keySet();
        since.forEach(field -> changedSince(row, field));
        return new Step(row, !since.isEmpty());
    }

    /** What the row is about went since. */
    private Step gone(Candidate row) {
        changedSince(row, null);
        row.matched = Matched.NOT;
        row.draft = null;
        return new Step(row, true);
    }

    private Step putBack(Candidate row, Foretold effect, SortedMap<String, Object> draft) {
        effect.changes().forEach((field, change) -> {
            Object now = draft.get(field);
            if (Objects.equals(now, change.after())) {
                if (change.before() == null) {
                    draft.remove(field);
                } else {
                    draft.put(field, change.before());
                    if (field.startsWith(Zone.EXTERNAL)) {
                        row.assigned.add(change.before().toString());
                    }
                }
            } else if (!Objects.equals(now, change.before())) {
                changedSince(row, field);
            }
        });
        boolean nothing = row.before != null && draft.equals(row.before.fields());
        return new Step(row, !row.faults.isEmpty() || nothing && !row.warnings.isEmpty());
    }

    private void changedSince(Candidate row, @Nullable String field) {
        Past by = story.lastToChange(Objects.requireNonNull(row.ref), field);
        (atomic ? row.faults : row.warnings).add(new Notice(field == null ? "" : field, 0, List.of(by.actor, by.id)));
    }

    private Forecast judged() {
        List<Candidate> in = new ArrayList<>(steps.stream()
                .filter(step -> !step.kept() || atomic && step.row().draft != null)
                .map(Step::row)
                .toList());
        World after;
        Set<Candidate> failing;
        do {
            after = with(in);
            Map<Ref, Candidate> batch = new HashMap<>();
            in.forEach(row -> batch.put(row.ref, row));
            Judge judge = new Judge(start, after, batch, Judge.When.UNDO);
            in.forEach(judge::judge);
            failing = new HashSet<>(
                    in.stream().filter(row -> !row.faults.isEmpty()).toList());
            in.removeAll(failing);
        } while (!failing.isEmpty() && !atomic);
        boolean none = atomic && in.size() < steps.size();
        return forecast(none ? start.copy() : after, none);
    }

    private World with(List<Candidate> rows) {
        World world = start.copy();
        for (Candidate row : rows) {
            Ref ref = Objects.requireNonNull(row.ref);
            int version = row.accepted("", start.version(ref)).version();
            if (row.draft != null) {
                world.put(new Zone(ref, version, row.draft));
            } else if (row.before != null) {
                world.bury(ref, version);
            }
        }
        return world;
    }

    private Forecast forecast(World after, boolean none) {
        List<Foretold> rows = new ArrayList<>();
        for (Step step : steps) {
            Candidate row = step.row();
            int last = start.version(row.ref);
            int version = row.before == null ? 0 : last;
            String effect = row.before == null ? "restored" : row.draft == null ? "deleted" : "changed";
            if (!row.faults.isEmpty()) {
                rows.add(row.rejected(version));
            } else if (step.kept()) {
                rows.add(kept(row, version));
            } else {
                boolean nothing = row.before == null && row.draft == null;
                Foretold accepted = row.accepted(effect, nothing ? 0 : last);
                rows.add(none ? accepted.notAttempted(version) : accepted);
            }
        }
        return new Forecast(status(rows), rows, after);
    }

    private static Foretold kept(Candidate row, int version) {
        return new Foretold(
                row.index,
                row.ref,
                "kept",
                row.matched,
                version,
                Foretold.NOTHING,
                List.of(),
                row.warnings,
                row.clientRef,
                null);
    }

    private static boolean changedSince(Foretold row) {
        return row.warnings().stream().anyMatch(warning -> warning.code() == 0);
    }

    private static int status(List<Foretold> rows) {
        long left = rows.stream()
                .filter(row -> row.failed() || row.outcome().equals("kept"))
                .count();
        boolean all = left == 0 && rows.stream().noneMatch(Undo::changedSince);
        return all ? 200 : left == rows.size() ? 400 : 207;
    }
}
