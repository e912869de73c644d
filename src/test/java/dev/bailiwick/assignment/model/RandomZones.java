package dev.bailiwick.assignment.model;

import dev.bailiwick.assignment.model.Request.Kind;
import dev.bailiwick.assignment.model.Request.ZoneRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes of the tree and of its rules, drawn at random. */
final class RandomZones {
    private static final int FEWEST = 16;
    private static final int MOST = 28;

    /** The modules that rules are about. */
    private final List<String> ruled;

    /** Whether most rules let nearly all records in. */
    private final boolean loose;

    private final Chance chance;
    private final World world;
    private final Map<String, Long> users;
    private final RandomFields fields;
    private int names;

    RandomZones(Chance chance, World world, Map<String, Long> users, RandomFields fields, boolean dealsHaveRules) {
        this.ruled = dealsHaveRules ? List.of("Accounts", "Leads", "Deals") : List.of("Accounts", "Leads");
        this.loose = !dealsHaveRules;
        this.chance = chance;
        this.world = world;
        this.users = users;
        this.fields = fields;
    }

    private Object rule(String module, int depth) {
        return loose && chance.percent(60) ? fields.loose(module) : fields.criteria(module, depth);
    }

    Request rules(List<Long> some) {
        List<ZoneRow> rows = new ArrayList<>();
        for (long zone : some) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            ruled.stream().filter(m -> chance.percent(60)).forEach(m -> values.put("rules." + m, rule(m, 1)));
            if (values.isEmpty()) {
                values.put("rules.Accounts", rule("Accounts", 1));
            }
            rows.add(new ZoneRow(zone, values));
        }
        return of(Kind.CHANGE_ZONES, rows);
    }

    private Request of(Kind kind, List<ZoneRow> rows) {
        return new Request(kind, "admin", chance.percent(20), chance.percent(8), List.of(), rows, null);
    }

    /** Somebody comes to manage a zone, or nobody does. */
    Request managed(long zone, @Nullable String manager) {
        List<ZoneRow> rows = List.of(row(world.zone(zone), "manager", manager == null ? null : users.get(manager)));
        return new Request(Kind.CHANGE_ZONES, "admin", false, false, List.of(), rows, null);
    }

    private Thing one() {
        List<Thing> some = world.zones.values().stream()
                .filter(zone -> zone.values.get("parent") != null)
                .toList();
        return chance.one(some);
    }

    /** More often one that is off. */
    private Thing switched() {
        List<Thing> off = world.zones.values().stream()
                .filter(zone -> !world.isActive(zone.id))
                .toList();
        return off.isEmpty() || chance.percent(35) ? one() : chance.one(off);
    }

    /** More often one with nothing below it, which can go. */
    private Thing leaf() {
        List<Thing> leaves = world.zones.values().stream()
                .filter(zone -> world.children(zone.id).isEmpty())
                .toList();
        return chance.percent(35) ? one() : chance.one(leaves);
    }

    private Thing any() {
        return chance.one(List.copyOf(world.zones.values()));
    }

    Request next() {
        int draw = chance.below(100);
        if (draw < 35) {
            return change();
        } else if (draw < 45) {
            return of(Kind.CHANGE_ZONES, List.of(row(one(), "parent", any().id)));
        } else if (draw < 50) {
            return of(
                    Kind.CHANGE_ZONES, List.of(row(one(), "manager", chance.percent(60) ? users.get("editor") : null)));
        } else if (draw < 53) {
            return of(Kind.CHANGE_ZONES, List.of(row(one(), "name", name())));
        } else if (draw < 68) {
            Thing zone = switched();
            return of(Kind.SWITCH_ZONES, List.of(row(zone, "active", !world.isActive(zone.id))));
        } else if (draw < 76 && world.zones.size() < MOST || world.zones.size() < FEWEST) {
            return make();
        } else if (draw < 88) {
            Thing zone = leaf();
            Thing other = one();
            List<ZoneRow> rows = new ArrayList<>(List.of(new ZoneRow(zone.id, Map.of())));
            if (other.id != zone.id && chance.percent(40)) {
                rows.add(new ZoneRow(other.id, Map.of()));
            }
            return of(Kind.DELETE_ZONES, rows);
        }
        return of(Kind.TRANSFER_ZONES, List.of(row(one(), "parent", any().id)));
    }

    private static ZoneRow row(Thing zone, String name, @Nullable Object value) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put(name, value);
        return new ZoneRow(zone.id, values);
    }

    private String name() {
        // A name that is another zone's code means two zones.
        return chance.percent(10) ? String.valueOf(any().values.get("code")) : "Zone " + ++names;
    }

    private Request change() {
        List<ZoneRow> rows = new ArrayList<>();
        List<Long> seen = new ArrayList<>();
        for (int i = 1 + chance.below(3); i > 0; i--) {
            Thing zone = one();
            if (!seen.contains(zone.id)) {
                seen.add(zone.id);
                String module = chance.one(ruled);
                rows.add(row(zone, "rules." + module, chance.percent(30) ? null : rule(module, 2)));
            }
        }
        return of(Kind.CHANGE_ZONES, rows);
    }

    private Request make() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("name", name());
        values.put("parent", any().id);
        if (chance.percent(70)) {
            values.put("rules.Accounts", rule("Accounts", 1));
        }
        if (chance.percent(20)) {
            values.put("manager", Objects.requireNonNull(users.get("editor")));
        }
        return of(Kind.MAKE_ZONES, List.of(new ZoneRow(null, values)));
    }
}
