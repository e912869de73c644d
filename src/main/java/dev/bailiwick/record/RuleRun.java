package dev.bailiwick.record;

import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Verb;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.rule.Criteria;
import dev.bailiwick.zone.ZoneFields;
import dev.bailiwick.zone.Zones;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rules run once more over records as they are. It is asked by an item about the zone at the top, of which the item wants
 * nothing, in a batch of all or none; the records that move are its consequences. What nobody else would notice is noticed
 * then: pins and exclusions that ended by themselves, rules that depend on the day.
 *
 * @param module whose records, one of {@link ZoneFields#RULED}
 * @param criteria those that match; null for any
 * @param zones those that are in one of these; empty for any
 * @param below whether those in zones below these count too
 */
public record RuleRun(String module, @Nullable Criteria criteria, List<Long> zones, boolean below) {
    private static final String ASKED = "ruleRun";

    public RuleRun {
        zones = List.copyOf(zones);
    }

    /** Over all records of a module. */
    static RuleRun all(String module) {
        return new RuleRun(module, null, List.of(), false);
    }

    /**
     * Over the records that match criteria.
     *
     * @param sent as {@link Criteria#read} wants it
     * @param path what faults call it
     * @param faults is told all that is wrong
     * @return null where anything is wrong
     */
    public static @Nullable RuleRun matching(
            Module module, @Nullable Object sent, String path, Consumer<Fault> faults) {
        Criteria criteria = Criteria.read(module, sent, path, faults);
        return criteria == null ? null : new RuleRun(module.name(), criteria, List.of(), false);
    }

    /**
     * Over the records that are in some zones now.
     *
     * @param zones at least one; those that are not there hold nothing
     */
    public static RuleRun within(Module module, List<Long> zones, boolean below) {
        if (zones.isEmpty()) {
            throw new IllegalArgumentException("no zone is not any zone");
        }
        return new RuleRun(module.name(), null, zones, below);
    }

    /**
     * The only item of the batch that runs it.
     *
     * @param warnings what the caller said without effect
     */
    public Item item(List<Fault> warnings) {
        return new Item(0, Verb.UPDATE, Zones.top(), Map.of(ASKED, this), List.of(), warnings);
    }

    /** What an item asks for, or null. */
    static @Nullable RuleRun of(Item item) {
        return item.values().get(ASKED) instanceof RuleRun run ? run : null;
    }
}
