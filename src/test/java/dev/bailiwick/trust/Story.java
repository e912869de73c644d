package dev.bailiwick.trust;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All that happened in an org, in order. */
final class Story {
    private final List<Past> batches = new ArrayList<>();
    private final Map<Ref, List<Event>> events = new HashMap<>();
    private final List<Moment> moments = new ArrayList<>();
    private World world;

    /** One change of one zone. */
    record Event(Past batch, Foretold row) {}

    /** What was at an instant between two requests. */
    record Moment(Instant at, World world) {}

    Story(World world) {
        this.world = world;
    }

    World world() {
        return world;
    }

    /** All batches, oldest first. */
    List<Past> batches() {
        return batches;
    }

    List<Moment> moments() {
        return moments;
    }

    /** Everybody who ever was. */
    List<Ref> everybody() {
        return List.copyOf(events.keySet());
    }

    List<Event> of(Ref zone) {
        return events.getOrDefault(zone, List.of());
    }

    void add(Past batch, World after) {
        batches.add(batch);
        for (Foretold row : batch.effects()) {
            events.computeIfAbsent(Objects.requireNonNull(row.ref()), ref -> new ArrayList<>())
                    .add(new Event(batch, row));
        }
        if (batch.undoes != null && !batch.effects().isEmpty()) {
            batch.undoes.undoneBy = batch;
        }
        world = after;
    }

    /** Remembers what is now; nothing may be under way. */
    void remember() {
        moments.add(new Moment(Instant.now().truncatedTo(ChronoUnit.MICROS), world));
    }

    /** Who was the last to change the field, or the zone where the field is null. */
    Past lastToChange(Ref zone, @Nullable String field) {
        List<Event> all = of(zone);
        for (int i = all.size() - 1; i >= 0; i--) {
            if (field == null || all.get(i).row().changes().containsKey(field)) {
                return all.get(i).batch();
            }
        }
        throw new IllegalStateException("nobody changed " + field + " of " + zone);
    }
}
