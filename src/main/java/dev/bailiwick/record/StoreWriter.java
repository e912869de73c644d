package dev.bailiwick.record;

import static dev.bailiwick.record.StoreFields.*;

import dev.bailiwick.bulk.Batch;
import dev.bailiwick.bulk.Claim;
import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Judge;
import dev.bailiwick.bulk.Key;
import dev.bailiwick.bulk.Owner;
import dev.bailiwick.bulk.Space;
import dev.bailiwick.bulk.Writer;
import dev.bailiwick.catalog.Catalog;
import dev.bailiwick.catalog.FieldRules;
import dev.bailiwick.zone.ZoneFields;
import dev.bailiwick.zone.Zones;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One batch of stores in one transaction. They rely on the tree and on activity, and change neither. */
record StoreWriter(Batch batch, Catalog catalog, Form form, RecordTable table, Zones zones) implements Writer {
    @Override
    public Set<String> references() {
        return Set.of(PLACE);
    }

    @Override
    public Key key(Item item) {
        return new Keys(form.module(), batch.actor().userId()).closed(item);
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
    public Judge resolve(List<Item> items, Set<Long> ids, Map<Claim, Owner> owners) {
        long org = batch.actor().orgId();
        Map<Long, Entity> stores = table.byId(org, form, ids);
        Map<String, Long> zoneIds = new HashMap<>();
        owners.forEach((claim, owner) -> {
            if (claim.space().equals(Space.ZONE_CODE)) {
                zoneIds.put(claim.value(), owner.id());
            }
        });
        Set<Long> wanted = new HashSet<>(zoneIds.values());
        items.forEach(item -> {
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
        return new StoreJudge(batch.actor(), form.module(), stores, catalog, zones.lines(org, wanted), zoneIds);
    }

    @Override
    public Map<Long, Entity> write(List<Draft> drafts, Instant now) {
        return table.write(batch.actor().orgId(), batch.actor().userId(), form, drafts, now);
    }
}
