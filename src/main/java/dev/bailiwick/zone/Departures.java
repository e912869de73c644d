package dev.bailiwick.zone;

import static dev.bailiwick.zone.ZoneFields.ACTIVE;
import static dev.bailiwick.zone.ZoneFields.PARENT;

import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Key;
import dev.bailiwick.bulk.Role;
import dev.bailiwick.bulk.Verb;
import dev.bailiwick.bulk.Working;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * In charge of zones that go because a caller says so: who may say it, and where that leaves what is below them.
 *
 * @param role the caller's
 * @param targets by the zones that are to go, to which zones they leave what is below them, where they say one
 * @param moved what is below them and goes on, by its id
 */
record Departures(Role role, Map<Long, Long> targets, Map<Long, Moved> moved) {

    static Departures of(Role role, List<Item> items) {
        Map<Long, Long> targets = new HashMap<>();
        Map<Long, Moved> moved = new HashMap<>();
        Set<Long> going = new HashSet<>();
        for (Item item : items) {
            if (item.key() instanceof Key.Id zone) {
                if (item.verb() != Verb.DELETE) {
                    if (item.values().get(PARENT) instanceof Moved from) {
                        moved.put(zone.id(), from);
                    }
                } else if (going.add(zone.id()) && item.values().get(PARENT) instanceof Long target) {
                    // A later row about the same zone is refused, and says nothing of it.
                    targets.put(zone.id(), target);
                }
            }
        }
        return new Departures(role, targets, moved);
    }

    /**
     * The items, and one for each zone that is to be moved. What the batch deletes itself is none of them: it has to go
     * before what is above it, as the items are taken in order.
     */
    static List<Item> withMoved(List<Item> items, ZoneTable table, long orgId) {
        Map<Long, Moved> targets = new HashMap<>();
        Set<Long> going = new HashSet<>();
        for (Item item : items) {
            if (item.verb() == Verb.DELETE && item.key() instanceof Key.Id zone && going.add(zone.id())) {
                if (item.values().get(PARENT) instanceof Long target) {
                    targets.put(zone.id(), new Moved(item.index(), zone.id(), target));
                }
            }
        }
        if (targets.isEmpty()) {
            return items;
        }
        List<Item> all = new ArrayList<>(items);
        table.children(orgId, targets.keySet()).forEach((child, parent) -> {
            Moved move = targets.get(parent);
            if (move != null && !going.contains(child)) {
                Map<String, @Nullable Object> values = Map.of(PARENT, move);
                all.add(new Item(all.size(), Verb.UPDATE, new Key.Id(child), values, List.of(), List.of()));
            }
        });
        return all;
    }

    /**
     * Whether a zone may go.
     *
     * @param occupied whether a zone is below it
     */
    void judge(Draft draft, boolean occupied, Working working) {
        Entity zone = draft.before();
        if (zone == null) {
            return;
        }
        if (role != Role.ADMIN) {
            draft.fault(FaultCode.NOT_PERMITTED, "");
        }
        if (zone.get(PARENT) == null) {
            draft.fault(FaultCode.NOT_CHANGEABLE, "");
            return;
        }
        Long target = targets.get(zone.id());
        List<Entity> below = below(zone.id(), working);
        boolean stays = below.stream().anyMatch(child -> !moved.containsKey(child.id()));
        if (target == null || stays) {
            if (target == null && draft.item().values().containsKey(PARENT) && (occupied || !below.isEmpty())) {
                draft.fault(FaultCode.MISSING, PARENT);
            } else if (occupied || !below.isEmpty()) {
                draft.fault(FaultCode.IN_USE, "", "by", "zones");
            }
            return;
        }
        Entity taker = working.get(target);
        if (target == zone.id()) {
            draft.fault(FaultCode.CYCLE, PARENT, "value", target);
        } else if (taker == null) {
            draft.fault(FaultCode.NO_SUCH_ZONE, PARENT, "value", target);
        } else if (!below.isEmpty() && depth(taker, working) >= depth(zone, working)) {
            draft.fault(FaultCode.OUT_OF_RANGE, PARENT, "expected", "a zone on a higher level than the one that goes");
        } else if (!taker.flag(ACTIVE) && below.stream().anyMatch(child -> child.flag(ACTIVE))) {
            draft.fault(FaultCode.ZONE_NOT_ACTIVE, PARENT, "value", target);
        }
    }

    /** Where a zone that was below one that is gone is now; null where that one stays. */
    @Nullable
    Entity taker(Moved move, Working working) {
        if (working.get(move.from()) != null) {
            return null;
        }
        Long at = move.to();
        while (at != null && working.get(at) == null) {
            at = targets.get(at);
        }
        return at == null ? null : working.get(at);
    }

    /** What is right below a zone that goes, or will be once those are gone that were between. */
    private List<Entity> below(long id, Working working) {
        List<Entity> below = new ArrayList<>();
        for (Entity zone : working.all()) {
            Long parent = above(zone, id, working);
            if (parent != null && parent == id) {
                below.add(zone);
            }
        }
        return below;
    }

    private @Nullable Long above(Entity zone, long until, Working working) {
        Long parent = zone.reference(PARENT);
        while (parent != null && parent != until && working.get(parent) == null) {
            parent = targets.get(parent);
        }
        return parent;
    }

    /** How many zones are above it; of one that is to be above itself, more than of any other. */
    private int depth(Entity zone, Working working) {
        Set<Long> seen = new HashSet<>();
        Long parent = above(zone, 0, working);
        while (parent != null && working.get(parent) instanceof Entity at) {
            if (!seen.add(parent)) {
                return Integer.MAX_VALUE;
            }
            parent = above(at, 0, working);
        }
        return seen.size();
    }
}
