package dev.bailiwick.assignment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody says of where a record belongs: a value of an item that is no field's. */
public sealed interface Word {
    /** In exactly these zones, whatever rules say, until somebody says otherwise: leaves a hold. None is none. */
    record Exactly(List<Named> zones) implements Word {}

    /**
     * In this zone and no longer in those, or in none of the others: leaves a hold.
     *
     * @param from those that it leaves; empty for all in which it is
     */
    record Move(Named to, List<Named> from) implements Word {
        @Override
        public List<Named> zones() {
            return List.of(to);
        }
    }

    /** What was said ends, pins and exclusions apart; rules decide again. */
    record GiveBack() implements Word {
        @Override
        public List<Named> zones() {
            return List.of();
        }
    }

    /**
     * In these too: of a held record into its hold, else beside what rules give.
     *
     * @param again whether it may be there already
     */
    record Assign(List<Named> zones, boolean again) implements Word {}

    /** No longer in these by anybody's word. */
    record Remove(List<Named> zones) implements Word {}

    /**
     * Stays in this zone.
     *
     * @param reason why, or null
     * @param until when that ends by itself; null for never
     */
    record Pin(
            Named zone, @Nullable String reason, @Nullable Instant until) implements Word {
        @Override
        public List<Named> zones() {
            return List.of(zone);
        }
    }

    /** No longer has to stay in this zone. */
    record Unpin(Named zone) implements Word {
        @Override
        public List<Named> zones() {
            return List.of(zone);
        }
    }

    /** Stays out of this zone. */
    record Exclude(
            Named zone, @Nullable String reason, @Nullable Instant until) implements Word {
        @Override
        public List<Named> zones() {
            return List.of(zone);
        }
    }

    /** May enter this zone again. */
    record Include(Named zone) implements Word {
        @Override
        public List<Named> zones() {
            return List.of(zone);
        }
    }

    /** The zones that it names; those that a move leaves apart. */
    List<Named> zones();
}
