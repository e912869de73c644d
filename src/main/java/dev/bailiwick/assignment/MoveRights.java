package dev.bailiwick.assignment;

import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** In charge of who may say where records belong. */
record MoveRights(Places places) {
    /** What was said of a record, as it is stored: draft and record change. */
    record Words(Said said, Map<String, Object> pins, Map<String, Object> exclusions) {
        static Words of(Entity record) {
            return new Words(Placement.said(record), record.map(Placement.PINS), record.map(Placement.EXCLUSIONS));
        }
    }

    /**
     * Whoever moves a record by word is an administrator, or manages each zone that it enters or leaves by that, or of
     * which a pin or an exclusion is made, changed or ended. Who holds it manages those that it leaves by that; who holds
     * it, or ends that, manages the zones of the hold, and where that is none, the one at the top: the record is kept out
     * of, or comes back to, any of them.
     */
    void require(Draft draft, String path, Words was) {
        if (places.actor().role() == Role.ADMIN) {
            return;
        }
        Words is = Words.of(draft.after());
        Set<Long> moved = differing(is.said().words(), was.said().words());
        moved.addAll(changed(is.pins(), was.pins()));
        moved.addAll(changed(is.exclusions(), was.exclusions()));
        boolean isHeld = is.said().hold() != null;
        if (isHeld != (was.said().hold() != null)) {
            Set<Long> left = new HashSet<>(isHeld ? places.there(draft) : Set.of());
            left.removeAll(Objects.requireNonNullElse(is.said().hold(), Set.of()));
            left.removeIf(zone -> is.said().isPinned(zone, places.now().at()));
            moved.addAll(left);
            moved.addAll(Objects.requireNonNullElse(
                    isHeld ? is.said().hold() : was.said().hold(), Set.of()));
        }
        boolean isNone = Set.of().equals(is.said().hold());
        boolean wasNone = Set.of().equals(was.said().hold());
        if ((isNone ? !wasNone : wasNone && !isHeld) && places.top() instanceof Long top) {
            moved.add(top);
        }
        List<Long> foreign = new ArrayList<>(moved);
        foreign.removeIf(places::manages);
        if (!foreign.isEmpty()) {
            refuse(draft, path, foreign.getFirst());
        }
    }

    /** The zones of which these say other things. */
    private static Set<Long> changed(Map<String, Object> some, Map<String, Object> others) {
        Set<String> zones = new HashSet<>(some.keySet());
        zones.addAll(others.keySet());
        zones.removeIf(zone -> Objects.equals(some.get(zone), others.get(zone)));
        return zones.stream().map(Long::valueOf).collect(Collectors.toSet());
    }

    private static Set<Long> differing(Set<Long> some, Set<Long> others) {
        Set<Long> differing = new HashSet<>(some);
        differing.addAll(others);
        Set<Long> both = new HashSet<>(some);
        both.retainAll(others);
        differing.removeAll(both);
        return differing;
    }

    /**
     * Who says where a record is also takes it out of the zones for which that leaves no room.
     *
     * @param leftOut those for which there is none
     * @param was those in which it was
     */
    void requireRoom(Draft draft, String path, List<Long> leftOut, Set<Long> was) {
        if (places.actor().role() != Role.ADMIN) {
            leftOut.stream()
                    .filter(zone -> was.contains(zone) && !places.manages(zone))
                    .findFirst()
                    .ifPresent(zone -> refuse(draft, path, zone));
        }
    }

    private void refuse(Draft draft, String path, long zone) {
        draft.fault(FaultCode.MAY_NOT_ASSIGN, path, "zone", places.label(zone), "id", zone);
    }
}
