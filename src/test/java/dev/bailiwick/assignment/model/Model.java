package dev.bailiwick.assignment.model;

import dev.bailiwick.assignment.model.Belonging.Moment;
import dev.bailiwick.assignment.model.Past.Effect;
import dev.bailiwick.assignment.model.Request.Kind;
import dev.bailiwick.assignment.model.Request.Row;
import dev.bailiwick.assignment.model.Request.ZoneRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What requests come to, done in the plainest way: one item after the other on maps, and after each batch every record is
 * put where it belongs. Shares no code with the server.
 */
final class Model {
    static final Map<String, String> NAMES =
            Map.of("Leads", "Email", "Accounts", "Account_Name", "Contacts", "Email", "Deals", "Deal_Name");

    private final World world;
    private final Request request;
    private final Moment now;
    private final IntToLongFunction newId;
    private final int number;
    private final List<Past> batches = new ArrayList<>();
    private final Set<Long> moved = new TreeSet<>();
    private final Set<Long> ended = new TreeSet<>();

    /**
     * Of one request.
     *
     * @param world is changed
     * @param number of the request's first batch
     * @param newId the id of a record that a row makes, by the row
     */
    Model(Map<String, Long> users, World world, Request request, int number, IntToLongFunction newId) {
        this.world = world;
        this.request = request;
        this.number = number;
        this.newId = newId;
        this.now = new Moment(Objects.requireNonNull(users.get(request.user())), "r" + number);
    }

    /** The batches that it was. */
    List<Past> batches() {
        return batches;
    }

    /** The records that no item was about and that changed. */
    Set<Long> moved() {
        return moved;
    }

    /** The records that were held in zones that went, and in no other. */
    Set<Long> ended() {
        return ended;
    }

    /**
     * Plays a request about records, in one batch or one for each module.
     *
     * @return by the rows
     */
    List<Expected> play() {
        World untouched = world.copy();
        TreeMap<String, List<Integer>> parts = new TreeMap<>();
        for (int i = 0; i < request.rows().size(); i++) {
            parts.computeIfAbsent(request.rows().get(i).module(), m -> new ArrayList<>())
                    .add(i);
        }
        Expected[] expected = new Expected[request.rows().size()];
        boolean refused = false;
        for (Map.Entry<String, List<Integer>> part : parts.entrySet()) {
            List<Row> rows = part.getValue().stream().map(request.rows()::get).toList();
            World before = world.copy();
            List<Played> played = request.kind() == Kind.MERGE
                    ? merge(rows.get(0), rows.get(1))
                    : part.getValue().stream().map(this::play).toList();
            refused |= request.atomic() && played.stream().anyMatch(Played::failed);
            if (refused) {
                world.become(before);
            }
            Set<Integer> superseded = Superseded.of(world, rows, played);
            for (int i = 0; i < played.size(); i++) {
                if (superseded.contains(i)) {
                    played.get(i).remarks().add("SUPERSEDED");
                }
                expected[part.getValue().get(i)] = expected(played.get(i), refused);
            }
            if (!refused) {
                follow(part.getKey(), played);
            }
        }
        if (refused) {
            world.become(untouched);
            moved.clear();
            batches.clear();
            if (parts.size() == 1) {
                // It is known that it was tried; of several nothing is.
                batches.add(new Past(number, parts.firstKey(), request.user(), List.of(), List.of(), new String[1]));
            }
            for (int i = 0; i < expected.length; i++) {
                expected[i] = refused(expected[i], parts.size() > 1);
            }
        }
        return List.of(expected);
    }

    /** Of a batch before the one that is refused, all but what changed nothing is taken back. */
    private Expected refused(Expected item, boolean several) {
        boolean same = item.failed() || item.outcome().equals("unchanged");
        if (same && !several) {
            return item;
        }
        Thing is = item.id() == null ? null : world.records.get(item.id());
        Map<Long, String> causes = is == null ? Map.of() : is.causes();
        return new Expected(
                same ? item.outcome() : "not_attempted",
                is == null ? null : item.id(),
                same ? item.faults() : Set.of("NOT_ALONE"),
                item.remarks(),
                causes,
                causes,
                is == null ? Map.of() : is.overruled);
    }

    private Expected expected(Played item, boolean refused) {
        boolean failed = item.failed();
        String outcome = failed ? "rejected" : refused ? "not_attempted" : item.outcome();
        if (item.held() && !refused && !failed) {
            // Where it is is told as it is after the last.
            Thing last = item.after() == null ? null : world.records.get(item.after().id);
            Thing told = last == null ? item.after() : last;
            return new Expected(
                    outcome,
                    item.id(),
                    Set.of(),
                    item.remarks(),
                    item.before() == null ? Map.of() : item.before().causes(),
                    told == null ? Map.of() : told.causes(),
                    told == null ? Map.of() : told.overruled);
        }
        Thing is = item.id() == null ? null : world.records.get(item.id());
        Map<Long, String> causes = is == null ? Map.of() : is.causes();
        return new Expected(
                outcome,
                is == null ? null : item.id(),
                failed ? item.faults() : refused ? Set.of("NOT_ALONE") : Set.of(),
                item.remarks(),
                causes,
                causes,
                is == null ? Map.of() : is.overruled);
    }

    /** What a batch was, and what follows from it. */
    private void follow(String kind, List<Played> played) {
        Map<Long, Thing> before = new TreeMap<>();
        world.records.forEach((id, record) -> before.put(id, record.copy()));
        List<Effect> effects = new ArrayList<>();
        int batch = number + batches.size();
        for (Played item : played) {
            if (item.held() && !item.failed()) {
                long id = Objects.requireNonNull(item.id());
                Map<Long, In> in = item.before() == null ? Map.of() : item.before().in;
                effects.add(new Effect(id, item.outcome(), Thing.between(item.before(), item.after()), in, null));
                if (item.after() == null) {
                    world.gone.put(id, batch);
                }
            }
        }
        Map<Long, Long> causes = new TreeMap<>();
        new Consequences(world, request, now, ended).of(effects, causes);
        new Belonging(world).settleAll(now);
        List<Effect> consequences = new ArrayList<>();
        before.forEach((id, was) -> {
            Thing is = Objects.requireNonNull(world.records.get(id));
            Map<String, Thing.Change> changes = Thing.between(was, is);
            if (!changes.isEmpty()) {
                consequences.add(new Effect(id, "changed", changes, Map.of(), causes.get(id)));
            }
            if (!changes.isEmpty() || !was.in.equals(is.in) || !was.overruled.equals(is.overruled)) {
                moved.add(id);
            }
        });
        batches.add(new Past(batch, kind, request.user(), effects, consequences, new String[1]));
    }

    private static Played rejected(@Nullable Long id, String... faults) {
        return new Played("rejected", id, Set.of(faults), Set.of(), null, null);
    }

    private Played play(int index) {
        Row row = request.rows().get(index);
        Long id = row.id();
        if (id == null && request.kind() != Kind.INSERT) {
            String field = Objects.requireNonNull(NAMES.get(row.module()));
            List<Long> meant = row.name() == null ? List.of() : world.named(row.module(), field, row.name());
            if (meant.size() > 1) {
                return rejected(null, "AMBIGUOUS");
            }
            id = meant.isEmpty() ? null : meant.getFirst();
        }
        Thing before = id == null ? null : world.records.get(id);
        if (before != null && !before.module.equals(row.module())) {
            before = null;
        }
        boolean makes = request.kind() == Kind.INSERT || request.kind() == Kind.UPSERT && row.id() == null;
        if (before == null && !makes) {
            return rejected(null, "NOT_FOUND");
        }
        if (request.kind() == Kind.DELETE) {
            world.records.remove(Objects.requireNonNull(before).id);
            return new Played("deleted", before.id, Set.of(), Set.of(), before, null);
        }
        Thing record = before == null ? new Thing(newId.applyAsLong(index), row.module(), Map.of()) : before.copy();
        row.values().forEach(record::put);
        Set<String> faults = new TreeSet<>();
        if (row.saying() != null) {
            boolean admin = request.user().equals("admin");
            new Sayings(world, now, admin, faults).say(record, before, row.saying(), request.kind() != Kind.ADD);
        }
        return judged(record, before, faults, row.saying() != null);
    }

    private Played judged(Thing record, @Nullable Thing before, Set<String> faults, boolean says) {
        if (!faults.isEmpty()) {
            return new Played("rejected", before == null ? null : before.id, faults, Set.of(), before, before);
        }
        Set<String> remarks = new TreeSet<>();
        List<Long> leftOut = new Belonging(world).settle(record, now);
        if (!leftOut.isEmpty()) {
            remarks.add("ZONE_LEFT_OUT");
        }
        if (says && before != null && !mayLeave(before, leftOut)) {
            return new Played("rejected", before.id, Set.of("MAY_NOT_ASSIGN"), Set.of(), before, before);
        }
        boolean ended = Thing.between(before, record).keySet().stream().anyMatch(name -> name.startsWith("$"));
        record.in.forEach((zone, entry) -> {
            In was = before == null ? null : before.in.get(zone);
            if (ended && !entry.byWord() && was != null && was.byWord()) {
                remarks.add("RULE_KEEPS");
            }
        });
        for (long zone : record.overruled.keySet()) {
            if (says || before == null || !before.overruled.containsKey(zone)) {
                remarks.add("RULE_OVERRULED");
            }
        }
        boolean same = before != null && Thing.between(before, record).isEmpty();
        if (!same) {
            world.records.put(record.id, record);
        }
        String outcome = before == null ? "created" : same ? "unchanged" : "changed";
        return new Played(outcome, record.id, faults, remarks, before, record.copy());
    }

    /** Whoever says where a record is takes it out of the zones for which that leaves no room. */
    private boolean mayLeave(Thing before, List<Long> leftOut) {
        return request.user().equals("admin")
                || leftOut.stream().filter(before.in::containsKey).allMatch(zone -> world.manages(now.user(), zone));
    }

    private List<Played> merge(Row goes, Row stays) {
        Thing left = Objects.requireNonNull(world.records.remove(goes.id()));
        Thing before = Objects.requireNonNull(world.records.get(stays.id()));
        Thing record = before.copy();
        left.values.forEach((name, value) -> {
            if (!name.startsWith("$")
                    && (!record.values.containsKey(name) || stays.values().containsKey(name))) {
                record.put(name, value);
            }
        });
        Set<String> faults = new TreeSet<>();
        boolean admin = request.user().equals("admin");
        new Sayings(world, now, admin, faults).join(record, left, before);
        Played deleted = new Played("deleted", left.id, Set.of(), Set.of(), left, null);
        return List.of(deleted, judged(record, before, faults, false));
    }

    /**
     * Plays a request about zones, of which what each row comes to is the server's to say: other tests are about that.
     *
     * @param told the outcomes of the rows
     * @param made the ids and codes of the zones that were made
     */
    void playZones(List<String> told, Map<Long, String> made) {
        List<Played> played = new ArrayList<>();
        List<Map.Entry<Long, String>> fresh = new ArrayList<>(made.entrySet());
        for (int i = 0; i < told.size(); i++) {
            ZoneRow row = request.zones().get(i);
            switch (told.get(i)) {
                case "created" -> {
                    Map.Entry<Long, String> id = fresh.removeFirst();
                    Thing zone = new Thing(id.getKey(), Thing.ZONES, Map.of("active", true, "code", id.getValue()));
                    row.values().forEach(zone::put);
                    world.zones.put(zone.id, zone);
                    played.add(new Played("created", zone.id, Set.of(), Set.of(), null, zone.copy()));
                }
                case "changed" -> played.add(changed(Objects.requireNonNull(row.id()), row.values()));
                case "deleted" -> {
                    Thing zone = Objects.requireNonNull(world.zones.remove(Objects.requireNonNull(row.id())));
                    played.add(new Played("deleted", zone.id, Set.of(), Set.of(), zone, null));
                    for (Thing child : world.children(zone.id)) {
                        played.add(changed(
                                child.id,
                                Map.of(
                                        "parent",
                                        Objects.requireNonNull(row.values().get("parent")))));
                    }
                }
                default -> {}
            }
        }
        follow(Thing.ZONES, played);
    }

    private Played changed(long id, Map<String, @Nullable Object> values) {
        Thing zone = world.zone(id);
        Thing before = zone.copy();
        values.forEach(zone::put);
        return new Played("changed", id, Set.of(), Set.of(), before, zone.copy());
    }

    /**
     * Takes a batch back.
     *
     * @param told of zones, what the server says of each item; empty of records
     */
    List<Expected> undo(List<String> told) {
        Past past = Objects.requireNonNull(request.past());
        TakingBack back = new TakingBack(world, past);
        List<Played> played = new ArrayList<>();
        List<Expected> expected = new ArrayList<>();
        for (Effect effect : back.items()) {
            TakingBack.Item item = back.take(effect);
            boolean zone = past.kind().equals(Thing.ZONES);
            if (zone && Set.of("rejected", "not_attempted").contains(told.get(played.size()))) {
                item = new TakingBack.Item("unchanged", null, null);
            }
            played.add(zone ? put(item, effect.id(), world.zones) : decided(item, effect.id()));
        }
        for (int i = 0; i < played.size(); i++) {
            expected.add(expected(played.get(i), false));
        }
        // An undo that has nothing to take back is no batch.
        if (!played.isEmpty()) {
            follow(past.kind(), played);
        }
        return expected;
    }

    private static Played put(TakingBack.Item item, long id, Map<Long, Thing> things) {
        if (Set.of("changed", "restored", "deleted").contains(item.outcome())) {
            if (item.after() == null) {
                things.remove(id);
            } else {
                things.put(id, item.after().copy());
            }
        }
        return new Played(item.outcome(), id, Set.of(), Set.of(), item.before(), item.after());
    }

    private Played decided(TakingBack.Item item, long id) {
        if (item.after() != null && Set.of("changed", "restored").contains(item.outcome())) {
            if (Belonging.isTooMany(item.after()) && !isTooMany(item.before())) {
                return new Played("rejected", id, Set.of("TOO_MANY"), Set.of(), item.before(), item.before());
            }
            boolean admin = request.user().equals("admin");
            if (item.before() != null
                    && !new Sayings(world, now, admin, Set.of()).mayTakeBack(item.before(), item.after())) {
                return new Played("rejected", id, Set.of("MAY_NOT_ASSIGN"), Set.of(), item.before(), item.before());
            }
            List<Long> leftOut = new Belonging(world).settle(item.after(), now);
            if (item.before() != null
                    && Sayings.saysOtherwise(item.before(), item.after())
                    && !mayLeave(item.before(), leftOut)) {
                return new Played("rejected", id, Set.of("MAY_NOT_ASSIGN"), Set.of(), item.before(), item.before());
            }
        }
        return put(item, id, world.records);
    }

    private static boolean isTooMany(@Nullable Thing record) {
        return record != null && Belonging.isTooMany(record);
    }
}
