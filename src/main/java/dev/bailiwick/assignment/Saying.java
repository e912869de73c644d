package dev.bailiwick.assignment;

import dev.bailiwick.bulk.Claim;
import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Effect;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Owner;
import dev.bailiwick.bulk.Working;
import dev.bailiwick.zone.ZoneFields;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * In charge of what items say of where their records belong: which zones they mean, whether that can be, whether who says
 * it may, and what it changes of what was said before.
 */
record Saying(Places places) {
    /** So many pins, and so many exclusions, a record can have. */
    private static final int MOST_WORDS = 100;

    /** Takes it. Faults where it cannot be. */
    void say(Draft draft, String path, Word word, Working working) {
        Set<Long> named = named(draft, word.zones(), working);
        if (named == null) {
            return;
        }
        Entity record = draft.after();
        Said said = Placement.said(record);
        MoveRights.Words was = MoveRights.Words.of(record);
        switch (word) {
            case Word.Exactly exactly -> hold(draft, path, word.zones(), said, named);
            case Word.GiveBack back -> {
                draft.set(Placement.HOLD, Map.of());
                draft.set(Placement.MANUAL, Map.of());
            }
            case Word.Assign assign -> assign(draft, path, assign, said, named);
            case Word.Remove remove -> remove(draft, word, said, named);
            case Word.Move move -> move(draft, path, said, move, named, working);
            case Word.Pin pin -> keep(draft, path, Placement.PINS, named, pin.reason(), pin.until());
            case Word.Exclude out -> keep(draft, path, Placement.EXCLUSIONS, named, out.reason(), out.until());
            case Word.Unpin unpin -> end(draft, Placement.PINS, named);
            case Word.Include include -> end(draft, Placement.EXCLUSIONS, named);
        }
        new MoveRights(places).require(draft, path, was);
    }

    /**
     * Joins what was said of two records. The hold of the one that stays counts; where it has none, that of the other
     * does. Into a hold goes what was added by hand. A pin or an exclusion of the one that stays counts for its zone; one
     * that ended by itself is not taken over, and gives way.
     */
    void merge(Draft draft, Entity left) {
        Said said = Placement.said(draft.after());
        MoveRights.Words was = MoveRights.Words.of(draft.after());
        Map<String, Object> hold = new LinkedHashMap<>(
                said.hold() == null ? left.map(Placement.HOLD) : draft.after().map(Placement.HOLD));
        Map<String, Object> manual = new LinkedHashMap<>(left.map(Placement.MANUAL));
        manual.putAll(draft.after().map(Placement.MANUAL));
        if (!hold.isEmpty()) {
            manual.forEach(hold::putIfAbsent);
            manual.clear();
        }
        draft.set(Placement.HOLD, hold);
        draft.set(Placement.MANUAL, manual);
        join(draft, left, Placement.PINS, Placement.EXCLUSIONS);
        join(draft, left, Placement.EXCLUSIONS, Placement.PINS);
        requireRoom(draft, "");
        new MoveRights(places).require(draft, "", was);
    }

    /** Takes over what counts, where nothing that counts is said of the zone. */
    private void join(Draft draft, Entity left, String kind, String against) {
        Map<String, Object> words = new LinkedHashMap<>(draft.after().map(kind));
        Map<String, Object> opposed = counting(draft.after(), against);
        Map<String, Object> stay = counting(draft.after(), kind);
        counting(left, kind).forEach((zone, word) -> {
            if (!stay.containsKey(zone) && !opposed.containsKey(zone)) {
                words.put(zone, word);
            }
        });
        draft.set(kind, words);
    }

    /** The pins or exclusions that have not ended by themselves. */
    private Map<String, Object> counting(Entity record, String kind) {
        Map<String, Object> words = new LinkedHashMap<>(record.map(kind));
        Placement.marks(record, kind).forEach((zone, mark) -> {
            if (mark.isOver(places.now().at())) {
                words.remove(String.valueOf(zone));
            }
        });
        return words;
    }

    /** The zones meant, each once; null where there is a fault for each name that means none or two. */
    private @Nullable Set<Long> named(Draft draft, List<Named> names, Working working) {
        Set<Long> all = new LinkedHashSet<>();
        boolean wrong = false;
        for (Named name : names) {
            Set<Long> meant = meant(name);
            wrong |= meant.size() != 1;
            if (meant.size() > 1) {
                draft.fault(new Fault(
                        FaultCode.AMBIGUOUS,
                        name.path(),
                        Map.of(
                                "value",
                                name.value(),
                                "ids",
                                meant.stream().map(String::valueOf).toList())));
            } else if (meant.isEmpty()) {
                Map<String, Object> args = new LinkedHashMap<>();
                args.put("value", name.value());
                name.claims().stream()
                        .map(claim -> working.near(claim, Kind.ZONE))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .ifPresent(near -> args.put("meant", near));
                draft.fault(new Fault(FaultCode.NO_SUCH_ZONE, name.path(), args));
            } else {
                all.addAll(meant);
            }
        }
        return wrong ? null : all;
    }

    /** The zones that a name can mean: none, one, or two that are called alike. */
    Set<Long> meant(Named name) {
        Set<Long> meant = new TreeSet<>();
        if (name.by() == Named.By.ID) {
            long id = Long.parseLong(name.value());
            if (places.zones().containsKey(id)) {
                meant.add(id);
            }
        }
        for (Claim claim : name.claims()) {
            Owner owner = places.owners().get(claim);
            if (owner != null
                    && owner.kind() == Kind.ZONE
                    && places.zones().get(owner.id()) instanceof Entity zone
                    && (name.type() == null
                            || name.value()
                                    .equals(zone.map(ZoneFields.EXTERNAL_IDS).get(name.type())))) {
                meant.add(owner.id());
            }
        }
        return meant;
    }

    /** A directive: exactly these zones, and whatever was added by hand before is part of them or gone. */
    private void hold(Draft draft, String path, List<Named> names, Said said, Set<Long> wanted) {
        Instant at = places.now().at();
        requireEntry(draft, path, names, said, wanted);
        for (long pinned : said.pins().keySet()) {
            if (said.isPinned(pinned, at) && !wanted.contains(pinned)) {
                forbidden(draft, path, pinned, Placement.PINS);
            }
        }
        Map<String, Object> was = draft.after().map(Placement.HOLD);
        if (!wanted.equals(said.hold())) {
            Map<String, Object> hold = new LinkedHashMap<>();
            Map<String, Object> word = Placement.word(places.actor().userId(), at, null, null);
            hold.put(Placement.HELD, word);
            wanted.forEach(zone -> hold.put(String.valueOf(zone), was.getOrDefault(String.valueOf(zone), word)));
            draft.set(Placement.HOLD, hold);
        }
        draft.set(Placement.MANUAL, Map.of());
        requireRoom(draft, path);
    }

    /** What somebody says is never left out for want of room, so it must fit. */
    private void requireRoom(Draft draft, String path) {
        int zones = Placement.said(draft.after()).places(places.now().at());
        if (zones > places.room()) {
            draft.fault(FaultCode.TOO_MANY, path, "count", zones, "max", places.room());
        }
        for (String kind : List.of(Placement.PINS, Placement.EXCLUSIONS)) {
            int words = draft.after().map(kind).size();
            if (words > MOST_WORDS) {
                draft.fault(FaultCode.TOO_MANY, path, "count", words, "max", MOST_WORDS);
            }
        }
    }

    /**
     * What is put back of zones that are gone is left out, as it would have gone with them, and so is what was said of a
     * hold that is another's by now; the rest has to fit, and wants the rights that to say it wants. A record that comes
     * back is where it was.
     */
    void takeBack(Draft draft) {
        Effect undone = Objects.requireNonNull(draft.item().undoes());
        if (draft.before() instanceof Entity found) {
            Unsaying.settleHold(draft, found, undone.changes(), undone.at()).forEach(draft::keep);
        }
        for (long zone : Unsaying.leaveGone(draft, places::exists)) {
            draft.warn(Fault.of(FaultCode.NO_SUCH_ZONE, "", "value", String.valueOf(zone)));
        }
        Said was = draft.before() == null ? Said.NOTHING : Placement.said(draft.before());
        if (!Placement.said(draft.after()).equals(was)) {
            requireRoom(draft, "");
        }
        if (draft.before() instanceof Entity before) {
            MoveRights.Words words = MoveRights.Words.of(before);
            if (!words.equals(MoveRights.Words.of(draft.after()))) {
                new MoveRights(places).require(draft, "", words);
            }
        }
    }

    private void move(Draft draft, String path, Said said, Word.Move move, Set<Long> to, Working working) {
        Set<Long> left = named(draft, move.from(), working);
        if (left == null) {
            return;
        }
        Set<Long> wanted = new TreeSet<>();
        if (!left.isEmpty()) {
            Set<Long> there = places.there(draft);
            wanted.addAll(there);
            left.stream()
                    .filter(zone -> !there.contains(zone))
                    .forEach(zone -> draft.fault(
                            FaultCode.NOT_THERE, path(move.from(), zone, path), "zone", places.label(zone)));
            wanted.removeAll(left);
        }
        wanted.addAll(to);
        hold(draft, path, move.zones(), said, wanted);
    }

    /** A pin or an exclusion; against one of the other kind it is no use. */
    private void keep(
            Draft draft, String path, String kind, Set<Long> zones, @Nullable String reason, @Nullable Instant until) {
        if (until != null && !until.isAfter(places.now().at())) {
            draft.fault(FaultCode.OUT_OF_RANGE, "until", "expected", "a time to come");
        }
        String against = kind.equals(Placement.PINS) ? Placement.EXCLUSIONS : Placement.PINS;
        Said said = Placement.said(draft.after());
        Map<String, Object> words = new LinkedHashMap<>(draft.after().map(kind));
        for (long zone : zones) {
            boolean opposed = kind.equals(Placement.PINS)
                    ? said.isExcluded(zone, places.now().at())
                    : said.isPinned(zone, places.now().at());
            if (opposed) {
                forbidden(draft, path, zone, against);
            } else if (kind.equals(Placement.PINS) && !places.isActive(zone)) {
                draft.fault(FaultCode.ZONE_NOT_ACTIVE, path, "value", places.label(zone));
            } else if (!Placement.says(words.get(String.valueOf(zone)), reason, until)) {
                words.put(
                        String.valueOf(zone),
                        Placement.word(places.actor().userId(), places.now().at(), reason, until));
            }
        }
        draft.set(kind, words);
        requireRoom(draft, path);
    }

    private static void end(Draft draft, String kind, Set<Long> zones) {
        Map<String, Object> words = new LinkedHashMap<>(draft.after().map(kind));
        zones.forEach(zone -> words.remove(String.valueOf(zone)));
        draft.set(kind, words);
    }

    /** What is excluded, or is not active, takes nobody in by a word; who is there already may stay. */
    private void requireEntry(Draft draft, String path, List<Named> names, Said said, Set<Long> wanted) {
        Set<Long> there = places.there(draft);
        for (long zone : wanted) {
            if (said.isExcluded(zone, places.now().at())) {
                forbidden(draft, path(names, zone, path), zone, Placement.EXCLUSIONS);
            } else if (!there.contains(zone) && !places.isActive(zone)) {
                draft.fault(FaultCode.ZONE_NOT_ACTIVE, path(names, zone, path), "value", places.label(zone));
            }
        }
    }

    private void forbidden(Draft draft, String path, long zone, String by) {
        Map<?, ?> word = (Map<?, ?>) draft.after().map(by).get(String.valueOf(zone));
        Map<String, Object> args = new LinkedHashMap<>();
        args.put("zone", places.label(zone));
        args.put("id", zone);
        args.put("how", by.equals(Placement.PINS) ? "pinned" : "excluded");
        args.put("ends", by.equals(Placement.PINS) ? "unpin" : "include");
        if (word != null) {
            word.forEach((name, value) -> args.put(String.valueOf(name), value));
        }
        draft.fault(new Fault(FaultCode.FORBIDDEN_BY_WORD, path, args));
    }

    private void assign(Draft draft, String path, Word.Assign word, Said said, Set<Long> wanted) {
        requireEntry(draft, path, word.zones(), said, wanted);
        String kept = said.hold() == null ? Placement.MANUAL : Placement.HOLD;
        Map<String, Object> words = new LinkedHashMap<>(draft.after().map(kept));
        Set<Long> there = places.there(draft);
        for (long zone : wanted) {
            if (there.contains(zone) && !word.again()) {
                draft.fault(FaultCode.ALREADY_THERE, path(word.zones(), zone, path), "zone", places.label(zone));
            }
            words.putIfAbsent(
                    String.valueOf(zone),
                    Placement.word(places.actor().userId(), places.now().at(), null, null));
        }
        draft.set(kept, words);
        requireRoom(draft, path);
    }

    private void remove(Draft draft, Word word, Said said, Set<Long> unwanted) {
        String kept = said.hold() == null ? Placement.MANUAL : Placement.HOLD;
        Map<String, Object> words = new LinkedHashMap<>(draft.after().map(kept));
        Set<Long> there = places.there(draft);
        for (long zone : unwanted) {
            if (said.isPinned(zone, places.now().at())) {
                forbidden(draft, path(word.zones(), zone, ""), zone, Placement.PINS);
            } else if (words.remove(String.valueOf(zone)) == null) {
                draft.fault(
                        there.contains(zone) ? FaultCode.THERE_BY_RULE : FaultCode.NOT_THERE,
                        path(word.zones(), zone, ""),
                        "zone",
                        places.label(zone));
            }
        }
        draft.set(kept, words);
    }

    /** Where a zone is named; otherwise where none of these names it. */
    private String path(List<Named> names, long zone, String otherwise) {
        return names.stream()
                .filter(name -> meant(name).contains(zone))
                .map(Named::path)
                .findFirst()
                .orElse(otherwise);
    }
}
