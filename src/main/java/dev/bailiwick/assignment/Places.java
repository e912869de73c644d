package dev.bailiwick.assignment;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Claim;
import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Owner;
import dev.bailiwick.bulk.Verb;
import dev.bailiwick.bulk.Working;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.rule.Moment;
import dev.bailiwick.zone.ZoneFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * In charge of where the records of one batch belong: takes what an item says of it into its draft, and decides.
 *
 * @param module of the records
 * @param isOpen whether the org wants records of the module in zones; where not, they are in none, whatever was said
 * @param actor who says it
 * @param zones those that the batch names, and those of its records and of what they go with that {@code tree} does not
 *     know; all above them too; by id
 * @param owners who holds the keys by which the batch names zones
 * @param tree where rules put records
 * @param followed the zones of the records with which others go, by their ids, in the order of the tree
 * @param now when the batch runs
 */
public record Places(
        String module,
        boolean isOpen,
        Actor actor,
        Map<Long, Entity> zones,
        Map<Claim, Owner> owners,
        Tree tree,
        Map<Long, List<Long>> followed,
        Moment now) {
    /** Modules whose records can be in zones (sheet, 3). */
    public static final Set<String> MODULES = Set.copyOf(Module.PLACED);

    /** The field by which contacts and deals name the account with which they go. */
    public static final String ACCOUNT = "Account_Name";

    /** The field by which deals name their contact. */
    public static final String CONTACT = "Contact_Name";

    public static final String ACCOUNTS = "Accounts";
    public static final String CONTACTS = "Contacts";
    public static final String DEALS = "Deals";
    private static final int MOST_ZONES = 10;

    /** Takes into a draft what its item says. Faults where it cannot be. */
    public void say(Draft draft, String path, Word word, Working working) {
        if (!isOpen) {
            draft.fault(FaultCode.SWITCHED_OFF, path, "value", module);
            return;
        }
        new Saying(this).say(draft, path, word, working);
    }

    /** Takes into the draft of a record what was said of one that becomes one with it. */
    public void merge(Draft draft, Entity left) {
        new Saying(this).merge(draft, left);
    }

    /** Has the draft of an undo say nothing of zones that are gone by now. Faults where what it puts back does not fit. */
    public void takeBack(Draft draft) {
        new Saying(this).takeBack(draft);
    }

    /** Tells items what later ones about the same record made of what they said. */
    public void review(List<Draft> items) {
        new Superseding(new Saying(this)).review(items);
    }

    /** In how many zones a record of the module can be (sheet, 3.7). */
    public static int room(String module) {
        return module.equals(DEALS) ? 1 : MOST_ZONES;
    }

    int room() {
        return room(module);
    }

    boolean exists(long id) {
        return zones.containsKey(id) || tree.tells(id);
    }

    boolean isActive(long id) {
        Entity zone = zones.get(id);
        return zone != null && zone.flag(ZoneFields.ACTIVE);
    }

    /** What people call a zone. */
    String label(long id) {
        return String.valueOf(shown(id).getOrDefault("name", id));
    }

    /** Whether the actor manages this zone or one above it. */
    boolean manages(long id) {
        for (Entity zone = zones.get(id); zone != null; zone = above(zone)) {
            if (zone.reference(ZoneFields.MANAGER) instanceof Long manager && manager == actor.userId()) {
                return true;
            }
        }
        return false;
    }

    /** The zone at the top, where the batch asks for it. */
    @Nullable
    Long top() {
        Owner top = owners.get(ZoneFields.topKey());
        return top == null ? null : (Long) top.id();
    }

    private @Nullable Entity above(Entity zone) {
        Long parent = zone.reference(ZoneFields.PARENT);
        return parent == null ? null : zones.get(parent);
    }

    /** Whether the record was in this zone by somebody's word, and that word is what the item ends. */
    private static boolean wasWord(Draft draft, long zone) {
        Entity before = draft.before();
        if (before == null || Placement.said(before).equals(Placement.said(draft.after()))) {
            return false;
        }
        Placement.Entry was = Placement.in(before).get(zone);
        return was != null && was.cause().isWord();
    }

    /** What rules give: contacts go with their account, deals with their contact or else their account (sheet, 3.8). */
    private Decision.Ruled ruled(Entity record) {
        return switch (module) {
            case CONTACTS -> new Decision.Ruled(goingWith(record, ACCOUNT), Cause.FOLLOWS);
            case DEALS -> {
                List<Long> zones = goingWith(record, CONTACT);
                if (zones.isEmpty()) {
                    zones = goingWith(record, ACCOUNT);
                }
                yield new Decision.Ruled(
                        zones.stream()
                                .filter(zone -> tree.lets(zone, module, record.values(), now))
                                .limit(1)
                                .toList(),
                        Cause.FOLLOWS);
            }
            default -> new Decision.Ruled(tree.ruled(module, record.values(), now), Cause.RULE);
        };
    }

    private List<Long> goingWith(Entity record, String field) {
        return record.get(field) instanceof Long other ? followed.getOrDefault(other, List.of()) : List.of();
    }

    /** Where a record is, was, and would be if rules had their way, by the ids of zones: what a receipt tells of it. */
    public Map<String, Object> told(@Nullable Entity before, @Nullable Entity now) {
        Map<String, Object> told = new LinkedHashMap<>();
        if (now != null) {
            Said said = Placement.said(now);
            Placement.in(now).forEach((zone, entry) -> {
                Map<String, Object> shown = shown(zone);
                shown.putAll(entry.stored());
                shown.put("pinned", said.isPinned(zone, this.now.at()));
                told.put(String.valueOf(zone), shown);
            });
            now.map(Placement.OVERRULED).forEach((zone, by) -> {
                Map<String, Object> shown = shown(Long.parseLong(zone));
                shown.put("overruled", by);
                told.put(zone, shown);
            });
        }
        if (before != null) {
            Placement.in(before).forEach((zone, entry) -> {
                @SuppressWarnings("unchecked")
                Map<String, Object> shown =
                        (Map<String, Object>) told.computeIfAbsent(String.valueOf(zone), id -> shown(zone));
                shown.put("was", entry.cause().word());
            });
        }
        return told;
    }

    /** What people call a zone. One that is not known here is gone: nobody holds a record there any more. */
    private Map<String, Object> shown(long id) {
        Map<String, Object> shown = new LinkedHashMap<>();
        if (zones.get(id) instanceof Entity zone) {
            shown.put("name", String.valueOf(zone.text(ZoneFields.NAME)));
            shown.put("code", String.valueOf(zone.text(ZoneFields.CODE)));
        } else if (tree.ruling(id) instanceof Tree.Zone zone) {
            shown.put("name", zone.name());
            shown.put("code", zone.code());
        }
        return shown;
    }

    private Decision decision(Entity record) {
        return Decision.of(Placement.said(record), ruled(record), tree.usual(module), room(), now.at());
    }

    /** The zones in which a record is before an item: not those in which only words have it that ended by themselves. */
    Set<Long> there(Draft draft) {
        Entity before = draft.before();
        if (before == null) {
            return Set.of();
        }
        boolean ended = Placement.said(before).hasEnded(now.at());
        return ended ? decision(before).in().keySet() : Placement.in(before).keySet();
    }

    /** Decides where a record is, now that all else of it is settled. */
    public void decide(Draft draft) {
        Entity record = draft.after();
        if (!isOpen) {
            draft.set(Placement.IN, Map.of());
            draft.set(Placement.OVERRULED, Map.of());
            return;
        }
        Decision decision = decision(record);
        Map<Long, Placement.Entry> was = Placement.in(record);
        Map<String, Object> in = new LinkedHashMap<>();
        decision.in().forEach((zone, cause) -> {
            boolean contradicted = cause.isWord() && !tree.lets(zone, module, record.values(), now);
            Placement.Entry entry = was.get(zone);
            // Who stays, by a word or by none, keeps since when and by whom.
            Placement.Entry kept = entry != null && entry.cause().isWord() == cause.isWord()
                    ? entry
                    : Placement.Entry.of(cause, cause.isWord() ? actor.userId() : null, now.at());
            in.put(String.valueOf(zone), kept.staying(cause, contradicted).stored());
        });
        Map<String, Object> overruled = new LinkedHashMap<>();
        decision.overruled()
                .forEach((zone, by) ->
                        overruled.put(String.valueOf(zone), by.name().toLowerCase(Locale.ROOT)));
        Set<String> known = record.map(Placement.OVERRULED).keySet();
        draft.set(Placement.IN, in);
        draft.set(Placement.OVERRULED, overruled);
        decision.in().forEach((zone, cause) -> {
            if (!cause.isWord() && wasWord(draft, zone)) {
                draft.warn(about(FaultCode.RULE_KEEPS, "", zone));
            }
        });
        String said = draft.item().values().entrySet().stream()
                .filter(value -> value.getValue() instanceof Word)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
        for (long zone : decision.overruled().keySet()) {
            if (!said.isEmpty() || !known.contains(String.valueOf(zone))) {
                draft.warn(about(FaultCode.RULE_OVERRULED, said, zone));
            }
        }
        boolean byWord = !said.isEmpty()
                || draft.item().verb() == Verb.UNDO
                        && draft.before() instanceof Entity before
                        && !Placement.said(before).equals(Placement.said(record));
        if (byWord) {
            new MoveRights(this).requireRoom(draft, said, decision.leftOut(), was.keySet());
        }
        decision.leftOut()
                .forEach(zone -> draft.warn(new Fault(
                        FaultCode.ZONE_LEFT_OUT, "", Map.of("zone", label(zone), "id", zone, "max", room()))));
    }

    private Fault about(FaultCode code, String path, long zone) {
        return new Fault(code, path, Map.of("zone", label(zone), "id", zone));
    }
}
