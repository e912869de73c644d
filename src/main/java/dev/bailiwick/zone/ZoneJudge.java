package dev.bailiwick.zone;

import static dev.bailiwick.zone.ZoneFields.*;

import dev.bailiwick.bulk.Claim;
import dev.bailiwick.bulk.DoorRules;
import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Judge;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Verb;
import dev.bailiwick.bulk.Working;
import dev.bailiwick.catalog.Catalog;
import dev.bailiwick.catalog.FieldRules;
import dev.bailiwick.catalog.LocaleField;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of zones.
 *
 * @param entities the zones named, their new parents, and everything above both
 * @param catalog what the org has enabled
 * @param below what is below the zones that are to be switched off or to go
 * @param staff what only territories have
 * @param departures of zones that go
 * @param codes by the items that make a zone without a code, the one made of its name; with an underscore at its end
 *     where that is taken, and only the zone's id behind it makes it one
 * @param room for how many more zones there is room
 */
record ZoneJudge(
        Map<Long, Entity> entities,
        Catalog catalog,
        Below below,
        Staff staff,
        Departures departures,
        Map<Integer, String> codes,
        Room room)
        implements Judge {

    /**
     * Which zones have something below them besides the zones in {@code entities}.
     *
     * @param activeZones an active zone
     * @param activeStores an active store
     * @param zones any zone
     * @param stores any store, and how many
     */
    record Below(Set<Long> activeZones, Set<Long> activeStores, Set<Long> zones, Map<Long, Integer> stores) {
        static final Below UNKNOWN = new Below(Set.of(), Set.of(), Set.of(), Map.of());
    }

    @Override
    public List<String> fields() {
        return ALL;
    }

    @Override
    public Map<String, @Nullable Object> blank() {
        return ZoneFields.blank();
    }

    @Override
    public Map<Claim, String> claims(Entity zone) {
        Map<Claim, String> claims = new LinkedHashMap<>();
        String code = zone.text(CODE);
        if (code != null && !code.isEmpty()) {
            claims.put(codeKey(code), CODE);
        }
        String name = zone.text(NAME);
        if (name != null && !name.isEmpty()) {
            claims.put(nameKey(name), NAME);
        }
        if (zone.get(PARENT) == null) {
            claims.put(topKey(), PARENT);
        }
        zone.map(DEFAULT_FOR).forEach((module, itself) -> claims.put(defaultKey(module), DEFAULT_FOR + "." + module));
        zone.map(EXTERNAL_IDS)
                .forEach((type, value) -> claims.putIfAbsent(externalKey((String) value), EXTERNAL_IDS + "." + type));
        return claims;
    }

    @Override
    public void shape(Draft draft, DoorRules rules) {
        if (draft.isNew()) {
            FieldRules.code(draft, CODE);
            if (codes.get(draft.item().index()) instanceof String code) {
                draft.set(CODE, code.endsWith("_") ? code + draft.id() : code);
            }
        }
        FieldRules.required(draft, rules, List.of(CODE, NAME, PARENT, PERMISSION));
        FieldRules.name(draft, NAME, rules);
        FieldRules.optionalText(draft, DESCRIPTION, rules.longest(DESCRIPTION));
        FieldRules.flag(draft, ADMIN);
        FieldRules.flag(draft, ACTIVE);
        if (draft.asked(PARENT) instanceof Moved) {
            draft.set(PARENT, Entity.UNLINKED);
        } else if (!isStillTop(draft, rules)) {
            FieldRules.zone(draft, PARENT);
        }
        FieldRules.externalIds(draft, EXTERNAL_IDS);
        FieldRules.customFields(draft, CUSTOM_FIELDS, catalog.zoneFields());
        FieldRules.locale(draft, LANGUAGE, LocaleField.LANGUAGE, catalog);
        FieldRules.locale(draft, CURRENCY, LocaleField.CURRENCY, catalog);
        FieldRules.locale(draft, TIMEZONE, LocaleField.TIMEZONE, catalog);
        staff.shape(draft, rules);
    }

    /** Whether the item says of the zone at the top what is so, where the door lets nothing else be said. */
    private static boolean isStillTop(Draft draft, DoorRules rules) {
        return draft.asked(PARENT) == null
                && draft.before() instanceof Entity before
                && before.get(PARENT) == null
                && rules.keeps(before, PARENT);
    }

    @Override
    public void link(Draft draft, Working working) {
        Object asked = draft.asked(PARENT);
        Entity parent = switch (asked) {
            case String code -> working.holder(codeKey(code));
            case Long id -> working.get(id);
            case Moved move -> departures.taker(move, working);
            case null, default -> null;
        };
        if (parent != null) {
            draft.set(PARENT, parent.id());
        } else if (asked instanceof Moved move) {
            draft.fault(FaultCode.NOT_ALONE, "", "row", move.item());
        } else if (asked instanceof String || asked instanceof Long) {
            draft.fault(FaultCode.NO_SUCH_ZONE, PARENT, "value", asked);
            if (asked instanceof String code) {
                working.suggest(draft, PARENT, Kind.ZONE, codeKey(code));
            }
        }
    }

    @Override
    public void leave(List<Draft> drafts, Working working) {
        Set<Long> parents = new HashSet<>(below.zones());
        for (Entity zone : working.all()) {
            Long parent = zone.reference(PARENT);
            if (parent != null) {
                parents.add(parent);
            }
        }
        for (Draft draft : drafts) {
            if (draft.item().verb() == Verb.DELETE) {
                departures.judge(draft, below.zones().contains(draft.id()), working);
            } else if (parents.contains(draft.id())) {
                draft.fault(FaultCode.IN_USE, "", "by", "zones");
            }
            Integer stores = below.stores().get(draft.id());
            if (stores != null) {
                draft.fault(FaultCode.IN_USE, "", "by", "stores", "count", stores);
            }
        }
    }

    @Override
    public String label(Entity zone) {
        return String.valueOf(zone.text(CODE));
    }

    @Override
    public void fit(Draft draft, Working working, DoorRules rules) {
        Entity zone = draft.after();
        Entity before = draft.before();
        if (draft.asks(PARENT) && !draft.faulty(PARENT)) {
            parent(draft, zone, working, rules.wantsActiveParent() || zone.flag(ACTIVE));
        }
        boolean was = before != null && before.flag(ACTIVE);
        boolean wakes = zone.flag(ACTIVE) && !was && !draft.faulty(ACTIVE);
        if (wakes && !draft.faulty(PARENT) && !allActiveAbove(zone, working)) {
            draft.fault(FaultCode.PARENT_NOT_ACTIVE, ACTIVE);
        }
        if (!zone.flag(ACTIVE) && was && (below.activeStores().contains(zone.id()) || anyActiveBelow(zone, working))) {
            draft.fault(FaultCode.CHILDREN_ACTIVE, ACTIVE);
        }
        FieldRules.inherit(draft, PARENT, parent(draft.after(), working), LOCALE, LOCALE);
        if (before != null) {
            keep(draft, before, rules);
        }
    }

    /** What the door leaves as it is of this zone. */
    private static void keep(Draft draft, Entity before, DoorRules rules) {
        for (String field : draft.asked().keySet()) {
            if (rules.keeps(before, field)) {
                Staff.changed(draft, before, field).forEach(path -> draft.fault(FaultCode.NOT_CHANGEABLE, path));
            }
        }
    }

    private static void parent(Draft draft, Entity zone, Working working, boolean wantsActive) {
        Object code = draft.asked(PARENT) == null ? "" : draft.asked(PARENT);
        Entity parent = parent(zone, working);
        if (parent == null) {
            return;
        }
        if (isAbove(zone, parent, working)) {
            draft.fault(FaultCode.CYCLE, PARENT, "value", code);
        } else if (wantsActive && !parent.flag(ACTIVE)) {
            draft.fault(FaultCode.ZONE_NOT_ACTIVE, PARENT, "value", code);
        }
    }

    private static @Nullable Entity parent(Entity zone, Working working) {
        Long id = zone.reference(PARENT);
        return id == null ? null : working.get(id);
    }

    /** Whether the zone is the other, or above it. */
    private static boolean isAbove(Entity zone, Entity other, Working working) {
        Set<Long> seen = new HashSet<>();
        for (Entity at = other; at != null && seen.add(at.id()); at = parent(at, working)) {
            if (at.id() == zone.id()) {
                return true;
            }
        }
        return false;
    }

    private static boolean allActiveAbove(Entity zone, Working working) {
        Set<Long> seen = new HashSet<>(Set.of(zone.id()));
        for (Entity at = parent(zone, working); at != null && seen.add(at.id()); at = parent(at, working)) {
            if (!at.flag(ACTIVE)) {
                return false;
            }
        }
        return true;
    }

    private boolean anyActiveBelow(Entity zone, Working working) {
        if (!catalog.childZonesCount()) {
            return false;
        }
        if (below.activeZones().contains(zone.id())) {
            return true;
        }
        for (Entity other : working.all()) {
            Long parent = other.reference(PARENT);
            if (parent != null && parent == zone.id() && other.flag(ACTIVE)) {
                return true;
            }
        }
        return false;
    }
}
