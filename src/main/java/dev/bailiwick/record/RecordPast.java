package dev.bailiwick.record;

import dev.bailiwick.assignment.Placement;
import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Change;
import dev.bailiwick.bulk.Claim;
import dev.bailiwick.bulk.Effect;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.HistoryEntry;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Ledger;
import dev.bailiwick.bulk.Owner;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.catalog.OwnValues;
import dev.bailiwick.db.LedgerTable;
import dev.bailiwick.db.Timeline;
import dev.bailiwick.db.Transactions;
import dev.bailiwick.zone.Zones;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Single records over time: as they are, as they were, and what happened to them. Where each user has own values in a
 * field, those of who asks are told, and no others.
 */
public final class RecordPast {
    private final RecordTable table;
    private final SearchTable search;
    private final Timeline timeline;
    private final Ledger ledger;
    private final Transactions transactions;
    private final Zones zones;

    RecordPast(JdbcClient jdbc, Transactions transactions, Zones zones) {
        this.zones = zones;
        this.table = new RecordTable(jdbc);
        this.search = new SearchTable(jdbc);
        this.timeline = new Timeline(jdbc, Kind.RECORD);
        this.ledger = new LedgerTable(jdbc, transactions);
        this.transactions = transactions;
    }

    /** How a caller names one record. */
    public sealed interface Name {
        /** By its id; the only name of a record that was deleted. */
        record Id(long id) implements Name {}

        /** By the value of a field of which at most one record has each, to the caller. */
        record Key(Field field, String value) implements Name {}
    }

    /**
     * A record at one time.
     *
     * @param record its state; it has no stamps
     * @param since when it became so
     */
    public record View(Entity record, Instant since) {}

    /**
     * What happened to a record.
     *
     * @param zones what those are called that it entered or left
     */
    public record Past(long id, String title, List<HistoryEntry> entries, Map<Long, Zones.Label> zones) {}

    /**
     * A record as it is, or as it was at a time; empty where it is not there, or was not.
     *
     * @throws dev.bailiwick.bulk.NotKept where the history does not reach back so far
     */
    public Optional<View> view(Actor actor, Module module, Name name, @Nullable Instant at) {
        Form form = Form.of(module);
        return transactions.snapshot(actor.orgId(), () -> {
            Long id = id(actor, module, name);
            Entity now = id == null
                    ? null
                    : table.byId(actor.orgId(), form, List.of(id)).get(id);
            if (id == null || now == null && (at == null || deletedTitle(actor, module, id) == null)) {
                return Optional.empty();
            }
            if (at == null && now != null) {
                Instant since = timeline.last(actor.orgId(), id).at();
                return Optional.of(new View(own(actor, module, id, now.version(), now.values()), since));
            }
            Map<String, @Nullable Object> values = now == null ? Map.of() : now.values();
            return at == null
                    ? Optional.empty()
                    : timeline.at(actor.orgId(), id, values, at)
                            .map(then -> new View(
                                    own(actor, module, id, then.version(), form.read(then.values())), then.since()));
        });
    }

    /** The record that a name means, if any; inside the caller's transaction. */
    @Nullable
    Long id(Actor actor, Module module, Name name) {
        return switch (name) {
            case Name.Id id -> (Long) id.id();
            case Name.Key key -> {
                Claim claim = new Keys(module, actor.userId()).claim(key.field(), key.value());
                Owner owner = ledger.owners(actor.orgId(), Set.of(claim)).get(claim);
                yield owner != null && owner.kind() == Kind.RECORD ? (Long) owner.id() : null;
            }
        };
    }

    private @Nullable String deletedTitle(Actor actor, Module module, long id) {
        return search.deletedTitle(actor.orgId(), module.name(), id);
    }

    private static Entity own(Actor actor, Module module, long id, int version, Map<String, @Nullable Object> values) {
        return new Entity(id, version, new OwnValues(module, actor).values(values));
    }

    /** What happened to a record before this version, newest first; empty where there never was one. */
    public Optional<Past> history(Actor actor, Module module, Name name, int beforeVersion, int limit) {
        Form form = Form.of(module);
        return transactions.snapshot(actor.orgId(), () -> {
            Long id = id(actor, module, name);
            Entity now = id == null
                    ? null
                    : table.byId(actor.orgId(), form, List.of(id)).get(id);
            String title =
                    now != null ? module.title(now.values()) : id == null ? null : deletedTitle(actor, module, id);
            if (id == null || title == null) {
                return Optional.empty();
            }
            List<HistoryEntry> entries = timeline.before(actor.orgId(), id, beforeVersion, limit).stream()
                    .map(entry -> own(actor, module, entry))
                    .toList();
            Set<Long> passed = new HashSet<>();
            entries.forEach(
                    entry -> passed.addAll(Placement.passed(entry.effect().changes())));
            return Optional.of(
                    new Past(id, title, entries, passed.isEmpty() ? Map.of() : zones.labels(actor.orgId(), passed)));
        });
    }

    private static HistoryEntry own(Actor actor, Module module, HistoryEntry entry) {
        Map<String, Change> changes =
                new OwnValues(module, actor).changes(entry.effect().changes());
        Effect effect = new Effect(entry.effect().outcome(), entry.effect().version(), entry.at(), changes);
        return new HistoryEntry(effect, entry.login(), entry.door(), entry.batch(), entry.clientRef());
    }
}
