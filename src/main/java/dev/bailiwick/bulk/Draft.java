package dev.bailiwick.bulk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An item while it is judged: what it is about, what that was, what it would become, and what is wrong with it. */
public final class Draft {
    /** A map with a hundred thousand wrong keys is told apart from a good one by the first of them. */
    private static final int MOST_FAULTS = 100;

    private final Item item;
    private final @Nullable Long id;
    private final @Nullable Entity before;
    private final int version;
    private final Map<String, @Nullable Object> asked;

    /** Null where the thing is to go, or is not there and stays so. */
    private final @Nullable Map<String, @Nullable Object> after;

    private final List<Fault> faults;
    private final List<Fault> warnings;
    private final Set<String> kept = new LinkedHashSet<>();
    private @Nullable Match match;
    private @Nullable Map<Claim, String> had;
    private @Nullable Map<Claim, String> has;
    private @Nullable Boolean effective;

    private Draft(
            Item item,
            @Nullable Long id,
            @Nullable Entity before,
            int version,
            Map<String, @Nullable Object> asked,
            @Nullable Map<String, @Nullable Object> after) {
        this.item = item;
        this.id = id;
        this.before = before;
        this.version = version;
        this.asked = asked;
        this.after = after;
        this.faults = new ArrayList<>(item.faults());
        List<Fault> remarks = item.warnings();
        this.warnings = new ArrayList<>(remarks.subList(0, Math.min(remarks.size(), MOST_FAULTS)));
    }

    /** An item that makes a thing with this id and version, out of what a new thing has in fields nobody names. */
    static Draft making(Item item, long id, int version, Map<String, @Nullable Object> blank) {
        return new Draft(item, id, null, version, item.values(), new LinkedHashMap<>(blank));
    }

    /** An item that changes this thing. */
    static Draft changing(Item item, Entity before) {
        return changing(item, before, item.values());
    }

    /** An item of which only a part is asked of this thing. */
    static Draft changing(Item item, Entity before, Map<String, @Nullable Object> asked) {
        return new Draft(item, before.id(), before, before.version() + 1, asked, new LinkedHashMap<>(before.values()));
    }

    /** Of a thing that no item of the batch is about, and that one of them changes. */
    public static Draft following(Entity before) {
        Item cause = new Item(0, Verb.UPDATE, new Key.Id(before.id()), Map.of(), List.of(), List.of());
        return changing(cause, before);
    }

    /** An item that removes this thing. */
    static Draft removing(Item item, Entity before) {
        return new Draft(item, before.id(), before, before.version() + 1, Map.of(), null);
    }

    /**
     * What several items, each seeing the ones before, make of one thing: from what was before the first to what is
     * after the last.
     */
    static Draft together(Draft first, Draft last) {
        return first == last
                ? first
                : new Draft(last.item, last.id, first.before, last.version, last.asked, last.after);
    }

    /** An item about a thing that is not there, and leaves it so. */
    static Draft absent(Item item, long id) {
        return new Draft(item, id, null, 0, Map.of(), null);
    }

    /** An item about nothing that could be found. */
    static Draft about(Item item) {
        return new Draft(item, null, null, 0, item.values(), new LinkedHashMap<>());
    }

    public Item item() {
        return item;
    }

    /** The thing's id: found, given or newly made. */
    public long id() {
        if (id == null) {
            throw new IllegalStateException("item " + item.index() + " is about nothing");
        }
        return id;
    }

    /** The id of a thing that exists, whether or not the item is accepted. */
    @Nullable
    Long foundId() {
        return before == null ? null : before.id();
    }

    /** The same, or the id by which an undo names what is not there. */
    @Nullable
    Long knownId() {
        return before == null && item.verb() == Verb.UNDO ? id : foundId();
    }

    /** The key by which the thing was found. */
    @Nullable
    Match match() {
        if (before == null) {
            return null;
        }
        return switch (item.key()) {
            case Key.None none -> null;
            case Key.Id key -> new Match("id", String.valueOf(key.id()));
            case Key.Unique unique -> new Match(unique.by(), unique.claim().value());
            case Key.FirstOf firstOf -> match;
            case Key.Open open -> null;
            case Key.Org org -> null;
        };
    }

    /** Says which of several keys found the thing. */
    Draft foundBy(Match key) {
        match = key;
        return this;
    }

    public @Nullable Entity before() {
        return before;
    }

    public boolean isNew() {
        return before == null;
    }

    /** Whether there is nothing afterwards. */
    public boolean isGone() {
        return after == null;
    }

    /** What the thing would become; a live view while the item is judged. Not of a thing that is gone. */
    public Entity after() {
        return new Entity(id(), version, fields());
    }

    /** What the thing would become, or null where it is gone. */
    @Nullable
    Entity result() {
        return after == null ? null : after();
    }

    /** The version that the thing would have, of its deletion where it is to go. */
    public int version() {
        return version;
    }

    private Map<String, @Nullable Object> fields() {
        if (after == null) {
            throw new IllegalStateException("item " + item.index() + " leaves nothing");
        }
        return after;
    }

    /** Whether it does something: makes the thing, removes it or gives a field another value. Asked once it is judged. */
    public boolean isEffective() {
        if (effective == null) {
            effective = isGone() ? !isNew() : before == null || Change.leads(before, after());
        }
        return effective;
    }

    /** The keys that the thing holds before, each with its field. */
    Map<Claim, String> had(Judge judge) {
        if (had == null) {
            had = before == null ? Map.of() : judge.claims(before);
        }
        return had;
    }

    /** The keys that it would hold, each with its field; asked for once it is shaped, and the same from then on. */
    Map<Claim, String> has(Judge judge) {
        if (has == null) {
            has = isGone() ? Map.of() : judge.claims(after());
        }
        return has;
    }

    /** What the item names of the thing's fields, be it with null. */
    public Map<String, @Nullable Object> asked() {
        return asked;
    }

    /** Whether the item names this field, be it with null. */
    public boolean asks(String field) {
        return asked.containsKey(field);
    }

    public @Nullable Object asked(String field) {
        return asked.get(field);
    }

    public void set(String field, @Nullable Object value) {
        effective = null;
        fields().put(field, value);
    }

    /** Takes back changes of what was unset before. */
    void unset(Map<String, Change> changes) {
        effective = null;
        Change.takeBack(fields(), changes);
    }

    /** Notes that this field, or key of a map, stays as it is though the item wants it back; empty for all of it. */
    public void keep(String path) {
        kept.add(path);
    }

    /** What stays as it is though the item wants it back. */
    Set<String> kept() {
        return kept;
    }

    /** Adds a remark, which changes nothing; past a hundred they are no longer kept. */
    public void warn(Fault remark) {
        if (warnings.size() < MOST_FAULTS) {
            warnings.add(remark);
        }
    }

    /** Makes faults of the remarks on what the item says without effect. */
    void refuseWhatHasNoEffect() {
        warnings.stream().filter(w -> w.code().isWithoutEffect()).forEach(this::fault);
        warnings.removeIf(w -> w.code().isWithoutEffect());
    }

    List<Fault> warnings() {
        return warnings;
    }

    /** Adds a reason; past a hundred they are no longer kept. */
    public void fault(Fault fault) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(fault);
        }
    }

    public void fault(FaultCode code, String path) {
        fault(Fault.of(code, path));
    }

    public void fault(FaultCode code, String path, String arg, Object value) {
        fault(Fault.of(code, path, arg, value));
    }

    public void fault(FaultCode code, String path, String arg, Object value, String arg2, Object value2) {
        fault(new Fault(code, path, Map.of(arg, value, arg2, value2)));
    }

    /** Whether anything is wrong with this field. */
    public boolean faulty(String field) {
        return faulty() && faults.stream().anyMatch(f -> f.field().equals(field));
    }

    public boolean faulty() {
        return !faults.isEmpty();
    }

    /** Whether nothing is wrong but that other rows of the batch hold keys that this one wants. */
    boolean lostToRowsOnly() {
        return faults.stream().allMatch(f -> f.code() == FaultCode.TAKEN_IN_BATCH);
    }

    /** All faults, in the order of the fields; what is wrong with the row as a whole stands alone. */
    List<Fault> faults(List<String> fields) {
        List<Fault> whole = faults.stream().filter(Draft::isWhole).toList();
        return (whole.isEmpty() ? faults : whole)
                .stream()
                        .sorted(Comparator.comparingInt(f -> fields.indexOf(f.field())))
                        .toList();
    }

    /** Whether the item found what it is about, so that its fields are worth judging. */
    boolean open() {
        return id != null && (!faulty() || faults.stream().noneMatch(Draft::isWhole));
    }

    private static boolean isWhole(Fault fault) {
        return fault.path().isEmpty() && !fault.code().isRemark();
    }
}
