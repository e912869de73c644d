package dev.bailiwick.record;

import dev.bailiwick.assignment.Places;
import dev.bailiwick.bulk.Batch;
import dev.bailiwick.bulk.Claim;
import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Judge;
import dev.bailiwick.bulk.Key;
import dev.bailiwick.bulk.Owner;
import dev.bailiwick.bulk.Role;
import dev.bailiwick.bulk.Verb;
import dev.bailiwick.bulk.Writer;
import dev.bailiwick.catalog.Catalog;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.zone.ZoneFields;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One batch of records in one transaction.
 *
 * @param placing what it needs to know of zones; null where no record of the module is in any
 */
record RecordWriter(
        Batch batch,
        Catalog catalog,
        Form form,
        RecordTable table,
        Keys keys,
        @Nullable Placing placing) implements Writer {
    /** One more than are told, to know that there are more. */
    private static final int SHARERS = 11;

    @Override
    public Set<String> references() {
        return form.references();
    }

    @Override
    public Key key(Item item) {
        return keys.closed(item);
    }

    @Override
    public Set<Claim> mentions(Item item) {
        Set<Claim> claims = new HashSet<>();
        item.values().forEach((name, value) -> {
            Field field = form.module().field(name);
            if (field == null || value == null) {
                return;
            }
            if (field.unique()) {
                claims.addAll(keys.claims(field, value).keySet());
            }
            Claim other = other(field, value);
            if (other != null) {
                claims.add(other);
            }
        });
        if (placing != null) {
            Placing.words(item)
                    .flatMap(word -> Placing.named(word.getValue()))
                    .forEach(zone -> claims.addAll(zone.claims()));
            if (batch.actor().role() != Role.ADMIN && Placing.mayHoldInNone(item)) {
                claims.add(ZoneFields.topKey());
            }
        }
        return claims;
    }

    /** The key by which a value names another record, or null where it does not. */
    private @Nullable Claim other(Field field, Object value) {
        if (!(value instanceof LookupBy by) || field.lookup() == null) {
            return null;
        }
        Module module = catalog.modules().get(field.lookup());
        if (module == null) {
            return null;
        }
        Field named = module.field(by.field());
        return named == null || !named.unique() || !Keys.canName(by.value())
                ? null
                : new Keys(module, batch.actor().userId()).claim(named, by.value());
    }

    /** Who inserts a value that others look for makes them wait; who changes a record into it does not. */
    @Override
    public Set<Claim> contested(List<Item> items) {
        Set<Claim> contested = new HashSet<>();
        for (Item item : items) {
            if (item.verb() == Verb.CREATE || item.verb() == Verb.UPSERT) {
                Claim claim = keys.checked(item.values());
                if (claim != null) {
                    contested.add(claim);
                }
            }
        }
        return contested;
    }

    @Override
    public Judge resolve(List<Item> items, Set<Long> ids, Map<Claim, Owner> owners) {
        long org = batch.actor().orgId();
        Map<Claim, Set<Long>> sharers = sharers(org, items);
        Set<Long> wanted = new HashSet<>(ids);
        sharers.values().forEach(wanted::addAll);
        Map<Long, Entity> records = table.byId(org, form, wanted);
        // What went, or got another name, after its name was read is no longer meant by it.
        sharers.forEach((claim, named) -> named.removeIf(id -> records.get(id) == null
                || !claim.equals(keys().checked(records.get(id).values()))));
        Map<Object, Long> linked = linked(items, owners);
        Set<Long> others = new HashSet<>(linked.values());
        Set<Long> users = new HashSet<>();
        for (Item item : items) {
            item.values().forEach((name, value) -> {
                Field field = form.module().field(name);
                if (field != null && field.type().isReference() && Values.id(value) instanceof Long id) {
                    (field.type().isUser() ? users : others).add(id);
                }
            });
        }
        users.remove(batch.actor().userId());
        Set<Long> known = users.isEmpty() ? new HashSet<>() : table.users(org, users);
        known.add(batch.actor().userId());
        // First: nobody deletes any more what records of the batch go with, so that what is read after it stays.
        Places places = placing == null ? null : placing.places(batch, records.values(), owners, linked.values());
        return new RecordJudge(
                records,
                form.module(),
                keys,
                batch.actor(),
                sharers,
                linked,
                others.isEmpty() ? Map.of() : table.modules(org, others),
                known,
                RecordJudge.spellings(form.module()),
                places);
    }

    /** The records that share the values by which the batch names records. */
    private Map<Claim, Set<Long>> sharers(long org, List<Item> items) {
        Map<String, Claim> asked = new HashMap<>();
        for (Item item : items) {
            if (item.verb() == Verb.CREATE && Placing.words(item).findAny().isPresent()) {
                // Who says where a new record belongs may mean one that there is.
                Claim claim = keys.checked(item.values());
                if (claim != null) {
                    asked.put(claim.value(), claim);
                }
            }
            if (item.key() instanceof Key.FirstOf firstOf) {
                firstOf.names().stream()
                        .filter(Key.Name::shared)
                        .forEach(n -> asked.put(n.claim().value(), n.claim()));
            }
        }
        Map<Claim, Set<Long>> sharers = new HashMap<>();
        if (!asked.isEmpty()) {
            // Each item that gives a record another name hides one of those that are read.
            int most = SHARERS
                    + (int) items.stream().filter(RecordWriter::mayRename).count();
            table.sharers(org, form.name(), asked.keySet(), most)
                    .forEach((value, ids) -> sharers.put(asked.get(value), ids));
        }
        return sharers;
    }

    /** Whether an item may be about a record whose name it does not say. */
    private static boolean mayRename(Item item) {
        return switch (item.key()) {
            case Key.Id id -> true;
            case Key.Unique unique -> true;
            case Key.FirstOf firstOf -> firstOf.names().stream().anyMatch(name -> !name.shared());
            case Key.None none -> false;
            case Key.Org org -> false;
            case Key.Open open -> false;
        };
    }

    /** The records that the batch names by keys of theirs, by field and value. */
    private Map<Object, Long> linked(List<Item> items, Map<Claim, Owner> owners) {
        Map<Object, Long> linked = new HashMap<>();
        for (Item item : items) {
            item.values().forEach((name, value) -> {
                Field field = form.module().field(name);
                Claim claim = field == null || value == null ? null : other(field, value);
                if (claim != null && owners.get(claim) instanceof Owner owner) {
                    linked.put(value, owner.id());
                }
            });
        }
        return linked;
    }

    @Override
    public Map<Long, Entity> write(List<Draft> drafts, Instant now) {
        return table.write(batch.actor().orgId(), batch.actor().userId(), form, drafts, now);
    }
}
