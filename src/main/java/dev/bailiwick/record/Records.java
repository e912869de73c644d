package dev.bailiwick.record;

import dev.bailiwick.assignment.Trees;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Follower;
import dev.bailiwick.bulk.Guard;
import dev.bailiwick.bulk.Target;
import dev.bailiwick.catalog.Catalog;
import dev.bailiwick.catalog.Catalogs;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.db.Transactions;
import dev.bailiwick.zone.ZoneFields;
import dev.bailiwick.zone.Zones;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The records of an org: what other features may ask of them. Written through the pipeline only. */
public final class Records {
    private static final Form STORES =
            Form.of(Objects.requireNonNull(Catalog.EMPTY.modules().get(Module.STORES)));

    private final RecordTable table;
    private final ReferenceTable references;
    private final FollowerTable followers;
    private final SearchTable search;
    private final Catalogs catalogs;
    private final LocationTable locations;
    private final PlaceTable stores;
    private final Zones zones;
    private final Trees trees;
    private final Transactions transactions;
    private final RecordReads reads;
    private final RecordPast past;
    private final Belongings belongings;

    public Records(JdbcClient jdbc, Transactions transactions, Catalogs catalogs, Zones zones) {
        this.catalogs = catalogs;
        this.table = new RecordTable(jdbc);
        this.references = new ReferenceTable(jdbc);
        this.followers = new FollowerTable(jdbc);
        this.search = new SearchTable(jdbc);
        this.trees = new Trees(jdbc);
        this.locations = new LocationTable(jdbc);
        this.stores = new PlaceTable(jdbc);
        this.transactions = transactions;
        this.zones = zones;
        this.reads = new RecordReads(jdbc, transactions, catalogs, zones);
        this.past = new RecordPast(jdbc, transactions, zones);
        this.belongings = new Belongings(jdbc, transactions, catalogs, zones, past);
    }

    /** Single records over time. */
    public RecordPast past() {
        return past;
    }

    /** Where records belong, as it is read. */
    public Belongings belongings() {
        return belongings;
    }

    /** Records as they are read. */
    public RecordReads reads() {
        return reads;
    }

    /** How the pipeline writes records. */
    public Target target() {
        return new RecordTarget(table, followers, catalogs, zones, trees);
    }

    /** Moves the records that go with what a batch changed. */
    public Follower follower() {
        return new Followers(new Following.Means(table, followers, search, catalogs, zones, trees));
    }

    /** What keeps zones from being switched off and deleted, and what their criteria may name. */
    public Guard guard() {
        return new Guard() {
            @Override
            public Map<Long, Integer> placed(long orgId, Collection<Long> zoneIds, boolean byActive) {
                return stores.placed(orgId, zoneIds, byActive);
            }

            @Override
            public Known known(long orgId, Collection<Long> ids) {
                return references.known(orgId, ids);
            }
        };
    }

    /** What the org has enabled, its modules and fields among it, as it now is. */
    public Catalog catalog(long orgId) {
        return transactions.read(orgId, () -> catalogs.of(orgId));
    }

    /** The module of this name, in any letter case; null where the org has none. Reads only what is not known yet. */
    public @Nullable Module module(long orgId, String name) {
        Module known = catalogs.known(orgId, name);
        return known == null ? catalog(orgId).module(name) : known;
    }

    /**
     * A page of zones and stores; the same number of statements for any page.
     *
     * @throws dev.bailiwick.bulk.Ledger.Unavailable when the database is away
     */
    public Location.Page locations(long orgId, LocationQuery query) {
        return transactions.read(orgId, () -> page(orgId, query));
    }

    private Location.Page page(long orgId, LocationQuery query) {
        List<Long> ids = query.codes().isEmpty() ? List.of() : locations.idsOf(orgId, query.codes());
        List<LocationTable.Row> rows = locations.page(orgId, query, ids);
        Map<Long, Entity> stores = table.byId(orgId, STORES, ids(rows, LocationQuery.Type.STORE));
        Set<Long> wanted = ids(rows, LocationQuery.Type.ZONE);
        stores.values().forEach(store -> {
            Long place = store.reference(StoreFields.PLACE);
            if (place != null) {
                wanted.add(place);
            }
        });
        Map<Long, Entity> above = zones.lines(orgId, wanted);
        List<Location> page = new ArrayList<>();
        for (LocationTable.Row row : rows) {
            boolean zone = row.type() == LocationQuery.Type.ZONE;
            Entity entity = zone ? above.get(row.id()) : stores.get(row.id());
            if (entity != null) {
                Entity parent = above.get(entity.reference(zone ? ZoneFields.PARENT : StoreFields.PLACE));
                String code = parent == null ? null : parent.text(ZoneFields.CODE);
                page.add(new Location(row.type(), entity, code, row.lastUpdated()));
            }
        }
        return new Location.Page(page, locations.count(orgId, query, ids));
    }

    private static Set<Long> ids(List<LocationTable.Row> rows, LocationQuery.Type type) {
        Set<Long> ids = new HashSet<>();
        rows.stream().filter(row -> row.type() == type).forEach(row -> ids.add(row.id()));
        return ids;
    }

    /** All stores after this id, a slice at a time, with the codes of their places; inside the caller's transaction. */
    public List<Location> storesAfter(long orgId, long afterId, int limit) {
        Map<Long, Entity> stores = table.after(orgId, STORES, afterId, limit);
        Set<Long> places = new HashSet<>();
        stores.values().forEach(store -> places.add(place(store)));
        Map<Long, Entity> above = zones.lines(orgId, places);
        return stores.values().stream()
                .map(store -> {
                    Entity place = above.get(place(store));
                    String code = place == null ? null : place.text(ZoneFields.CODE);
                    return new Location(LocationQuery.Type.STORE, store, code, Instant.EPOCH);
                })
                .toList();
    }

    private static long place(Entity store) {
        Long place = store.reference(StoreFields.PLACE);
        return place == null ? Entity.UNLINKED : place;
    }
}
