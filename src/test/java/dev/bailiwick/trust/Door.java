package dev.bailiwick.trust;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plays a request of the zones door on a copy of the world. */
final class Door {
    private final World start;
    private final Call call;
    private final List<Candidate> candidates = new ArrayList<>();
    private final Map<Ref, Candidate> standing = new HashMap<>();

    private Door(World start, Call call) {
        this.start = start;
        this.call = call;
    }

    static Forecast play(World start, Call call) {
        Door door = new Door(start, call);
        if (call.creates() && !call.actor().equals("admin")) {
            return door.notPermitted();
        }
        RowReader reader = new RowReader(call.creates(), call.strict(), start);
        Set<Ref> seen = new HashSet<>();
        for (int i = 0; i < call.rows().size(); i++) {
            door.candidates.add(reader.read(i, call.rows().get(i), seen));
        }
        return call.atomic() ? door.atTheEnd() : door.inOrder();
    }

    private Forecast notPermitted() {
        for (int i = 0; i < call.rows().size(); i++) {
            Candidate row = new Candidate(i);
            RowReader.clientRef(row, call.rows().get(i));
            row.warnings.clear();
            row.fault("", 9003);
            candidates.add(row);
        }
        return forecast(start);
    }

    /** Each row on what the accepted ones before it left. */
    private Forecast inOrder() {
        World now = start.copy();
        for (Candidate row : candidates) {
            if (row.ref == null || row.draft == null) {
                continue;
            }
            World with = now.copy();
            Judge judge = new Judge(start, with, standing, Judge.When.IN_ORDER);
            judge.put(row);
            judge.place(row);
            judge.judge(row);
            if (row.faults.isEmpty()) {
                now = with;
                standing.put(row.ref, row);
                now.put(new Zone(
                        row.ref, row.accepted("", start.version(row.ref)).version(), row.draft));
            }
        }
        return forecast(now);
    }

    /** All rows first, then each of them on what all leave together. */
    private Forecast atTheEnd() {
        World all = start.copy();
        Judge judge = new Judge(start, all, standing, Judge.When.AT_THE_END);
        for (Candidate row : candidates) {
            if (row.ref != null && row.draft != null) {
                standing.put(row.ref, row);
                judge.put(row);
            }
        }
        candidates.forEach(judge::place);
        candidates.stream().filter(row -> row.draft != null).forEach(judge::judge);
        if (candidates.stream().allMatch(row -> row.faults.isEmpty())) {
            for (Candidate row : candidates) {
                if (row.ref != null && row.draft != null) {
                    all.put(new Zone(
                            row.ref, row.accepted("", start.version(row.ref)).version(), row.draft));
                }
            }
            return forecast(all);
        }
        return forecast(start.copy());
    }

    private Forecast forecast(World after) {
        boolean none = call.atomic() && candidates.stream().anyMatch(row -> !row.faults.isEmpty());
        List<Foretold> rows = new ArrayList<>();
        for (Candidate row : candidates) {
            int version = start.version(row.ref);
            if (!row.faults.isEmpty()) {
                rows.add(row.rejected(after.version(row.ref)));
            } else {
                Foretold accepted = row.accepted(call.creates() ? "created" : "changed", version);
                rows.add(none ? accepted.notAttempted(version) : accepted);
            }
        }
        return new Forecast(status(rows), rows, after);
    }

    private int status(List<Foretold> rows) {
        long failed = rows.stream().filter(Foretold::failed).count();
        if (failed == 0) {
            return call.creates() && !rows.isEmpty() ? 201 : 200;
        }
        return failed == rows.size() ? 400 : 207;
    }
}
