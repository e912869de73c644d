package dev.bailiwick.bulk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An item while it is judged: what it is about, what that was, what it would become, and what is wrong with it. */
public final class Draft {
    /** A map with a hundred thousand wrong keys is told apart from a good one by the first of them. */
    private static final int MOST_FAULTS = 100;

    private final Item item;
    private final @Nullable Long id;
    private final @Nullable Entity before;
    private final Map<String, @Nullable Object> after;
    private final List<Fault> faults;

    private Draft(Item item, @Nullable Long id, @Nullable Entity before, Map<String, @Nullable Object> after) {
        this.item = item;
        this.id = id;
        this.before = before;
        this.after = after;
        this.faults = new ArrayList<>(item.faults());
    }

    /** An item that makes a thing with this id, out of what a new thing has in fields nobody names. */
    static Draft making(Item item, long id, Map<String, @Nullable Object> blank) {
        return new Draft(item, id, null, new LinkedHashMap<>(blank));
    }

    /** An item that changes this thing. */
    static Draft changing(Item item, Entity before) {
        return new Draft(item, before.id(), before, new LinkedHashMap<>(before.values()));
    }

    /** An item about nothing that could be found. */
    static Draft about(Item item) {
        return new Draft(item, null, null, new LinkedHashMap<>());
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

    public @Nullable Entity before() {
        return before;
    }

    public boolean isNew() {
        return before == null;
    }

    /** What the thing would become; a live view while the item is judged. */
    public Entity after() {
        return new Entity(id(), before == null ? 1 : before.version() + 1, after);
    }

    /** Whether the item names this field, be it with null. */
    public boolean asks(String field) {
        return item.values().containsKey(field);
    }

    public @Nullable Object asked(String field) {
        return item.values().get(field);
    }

    public void set(String field, @Nullable Object value) {
        after.put(field, value);
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
        return faults.stream().anyMatch(f -> f.field().equals(field));
    }

    public boolean faulty() {
        return !faults.isEmpty();
    }

    /** All faults, in the order of the fields. */
    List<Fault> faults(List<String> fields) {
        return faults.stream()
                .sorted(Comparator.comparingInt(f -> fields.indexOf(f.field())))
                .toList();
    }

    /** Whether the item found what it is about, so that its fields are worth judging. */
    boolean open() {
        return id != null && faults.stream().noneMatch(f -> f.path().isEmpty());
    }
}
