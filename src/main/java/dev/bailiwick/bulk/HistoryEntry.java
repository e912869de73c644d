package dev.bailiwick.bulk;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a thing once.
 *
 * @param effect what became of it
 * @param login who asked for it
 * @param door through which door
 * @param batch in which batch
 * @param clientRef what the caller called the row, or null
 */
public record HistoryEntry(
        Effect effect,
        String login,
        String door,
        UUID batch,
        @Nullable Object clientRef) {
    /** When it happened. */
    public Instant at() {
        return effect.at();
    }
}
