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
import dev.bailiwick.bulk.Text;
import dev.bailiwick.bulk.Verb;
import dev.bailiwick.bulk.Writer;
import dev.bailiwick.catalog.Catalog;
import dev.bailiwick.catalog.Catalogs;
import dev.bailiwick.catalog.FieldRules;
import dev.bailiwick.zone.ZoneJudge.Below;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One batch of zones in one transaction. */
record ZoneWriter(Batch batch, ZoneTable table, TerritoryTable territories, Catalogs catalogs, Guard guard, int most)
        implements Writer {
    @Override
    public Set<String> references() {
        return Set.of(PARENT, MANAGER);
    }

    @Override
    public List<Item> withFollowing(List<Item> items) {
        return Departures.withMoved(items, table, batch.actor().orgId());
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
            if (wantsCode(item)) {
                claims.add(codeKey(codeOf(name)));
            }
        }
        if (item.verb() != Verb.UPDATE && !item.values().containsKey(PARENT)) {
            claims.add(topKey());
        }
        modulesIn(item.values().get(DEFAULT_FOR)).forEach(module -> claims.add(defaultKey(module)));
        loginsIn(item).forEach(login -> claims.add(loginKey(login)));
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
        if (!zones.isEmpty() && items.stream().anyMatch(ZoneWriter::wantsUsers)) {
            zones = territories.withUsers(org, zones);
        }
        return new ZoneJudge(
                zones,
                catalog,
                below(items, ids, zones.keySet()),
                new Staff(batch.actor().role(), usersNamed(items), owners, catalog, referred(items, catalog)),
                Departures.of(batch.actor().role(), items),
                codes(items, owners),
                room(items));
    }

    /** Counted only where an item may make a zone, and then nobody else makes one: who does has the org's lock alone. */
    private Judge.Room room(List<Item> items) {
        boolean makes = items.stream()
                .anyMatch(item -> item.verb() == Verb.CREATE
                        || item.verb() == Verb.UPSERT
                        || item.undoes() != null && item.undoes().outcome() == Outcome.DELETED);
        return makes ? new Judge.Room(most - table.count(batch.actor().orgId()), most) : new Judge.Room(0, most);
    }

    /** Whether the item makes a zone that the door lets be without a code. */
    private boolean wantsCode(Item item) {
        return item.verb() == Verb.CREATE
                && !item.values().containsKey(CODE)
                && !batch.rules().requires(CODE);
    }

    private Map<Integer, String> codes(List<Item> items, Map<Claim, Owner> owners) {
        Map<Integer, String> codes = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (Item item : items) {
            if (wantsCode(item) && item.values().get(NAME) instanceof String name) {
                // A longer name is refused.
                String code = codeOf(Text.shortened(name, FieldRules.NAME_LENGTH));
                boolean free = !owners.containsKey(codeKey(code)) && seen.add(code);
                codes.put(item.index(), free ? code : code + "_");
            }
        }
        return codes;
    }

    /** Whether it matters who the zone's users are: they are to change, or to go and come with it. */
    private static boolean wantsUsers(Item item) {
        return item.values().containsKey(USERS)
                || item.verb() == Verb.DELETE
                || item.undoes() != null && item.undoes().outcome() != Outcome.CHANGED;
    }

    /** The modules that an item names as those whose default the zone is. */
    private static Set<String> modulesIn(@Nullable Object sent) {
        Set<String> modules = new HashSet<>();
        if (sent instanceof Map<?, ?> map) {
            map.keySet().forEach(module -> modules.add((String) module));
        } else if (sent instanceof List<?> list) {
            list.stream().filter(String.class::isInstance).forEach(module -> modules.add((String) module));
        }
        return modules;
    }

    /** The users that an item names by their logins. */
    private static Set<String> loginsIn(Item item) {
        Set<String> logins = new HashSet<>();
        if (item.values().get(MANAGER) instanceof String manager) {
            logins.add(manager);
        }
        if (item.values().get(USERS) instanceof List<?> users) {
            users.stream().filter(String.class::isInstance).forEach(user -> logins.add((String) user));
        }
        return logins;
    }

    /** Those of the users that items name by their ids who are there. */
    private Set<Long> usersNamed(List<Item> items) {
        Set<Long> named = new HashSet<>();
        for (Item item : items) {
            if (item.values().get(MANAGER) instanceof Long manager) {
                named.add(manager);
            }
            if (item.values().get(USERS) instanceof Map<?, ?> users) {
                users.keySet().forEach(user -> named.add(Long.valueOf((String) user)));
            }
        }
        return named.isEmpty() ? named : territories.users(batch.actor().orgId(), named);
    }

    /** What there is of what criteria name; asked only where they name anything. */
    private Guard.Known referred(List<Item> items, Catalog catalog) {
        Set<Long> named = Staff.named(catalog, items);
        return named.isEmpty() ? Guard.Known.NONE : guard.known(batch.actor().orgId(), named);
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
                switchesOff ? guard.placed(org, ids, true).keySet() : Set.of(),
                removes ? table.withChildren(org, ids, known, false) : Set.of(),
                removes ? guard.placed(org, ids, false) : Map.of());
    }

    private static boolean removes(Item item) {
        return item.verb() == Verb.DELETE
                || item.undoes() != null
                        && (item.undoes().outcome() == Outcome.CREATED
                                || item.undoes().outcome() == Outcome.RESTORED);
    }

    @Override
    public Map<Long, Entity> write(List<Draft> drafts, Instant now) {
        return table.write(batch.actor().orgId(), batch.actor().userId(), drafts, now);
    }
}
