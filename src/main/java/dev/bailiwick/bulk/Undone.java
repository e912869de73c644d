package dev.bailiwick.bulk;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A batch that is to be taken back.
 *
 * @param batch its id
 * @param kind what it wrote
 * @param module of records, which ones; else null
 * @param rows those of its rows that had an effect
 */
public record Undone(UUID batch, Kind kind, @Nullable String module, List<Row> rows) {

    /**
     * A row that had an effect.
     *
     * @param id the thing
     * @param effect what became of it
     * @param clientRef what the caller called the row
     */
    public record Row(long id, Effect effect, @Nullable Object clientRef) {}
}
