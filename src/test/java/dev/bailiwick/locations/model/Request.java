package dev.bailiwick.locations.model;

import dev.bailiwick.locations.model.Expected.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One request played row after row on the world, each row judged on a copy that is kept or dropped. */
final class Request {
    private final OrgConfig config;
    private final World world;
    private final Operation operation;
    private final boolean inherit;
    private final World start;
    private final Set<String> seen = new HashSet<>();
    private final Set<String> claimed = new HashSet<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Expected.Row> answers = new ArrayList<>();
    private final Set<String> coverage = new TreeSet<>();

    Request(OrgConfig config, World world, Operation operation, boolean inherit) {
        this.config = config;
        this.world = world;
        this.operation = operation;
        this.inherit = inherit;
        this.start = world.copy();
    }

    OrgConfig config() {
        return config;
    }

    World world() {
        return world;
    }

    Operation operation() {
        return operation;
    }

    boolean inherit() {
        return inherit;
    }

    /** The world as the request found it. */
    World start() {
        return start;
    }

    /** The rows so far. */
    List<Step> steps() {
        return steps;
    }

    /** Error codes and situations of this request. */
    Set<String> coverage() {
        return coverage;
    }

    Expected play(ArrayNode rows) {
        if (rows.size() > operation.limit()) {
            return tooLong(rows);
        }
        for (JsonNode row : rows) {
            play(row);
        }
        coverage.addAll(Situations.of(this));
        return new Expected(operation, status(), answers);
    }

    private Expected tooLong(ArrayNode rows) {
        for (JsonNode row : rows) {
            Fault fault = new Fault("batch", 1246, "limit");
            answers.add(new Expected.Row(echo(row), false, null, null, List.of(fault), List.of()));
        }
        coverage.add("1246");
        coverage.add(operation.creates() ? Situations.K1_CREATE_LIMIT : Situations.A4_TOO_LONG);
        return new Expected(operation, 400, answers);
    }

    private void play(JsonNode row) {
        World before = world.copy();
        Identity identity = operation.creates() ? Identity.NONE : Identity.of(operation, row, start);
        Place target = identity.place();
        List<Fault> faults = new ArrayList<>();
        String code = null;
        boolean first = true;
        List<Integer> alike = List.of();
        if (!(row instanceof ObjectNode object)) {
            faults.add(new Fault("identifier", 1249, "no object"));
        } else if (identity.fault() != null) {
            faults.add(identity.fault());
        } else if (target != null && !seen.add(target.code)) {
            first = false;
            code = target.code;
            faults.add(new Fault("identifier", 1253, "repeated"));
        } else {
            Attempt attempt = attempt(object, target);
            faults.addAll(attempt.faults);
            code = attempt.draft.code;
            alike = faults.isEmpty() ? LookAlikes.of(start, attempt.draft, attempt.present) : List.of();
        }
        answer(row, target, code, faults, alike);
        steps.add(new Step(row, code, first, List.copyOf(faults), before, world.copy()));
    }

    /** Judges the row, and keeps what it leaves where nothing is wrong with it. */
    private Attempt attempt(ObjectNode row, @Nullable Place target) {
        Place present = target == null
                ? null
                : Objects.requireNonNull(world.of(operation).get(target.code));
        Attempt attempt = new Attempt(this, row, present, claimed);
        attempt.judge();
        if (attempt.faults.isEmpty()) {
            world.of(operation).put(attempt.draft.code, attempt.draft);
            claimed.addAll(attempt.assigned);
        }
        return attempt;
    }

    private void answer(
            JsonNode row, @Nullable Place target, @Nullable String code, List<Fault> faults, List<Integer> alike) {
        boolean identified = operation.creates() ? faults.isEmpty() : target != null;
        List<Integer> warnings = new ArrayList<>(
                faults.isEmpty() || ZoneModel.WARN_ON_FAILED_ROWS ? MemberWarnings.of(operation, row) : List.of());
        warnings.addAll(alike);
        answers.add(new Expected.Row(
                echo(row), identified, target == null ? null : target.id, identified ? code : null, faults, warnings));
        faults.forEach(fault -> coverage.add(Integer.toString(fault.code())));
        warnings.forEach(warning -> coverage.add(Integer.toString(warning)));
    }

    private int status() {
        long failed = answers.stream().filter(answer -> !answer.ok()).count();
        if (answers.isEmpty()) {
            return 200;
        }
        if (failed == 0) {
            return operation.creates() ? 201 : 200;
        }
        return failed == answers.size() ? 400 : 207;
    }

    private static ObjectNode echo(JsonNode row) {
        return row instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
    }
}
