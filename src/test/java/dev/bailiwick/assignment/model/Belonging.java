package dev.bailiwick.assignment.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Where a record belongs by the sheet (3.8) and the design's sixth promise, asked of every record anew, by looking at all. */
record Belonging(World world) {
    /** Of a user, at a request. */
    record Moment(long user, String at) {}

    static int room(String module) {
        return module.equals("Deals") ? 1 : 10;
    }

    /** Whether words have a record in more zones than it can be in. */
    static boolean isTooMany(Thing record) {
        return record.wanted().size() > room(record.module);
    }

    /** Puts the record where it belongs, and says which zones were left out for want of room. */
    List<Long> settle(Thing record, Moment now) {
        TreeMap<Long, String> causes = new TreeMap<>();
        Set<Long> out = record.counting(Thing.EXCLUSIONS);
        for (long zone : record.wanted()) {
            if (out.contains(zone)) {
                continue;
            }
            if (record.counts(Thing.PINS, zone)) {
                causes.put(zone, "pin");
            } else if (record.says(Thing.HOLD, zone)) {
                causes.put(zone, "hold");
            } else if (!record.isHeld()) {
                causes.put(zone, "manual");
            }
        }
        boolean follows = record.module.equals("Contacts") || record.module.equals("Deals");
        TreeMap<Long, String> overruled = new TreeMap<>();
        List<Long> leftOut = new ArrayList<>();
        for (long zone : ruled(record)) {
            if (out.contains(zone)) {
                overruled.put(zone, "exclusion");
            } else if (!causes.containsKey(zone)) {
                if (record.isHeld()) {
                    overruled.put(zone, "hold");
                } else if (causes.size() == room(record.module)) {
                    leftOut.add(zone);
                } else {
                    causes.put(zone, follows ? "follows" : "rule");
                }
            }
        }
        Long usual = usual(record.module);
        if (causes.isEmpty() && !record.isHeld() && usual != null && !out.contains(usual)) {
            causes.put(usual, "default");
        }
        TreeMap<Long, In> in = new TreeMap<>();
        causes.forEach((zone, cause) -> in.put(zone, entry(record, zone, cause, now)));
        record.in = in;
        record.overruled = overruled;
        return leftOut;
    }

    /** The zone that takes what nothing else holds, if it and all above it are active. */
    private @Nullable Long usual(String module) {
        for (Thing zone : world.zones.values()) {
            if (zone.values.containsKey("default." + module)) {
                Long at = zone.id;
                while (at != null && world.isActive(at)) {
                    at = world.zone(at).link("parent");
                }
                return at == null ? zone.id : null;
            }
        }
        return null;
    }

    /** An entry that stays keeps its time and author (sheet, 3.6). */
    private In entry(Thing record, long zone, String cause, Moment now) {
        In was = record.in.get(zone);
        In is = new In(cause, null, now.at(), false);
        if (is.byWord()) {
            is = new In(cause, now.user(), now.at(), !lets(zone, record));
        }
        return was != null && was.byWord() == is.byWord() ? new In(cause, was.by(), was.at(), is.contradicted()) : is;
    }

    private boolean lets(long zone, Thing record) {
        Object rule = world.zone(zone).values.get("rules." + record.module);
        return rule == null || Criteria.match((Map<?, ?>) rule, record.values);
    }

    private List<Long> ruled(Thing record) {
        return switch (record.module) {
            case "Contacts" -> of(record.link("Account_Name"));
            case "Deals" -> {
                List<Long> zones = of(record.link("Contact_Name"));
                if (zones.isEmpty()) {
                    zones = of(record.link("Account_Name"));
                }
                yield zones.stream().filter(zone -> lets(zone, record)).limit(1).toList();
            }
            default -> deepest(world.children(null).getFirst(), record);
        };
    }

    /** The zones of another record, in the order of the tree. */
    private List<Long> of(@Nullable Long other) {
        Thing record = other == null ? null : world.records.get(other);
        if (record == null) {
            return List.of();
        }
        Set<Long> ordered = new LinkedHashSet<>();
        order(world.children(null).getFirst(), ordered);
        // Those that have no rules and are no default, nor any zone below them that has: by the time they were made.
        ordered.addAll(world.zones.keySet());
        ordered.retainAll(record.in.keySet());
        return List.copyOf(ordered);
    }

    private boolean order(Thing zone, Set<Long> ordered) {
        Set<Long> below = new LinkedHashSet<>();
        boolean rules = zone.values.keySet().stream()
                .anyMatch(name -> name.startsWith("rules.") || name.startsWith("default."));
        for (Thing child : world.children(zone.id)) {
            rules |= order(child, below);
        }
        if (rules) {
            ordered.add(zone.id);
            ordered.addAll(below);
        }
        return rules;
    }

    /** Those that match below a zone, and of these only the deepest. */
    private List<Long> deepest(Thing zone, Thing record) {
        List<Long> deepest = new ArrayList<>();
        for (Thing child : world.children(zone.id)) {
            Object rule = child.values.get("rules." + record.module);
            boolean passes =
                    world.isActive(child.id) && (rule == null || Criteria.match((Map<?, ?>) rule, record.values));
            if (passes) {
                List<Long> below = deepest(child, record);
                deepest.addAll(below.isEmpty() && rule != null ? List.of(child.id) : below);
            }
        }
        return deepest;
    }

    /** Puts every record where it belongs, those that go with others after them, and says which are elsewhere now. */
    Set<Long> settleAll(Moment now) {
        Set<Long> moved = new TreeSet<>();
        for (String module : List.of("Leads", "Accounts", "Contacts", "Deals")) {
            for (Thing record : world.of(module)) {
                Thing was = record.copy();
                settle(record, now);
                if (!was.in.equals(record.in) || !was.overruled.equals(record.overruled)) {
                    moved.add(record.id);
                }
            }
        }
        return moved;
    }
}
