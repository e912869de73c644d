package dev.bailiwick.assignment.model;

import dev.bailiwick.assignment.model.Belonging.Moment;
import dev.bailiwick.assignment.model.Request.Saying;
import dev.bailiwick.assignment.model.Request.Verb;
import dev.bailiwick.assignment.model.World.Named;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What sayings do to what was said before, and which must be refused (sheet, 1.11, 3.7 and 3.8).
 *
 * @param faults is told the codes of all that is wrong
 */
record Sayings(World world, Moment now, boolean admin, Set<String> faults) {
    /**
     * @param record is changed
     * @param before as it was; null of a new one
     * @param again whether a zone may be assigned in which the record is
     */
    void say(Thing record, @Nullable Thing before, Saying saying, boolean again) {
        Set<Long> zones = meant(saying.zones());
        if (zones == null) {
            return;
        }
        Thing was = record.copy();
        Set<Long> there = before == null ? Set.of() : there(before);
        switch (saying.verb()) {
            case SET -> hold(record, there, zones);
            case MOVE -> {
                Set<Long> from = meant(saying.from());
                if (from != null) {
                    Set<Long> wanted = new TreeSet<>(from.isEmpty() ? Set.of() : there);
                    faultIf(!there.containsAll(from), "NOT_THERE");
                    wanted.removeAll(from);
                    wanted.addAll(zones);
                    hold(record, there, wanted);
                }
            }
            case RELEASE -> {
                record.clear(Thing.HOLD);
                record.clear(Thing.MANUAL);
            }
            case ASSIGN -> {
                enter(record, there, zones);
                faultIf(!again && zones.stream().anyMatch(there::contains), "ALREADY_THERE");
                zones.forEach(zone -> record.values.putIfAbsent(kept(record) + "." + zone, said(null, null)));
                faultIf(Belonging.isTooMany(record), "TOO_MANY");
            }
            case REMOVE -> {
                String kept = kept(record);
                for (long zone : zones) {
                    if (record.counts(Thing.PINS, zone)) {
                        faults.add("FORBIDDEN_BY_WORD");
                    } else if (record.values.remove(kept + "." + zone) == null) {
                        faults.add(there.contains(zone) ? "THERE_BY_RULE" : "NOT_THERE");
                    }
                }
            }
            case PIN, EXCLUDE -> keep(record, saying, zones);
            case UNPIN -> zones.forEach(zone -> record.values.remove(Thing.PINS + "." + zone));
            case INCLUDE -> zones.forEach(zone -> record.values.remove(Thing.EXCLUSIONS + "." + zone));
        }
        faultIf(!mayMove(was, record, there), "MAY_NOT_ASSIGN");
    }

    /** Where it is by what has not ended by now. */
    private Set<Long> there(Thing record) {
        Thing now = record.copy();
        if (Thing.WORDS.stream().anyMatch(kind -> !record.counting(kind).equals(record.zones(kind)))) {
            new Belonging(world).settle(now, this.now);
        }
        return now.in.keySet();
    }

    private void faultIf(boolean wrong, String code) {
        if (wrong) {
            faults.add(code);
        }
    }

    private static String kept(Thing record) {
        return record.isHeld() ? Thing.HOLD : Thing.MANUAL;
    }

    private Said said(@Nullable String reason, @Nullable String until) {
        return new Said(now.user(), now.at(), reason, until);
    }

    private @Nullable Set<Long> meant(List<Named> names) {
        Set<Long> all = new TreeSet<>();
        boolean wrong = false;
        for (Named name : names) {
            List<Long> meant = world.meant(name);
            faultIf(meant.isEmpty(), "NO_SUCH_ZONE");
            faultIf(meant.size() > 1, "AMBIGUOUS");
            wrong |= meant.size() != 1;
            all.addAll(meant);
        }
        return wrong ? null : all;
    }

    private void enter(Thing record, Set<Long> there, Set<Long> zones) {
        for (long zone : zones) {
            if (record.counts(Thing.EXCLUSIONS, zone)) {
                faults.add("FORBIDDEN_BY_WORD");
            } else if (!there.contains(zone) && !world.isActive(zone)) {
                faults.add("ZONE_NOT_ACTIVE");
            }
        }
    }

    private void hold(Thing record, Set<Long> there, Set<Long> zones) {
        enter(record, there, zones);
        faultIf(!zones.containsAll(record.counting(Thing.PINS)), "FORBIDDEN_BY_WORD");
        if (!record.isHeld() || !record.zones(Thing.HOLD).equals(zones)) {
            Thing was = record.copy();
            record.clear(Thing.HOLD);
            record.put(Thing.HELD, said(null, null));
            for (long zone : zones) {
                String name = Thing.HOLD + "." + zone;
                record.put(name, was.values.getOrDefault(name, said(null, null)));
            }
        }
        record.clear(Thing.MANUAL);
        faultIf(Belonging.isTooMany(record), "TOO_MANY");
    }

    private void keep(Thing record, Saying saying, Set<Long> zones) {
        boolean pins = saying.verb() == Verb.PIN;
        String kind = pins ? Thing.PINS : Thing.EXCLUSIONS;
        boolean over = saying.until() != null && saying.until().startsWith("19");
        faultIf(over, "OUT_OF_RANGE");
        for (long zone : zones) {
            Object was = record.values.get(kind + "." + zone);
            Said is = said(saying.reason(), saying.until());
            if (record.counts(pins ? Thing.EXCLUSIONS : Thing.PINS, zone)) {
                faults.add("FORBIDDEN_BY_WORD");
            } else if (pins && !world.isActive(zone)) {
                faults.add("ZONE_NOT_ACTIVE");
            } else if (!(was instanceof Said said)
                    || !new Said(is.by(), is.at(), said.reason(), said.until()).equals(is)) {
                record.put(kind + "." + zone, is);
            }
        }
        faultIf(pins && !over && Belonging.isTooMany(record), "TOO_MANY");
    }

    /**
     * For each zone that the record enters or leaves by the caller's word, and for each pin or exclusion that it makes,
     * changes or ends; for the zone at the top where it comes to be held in no zone, or a hold in none ends.
     */
    private boolean mayMove(Thing was, Thing is, Set<Long> there) {
        if (admin) {
            return true;
        }
        Set<Long> moved = differing(was.placed(), is.placed());
        Thing.between(was, is).keySet().stream()
                .filter(name -> name.startsWith(Thing.PINS + ".") || name.startsWith(Thing.EXCLUSIONS + "."))
                .forEach(name -> moved.add(Thing.zone(name)));
        if (is.isHeld() && !was.isHeld()) {
            Set<Long> left = new TreeSet<>(there);
            left.removeAll(is.zones(Thing.HOLD));
            left.removeAll(is.counting(Thing.PINS));
            moved.addAll(left);
        }
        if (was.isHeld() != is.isHeld()) {
            moved.addAll(was.zones(Thing.HOLD));
            moved.addAll(is.zones(Thing.HOLD));
        }
        if (isInNone(was) ? !is.isHeld() : isInNone(is)) {
            moved.add(world.children(null).getFirst().id);
        }
        return moved.stream().allMatch(zone -> world.manages(now.user(), zone));
    }

    /** Whether an undo may put back what was said: it wants what the words want. */
    boolean mayTakeBack(Thing was, Thing is) {
        return !saysOtherwise(was, is) || mayMove(was, is, there(was));
    }

    static boolean saysOtherwise(Thing was, Thing is) {
        return Thing.between(was, is).keySet().stream().anyMatch(name -> name.startsWith("$"));
    }

    private static boolean isInNone(Thing record) {
        return record.isHeld() && record.zones(Thing.HOLD).isEmpty();
    }

    private static Set<Long> differing(Set<Long> some, Set<Long> others) {
        Set<Long> differing = new TreeSet<>(some);
        differing.addAll(others);
        differing.removeIf(zone -> some.contains(zone) && others.contains(zone));
        return differing;
    }

    /** Joins what was said of two records that become one. */
    void join(Thing stays, Thing goes, Thing before) {
        Thing was = stays.copy();
        if (!stays.isHeld()) {
            copy(goes, stays, Thing.HOLD);
        }
        copy(goes, stays, Thing.MANUAL);
        if (stays.isHeld()) {
            for (long zone : stays.zones(Thing.MANUAL)) {
                stays.values.putIfAbsent(
                        Thing.HOLD + "." + zone,
                        java.util.Objects.requireNonNull(stays.values.get(Thing.MANUAL + "." + zone)));
            }
            stays.clear(Thing.MANUAL);
        }
        join(stays, goes, Thing.PINS, was.counting(Thing.EXCLUSIONS));
        join(stays, goes, Thing.EXCLUSIONS, stays.counting(Thing.PINS));
        faultIf(Belonging.isTooMany(stays), "TOO_MANY");
        faultIf(!mayMove(was, stays, there(before)), "MAY_NOT_ASSIGN");
    }

    /** What ended by itself is not taken over, and gives way. */
    private static void join(Thing stays, Thing goes, String kind, Set<Long> but) {
        for (long zone : goes.counting(kind)) {
            if (!but.contains(zone) && !stays.counts(kind, zone)) {
                stays.put(kind + "." + zone, goes.values.get(kind + "." + zone));
            }
        }
    }

    private static void copy(Thing from, Thing to, String kind) {
        from.values.forEach((name, word) -> {
            if (name.startsWith(kind + ".")) {
                to.values.putIfAbsent(name, word);
            }
        });
    }
}
