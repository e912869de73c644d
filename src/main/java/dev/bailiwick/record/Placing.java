package dev.bailiwick.record;

import dev.bailiwick.assignment.Named;
import dev.bailiwick.assignment.Placement;
import dev.bailiwick.assignment.Places;
import dev.bailiwick.assignment.Tree;
import dev.bailiwick.assignment.Word;
import dev.bailiwick.bulk.Batch;
import dev.bailiwick.bulk.Claim;
import dev.bailiwick.bulk.Effect;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Owner;
import dev.bailiwick.bulk.Role;
import dev.bailiwick.bulk.Verb;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.rule.Moment;
import dev.bailiwick.zone.ZoneFields;
import dev.bailiwick.zone.Zones;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a batch of records that can be in zones needs to know of them.
 *
 * @param module of the records
 */
record Placing(FollowerTable table, Zones zones, Module module, Tree tree, Moment now) {
    /** The words of an item, by the path under which it says them; at most one. */
    static Stream<Map.Entry<String, Word>> words(Item item) {
        return item.values().entrySet().stream()
                .filter(value -> value.getValue() instanceof Word)
                .map(value -> Map.entry(value.getKey(), (Word) value.getValue()));
    }

    /** Whether a hold may come of the item, or end by it, that is about no zone: the zone at the top decides who may. */
    static boolean mayHoldInNone(Item item) {
        return words(item).anyMatch(word -> word.getValue().zones().isEmpty() || word.getValue() instanceof Word.Remove)
                || item.undoes() instanceof Effect undone && Placement.changesHold(undone.changes())
                || Merging.of(item).findAny().isPresent();
    }

    /** All zones that a word names. */
    static Stream<Named> named(Word word) {
        return word instanceof Word.Move move
                ? Stream.concat(Stream.of(move.to()), move.from().stream())
                : word.zones().stream();
    }

    /**
     * The zones that the items name, with those that the records they are about have to do with: one statement if any. Of
     * zones that have rules the tree knows all that is told; who moves a record by word must manage them, too.
     */
    Places places(Batch batch, Collection<Entity> records, Map<Claim, Owner> owners, Collection<Long> linked) {
        List<Named> named = batch.items().stream()
                .flatMap(Placing::words)
                .flatMap(word -> named(word.getValue()))
                .toList();
        boolean isAdmin = batch.actor().role() == Role.ADMIN;
        boolean said = batch.items().stream()
                .anyMatch(item -> words(item).findAny().isPresent()
                        || item.verb() == Verb.UNDO && !isAdmin
                        || Merging.of(item).findAny().isPresent());
        Set<Long> wanted = new HashSet<>();
        long org = batch.actor().orgId();
        Map<Long, List<Long>> followed = followed(org, going(batch, module.name(), records, linked));
        records.forEach(record -> wanted.addAll(Placement.named(record)));
        followed.values().forEach(wanted::addAll);
        batch.items().stream()
                .filter(item -> item.verb() == Verb.UNDO)
                .forEach(item -> wanted.addAll(Placement.named(new Entity(0, 0, item.values()))));
        if (!said) {
            wanted.removeIf(tree::tells);
        }
        for (Named zone : named) {
            if (zone.by() == Named.By.ID) {
                wanted.add(Long.parseLong(zone.value()));
            }
            for (Claim claim : zone.claims()) {
                if (owners.get(claim) instanceof Owner owner && owner.kind() == Kind.ZONE) {
                    wanted.add(owner.id());
                }
            }
        }
        if (owners.get(ZoneFields.topKey()) instanceof Owner top) {
            wanted.add(top.id());
        }
        return new Places(
                module.name(), module.isPlaced(), batch.actor(), zones.lines(org, wanted), owners, tree, followed, now);
    }

    /** The records with which those of the batch go, before it or after it. */
    private static Set<Long> going(Batch batch, String module, Collection<Entity> records, Collection<Long> linked) {
        Set<Long> others = others(module, records);
        if (goes(module)) {
            others.addAll(linked);
            for (String field : List.of(Places.ACCOUNT, Places.CONTACT)) {
                batch.items().stream()
                        .map(item -> Values.id(item.values().get(field)))
                        .filter(Objects::nonNull)
                        .forEach(others::add);
            }
        }
        return others;
    }

    private static boolean goes(String module) {
        return module.equals(Places.CONTACTS) || module.equals(Places.DEALS);
    }

    /** The records with which these go. */
    static Set<Long> others(String module, Collection<Entity> records) {
        Set<Long> others = new HashSet<>();
        if (goes(module)) {
            for (String field : List.of(Places.ACCOUNT, Places.CONTACT)) {
                records.stream()
                        .map(record -> record.get(field))
                        .filter(Long.class::isInstance)
                        .forEach(id -> others.add((Long) id));
            }
        }
        return others;
    }

    /** The zones of these records, by their ids, in the order of the tree: one statement if there are any. */
    Map<Long, List<Long>> followed(long org, Collection<Long> ids) {
        Map<Long, List<Long>> followed = new HashMap<>();
        if (!ids.isEmpty()) {
            table.zonesOf(org, ids).forEach((id, in) -> followed.put(id, tree.ordered(in)));
        }
        return followed;
    }
}
