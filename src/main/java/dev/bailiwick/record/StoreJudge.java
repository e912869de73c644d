package dev.bailiwick.record;

import static dev.bailiwick.record.StoreFields.*;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Claim;
import dev.bailiwick.bulk.DoorRules;
import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Judge;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Working;
import dev.bailiwick.catalog.Catalog;
import dev.bailiwick.catalog.FieldRules;
import dev.bailiwick.catalog.LocaleField;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.zone.ZoneFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rules of stores.
 *
 * @param actor who asks
 * @param module that of the stores
 * @param entities the stores named
 * @param catalog what the org has enabled
 * @param zones the zones that the stores are or want to be in, and everything above them
 * @param zoneIds the zones that the batch names, by code
 */
record StoreJudge(
        Actor actor,
        Module module,
        Map<Long, Entity> entities,
        Catalog catalog,
        Map<Long, Entity> zones,
        Map<String, Long> zoneIds)
        implements Judge {

    @Override
    public List<String> fields() {
        return ALL;
    }

    @Override
    public Map<String, @Nullable Object> blank() {
        Map<String, @Nullable Object> blank = new LinkedHashMap<>();
        ALL.stream().skip(1).forEach(field -> blank.put(field, null));
        blank.put(CODE, "");
        blank.put(NAME, "");
        blank.put(ACTIVE, true);
        blank.put(EXTERNAL_IDS, Map.of());
        blank.put(CUSTOM_FIELDS, Map.of());
        return blank;
    }

    @Override
    public Map<Claim, String> claims(Entity store) {
        Map<Claim, String> claims = new LinkedHashMap<>();
        String code = store.text(CODE);
        if (code != null && !code.isEmpty()) {
            claims.put(codeKey(code), CODE);
        }
        store.map(EXTERNAL_IDS)
                .forEach((type, value) ->
                        claims.putIfAbsent(ZoneFields.externalKey((String) value), EXTERNAL_IDS + "." + type));
        return claims;
    }

    @Override
    public void shape(Draft draft, DoorRules rules) {
        Rights.require(draft, actor, module, rules);
        if (draft.isNew()) {
            FieldRules.code(draft, CODE);
        }
        if (draft.before() instanceof Entity before
                && draft.asks(CODE)
                && !Objects.equals(draft.asked(CODE), before.get(CODE))) {
            draft.fault(FaultCode.NOT_CHANGEABLE, CODE, "value", String.valueOf(before.text(CODE)));
        }
        FieldRules.required(draft, rules, List.of(CODE, NAME, PLACE));
        FieldRules.name(draft, NAME, rules);
        FieldRules.optionalText(draft, DESCRIPTION);
        FieldRules.flag(draft, ACTIVE);
        FieldRules.zone(draft, PLACE);
        FieldRules.externalIds(draft, EXTERNAL_IDS);
        FieldRules.customFields(draft, CUSTOM_FIELDS, Map.of());
        FieldRules.coordinate(draft, LATITUDE, 90);
        FieldRules.coordinate(draft, LONGITUDE, 180);
        FieldRules.optionalText(draft, GROUP_PARENT_CODE);
        FieldRules.locale(draft, LANGUAGE, LocaleField.LANGUAGE, catalog);
        FieldRules.locale(draft, CURRENCY, LocaleField.CURRENCY, catalog);
        FieldRules.locale(draft, TIMEZONE, LocaleField.TIMEZONE, catalog);
    }

    @Override
    public void link(Draft draft, Working working) {
        Object asked = draft.asked(PLACE);
        Long zone = switch (asked) {
            case String code -> zoneIds.get(code);
            case Long id -> zones.containsKey(id) ? id : null;
            case null, default -> null;
        };
        if (zone != null) {
            draft.set(PLACE, zone);
        } else if (asked instanceof String || asked instanceof Long) {
            draft.fault(FaultCode.NO_SUCH_ZONE, PLACE, "value", asked);
            if (asked instanceof String code) {
                working.suggest(draft, PLACE, Kind.ZONE, ZoneFields.codeKey(code));
            }
        }
    }

    /** Nothing refers to a store. */
    @Override
    public void leave(List<Draft> drafts, Working working) {}

    @Override
    public String label(Entity store) {
        return String.valueOf(store.text(CODE));
    }

    /** An active store wants an active place, with nothing inactive above it (sheet, 6). */
    @Override
    public void fit(Draft draft, Working working, DoorRules rules) {
        Entity place = place(draft.after());
        if (draft.faulty(PLACE) || place == null) {
            return;
        }
        boolean wantsActive = rules.wantsActiveParent() || draft.after().flag(ACTIVE);
        if (draft.asks(PLACE) && wantsActive && !place.flag(ZoneFields.ACTIVE)) {
            draft.fault(FaultCode.ZONE_NOT_ACTIVE, PLACE, "value", String.valueOf(draft.asked(PLACE)));
            return;
        }
        Entity before = draft.before();
        boolean was = before != null && before.flag(ACTIVE);
        if (draft.after().flag(ACTIVE) && !was && !draft.faulty(ACTIVE) && !activeUpwards(place)) {
            draft.fault(FaultCode.PARENT_NOT_ACTIVE, ACTIVE);
        }
        FieldRules.inherit(draft, PLACE, place, LOCALE, ZoneFields.LOCALE);
    }

    private @Nullable Entity place(Entity store) {
        Long id = store.reference(PLACE);
        return id == null ? null : zones.get(id);
    }

    private boolean activeUpwards(Entity place) {
        for (Entity at = place; at != null; ) {
            if (!at.flag(ZoneFields.ACTIVE)) {
                return false;
            }
            Long above = at.reference(ZoneFields.PARENT);
            at = above == null ? null : zones.get(above);
        }
        return true;
    }
}
