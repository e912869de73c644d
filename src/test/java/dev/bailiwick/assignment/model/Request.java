package dev.bailiwick.assignment.model;

import dev.bailiwick.assignment.model.World.Named;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request.
 *
 * @param user who asks: the login
 * @param rows about records; of a merge the one that goes, then the one that stays
 * @param zones about zones
 * @param past the batch that is to be taken back; null of other requests
 */
record Request(
        Kind kind,
        String user,
        boolean atomic,
        boolean dryRun,
        List<Row> rows,
        List<ZoneRow> zones,
        @Nullable Past past) {
    enum Kind {
        INSERT,
        UPDATE,
        UPSERT,
        DELETE,
        /** The dialect's assign_territories. */
        ADD,
        /** The dialect's remove_territories. */
        TAKE,
        /** The verbs of the own door. */
        SAY,
        MERGE,
        MAKE_ZONES,
        CHANGE_ZONES,
        /** On and off, by the other door. */
        SWITCH_ZONES,
        DELETE_ZONES,
        TRANSFER_ZONES,
        RUN_RULES,
        UNDO
    }

    enum Verb {
        ASSIGN,
        REMOVE,
        MOVE,
        SET,
        RELEASE,
        PIN,
        UNPIN,
        EXCLUDE,
        INCLUDE
    }

    /**
     * What a row says of where its record belongs.
     *
     * @param key under which a row of the dialect says it
     * @param from what a move leaves
     */
    record Saying(
            Verb verb,
            String key,
            List<Named> zones,
            List<Named> from,
            @Nullable String reason,
            @Nullable String until) {}

    /**
     * About a record.
     *
     * @param id by which the row names it, or null
     * @param name the value of the field that finds duplicates, by which it does otherwise
     * @param values what it says of fields
     */
    record Row(
            String module,
            @Nullable Long id,
            @Nullable String name,
            Map<String, @Nullable Object> values,
            @Nullable Saying saying) {}

    /**
     * About a zone.
     *
     * @param id null of one that is to be made
     * @param values what it says of {@code name, parent, manager, active, rules.…}; of one that goes, {@code parent} takes
     *     its place
     */
    record ZoneRow(@Nullable Long id, Map<String, @Nullable Object> values) {}
}
