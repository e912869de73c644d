package dev.bailiwick.rule;

import dev.bailiwick.bulk.Fault;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Module;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which records of a module are meant: a condition, or a tree of groups of them (sheet, 3.3). At most {@value #MOST}
 * conditions, and groups of 2 to {@value #MOST}.
 *
 * <p>Texts compare ignoring case and Unicode form; blanks count. An empty field satisfies every negated comparator and no
 * other but {@code ${EMPTY}}; a flag that nobody has set is false and not empty. Several values mean any of them, and none
 * of them under a negated comparator. Immutable, and prepared to be asked often.
 */
public final class Criteria {
    /** The most conditions, and the most elements of a group. */
    static final int MOST = 25;

    private final Node root;
    private final Set<String> fields;
    private final boolean relative;

    private Criteria(Node root) {
        this.root = root;
        Set<String> deciding = new LinkedHashSet<>();
        root.leaves().forEach(leaf -> deciding.addAll(leaf.fields()));
        this.fields = Collections.unmodifiableSet(deciding);
        this.relative = root.leaves()
                .anyMatch(leaf -> leaf.check() instanceof Check.Times times
                        && times.dates().stream().anyMatch(Dates::isRelative));
    }

    /**
     * Reads what was sent.
     *
     * @param sent maps, lists, texts, {@link java.math.BigDecimal} and {@link Boolean}, of any form and size
     * @param path what faults call it; they name what is in it beneath, as {@code path.group[1].value}
     * @param faults is told all that is wrong, of a value of many wrong elements the first ten
     * @return null where anything is wrong
     */
    public static @Nullable Criteria read(Module module, @Nullable Object sent, String path, Consumer<Fault> faults) {
        Node root = new TreeReader(module, true, faults).read(sent, path);
        return root == null ? null : new Criteria(root);
    }

    /**
     * Reads what {@link #stored} gave. An option that the field's list no longer has is kept.
     *
     * @throws IllegalStateException where the module has no longer what it needs, or it never was stored so
     */
    public static Criteria of(Module module, Map<?, ?> stored) {
        Node root = new TreeReader(module, false, fault -> {
                    throw new IllegalStateException("stored criteria of " + module.name() + ": " + fault);
                })
                .read(stored, "criteria");
        if (root == null) {
            throw new IllegalStateException("stored criteria of " + module.name() + " cannot be read");
        }
        return new Criteria(root);
    }

    /**
     * As it is stored and shown, in one form: operators in capitals, fields by {@code api_name}, numbers as texts, times in
     * UTC, references as {@code {"id":"…"}}, options as their list spells them, one value without a list.
     */
    public Map<String, Object> stored() {
        return root.stored();
    }

    /** The stored fields that decide; for {@link Module#FULL_NAME} those of which it is made. */
    public Set<String> fields() {
        return fields;
    }

    /**
     * The records and users that conditions name, which nobody has looked for yet.
     *
     * @param path what the criteria are called; each is told where it stands beneath
     */
    public List<Reference> references(String path) {
        return root.references(path).toList();
    }

    /** An id that a condition compares a field with. */
    public record Reference(Field field, long id, String path) {}

    /** Whether the answer may be another tomorrow for a record that stays as it is. It changes at midnight in the org. */
    public boolean isRelative() {
        return relative;
    }

    /**
     * Whether a record is meant.
     *
     * @param values as {@link dev.bailiwick.bulk.Entity} holds them. A field in which every user has a value of their own
     *     never matches; a record's own number is sought under the name of its field
     */
    public boolean matches(Map<String, ? extends @Nullable Object> values, Moment now) {
        return root.matches(values, now);
    }
}
