package dev.bailiwick.db;

import dev.bailiwick.bulk.Change;
import dev.bailiwick.bulk.Effect;
import dev.bailiwick.bulk.HistoryEntry;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.NotKept;
import dev.bailiwick.bulk.Outcome;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** In charge of what things of a kind were, made from what they are and what happened to them. */
public final class Timeline {
    private final HistoryTable history;
    private final Kind kind;

    public Timeline(JdbcClient jdbc, Kind kind) {
        this.history = new HistoryTable(jdbc);
        this.kind = kind;
    }

    /**
     * What a thing was.
     *
     * @param values as history holds them: ids of other things may be numbers
     * @param since when it became so
     */
    public record Then(int version, Map<String, @Nullable Object> values, Instant since) {}

    /**
     * What a thing was at a time: from how it is now, back over what happened since. Empty where it was not there.
     *
     * @param now its values, or unset ones where it is gone
     * @throws NotKept where the history does not reach back so far
     */
    public Optional<Then> at(long orgId, long id, Map<String, @Nullable Object> now, Instant at) {
        Optional<HistoryEntry> last = history.lastAt(orgId, kind, id, at);
        if (last.isEmpty()) {
            history.first(orgId, kind, id)
                    .filter(first -> first.effect().outcome() != Outcome.CREATED)
                    .ifPresent(first -> {
                        throw new NotKept(first.at());
                    });
            return Optional.empty();
        }
        Effect effect = last.get().effect();
        if (effect.outcome() == Outcome.DELETED) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>(now);
        for (HistoryEntry since : history.after(orgId, kind, id, effect.version())) {
            Change.takeBack(values, since.effect().changes());
        }
        return Optional.of(new Then(effect.version(), values, last.get().at()));
    }

    /** What happened to a thing last; it must have been there. */
    public HistoryEntry last(long orgId, long id) {
        return history.of(orgId, kind, id, Integer.MAX_VALUE, 1).getFirst();
    }

    /** Whether there is, or was, such a thing. */
    public boolean knows(long orgId, long id) {
        return history.first(orgId, kind, id).isPresent();
    }

    /** What things had that were deleted, by their ids: as they last were. */
    public Map<Long, Map<String, @Nullable Object>> deleted(long orgId, Collection<Long> ids) {
        return history.deleted(orgId, kind, ids);
    }

    /** What happened to a thing before this version, newest first. */
    public List<HistoryEntry> before(long orgId, long id, int version, int limit) {
        return history.of(orgId, kind, id, version, limit);
    }
}
