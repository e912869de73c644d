package dev.bailiwick.record;

import dev.bailiwick.assignment.Placement;
import dev.bailiwick.assignment.Places;
import dev.bailiwick.assignment.Word;
import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Claim;
import dev.bailiwick.bulk.DoorRules;
import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Judge;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.bulk.Verb;
import dev.bailiwick.bulk.Working;
import dev.bailiwick.catalog.DataType;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Module;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the records of a module.
 *
 * @param entities the records that the batch names
 * @param keys by what its records are named
 * @param actor whose values count where each user has own ones, and to whom a new record belongs
 * @param sharers which records share the values by which the batch names records
 * @param linked the records that the batch names by keys of theirs
 * @param modules of the records that the batch refers to; those that do not exist are missing
 * @param users those of the users that the batch names that exist
 * @param spellings the module's fields by what a person takes for their names
 * @param places where its records belong; null where they are in no zone
 */
record RecordJudge(
        Map<Long, Entity> entities,
        Module module,
        Keys keys,
        Actor actor,
        Map<Claim, Set<Long>> sharers,
        Map<Object, Long> linked,
        Map<Long, String> modules,
        Set<Long> users,
        Map<String, String> spellings,
        @Nullable Places places)
        implements Judge {
    /** What every record has, and only Bailiwick writes. */
    private static final Set<String> STAMPS = Set.of("Created_Time", "Created_By", "Modified_Time", "Modified_By");

    @Override
    public List<String> fields() {
        List<String> fields = new ArrayList<>();
        fields.add("id");
        fields.addAll(module.fields().keySet());
        return fields;
    }

    @Override
    public Map<String, @Nullable Object> blank() {
        Map<String, @Nullable Object> blank = new LinkedHashMap<>();
        for (Field field : module.fields().values()) {
            if (field.type() == DataType.BOOLEAN) {
                blank.put(field.name(), false);
            }
        }
        // The command line is nobody.
        if (actor.userId() != 0) {
            blank.put(Module.OWNER, actor.userId());
        }
        return blank;
    }

    @Override
    public Map<Claim, String> claims(Entity state) {
        Map<Claim, String> claims = new LinkedHashMap<>();
        for (Field field : keys.unique()) {
            keys.claims(field, state.get(field.name())).forEach(claims::put);
        }
        return claims;
    }

    @Override
    public Set<Claim> shared(Entity state) {
        Claim claim = keys.checked(state.values());
        return claim == null ? Set.of() : Set.of(claim);
    }

    @Override
    public String label(Entity state) {
        return module.title(state.values());
    }

    @Override
    public void shape(Draft draft, DoorRules rules) {
        Rights.require(draft, actor, module, rules);
        if (draft.isNew()) {
            for (Field field : module.fields().values()) {
                if (field.mandatory() && rules.requires(field.name()) && !draft.asks(field.name())) {
                    draft.fault(FaultCode.MISSING, field.name());
                }
            }
        }
        draft.asked().forEach((name, value) -> {
            Field field = value instanceof Word ? null : module.field(name);
            if (field != null) {
                ask(draft, field, value, field.mandatory() && rules.requires(name));
            } else if (draft.item().verb() == Verb.UNDO && value instanceof Map<?, ?> words) {
                // What was said of one zone comes back beside what is said of others.
                Map<String, Object> all = new LinkedHashMap<>(draft.after().map(name));
                words.forEach((zone, word) -> all.put((String) zone, word));
                draft.set(name, all);
            } else if (!name.equals("id") && !(value instanceof Word) && !(value instanceof Merging)) {
                unknown(draft, name, value);
            }
        });
        merge(draft);
    }

    /** Takes in the record that becomes one with this, if there is one. */
    private void merge(Draft draft) {
        Merging.of(draft.item()).forEach(merging -> {
            if (entities.get(merging.from()) instanceof Entity left) {
                merging.into(draft, module, left);
            }
        });
    }

    private void ask(Draft draft, Field field, @Nullable Object asked, boolean needed) {
        String name = field.name();
        if (field.readOnly()) {
            draft.warn(Values.withoutEffect(name));
        } else if (asked instanceof LookupBy) {
            // Whether there is such a record is looked up with the others.
            draft.set(name, Entity.UNLINKED);
        } else if (field.isUsers()) {
            own(draft, field, asked);
        } else {
            Object value = Values.of(draft, field, asked);
            if (value != null) {
                draft.set(name, value);
            } else if (!draft.faulty(name)) {
                clear(draft, field, needed);
            }
        }
    }

    private static void clear(Draft draft, Field field, boolean needed) {
        if (needed) {
            draft.fault(draft.isNew() ? FaultCode.MISSING : FaultCode.NULL_NOT_ALLOWED, field.name());
        } else {
            draft.set(field.name(), field.type() == DataType.BOOLEAN ? (Object) false : null);
        }
    }

    /** A value that is the user's own, beside those of others; an undo brings back whoever's it took. */
    private void own(Draft draft, Field field, @Nullable Object asked) {
        Map<String, Object> values = new LinkedHashMap<>(draft.after().map(field.name()));
        if (draft.item().verb() == Verb.UNDO && asked instanceof Map<?, ?> byUser) {
            byUser.forEach((user, value) -> values.put((String) user, value));
        } else {
            Object value = Values.of(draft, field, asked);
            if (draft.faulty(field.name())) {
                return;
            }
            String user = String.valueOf(actor.userId());
            if (value == null) {
                values.remove(user);
            } else {
                values.put(user, value);
            }
        }
        draft.set(field.name(), values.isEmpty() ? null : values);
    }

    /** The fields of a module by what a person takes for their names; made once, however many names are unknown. */
    static Map<String, String> spellings(Module module) {
        Map<String, String> spellings = new HashMap<>();
        module.fields().keySet().forEach(name -> spellings.putIfAbsent(spelling(name), name));
        return spellings;
    }

    private static String spelling(String name) {
        return Text.folded(name).replace("_", "");
    }

    private void unknown(Draft draft, String name, @Nullable Object value) {
        if (STAMPS.contains(name)) {
            draft.warn(Values.withoutEffect(name));
        } else if (value instanceof List<?> rows && rows.stream().anyMatch(Map.class::isInstance)) {
            draft.fault(FaultCode.NOT_SUPPORTED, name, "what", "rows inside a record");
        } else {
            String meant = spellings.get(spelling(name));
            draft.warn(
                    meant == null
                            ? Fault.of(FaultCode.UNKNOWN_FIELD, name, "field", name)
                            : new Fault(FaultCode.UNKNOWN_FIELD, name, Map.of("field", name, "meant", meant)));
        }
    }

    @Override
    public void link(Draft draft, Working working) {
        draft.asked().forEach((name, asked) -> {
            Field field = asked == null || asked instanceof Word ? null : module.field(name);
            if (field != null && field.type().isReference() && !field.readOnly() && !draft.faulty(name)) {
                link(draft, field, asked, working);
            }
        });
        if (places != null) {
            remark(draft, working);
            if (draft.item().verb() == Verb.UNDO) {
                places.takeBack(draft);
            }
            Placing.words(draft.item()).forEach(said -> places.say(draft, said.getKey(), said.getValue(), working));
            Merging.of(draft.item()).forEach(merging -> {
                if (entities.get(merging.from()) instanceof Entity left) {
                    places.merge(draft, left);
                }
            });
        }
    }

    /** Of a new record that says where it belongs: others have its name, and stay where they are. */
    private void remark(Draft draft, Working working) {
        Claim claim = draft.item().verb() == Verb.CREATE
                        && Placing.words(draft.item()).findAny().isPresent()
                ? keys.checked(draft.after().values())
                : null;
        if (claim != null) {
            List<String> others = sharers.getOrDefault(claim, Set.of()).stream()
                    .filter(id -> id != draft.id() && working.get(id) != null)
                    .sorted()
                    .limit(10)
                    .map(String::valueOf)
                    .toList();
            if (!others.isEmpty()) {
                String name = module.checked();
                draft.warn(new Fault(
                        FaultCode.SAME_NAME,
                        name,
                        Map.of("value", String.valueOf(draft.after().get(name)), "ids", others)));
            }
        }
    }

    private void link(Draft draft, Field field, Object asked, Working working) {
        Long id = asked instanceof LookupBy ? linked.get(asked) : Values.id(asked);
        if (id == null && asked instanceof String) {
            // An empty text clears it.
            return;
        }
        boolean exists = id != null
                && (field.type().isUser()
                        ? users.contains(id)
                        : module.name().equals(field.lookup()) && working.get(id) != null
                                || field.lookup() != null && field.lookup().equals(modules.get(id)));
        Object was = draft.before() instanceof Entity before ? before.get(field.name()) : null;
        if (exists || id != null && id.equals(was)) {
            draft.set(field.name(), id);
        } else if (draft.item().verb() != Verb.UNDO) {
            if (asked instanceof LookupBy by) {
                draft.fault(FaultCode.NO_SUCH_REFERENCE, field.name(), "value", by.value(), "by", by.field());
            } else {
                draft.fault(FaultCode.NO_SUCH_REFERENCE, field.name(), "value", id == null ? "" : String.valueOf(id));
            }
        }
    }

    /** Where a record belongs follows from all else, so it is decided last. */
    @Override
    public void fit(Draft draft, Working working, DoorRules rules) {
        if (places != null && !draft.faulty()) {
            places.decide(draft);
        }
    }

    @Override
    public void review(List<Draft> items) {
        if (places != null) {
            places.review(items);
        }
    }

    @Override
    public Map<String, Object> zones(@Nullable Entity before, @Nullable Entity now) {
        return places == null ? Map.of() : places.told(before, now);
    }

    @Override
    public Set<String> derived() {
        return Placement.DERIVED;
    }

    /** What refers to a record that goes shows nothing in its place until it is back. */
    @Override
    public void leave(List<Draft> drafts, Working working) {}
}
