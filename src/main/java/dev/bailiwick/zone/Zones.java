package dev.bailiwick.zone;

import dev.bailiwick.bulk.Change;
import dev.bailiwick.bulk.Claim;
import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Guard;
import dev.bailiwick.bulk.HistoryEntry;
import dev.bailiwick.bulk.Key;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Ledger;
import dev.bailiwick.bulk.Owner;
import dev.bailiwick.bulk.Target;
import dev.bailiwick.catalog.Catalogs;
import dev.bailiwick.db.Timeline;
import dev.bailiwick.db.Transactions;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The zones of an org: what other features may ask of them. Written through the pipeline only. */
public final class Zones {
    private final ZoneTable table;
    private final TerritoryTable territories;
    private final Timeline timeline;
    private final Transactions transactions;
    private final Ledger ledger;

    public Zones(JdbcClient jdbc, Transactions transactions, Ledger ledger) {
        this.territories = new TerritoryTable(jdbc);
        this.table = new ZoneTable(jdbc, territories);
        this.timeline = new Timeline(jdbc, Kind.ZONE);
        this.transactions = transactions;
        this.ledger = ledger;
    }

    /**
     * How the pipeline writes zones; the guard says where something active is placed.
     *
     * @param most how many zones an org may have
     */
    public Target target(Catalogs catalogs, Guard guard, int most) {
        return new ZoneTarget(table, territories, catalogs, guard, most);
    }

    /** Names the zone at the top. */
    public static Key top() {
        return new Key.Unique("top", ZoneFields.topKey());
    }

    /** Whether a written draft of a zone changes what is known of rules: where they put records, what their zones are called. */
    static boolean isRetold(Draft draft) {
        Entity before = draft.before();
        return decides(draft)
                || before != null
                        && !draft.isGone()
                        && judges(draft.after())
                        && (!Objects.equals(
                                        before.get(ZoneFields.NAME),
                                        draft.after().get(ZoneFields.NAME))
                                || !Objects.equals(
                                        before.get(ZoneFields.CODE),
                                        draft.after().get(ZoneFields.CODE)));
    }

    /** Whether it says something of where records belong: by a rule, or as a default. */
    private static boolean judges(Entity zone) {
        return !zone.map(ZoneFields.RULES).isEmpty()
                || !zone.map(ZoneFields.DEFAULT_FOR).isEmpty();
    }

    /** Whether it says something of where records of this module belong. */
    public static boolean judges(Entity zone, String module) {
        return zone.map(ZoneFields.RULES).containsKey(module)
                || zone.map(ZoneFields.DEFAULT_FOR).containsKey(module);
    }

    /** Whether a written draft of a zone may change where rules and defaults put records. */
    public static boolean decides(Draft draft) {
        Entity before = draft.before();
        if (before == null || draft.isGone()) {
            return judges(before == null ? draft.after() : before);
        }
        Entity after = draft.after();
        return !before.map(ZoneFields.RULES).equals(after.map(ZoneFields.RULES))
                || !before.map(ZoneFields.DEFAULT_FOR).equals(after.map(ZoneFields.DEFAULT_FOR))
                || isElsewhere(before, after);
    }

    /** The same of records of one module. */
    public static boolean decides(Draft draft, String module) {
        Entity before = draft.before();
        if (before == null || draft.isGone()) {
            // What was below it is in a draft of its own.
            return judges(before == null ? draft.after() : before, module);
        }
        Entity after = draft.after();
        return isElsewhere(before, after)
                || !Objects.equals(
                        before.map(ZoneFields.RULES).get(module),
                        after.map(ZoneFields.RULES).get(module))
                || before.map(ZoneFields.DEFAULT_FOR).containsKey(module)
                        != after.map(ZoneFields.DEFAULT_FOR).containsKey(module);
    }

    /** Whether it lies below another zone, or was switched on or off. */
    private static boolean isElsewhere(Entity before, Entity after) {
        return !Objects.equals(before.get(ZoneFields.PARENT), after.get(ZoneFields.PARENT))
                || before.flag(ZoneFields.ACTIVE) != after.flag(ZoneFields.ACTIVE);
    }

    /** Whether a written draft of a zone may change the order of those that have rules. */
    public static boolean reorders(Draft draft) {
        Entity before = draft.before();
        return before == null
                || draft.isGone()
                || !Objects.equals(before.get(ZoneFields.PARENT), draft.after().get(ZoneFields.PARENT))
                || judges(before) != judges(draft.after());
    }

    /** These zones and everything above them, by id; inside the caller's transaction, one statement. */
    public Map<Long, Entity> lines(long orgId, Collection<Long> ids) {
        return table.lines(orgId, ids);
    }

    /** The ids of those of these zones that there are, and if asked of all below them; inside the caller's transaction. */
    public List<Long> part(long orgId, Collection<Long> ids, boolean below) {
        return table.part(orgId, ids, below);
    }

    /**
     * What people call a zone.
     *
     * @param code of one that was deleted, the one it had last; so its name
     */
    public record Label(long id, String code, String name) {}

    /** What these zones are called, also those that were deleted; inside the caller's transaction, two statements at most. */
    public Map<Long, Label> labels(long orgId, Collection<Long> ids) {
        Map<Long, Label> labels = new HashMap<>();
        table.only(orgId, ids)
                .forEach((id, zone) -> labels.put(
                        id,
                        new Label(
                                id,
                                String.valueOf(zone.text(ZoneFields.CODE)),
                                String.valueOf(zone.text(ZoneFields.NAME)))));
        Set<Long> gone = new HashSet<>(ids);
        gone.removeAll(labels.keySet());
        if (!gone.isEmpty()) {
            timeline.deleted(orgId, gone)
                    .forEach((id, had) -> labels.put(
                            id,
                            new Label(
                                    id,
                                    String.valueOf(had.get(ZoneFields.CODE)),
                                    String.valueOf(had.get(ZoneFields.NAME)))));
        }
        return labels;
    }

    /** The zone that a name means, or meant; null for none; inside the caller's transaction. */
    public @Nullable Long find(long orgId, Name name) {
        Long id = id(orgId, name);
        return id != null && timeline.knows(orgId, id) ? id : null;
    }

    /** The whole tree by id, with users; inside the caller's transaction, two statements. */
    public Map<Long, Entity> all(long orgId) {
        return territories.withAllUsers(orgId, table.all(orgId));
    }

    /** The zones that pass as territories, in the order of their ids. */
    public List<Territory> territories(long orgId, TerritoryFilter filter, long offset, int limit) {
        return transactions.read(orgId, () -> territories.page(orgId, filter, offset, limit));
    }

    /** How many users zones have, those with none among them, in the order of their ids. */
    public List<Territory.Size> sizes(long orgId, long offset, int limit) {
        return transactions.read(orgId, () -> territories.sizes(orgId, offset, limit));
    }

    /** The users of a zone, in the order of their ids, or only this one; empty where there is no such zone. */
    public Optional<List<Long>> users(long orgId, long zoneId, @Nullable Long only, long offset, int limit) {
        return transactions.read(
                orgId,
                () -> table.only(orgId, List.of(zoneId)).isEmpty()
                        ? Optional.empty()
                        : Optional.of(territories.members(orgId, zoneId, only, offset, limit)));
    }

    /** How a caller names one zone. */
    public sealed interface Name {
        /** By its id; the only name of a zone that was deleted. */
        record Id(long id) implements Name {}

        /** By a key: its code, or an external id. */
        record Key(Claim claim) implements Name {}
    }

    /**
     * A zone at one time.
     *
     * @param zone its state
     * @param parentCode the code of the zone above; null for the top
     * @param since when it became so
     */
    public record View(Entity zone, @Nullable String parentCode, Instant since) {}

    /** What happened to a zone. */
    public record Past(long id, @Nullable String code, List<HistoryEntry> entries) {}

    /**
     * A zone as it is, or as it was at a time; empty where it is not there, or was not.
     *
     * @throws dev.bailiwick.bulk.NotKept where the history does not reach back so far
     */
    public Optional<View> view(long orgId, Name name, @Nullable Instant at) {
        return transactions.snapshot(orgId, () -> {
            Long id = id(orgId, name);
            if (id == null) {
                return Optional.empty();
            }
            Map<Long, Entity> found = table.only(orgId, List.of(id));
            Entity now =
                    found.isEmpty() ? null : territories.withUsers(orgId, found).get(id);
            if (at != null) {
                return past(orgId, id, now, at);
            }
            return Optional.ofNullable(now).map(zone -> present(orgId, zone));
        });
    }

    private @Nullable Long id(long orgId, Name name) {
        return switch (name) {
            case Name.Id id -> id.id();
            case Name.Key key -> {
                Owner owner = ledger.owners(orgId, Set.of(key.claim())).get(key.claim());
                yield owner != null && owner.kind() == Kind.ZONE ? (Long) owner.id() : null;
            }
        };
    }

    private View present(long orgId, Entity zone) {
        return new View(
                zone, parentCode(orgId, zone), timeline.last(orgId, zone.id()).at());
    }

    private @Nullable String parentCode(long orgId, Entity zone) {
        Long parent = zone.reference(ZoneFields.PARENT);
        Entity above =
                parent == null ? null : table.lines(orgId, List.of(parent)).get(parent);
        return above == null ? null : above.text(ZoneFields.CODE);
    }

    private Optional<View> past(long orgId, long id, @Nullable Entity now, Instant at) {
        return timeline.at(orgId, id, now == null ? ZoneFields.blank() : now.values(), at)
                .map(past -> {
                    Map<String, @Nullable Object> values = past.values();
                    for (String field : List.of(ZoneFields.PARENT, ZoneFields.MANAGER)) {
                        if (values.get(field) instanceof BigDecimal reference) {
                            values.put(field, reference.longValueExact());
                        }
                    }
                    Entity then = new Entity(id, past.version(), values);
                    Long parent = then.reference(ZoneFields.PARENT);
                    return new View(then, parent == null ? null : code(orgId, parent), past.since());
                });
    }

    /** Of a zone that was deleted, the one it had. */
    private @Nullable String code(long orgId, long id) {
        Entity now = table.lines(orgId, List.of(id)).get(id);
        if (now != null) {
            return now.text(ZoneFields.CODE);
        }
        Change code = timeline.last(orgId, id).effect().changes().get(ZoneFields.CODE);
        return code == null ? null : (String) code.before();
    }

    /** What happened to a zone before this version, newest first; empty where there never was one. */
    public Optional<Past> history(long orgId, Name name, int beforeVersion, int limit) {
        return transactions.snapshot(orgId, () -> {
            Long id = id(orgId, name);
            if (id == null || !timeline.knows(orgId, id)) {
                return Optional.empty();
            }
            return Optional.of(new Past(id, code(orgId, id), timeline.before(orgId, id, beforeVersion, limit)));
        });
    }
}
