package dev.bailiwick.record;

import dev.bailiwick.assignment.Places;
import dev.bailiwick.assignment.Tree;
import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Change;
import dev.bailiwick.bulk.Consequence;
import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Ledger;
import dev.bailiwick.catalog.Catalog;
import dev.bailiwick.catalog.Catalogs;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.rule.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** In charge of records that no item of a batch is about: changes them, decides where they are, and writes what came of it. */
final class Judging {
    private final Following.Means means;
    private final Actor actor;
    private final Instant now;
    private final Consumer<List<Consequence>> followed;

    /** Read once something may follow. */
    private @Nullable Catalog catalog;

    private @Nullable Tree tree;

    /** @param followed is told what was changed */
    Judging(Following.Means means, Actor actor, Instant now, Consumer<List<Consequence>> followed) {
        this.means = means;
        this.actor = actor;
        this.now = now;
        this.followed = followed;
    }

    /** What the org has enabled once the batch is written. */
    Catalog catalog() {
        look();
        return Objects.requireNonNull(catalog);
    }

    /** Where rules put records once the batch is written. */
    Tree tree() {
        look();
        return Objects.requireNonNull(tree);
    }

    /** By the org's calendar. */
    Moment moment() {
        return new Moment(now, catalog().calendar());
    }

    private void look() {
        if (tree == null) {
            Catalogs.Seen seen = means.catalogs().seen(actor.orgId());
            catalog = seen.catalog();
            tree = means.trees().of(actor.orgId(), seen);
        }
    }

    /** What records of a module are made of. */
    Form form(String module) {
        return Form.of(Objects.requireNonNull(catalog().modules().get(module), module));
    }

    /**
     * Changes records and decides where each is then.
     *
     * @param others with which they may go by the change
     * @param by which item did it, asked once it is decided where the record is
     * @return those that moved, each by the item that did it
     */
    Map<Long, Integer> judge(
            String module,
            Collection<Entity> records,
            Set<Long> others,
            Consumer<Draft> change,
            ToIntFunction<Draft> by) {
        Map<Long, Integer> moved = new HashMap<>();
        if (records.isEmpty()) {
            return moved;
        }
        Places places = Places.MODULES.contains(module) ? places(module, records, others) : null;
        Map<Draft, Integer> drafts = new LinkedHashMap<>();
        for (Entity record : records) {
            Draft draft = Draft.following(record);
            change.accept(draft);
            if (places != null) {
                places.decide(draft);
            }
            if (draft.isEffective()) {
                int cause = by.applyAsInt(draft);
                drafts.put(draft, cause);
                if (Followers.isMoved(draft)) {
                    moved.put(record.id(), cause);
                }
            }
        }
        Map<Long, Entity> stored =
                means.records().write(actor.orgId(), actor.userId(), form(module), List.copyOf(drafts.keySet()), now);
        List<Consequence> consequences = new ArrayList<>();
        drafts.forEach((draft, cause) -> {
            if (!draft.after().sameAs(stored.get(draft.id()))) {
                throw new Ledger.LostRace("a record changed while another moved it: " + draft.id());
            }
            consequences.add(new Consequence(
                    cause, Kind.RECORD, draft.id(), draft.version(), Change.between(draft.before(), draft.after())));
        });
        followed.accept(consequences);
        return moved;
    }

    private Places places(String module, Collection<Entity> records, Set<Long> others) {
        Module of = Objects.requireNonNull(catalog().modules().get(module), module);
        Placing placing = new Placing(means.followers(), means.zones(), of, tree(), moment());
        Set<Long> going = Placing.others(module, records);
        going.addAll(others);
        return new Places(
                module,
                of.isPlaced(),
                actor,
                Map.of(),
                Map.of(),
                tree(),
                placing.followed(actor.orgId(), going),
                moment());
    }
}
