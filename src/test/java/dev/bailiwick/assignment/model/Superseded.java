package dev.bailiwick.assignment.model;

import dev.bailiwick.assignment.model.Request.Row;
import dev.bailiwick.assignment.model.Request.Saying;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which rows say what at the end holds no longer. */
final class Superseded {
    private Superseded() {}

    static Set<Integer> of(World world, List<Row> rows, List<Played> played) {
        Set<Integer> over = new TreeSet<>();
        for (int i = 0; i < played.size(); i++) {
            Saying saying = rows.get(i).saying();
            Thing said = played.get(i).after();
            if (saying == null || said == null || played.get(i).failed()) {
                continue;
            }
            Thing last = said;
            for (Played later : played.subList(i, played.size())) {
                if (!later.failed() && later.after() != null && later.after().id == said.id) {
                    last = later.after();
                }
            }
            if (isOver(world, saying, said, last)) {
                over.add(i);
            }
        }
        return over;
    }

    private static boolean isOver(World world, Saying saying, Thing said, Thing end) {
        return switch (saying.verb()) {
            case SET, MOVE ->
                end.isHeld() != said.isHeld()
                        || !end.zones(Thing.HOLD).equals(said.zones(Thing.HOLD))
                        || !end.in.keySet().equals(said.in.keySet());
            case RELEASE -> end.isHeld() || !end.placed().isEmpty();
            case ASSIGN ->
                !saidOf(world, saying, end.placed(), said.placed())
                        || !saidOf(world, saying, end.in.keySet(), said.in.keySet());
            case REMOVE ->
                !saidOf(world, saying, said.placed(), end.placed())
                        || !saidOf(world, saying, said.in.keySet(), end.in.keySet());
            case PIN -> !saidOf(world, saying, end.zones(Thing.PINS), said.zones(Thing.PINS));
            case UNPIN -> !saidOf(world, saying, said.zones(Thing.PINS), end.zones(Thing.PINS));
            case EXCLUDE -> !saidOf(world, saying, end.zones(Thing.EXCLUSIONS), said.zones(Thing.EXCLUSIONS));
            case INCLUDE -> !saidOf(world, saying, said.zones(Thing.EXCLUSIONS), end.zones(Thing.EXCLUSIONS));
        };
    }

    /** Whether, of the zones that it names, each of those is one of these. */
    private static boolean saidOf(World world, Saying saying, Set<Long> these, Set<Long> those) {
        return saying.zones().stream()
                .flatMap(name -> world.meant(name).stream())
                .filter(those::contains)
                .allMatch(these::contains);
    }
}
