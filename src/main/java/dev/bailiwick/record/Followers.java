package dev.bailiwick.record;

import dev.bailiwick.assignment.Placement;
import dev.bailiwick.bulk.Batch;
import dev.bailiwick.bulk.Consequence;
import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Follower;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Key;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.catalog.Catalogs;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.zone.Zones;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * In charge of the records that a batch moves though no item is about them: all that a changed tree or rule may move, or
 * a run of the rules, contacts whose account is elsewhere now, deals of either.
 */
final class Followers implements Follower {
    private final Following.Means means;

    Followers(Following.Means means) {
        this.means = means;
    }

    @Override
    public void follow(Batch batch, List<Draft> written, Instant now, Consumer<List<Consequence>> followed) {
        Following following = new Following(means, batch.actor(), now, followed);
        if (batch.undoes() != null && (batch.kind() == Kind.RECORD || batch.kind() == Kind.ZONE)) {
            following.putBack(batch.undoes(), written);
        }
        switch (batch.kind()) {
            case RECORD -> records(following, batch, written);
            case ZONE -> zones(following, batch, written);
            case ORG -> written.forEach(org -> org(following, org));
            case USER, CLIENT -> {}
        }
        following.follow();
    }

    /** An org's leads can be in zones from now on, or no longer; what rules say of days is of others. */
    private static void org(Following following, Draft org) {
        if (org.before() instanceof Entity before) {
            if (before.flag(Catalogs.LEAD_TERRITORIES) != org.after().flag(Catalogs.LEAD_TERRITORIES)) {
                following.over(RuleRun.all(Module.LEADS), org.item().index());
            }
            if (!Catalogs.calendar(before.values())
                    .equals(Catalogs.calendar(org.after().values()))) {
                following.again(org.item().index());
            }
        }
    }

    private static void zones(Following following, Batch batch, List<Draft> written) {
        batch.items().stream()
                .map(RuleRun::of)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(run -> following.over(run, 0));
        Map<Long, Draft> gone = new HashMap<>();
        written.stream().filter(Draft::isGone).forEach(draft -> gone.put(draft.id(), draft));
        if (!gone.isEmpty()) {
            following.leave(gone);
        }
        List<Draft> deciding = written.stream().filter(Zones::decides).toList();
        if (!deciding.isEmpty()) {
            following.all(deciding);
        }
    }

    private static void records(Following following, Batch batch, List<Draft> written) {
        String module = Objects.requireNonNull(batch.module());
        for (Item item : batch.items()) {
            Merging.of(item)
                    .forEach(merging -> written.stream()
                            .filter(draft -> draft.isGone() && draft.id() == merging.from())
                            .forEach(left -> following.refer(module, left, ((Key.Id) item.key()).id())));
        }
        Map<Long, Integer> causes = new HashMap<>();
        written.stream()
                .filter(Followers::isMoved)
                .forEach(draft -> causes.put(draft.id(), draft.item().index()));
        following.with(module, causes);
    }

    /** Whether it is in other zones than before. */
    static boolean isMoved(Draft draft) {
        Entity before = draft.before();
        Map<String, Object> was = before == null ? Map.of() : before.map(Placement.IN);
        Map<String, Object> is = draft.isGone() ? Map.of() : draft.after().map(Placement.IN);
        return !was.keySet().equals(is.keySet());
    }
}
