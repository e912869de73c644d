package dev.bailiwick.assignment.model;

import dev.bailiwick.assignment.model.Belonging.Moment;
import dev.bailiwick.assignment.model.Past.Effect;
import dev.bailiwick.assignment.model.Request.Kind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a batch changes of records that no item is about, apart from where they are.
 *
 * @param ended is told the records that were held in zones that went alone
 */
record Consequences(World world, Request request, Moment now, Set<Long> ended) {
    private static final List<String> LINKS = List.of("Account_Name", "Contact_Name");

    /** @param causes is told which thing's item changed which record */
    void of(List<Effect> effects, Map<Long, Long> causes) {
        if (request.past() != null) {
            putBack(request.past(), effects, causes);
        }
        List<Long> gone = effects.stream()
                .filter(effect -> effect.outcome().equals("deleted"))
                .map(Effect::id)
                .filter(id -> request.rows().isEmpty() && !world.records.containsKey(id))
                .toList();
        world.records.values().forEach(record -> zonesGone(record, gone, causes));
        if (request.kind() == Kind.MERGE) {
            refer(causes);
        }
    }

    /** Whatever referred to the one that is gone refers to the one that stayed. */
    private void refer(Map<Long, Long> causes) {
        Long goes = Objects.requireNonNull(request.rows().get(0).id());
        Long stays = request.rows().get(1).id();
        for (Thing record : world.records.values()) {
            for (String link : LINKS) {
                if (goes.equals(record.values.get(link))) {
                    record.put(link, stays);
                    causes.put(record.id, goes);
                }
            }
        }
    }

    private void zonesGone(Thing record, List<Long> gone, Map<Long, Long> causes) {
        Thing was = record.copy();
        Long target = request.kind() == Kind.TRANSFER_ZONES
                ? (Long) request.zones().getFirst().values().get("parent")
                : null;
        for (long zone : gone) {
            for (String kind : Thing.WORDS) {
                if (record.says(kind, zone)) {
                    leave(record, kind, zone, target);
                }
            }
        }
        if (was.isHeld() && !record.isHeld()) {
            ended.add(record.id);
        }
        if (!was.values.equals(record.values)) {
            causes.put(record.id, gone.stream().filter(was::names).findFirst().orElseThrow());
        }
    }

    /** Takes away what was said of a zone that goes: held and manual entries go to the one in its place, if there is one. */
    static void leave(Thing record, String kind, long zone, @Nullable Long target) {
        Object word = Objects.requireNonNull(record.values.remove(kind + "." + zone));
        if (target != null && Set.of(Thing.HOLD, Thing.MANUAL).contains(kind)) {
            record.values.putIfAbsent(kind + "." + target, word);
        }
        if (kind.equals(Thing.HOLD) && record.zones(Thing.HOLD).isEmpty()) {
            record.clear(Thing.HOLD);
        }
    }

    private void putBack(Past past, List<Effect> effects, Map<Long, Long> causes) {
        for (Effect consequence : past.consequences()) {
            Thing record = world.records.get(consequence.id());
            Long cause = consequence.cause();
            if (record == null
                    || effects.stream().noneMatch(e -> Long.valueOf(e.id()).equals(cause))) {
                continue;
            }
            Thing was = record.copy();
            consequence.changes().forEach((name, change) -> {
                boolean exists =
                        !name.startsWith("$") || name.equals(Thing.HELD) || world.zones.containsKey(Thing.zone(name));
                if (Objects.equals(record.values.get(name), change.after()) && (exists || change.before() == null)) {
                    record.put(name, change.before());
                }
            });
            TakingBack.leaveHoldOfOthers(record, was, consequence.changes(), past.number());
            if (Belonging.isTooMany(record)) {
                // What was said since takes the room.
                record.values.clear();
                record.values.putAll(was.values);
            }
            if (!was.values.equals(record.values)) {
                causes.put(record.id, Objects.requireNonNull(cause));
            }
        }
    }
}
