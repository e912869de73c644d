package dev.bailiwick.zone;

import static dev.bailiwick.zone.ZoneFields.*;

import dev.bailiwick.bulk.Batch;
import dev.bailiwick.bulk.Claim;
import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Guard;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Judge;
import dev.bailiwick.bulk.Outcome;
import dev.bailiwick.bulk.Owner;
import dev.bailiwick.bulk.Space;
import dev.bailiwick.bulk.Verb;
import dev.bailiwick.bulk.Writer;
import dev.bailiwick.catalog.Catalog;
import dev.bailiwick.catalog.Catalogs;
import dev.bailiwick.catalog.FieldRules;
import dev.bailiwick.zone.ZoneJudge.Below;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One batch of zones in one transaction. */
record ZoneWriter(Batch batch, ZoneTable table, Catalogs catalogs, Guard guard) implements Writer {
    @Override
    public Set<String> references() {
        return Set.of(PARENT);
    }

    @Override
    public Set<Claim> mentions(Item item) {
        Set<Claim> claims = new HashSet<>();
        if (item.values().get(CODE) instanceof String code) {
            claims.add(codeKey(code));
        }
        if (item.values().get(PARENT) instanceof String code) {
            claims.add(codeKey(code));
        }
        // A longer name is refused; to normalise it first could take a core for minutes.
        if (item.values().get(NAME) instanceof String name && FieldRules.length(name) <= FieldRules.NAME_LENGTH) {
            claims.add(nameKey(name));
        }
        if (item.verb() != Verb.UPDATE && !item.values().containsKey(PARENT)) {
            claims.add(topKey());
        }
        FieldRules.externalIdsIn(item.values().get(EXTERNAL_IDS)).forEach(value -> claims.add(externalKey(value)));
        return claims;
    }

    @Override
    public Judge resolve(List<Item> items, Set<Long> ids, Map<Claim, Owner> owners) {
        long org = batch.actor().orgId();
        Catalog catalog = catalogs.of(org);
        Set<Long> wanted = new HashSet<>(ids);
        owners.forEach((claim, owner) -> {
            if (claim.space().equals(Space.ZONE_CODE)) {
                wanted.add(owner.id());
            }
        });
        items.forEach(item -> {
            if (item.values().get(PARENT) instanceof Long parent) {
                wanted.add(parent);
            }
        });
        Map<Long, Entity> zones =
                items.stream().anyMatch(ZoneWriter::looksUp) ? table.lines(org, wanted) : table.only(org, wanted);
        return new ZoneJudge(zones, catalog, below(items, ids, zones.keySet()));
    }

    /** Whether what is above the zone matters: to its place in the tree, its activity, and what it copies from there. */
    private static boolean looksUp(Item item) {
        return item.verb() != Verb.UPDATE
                || item.values().containsKey(PARENT)
                || item.values().containsKey(ACTIVE)
                || item.values().containsValue(Item.Special.FROM_PARENT);
    }

    /** Asked only of batches that switch something off, or may remove something. */
    private Below below(List<Item> items, Set<Long> ids, Set<Long> known) {
        long org = batch.actor().orgId();
        boolean switchesOff =
                items.stream().anyMatch(i -> Boolean.FALSE.equals(i.values().get(ACTIVE)));
        boolean removes = items.stream().anyMatch(ZoneWriter::removes);
        if (ids.isEmpty() || !switchesOff && !removes) {
            return Below.UNKNOWN;
        }
        return new Below(
                switchesOff ? table.withChildren(org, ids, known, true) : Set.of(),
                switchesOff ? guard.occupied(org, ids, true) : Set.of(),
                removes ? table.withChildren(org, ids, known, false) : Set.of(),
                removes ? guard.occupied(org, ids, false) : Set.of());
    }

    private static boolean removes(Item item) {
        return item.undoes() != null
                && (item.undoes().outcome() == Outcome.CREATED || item.undoes().outcome() == Outcome.RESTORED);
    }

    @Override
    public Map<Long, Entity> write(List<Draft> drafts, Instant now) {
        return table.write(batch.actor().orgId(), drafts, now);
    }
}
