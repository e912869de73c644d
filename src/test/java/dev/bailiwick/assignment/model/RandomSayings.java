package dev.bailiwick.assignment.model;

import dev.bailiwick.assignment.model.Request.Saying;
import dev.bailiwick.assignment.model.Request.Verb;
import dev.bailiwick.assignment.model.World.By;
import dev.bailiwick.assignment.model.World.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words of where records belong, drawn at random: more often about zones with which a record has to do. */
final class RandomSayings {
    private static final List<@Nullable String> REASONS = Arrays.asList(null, "a dispute", "their headquarters");
    /** Those after which more can go wrong, more often. */
    private static final List<Verb> VERBS = List.of(
            Verb.ASSIGN,
            Verb.ASSIGN,
            Verb.REMOVE,
            Verb.MOVE,
            Verb.SET,
            Verb.RELEASE,
            Verb.PIN,
            Verb.PIN,
            Verb.PIN,
            Verb.UNPIN,
            Verb.EXCLUDE,
            Verb.EXCLUDE,
            Verb.INCLUDE);

    private final Chance chance;
    private final World world;

    RandomSayings(Chance chance, World world) {
        this.chance = chance;
        this.world = world;
    }

    /** What a row of the dialect says, or nothing. */
    @Nullable
    Saying directive(String module, @Nullable Thing record) {
        int draw = chance.below(100);
        if (draw < 50) {
            return null;
        } else if (draw < 60) {
            return saying(Verb.RELEASE, chance.one(List.of("Territory", "Territories")), List.of());
        } else if (draw < 75) {
            return saying(Verb.SET, "Territory", List.of(named(record, true)));
        } else if (draw < 80) {
            return saying(Verb.SET, "Territories", List.of());
        }
        int count = chance.percent(4) ? 14 : module.equals("Deals") && chance.percent(60) ? 1 : 1 + chance.below(3);
        return saying(Verb.SET, "Territories", several(record, count, true));
    }

    /** What assign_territories and remove_territories say. */
    Saying added(@Nullable Thing record, boolean take) {
        List<Named> zones = new ArrayList<>();
        for (int i = 1 + chance.below(2); i > 0; i--) {
            Named zone = new Named(By.ID, String.valueOf(zone(record, take ? 80 : 15)));
            if (!zones.contains(zone)) {
                zones.add(zone);
            }
        }
        return saying(take ? Verb.REMOVE : Verb.ASSIGN, "Territories", zones);
    }

    /** The zones within which rules run again. */
    Saying within() {
        return saying(Verb.SET, "", List.of(new Named(By.ID, String.valueOf(zone(null, 0)))));
    }

    /** One word, its end, and another that stands against it. */
    List<Saying> opposed() {
        List<Long> active =
                world.zones.keySet().stream().filter(world::isActive).toList();
        List<Named> zone = List.of(new Named(By.ID, String.valueOf(chance.one(active))));
        List<Named> other = List.of(new Named(By.ID, String.valueOf(chance.one(active))));
        Saying release = saying(Verb.RELEASE, "", List.of());
        return switch (chance.below(6)) {
            case 0 -> List.of(saying(Verb.PIN, "", zone), saying(Verb.UNPIN, "", zone), saying(Verb.EXCLUDE, "", zone));
            case 1 ->
                List.of(saying(Verb.EXCLUDE, "", zone), saying(Verb.INCLUDE, "", zone), saying(Verb.PIN, "", zone));
            case 2 -> List.of(saying(Verb.SET, "", other), saying(Verb.SET, "", zone), anyHold(zone, other));
            case 3 -> List.of(saying(Verb.SET, "", zone), saying(Verb.ASSIGN, "", other), anyHold(zone, other));
            case 4 ->
                List.of(release, saying(Verb.ASSIGN, "", zone), saying(Verb.REMOVE, "", zone), anyHold(zone, other));
            default ->
                List.of(
                        release,
                        saying(Verb.ASSIGN, "", zone),
                        saying(Verb.REMOVE, "", zone),
                        saying(Verb.SET, "", other));
        };
    }

    private Saying anyHold(List<Named> zone, List<Named> other) {
        return saying(chance.one(List.of(Verb.SET, Verb.ASSIGN, Verb.RELEASE)), "", chance.one(List.of(zone, other)));
    }

    /** A pin or an exclusion that ends by itself. */
    Saying passing() {
        List<Long> active =
                world.zones.keySet().stream().filter(world::isActive).toList();
        List<Named> zone = List.of(new Named(By.ID, String.valueOf(chance.one(active))));
        return new Saying(chance.one(List.of(Verb.PIN, Verb.EXCLUDE)), "", zone, List.of(), null, Said.LATER);
    }

    /** What a manager says of a zone. */
    Saying about(long zone) {
        List<Named> zones = List.of(new Named(By.ID, String.valueOf(zone)));
        return saying(chance.one(List.of(Verb.ASSIGN, Verb.PIN, Verb.EXCLUDE, Verb.UNPIN, Verb.INCLUDE)), "", zones);
    }

    Saying said(@Nullable Thing record) {
        Verb verb = chance.one(VERBS);
        if (verb == Verb.ASSIGN && chance.percent(8)) {
            return saying(verb, "", several(record, 12, false));
        }
        int count = verb == Verb.ASSIGN || verb == Verb.REMOVE || verb == Verb.SET ? 1 + chance.below(2) : 1;
        List<Named> zones = verb == Verb.RELEASE ? List.of() : several(record, count, false);
        if (verb == Verb.SET && chance.percent(15)) {
            zones = List.of();
        }
        List<Named> from =
                verb == Verb.MOVE && chance.percent(50) ? several(record, 1 + chance.below(2), false) : List.of();
        boolean keeps = verb == Verb.PIN || verb == Verb.EXCLUDE;
        String reason = keeps ? REASONS.get(chance.below(REASONS.size())) : null;
        String until = keeps && chance.percent(30) ? chance.percent(10) ? "1999-01-01T00:00:00Z" : Said.LATER : null;
        return new Saying(verb, "", zones, from, reason, until);
    }

    private static Saying saying(Verb verb, String key, List<Named> zones) {
        return new Saying(verb, key, zones, List.of(), null, null);
    }

    private List<Named> several(@Nullable Thing record, int count, boolean dialect) {
        List<Named> zones = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            zones.add(named(record, dialect));
        }
        return zones;
    }

    private long zone(@Nullable Thing record, int known) {
        List<Long> near = new ArrayList<>();
        if (record != null) {
            near.addAll(record.in.keySet());
            near.addAll(record.overruled.keySet());
            near.addAll(record.wanted());
            near.addAll(record.zones(Thing.EXCLUSIONS));
        }
        return near.isEmpty() || !chance.percent(known)
                ? chance.one(List.copyOf(world.zones.keySet()))
                : chance.one(near);
    }

    private Named named(@Nullable Thing record, boolean dialect) {
        if (chance.percent(3)) {
            return new Named(chance.percent(50) ? By.ID : By.CODE, "4999");
        }
        Thing zone = world.zones.get(zone(record, 55));
        if (zone == null) {
            // It went since.
            return new Named(By.CODE, "gone");
        }
        String code = String.valueOf(zone.values.get("code"));
        String name = String.valueOf(zone.values.get("name"));
        Object external = zone.values.get("externalIds.erp");
        return switch (chance.below(6)) {
            case 0 -> new Named(By.CODE, code);
            case 1 -> new Named(By.NAME, chance.percent(50) ? name.toUpperCase(Locale.ROOT) : name);
            case 2 -> external == null ? new Named(By.CODE, code) : new Named(By.EXTERNAL, String.valueOf(external));
            case 3 -> dialect ? new Named(By.TEXT, chance.percent(50) ? code : name) : new Named(By.CODE, code);
            default -> new Named(By.ID, String.valueOf(zone.id));
        };
    }
}
