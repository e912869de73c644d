package dev.bailiwick.record;

import dev.bailiwick.assignment.Placement;
import dev.bailiwick.assignment.Places;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.catalog.Catalog;
import dev.bailiwick.catalog.Catalogs;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.db.Transactions;
import dev.bailiwick.zone.ZoneFields;
import dev.bailiwick.zone.Zones;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Records as they are read: found by what they hold, a page at a time, with the names of what they refer to. Each answer
 * is one transaction, and its statements are as many for one record as for two hundred.
 */
public final class RecordReads {
    private final SearchTable table;
    private final Catalogs catalogs;
    private final Zones zones;
    private final Transactions transactions;

    RecordReads(JdbcClient jdbc, Transactions transactions, Catalogs catalogs, Zones zones) {
        this.table = new SearchTable(jdbc);
        this.catalogs = catalogs;
        this.zones = zones;
        this.transactions = transactions;
    }

    /**
     * Some records.
     *
     * @param module of which they are
     * @param records in the order asked for
     * @param more whether there are more after them
     * @param names of the records and zones to which they refer, by id; what is gone is missing
     */
    public record Page(Module module, List<Entity> records, boolean more, Map<Long, String> names) {}

    /**
     * A page of records.
     *
     * @param asked makes the query from what the org has enabled; what it throws comes through
     * @throws dev.bailiwick.bulk.Ledger.Unavailable when the database is away
     */
    public Page page(long orgId, Function<Catalog, RecordQuery> asked) {
        return transactions.read(orgId, () -> {
            Catalog catalog = catalogs.of(orgId);
            RecordQuery query = asked.apply(catalog);
            List<Entity> found = table.page(orgId, withOneMore(query));
            List<Entity> page = found.stream().limit(query.limit()).toList();
            return new Page(query.module(), page, found.size() > page.size(), names(orgId, catalog, query, page));
        });
    }

    private static RecordQuery withOneMore(RecordQuery query) {
        return new RecordQuery(
                query.module(),
                query.user(),
                query.where(),
                query.shown(),
                query.sort(),
                query.descending(),
                query.after(),
                query.offset(),
                query.limit() + 1);
    }

    /** Of records and zones in one map: an id is never given twice. */
    private Map<Long, String> names(long orgId, Catalog catalog, RecordQuery query, List<Entity> page) {
        Set<Long> records = new HashSet<>();
        Set<Long> places = new HashSet<>();
        Set<Module> modules = new HashSet<>();
        for (Field field : query.module().references()) {
            if (field.type().isUser() || query.shown() != null && !query.shown().contains(field.name())) {
                continue;
            }
            Module other = field.lookup() == null ? null : catalog.modules().get(field.lookup());
            if (other != null) {
                modules.add(other);
            }
            for (Entity record : page) {
                if (record.get(field.name()) instanceof Long id) {
                    (other == null ? places : records).add(id);
                }
            }
        }
        if (Places.MODULES.contains(query.module().name())) {
            page.forEach(record -> places.addAll(Placement.in(record).keySet()));
        }
        Map<Long, String> names = new HashMap<>();
        if (!records.isEmpty()) {
            names.putAll(table.titles(orgId, records, modules));
        }
        if (!places.isEmpty()) {
            zones.lines(orgId, places).forEach((id, zone) -> names.put(id, String.valueOf(zone.text(ZoneFields.NAME))));
        }
        return names;
    }

    /** A module as it now is. */
    public Module now(long orgId, Module module) {
        return transactions.read(orgId, () -> catalogs.of(orgId).modules().getOrDefault(module.name(), module));
    }

    /**
     * How many records of a module there are.
     *
     * @param user whose values count, where each user has own ones
     * @param asked which of them, from the module as it now is
     */
    public long count(long orgId, Module module, long user, Function<Module, Condition> asked) {
        return transactions.read(orgId, () -> {
            Module now = catalogs.of(orgId).modules().getOrDefault(module.name(), module);
            return table.count(orgId, now, user, asked.apply(now));
        });
    }

    /** Records of a module that were deleted, after this time if there is one, the last first. */
    public List<Deleted> deleted(long orgId, Module module, @Nullable Instant after, int offset, int limit) {
        return transactions.read(orgId, () -> table.deleted(orgId, module.name(), after, offset, limit));
    }

    /** Those of these zones that the org has, and if asked all below them, by their ids. */
    public List<Long> zones(long orgId, Collection<Long> ids, boolean below) {
        return transactions.read(orgId, () -> zones.part(orgId, ids, below));
    }
}
