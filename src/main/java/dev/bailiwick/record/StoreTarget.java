package dev.bailiwick.record;

import static dev.bailiwick.record.StoreFields.*;

import dev.bailiwick.bulk.Batch;
import dev.bailiwick.bulk.Claim;
import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Judge;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Owner;
import dev.bailiwick.bulk.Space;
import dev.bailiwick.bulk.Target;
import dev.bailiwick.catalog.Catalogs;
import dev.bailiwick.catalog.FieldRules;
import dev.bailiwick.zone.ZoneFields;
import dev.bailiwick.zone.Zones;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Stores as the pipeline writes them. They rely on the tree and on activity, and change neither. */
final class StoreTarget implements Target {
    private final RecordTable table;
    private final Catalogs catalogs;
    private final Zones zones;

    StoreTarget(RecordTable table, Catalogs catalogs, Zones zones) {
        this.table = table;
        this.catalogs = catalogs;
        this.zones = zones;
    }

    @Override
    public Kind kind() {
        return Kind.RECORD;
    }

    @Override
    public boolean exclusive(Batch batch) {
        return false;
    }

    @Override
    public Set<String> references() {
        return Set.of(PLACE);
    }

    @Override
    public Set<Claim> mentions(Item item) {
        Set<Claim> claims = new HashSet<>();
        if (item.values().get(CODE) instanceof String code) {
            claims.add(codeKey(code));
        }
        if (item.values().get(PLACE) instanceof String code) {
            claims.add(ZoneFields.codeKey(code));
        }
        FieldRules.externalIdsIn(item.values().get(EXTERNAL_IDS))
                .forEach(value -> claims.add(ZoneFields.externalKey(value)));
        return claims;
    }

    @Override
    public Judge resolve(Batch batch, Set<Long> ids, Map<Claim, Owner> owners) {
        long org = batch.actor().orgId();
        Map<Long, Entity> stores = table.byId(org, MODULE, ids);
        Map<String, Long> zoneIds = new HashMap<>();
        owners.forEach((claim, owner) -> {
            if (claim.space().equals(Space.ZONE_CODE)) {
                zoneIds.put(claim.value(), owner.id());
            }
        });
        Set<Long> wanted = new HashSet<>(zoneIds.values());
        batch.items().forEach(item -> {
            if (item.values().get(PLACE) instanceof Long place) {
                wanted.add(place);
            }
        });
        for (Entity store : stores.values()) {
            Long place = store.reference(PLACE);
            if (place != null) {
                wanted.add(place);
            }
        }
        return new StoreJudge(stores, catalogs.of(org), zones.lines(org, wanted), zoneIds);
    }

    @Override
    public Map<Long, Entity> write(long orgId, List<Draft> drafts, Instant now) {
        return table.write(orgId, MODULE, drafts, now);
    }
}
