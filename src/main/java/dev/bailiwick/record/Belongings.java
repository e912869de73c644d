package dev.bailiwick.record;

import dev.bailiwick.assignment.MemberTable;
import dev.bailiwick.assignment.MemberTable.After;
import dev.bailiwick.assignment.MemberTable.Member;
import dev.bailiwick.assignment.Placement;
import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Passage;
import dev.bailiwick.catalog.Catalogs;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.db.HistoryTable;
import dev.bailiwick.db.Transactions;
import dev.bailiwick.zone.Zones;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where records belong, as it is read: of one record, of the records of zones, and over time. Each answer is one
 * transaction, and its statements are as many for one row as for a thousand.
 */
public final class Belongings {
    private final RecordTable table;
    private final SearchTable search;
    private final MemberTable members;
    private final HistoryTable history;
    private final RecordPast past;
    private final Catalogs catalogs;
    private final Zones zones;
    private final Transactions transactions;

    Belongings(JdbcClient jdbc, Transactions transactions, Catalogs catalogs, Zones zones, RecordPast past) {
        this.table = new RecordTable(jdbc);
        this.search = new SearchTable(jdbc);
        this.members = new MemberTable(jdbc);
        this.history = new HistoryTable(jdbc);
        this.past = past;
        this.catalogs = catalogs;
        this.zones = zones;
        this.transactions = transactions;
    }

    /** What people call a record, and of which module it is. */
    public record Called(String module, String title) {}

    /**
     * Where a record belongs.
     *
     * @param record holds it, as {@link Placement} tells
     * @param zones what all zones are called that it has to do with
     */
    public record Belonging(Entity record, Map<Long, Zones.Label> zones) {}

    /** Where a record belongs; empty where there is no such record. */
    public Optional<Belonging> of(Actor actor, Module module, RecordPast.Name name) {
        long org = actor.orgId();
        return transactions.snapshot(org, () -> {
            Long id = past.id(actor, module, name);
            Entity record = id == null
                    ? null
                    : table.byId(org, Form.of(module), List.of(id)).get(id);
            return record == null
                    ? Optional.empty()
                    : Optional.of(new Belonging(record, zones.labels(org, Placement.named(record))));
        });
    }

    /**
     * Some members of zones.
     *
     * @param members in their order
     * @param more whether there are more after them
     * @param placements what their records hold of where they belong
     * @param called what their records are called
     * @param zones what their zones are called, and those in which rules would have the records
     */
    public record Page(
            List<Member> members,
            boolean more,
            Map<Long, Entity> placements,
            Map<Long, Called> called,
            Map<Long, Zones.Label> zones) {}

    /** The records that are in a zone, or in one below it too; empty where there is no such zone. */
    public Optional<Page> in(
            long orgId, Zones.Name name, boolean below, Set<String> modules, @Nullable After after, int limit) {
        return transactions.snapshot(orgId, () -> {
            Long zone = zones.find(orgId, name);
            if (zone == null) {
                return Optional.empty();
            }
            List<Long> left = zones.part(orgId, List.of(zone), below).stream()
                    .filter(id -> after == null || id >= after.zone())
                    .toList();
            return Optional.of(page(orgId, members.in(orgId, left, modules, after, limit + 1), limit));
        });
    }

    /** What rules would have otherwise than people said. */
    public Page contradicted(long orgId, Set<String> modules, @Nullable After after, int limit) {
        return transactions.snapshot(
                orgId, () -> page(orgId, members.contradicted(orgId, modules, after, limit + 1), limit));
    }

    /** The pins and exclusions that end after one time and not after another. */
    public Page ending(long orgId, Set<String> modules, Instant from, Instant to, @Nullable After after, int limit) {
        return transactions.snapshot(
                orgId, () -> page(orgId, members.ending(orgId, modules, from, to, after, limit + 1), limit));
    }

    private Page page(long orgId, List<Member> read, int limit) {
        List<Member> page = read.stream().limit(limit).toList();
        Set<Long> ids = page.stream().map(Member::record).collect(Collectors.toSet());
        Set<Long> named = page.stream().map(Member::zone).collect(Collectors.toSet());
        Map<Long, Entity> placements = ids.isEmpty() ? Map.of() : members.placements(orgId, ids);
        placements
                .values()
                .forEach(record ->
                        record.map(Placement.OVERRULED).keySet().forEach(zone -> named.add(Long.parseLong(zone))));
        return new Page(page, read.size() > limit, placements, calledNow(orgId, ids), zones.labels(orgId, named));
    }

    /** What records are called, also those that were deleted. */
    public Map<Long, Called> called(long orgId, Collection<Long> ids) {
        return transactions.read(orgId, () -> calledNow(orgId, ids));
    }

    private Map<Long, Called> calledNow(long orgId, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<Long, Called> called =
                search.called(orgId, ids, catalogs.of(orgId).modules().values());
        Set<Long> gone = new HashSet<>(ids);
        gone.removeAll(called.keySet());
        if (!gone.isEmpty()) {
            called.putAll(search.deletedCalled(orgId, gone));
        }
        return called;
    }

    /** What zones are called, also those that were deleted. */
    public Map<Long, Zones.Label> labels(long orgId, Collection<Long> ids) {
        return ids.isEmpty() ? Map.of() : transactions.read(orgId, () -> zones.labels(orgId, ids));
    }

    /**
     * Who entered a zone and left it.
     *
     * @param zone what it is called, or was
     * @param passages newest first
     * @param more whether there are more after them
     */
    public record Passages(Zones.Label zone, List<Passage> passages, boolean more, Map<Long, Called> called) {}

    /** Who entered a zone and left it, newest first, before this spot if there is one; empty where there never was a zone. */
    public Optional<Passages> passages(long orgId, Zones.Name name, Passage.@Nullable Spot before, int limit) {
        return transactions.snapshot(orgId, () -> {
            Long zone = zones.find(orgId, name);
            Zones.Label label =
                    zone == null ? null : zones.labels(orgId, List.of(zone)).get(zone);
            if (zone == null || label == null) {
                return Optional.empty();
            }
            List<Passage> read = history.passages(orgId, zone, before, limit + 1);
            List<Passage> page = read.stream().limit(limit).toList();
            Set<Long> ids = page.stream().map(Passage::record).collect(Collectors.toSet());
            return Optional.of(new Passages(label, page, read.size() > limit, calledNow(orgId, ids)));
        });
    }
}
