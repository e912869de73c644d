package dev.bailiwick.trust;

import dev.bailiwick.trust.Foretold.Matched;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A row on its way through the model: what it is about, what it would leave, and what is wrong with it. */
final class Candidate {
    final int index;
    final List<Notice> faults = new ArrayList<>();
    final List<Notice> warnings = new ArrayList<>();
    /** External values that the row gives, also those that the zone has already. */
    final Set<String> assigned = new LinkedHashSet<>();

    /** What the row is about; null where that is nothing that exists or would. */
    @Nullable
    Ref ref;

    /** As it was before the row; null for what the row makes. */
    @Nullable
    Zone before;

    /** What the row would leave; null where it would leave nothing. */
    @Nullable
    SortedMap<String, Object> draft;

    /** The code that the row names as parent; null where it names none, or nothing that could be one. */
    @Nullable
    String parentCode;

    Matched matched = Matched.NOT;

    @Nullable
    JsonNode clientRef;

    @Nullable
    Zone present;

    Candidate(int index) {
        this.index = index;
    }

    /** Starts the draft: what the zone is. */
    SortedMap<String, Object> open(@Nullable Zone zone) {
        before = zone;
        SortedMap<String, Object> fields = zone == null ? new TreeMap<>() : new TreeMap<>(zone.fields());
        draft = fields;
        return fields;
    }

    void fault(String field, int code) {
        if (!faulty(field)) {
            faults.add(Notice.of(field, code));
        }
    }

    boolean faulty(String field) {
        return faults.stream().anyMatch(fault -> fault.field().equals(field));
    }

    void warn(String field, int code) {
        warn(Notice.of(field, code));
    }

    /** A row that is judged again is not warned again. */
    void warn(Notice warning) {
        if (!warnings.contains(warning)) {
            warnings.add(warning);
        }
    }

    /** Whether the row would make this field other than it is. */
    boolean takes(String field) {
        Object was = before == null ? null : before.fields().get(field);
        Object is = draft == null ? null : draft.get(field);
        return is != null && !is.equals(was);
    }

    /** The receipt of a row that was refused. */
    Foretold rejected(int version) {
        // What is only to be made is nothing yet; what was deleted is known by its id.
        Ref known = ref == null || ref.id == null ? null : ref;
        return new Foretold(
                index,
                known,
                "rejected",
                matched,
                version,
                Foretold.NOTHING,
                List.copyOf(faults),
                warnings,
                clientRef,
                present);
    }

    /** The receipt of a row that went through, in the place of this version. */
    Foretold accepted(String effect, int version) {
        SortedMap<String, Change> changes = Change.between(
                before == null ? new TreeMap<>() : before.fields(), draft == null ? new TreeMap<>() : draft);
        boolean changed = !changes.isEmpty();
        return new Foretold(
                index,
                ref,
                changed ? effect : "unchanged",
                matched,
                changed ? version + 1 : version,
                changes,
                List.of(),
                warnings,
                clientRef,
                null);
    }
}
