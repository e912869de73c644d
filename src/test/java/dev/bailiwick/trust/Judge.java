package dev.bailiwick.trust;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a row may not leave because of other zones.
 *
 * @param before what the request found
 * @param after the world that is judged: with the row, and with all others that it has to stand beside
 * @param batch the rows that are in that world, by what they are about
 * @param when how the rows stand to each other
 */
record Judge(World before, World after, Map<Ref, Candidate> batch, When when) {

    /** A door's rows one after another or all at once, or the rows of an undo, which no door's own rules bind. */
    enum When {
        IN_ORDER,
        AT_THE_END,
        UNDO
    }

    /** Puts the row's zone under the parent that it names, where that can be found. */
    void place(Candidate row) {
        String code = row.parentCode;
        Ref self = row.ref;
        if (code == null || row.draft == null) {
            return;
        }
        Zone parent = before.byCode(code);
        parent = parent == null ? after.byCode(code) : parent;
        if (parent == null) {
            row.draft.remove("parent");
            put(row);
            row.fault("areaParentCode", 1217);
            if (before.find(zone -> RowReader.like(zone.ref().code, code)) != null) {
                row.warn("areaParentCode", 9104);
            }
        } else {
            if (parent.ref() == self) {
                row.fault("areaParentCode", 1217);
            }
            row.draft.put("parent", parent.ref());
            put(row);
        }
    }

    /** Shows the row's zone to all others. */
    void put(Candidate row) {
        if (row.ref != null && row.draft != null) {
            after.put(new Zone(row.ref, after.version(row.ref), row.draft));
        }
    }

    void judge(Candidate row) {
        Ref ref = row.ref;
        if (ref == null) {
            return;
        }
        if (row.draft == null) {
            if (!after.children(ref).isEmpty()) {
                row.faults.add(new Notice("", 9005, List.of("zones")));
            }
            if (World.hasStore(ref)) {
                row.faults.add(new Notice("", 9005, List.of("stores")));
            }
            return;
        }
        Zone zone = new Zone(ref, 0, row.draft);
        if (row.takes("code") && taken(row, other -> other.ref().code.equals(ref.code))) {
            row.fault("code", 9002);
        } else if (row.takes("code") && others(zone, other -> RowReader.like(other.ref().code, ref.code))) {
            row.warn("code", 9105);
        }
        boolean renamed = row.before == null || !sameName(row.before, zone);
        if (renamed && taken(row, other -> sameName(other, zone))) {
            row.fault("name", 1206);
        }
        parent(row, zone);
        activity(row, zone);
        if (!row.faulty("externalIds")) {
            externalIds(row, zone);
        }
    }

    private static boolean sameName(Zone one, Zone other) {
        return one.named() && other.named() && World.fold(one.name()).equals(World.fold(other.name()));
    }

    /** Whether somebody else has it: who had it already, or took it in an earlier row. */
    private boolean taken(Candidate row, Predicate<Zone> has) {
        return after.others(Objects.requireNonNull(row.ref), has).stream()
                .map(other -> batch.get(other.ref()))
                .anyMatch(other ->
                        other == null || other.index < row.index || other.before != null && has.test(other.before));
    }

    private void parent(Candidate row, Zone zone) {
        Ref wanted = zone.parent();
        boolean asked = row.parentCode != null || row.takes("parent");
        if (!asked || wanted == null) {
            return;
        }
        Zone parent = after.get(wanted);
        boolean inactive = parent != null && !parent.active() && (when != When.UNDO || zone.active());
        if (parent == null || inactive || after.above(zone).contains(after.get(zone.ref()))) {
            row.fault("areaParentCode", 1217);
        }
    }

    private void activity(Candidate row, Zone zone) {
        boolean was = row.before != null && row.before.active();
        if (was == zone.active() || row.faulty("isActive")) {
            return;
        }
        if (zone.active()) {
            boolean below = after.above(zone).stream().anyMatch(above -> !above.active());
            if (below && !row.faulty("areaParentCode")) {
                row.fault("isActive", 1258);
            }
        } else if (was
                && (World.hasStore(zone.ref())
                        || after.children(zone.ref()).stream().anyMatch(Zone::active))) {
            row.fault("isActive", 1259);
        }
    }

    private void externalIds(Candidate row, Zone zone) {
        Set<Integer> codes = new TreeSet<>();
        for (String value : new TreeSet<>(zone.externalValues())) {
            if (row.before == null || !row.before.externalValues().contains(value)) {
                int code = newValue(row, value);
                codes.add(code);
                if (code == 0) {
                    alike(row, zone, value);
                }
            }
        }
        if (codes.contains(1248)) {
            row.fault("externalIds", 1248);
        } else if (codes.contains(1245)) {
            row.fault("externalIds", 1245);
        }
    }

    /** What is wrong with taking this value: an earlier row took it, or somebody has it; 0 where nothing is. */
    private int newValue(Candidate row, String value) {
        boolean held = value.equals(World.STORE_VALUE);
        boolean taken = false;
        for (Zone other : after.others(
                Objects.requireNonNull(row.ref), zone -> zone.externalValues().contains(value))) {
            Candidate holder = batch.get(other.ref());
            boolean takes = holder != null
                    && (holder.before == null || !holder.before.externalValues().contains(value));
            boolean earlier = holder != null
                    && holder.index < row.index
                    && holder.assigned.contains(value)
                    && (takes || when == When.IN_ORDER);
            taken |= earlier;
            held |= !earlier && !takes;
        }
        return held ? 1245 : taken ? 1248 : 0;
    }

    /** An external id that looks like another's, and is not one that somebody had. */
    private void alike(Candidate row, Zone zone, String value) {
        boolean like =
                others(zone, other -> other.externalValues().stream().anyMatch(held -> RowReader.like(held, value)));
        if (like && !others(zone, other -> other.externalValues().contains(value))) {
            row.warn(new Notice("externalIds", 9105, List.of("'" + value + "'")));
        }
    }

    private boolean others(Zone zone, Predicate<Zone> wanted) {
        return !before.others(zone.ref(), wanted).isEmpty();
    }
}
