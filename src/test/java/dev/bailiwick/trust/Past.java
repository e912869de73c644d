package dev.bailiwick.trust;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch that ran. */
final class Past {
    final String id;
    final String actor;
    final String door;
    final boolean atomic;
    final List<Foretold> rows;
    final @Nullable Past undoes;

    /** The last batch that took something of it back. */
    @Nullable
    Past undoneBy;

    /** When it was, as the server tells; null until it was asked. */
    @Nullable
    Instant at;

    Past(String id, String actor, String door, boolean atomic, List<Foretold> rows, @Nullable Past undoes) {
        this.id = id;
        this.actor = actor;
        this.door = door;
        this.atomic = atomic;
        this.rows = rows;
        this.undoes = undoes;
    }

    List<Foretold> effects() {
        return rows.stream().filter(Foretold::effective).toList();
    }

    boolean madeOrDeleted() {
        return effects().stream().anyMatch(row -> !row.outcome().equals("changed"));
    }
}
