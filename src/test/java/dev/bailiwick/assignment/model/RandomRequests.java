package dev.bailiwick.assignment.model;

import dev.bailiwick.assignment.model.Request.Kind;
import dev.bailiwick.assignment.model.Request.Row;
import dev.bailiwick.assignment.model.Request.Saying;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Requests drawn at random, over few values and zones, so that they meet. */
final class RandomRequests {
    static final List<String> MODULES = List.of("Accounts", "Contacts", "Deals", "Leads");
    private static final int MOST_RECORDS = 320;

    private final Chance chance;
    private final World world;
    private final RandomFields fields;

    /** Requests that come next, whatever is drawn. */
    private final Deque<Function<List<Past>, Request>> scene = new ArrayDeque<>();

    private final LongConsumer end;

    private final RandomSayings sayings;
    private final RandomZones zones;

    /** @param end lets so much time go by that what was said of a record until some day is over */
    RandomRequests(Chance chance, World world, Map<String, Long> users, boolean dealsHaveRules, LongConsumer end) {
        this.end = end;
        this.chance = chance;
        this.world = world;
        this.fields = new RandomFields(chance, world);
        this.sayings = new RandomSayings(chance, world);
        this.zones = new RandomZones(chance, world, users, fields, dealsHaveRules);
    }

    /** Records to begin with, so many of a module, with no word of where they belong. */
    Request first(String module, int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new Row(module, null, null, fields.all(module), null));
        }
        return new Request(Kind.INSERT, "admin", false, false, rows, List.of(), null);
    }

    /** The rules to begin with: of so many zones that some records match more than there is room for. */
    Request rules(List<Long> some) {
        return zones.rules(some);
    }

    Request next(List<Past> undoable) {
        if (scene.isEmpty() && chance.percent(4)) {
            set();
        }
        if (!scene.isEmpty()) {
            return scene.removeFirst().apply(undoable);
        }
        boolean crowded = world.records.size() > MOST_RECORDS;
        int draw = chance.below(100);
        if (draw < 7 && !crowded) {
            return records(Kind.INSERT);
        } else if (draw < 21) {
            return records(Kind.UPDATE);
        } else if (draw < 31) {
            return records(Kind.UPSERT);
        } else if (draw < (crowded ? 40 : 35)) {
            return records(Kind.DELETE);
        } else if (draw < 42) {
            return records(Kind.ADD);
        } else if (draw < 47) {
            return records(Kind.TAKE);
        } else if (draw < 66) {
            return said();
        } else if (draw < 70) {
            return merge();
        } else if (draw < 88) {
            return zones.next();
        } else if (draw < 90) {
            return run();
        }
        return undo(undoable);
    }

    /** Puts on the stage what single requests hardly ever lead to. */
    private void set() {
        List<Thing> all = world.records.values().stream()
                .filter(record -> !record.module.equals("Deals"))
                .toList();
        if (all.isEmpty()) {
            return;
        }
        Thing record = chance.one(all);
        switch (chance.below(4)) {
            case 0 -> ending(record);
            case 1 -> deposed(record);
            default -> opposed(record);
        }
    }

    /**
     * Words that stand against each other, which no door takes in one after the other: one that was ended comes back by an
     * undo once the other was said. Only so is a record pinned in a zone of which it stays out, or held beside a manual
     * entry, and only there do the ranks of words show.
     */
    private void opposed(Thing record) {
        for (Saying saying : sayings.opposed()) {
            scene.add(pasts -> say("admin", record, saying));
        }
        scene.add(pasts -> undo("admin", pasts.get(pasts.size() - 2)));
    }

    /** A word that ends by itself, of which nothing is noticed until its record is judged again. */
    private void ending(Thing record) {
        Saying saying = sayings.passing();
        scene.add(pasts -> say("admin", record, saying));
        scene.add(pasts -> {
            end.accept(record.id);
            Map<String, @Nullable Object> values = fields.other(record.module);
            Row row = new Row(record.module, record.id, null, values, null);
            return new Request(Kind.UPDATE, "admin", false, false, List.of(row), List.of(), null);
        });
    }

    /** Somebody says something of a zone, manages it no longer, and wants to take it back. */
    private void deposed(Thing record) {
        long zone = chance.one(List.copyOf(world.zones.keySet()));
        Saying saying = sayings.about(zone);
        scene.add(pasts -> zones.managed(zone, "editor"));
        scene.add(pasts -> say("editor", record, saying));
        scene.add(pasts -> zones.managed(zone, null));
        scene.add(pasts -> undo("editor", pasts.get(pasts.size() - 2)));
    }

    private static Request say(String user, Thing record, Saying saying) {
        Row row = new Row(record.module, record.id, null, Map.of(), saying);
        return new Request(Kind.SAY, user, false, false, List.of(row), List.of(), null);
    }

    private static Request undo(String user, Past past) {
        return new Request(Kind.UNDO, user, false, false, List.of(), List.of(), past);
    }

    private Request undo(List<Past> undoable) {
        List<Past> some = undoable.stream()
                .skip(MODULES.size())
                .filter(past -> !past.effects().isEmpty())
                .toList();
        if (some.isEmpty()) {
            return said();
        }
        if (chance.percent(20)) {
            List<Past> overtaken = some.stream().filter(this::isOvertaken).toList();
            some = overtaken.isEmpty() ? some : overtaken;
        }
        // The last ones are more often still as they left things.
        int from = chance.percent(60) ? Math.max(0, some.size() - 6) : 0;
        Past past = some.get(from + chance.below(some.size() - from));
        boolean own = past.user().equals("editor") && chance.percent(50);
        return new Request(Kind.UNDO, own ? "editor" : "admin", false, chance.percent(8), List.of(), List.of(), past);
    }

    /** Whether an undo would have to leave something as it is, because it changed since. */
    private boolean isOvertaken(Past past) {
        TakingBack back = new TakingBack(world, past);
        return back.items().stream()
                .anyMatch(effect -> back.take(effect).outcome().equals("kept"));
    }

    private Request run() {
        String module = chance.one(List.of("Accounts", "Deals", "Leads"));
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("criteria", fields.criteria(module, 1));
        Saying within = chance.percent(50) ? sayings.within() : null;
        Row row = new Row(module, null, null, values, within);
        return new Request(Kind.RUN_RULES, "admin", false, chance.percent(10), List.of(row), List.of(), null);
    }

    private Request of(Kind kind, List<Row> rows) {
        return new Request(
                kind,
                chance.percent(80) ? "admin" : "editor",
                chance.percent(15),
                chance.percent(10),
                rows,
                List.of(),
                null);
    }

    private Request records(Kind kind) {
        String module = chance.one(MODULES);
        List<Row> rows = new ArrayList<>();
        for (int i = 1 + chance.below(5); i > 0; i--) {
            rows.add(row(kind, module));
        }
        if (kind == Kind.DELETE) {
            rows = new ArrayList<>(rows.subList(0, Math.min(2, rows.size())));
        }
        return of(kind, rows);
    }

    private Row row(Kind kind, String module) {
        return switch (kind) {
            case INSERT -> new Row(module, null, null, fields.all(module), sayings.directive(module, null));
            case UPDATE -> {
                Long id = id(module);
                yield new Row(module, id, null, fields.some(module), sayings.directive(module, world.records.get(id)));
            }
            case UPSERT -> upsert(module);
            case ADD, TAKE -> {
                Long id = kind == Kind.TAKE ? said(module) : id(module);
                yield new Row(module, id, null, Map.of(), sayings.added(world.records.get(id), kind == Kind.TAKE));
            }
            default -> new Row(module, id(module), null, Map.of(), null);
        };
    }

    private Row upsert(String module) {
        Long id = id(module);
        Thing record = world.records.get(id);
        if (chance.percent(15)) {
            return new Row(module, id, null, fields.some(module), sayings.directive(module, record));
        }
        String name = record == null || chance.percent(20) ? fields.name(module) : fields.again(record);
        Map<String, @Nullable Object> values = fields.all(module);
        values.put(Objects.requireNonNull(Model.NAMES.get(module)), name);
        return new Row(module, null, name, values, sayings.directive(module, record));
    }

    private Long id(String module) {
        List<Thing> all = world.of(module);
        return all.isEmpty() || chance.percent(3) ? (Long) 17L : (Long) chance.one(all).id;
    }

    /** More often one of which somebody said something. */
    private Long said(String module) {
        List<Thing> some =
                world.of(module).stream().filter(r -> !r.wanted().isEmpty()).toList();
        return some.isEmpty() || chance.percent(30) ? id(module) : (Long) chance.one(some).id;
    }

    private Request said() {
        List<Row> rows = new ArrayList<>();
        String one = chance.percent(50) ? chance.one(MODULES) : null;
        Thing same = null;
        for (int i = 1 + chance.below(8); i > 0; i--) {
            String module = one == null ? chance.one(MODULES) : one;
            Thing record = same != null && chance.percent(40)
                    ? same
                    : world.records.get(chance.percent(40) ? said(module) : id(module));
            same = record;
            Saying saying = sayings.said(record);
            if (record != null && chance.percent(20)) {
                rows.add(new Row(record.module, null, fields.again(record), Map.of(), saying));
            } else {
                rows.add(new Row(
                        record == null ? module : record.module,
                        record == null ? (Long) 17L : (Long) record.id,
                        null,
                        Map.of(),
                        saying));
            }
        }
        return of(Kind.SAY, rows);
    }

    private Request merge() {
        String module = chance.one(MODULES);
        List<Thing> all = world.of(module);
        if (all.size() < 2) {
            return records(Kind.INSERT);
        }
        Thing goes = chance.one(all);
        Thing stays = chance.one(all);
        if (goes.id == stays.id) {
            return said();
        }
        Map<String, @Nullable Object> take = new LinkedHashMap<>();
        fields.some(module).keySet().forEach(name -> take.put(name, null));
        List<Row> rows =
                List.of(new Row(module, goes.id, null, Map.of(), null), new Row(module, stays.id, null, take, null));
        return new Request(Kind.MERGE, of(Kind.MERGE, rows).user(), true, chance.percent(10), rows, List.of(), null);
    }
}
