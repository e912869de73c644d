package dev.bailiwick.record;

import dev.bailiwick.assignment.AssignmentTable;
import dev.bailiwick.assignment.Placement;
import dev.bailiwick.assignment.Places;
import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Stamps;
import dev.bailiwick.bulk.Verb;
import dev.bailiwick.db.Jsonb;
import dev.bailiwick.db.Slices;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code record} and {@code deleted_record}, with what follows them: places and assignments. */
final class RecordTable {
    static final String COLUMNS =
            "r.record_id, r.version, r.data::text AS data, r.created_at, r.created_by, r.modified_at, r.modified_by";

    private final JdbcClient jdbc;
    private final AssignmentTable assignments;
    private final PlaceTable places;

    RecordTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.assignments = new AssignmentTable(jdbc);
        this.places = new PlaceTable(jdbc);
    }

    /** The records of a module with these ids. */
    Map<Long, Entity> byId(long orgId, Form form, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return records(
                form,
                jdbc.sql(
                                "SELECT " + COLUMNS
                                        + " FROM record r WHERE r.org_id = ? AND r.record_id = ANY (?::bigint[]) AND r.module = ?")
                        .params(orgId, ids.toArray(Long[]::new), form.name()));
    }

    /** Records of a module in the order of their ids, from after this one. */
    Map<Long, Entity> after(long orgId, Form form, long afterId, int limit) {
        return records(
                form,
                jdbc.sql("SELECT " + COLUMNS
                                + " FROM record r WHERE r.org_id = ? AND r.module = ? AND r.record_id > ?"
                                + " ORDER BY r.record_id LIMIT ?")
                        .params(orgId, form.name(), afterId, limit));
    }

    /** Some of the records that share each of these values, as {@link Form#checked} folds them; none where none has it. */
    Map<String, Set<Long>> sharers(long orgId, String module, Collection<String> values, int limit) {
        Map<String, Set<Long>> sharers = new HashMap<>();
        jdbc.sql("""
                        SELECT t.value, r.record_id FROM unnest(?::text[]) AS t(value)
                        CROSS JOIN LATERAL (
                            SELECT r.record_id FROM record r
                            WHERE r.org_id = ? AND r.module = ? AND r.checked = t.value
                            ORDER BY r.record_id LIMIT ?) r
                        """)
                .params(values.toArray(String[]::new), orgId, module, limit)
                .query(row -> {
                    sharers.computeIfAbsent(row.getString(1), v -> new LinkedHashSet<>())
                            .add(row.getLong(2));
                });
        return sharers;
    }

    /** Which modules these records are of; those that do not exist are missing. */
    Map<Long, String> modules(long orgId, Collection<Long> ids) {
        Map<Long, String> modules = new HashMap<>();
        jdbc.sql("SELECT r.record_id, r.module FROM record r WHERE r.org_id = ? AND r.record_id = ANY (?::bigint[])")
                .params(orgId, ids.toArray(Long[]::new))
                .query(row -> {
                    modules.put(row.getLong(1), row.getString(2));
                });
        return modules;
    }

    /** Those of these ids that are users'. */
    Set<Long> users(long orgId, Collection<Long> ids) {
        return new HashSet<>(
                jdbc.sql("SELECT u.user_id FROM app_user u WHERE u.org_id = ? AND u.user_id = ANY (?::bigint[])")
                        .params(orgId, ids.toArray(Long[]::new))
                        .query(Long.class)
                        .list());
    }

    /** Writes drafts of a module for this user. */
    Map<Long, Entity> write(long orgId, long userId, Form form, List<Draft> drafts, Instant now) {
        Map<Long, Entity> written = new HashMap<>();
        for (List<Draft> made : Slices.of(drafts.stream().filter(Draft::isNew).toList())) {
            written.putAll(insert(orgId, userId, form, made, now));
        }
        for (List<Draft> changed :
                Slices.of(drafts.stream().filter(d -> !d.isNew() && !d.isGone()).toList())) {
            written.putAll(update(orgId, userId, form, changed, now));
        }
        for (List<Draft> gone : Slices.of(drafts.stream().filter(Draft::isGone).toList())) {
            written.putAll(delete(orgId, form, gone));
            remember(orgId, userId, form, written, gone, now);
            if (form.module().isStores()) {
                // Without its place gone a store is not gone.
                written.keySet().removeAll(places.remove(orgId, gone));
            }
        }
        if (Places.MODULES.contains(form.name())) {
            assignments.write(orgId, form.name(), drafts);
        }
        if (form.module().isStores()) {
            // Without its place a store is not written.
            written.keySet().removeAll(places.write(orgId, drafts));
        }
        return written;
    }

    private Map<Long, Entity> insert(long orgId, long userId, Form form, List<Draft> drafts, Instant now) {
        Map<Long, Stamps> before = forget(orgId, drafts);
        return records(
                form,
                jdbc.sql("""
                        INSERT INTO record AS r
                          (org_id, record_id, version, module, data, checked, account_id, contact_id, created_at, created_by,
                           modified_at, modified_by)
                        SELECT o.org_id, t.id, t.version, ?, t.data, t.checked, t.account_id, t.contact_id,
                          coalesce(t.created_at, ?), coalesce(t.created_by, ?), ?, ?
                        FROM org o
                        CROSS JOIN unnest(?::bigint[], ?::int[], ?::jsonb[], ?::text[], ?::bigint[], ?::bigint[],
                            ?::timestamptz[], ?::bigint[])
                          AS t(id, version, data, checked, account_id, contact_id, created_at, created_by)
                        WHERE o.org_id = ?
                        ON CONFLICT (org_id, record_id) DO NOTHING
                        RETURNING %s
                        """.formatted(COLUMNS))
                        .params(
                                form.name(),
                                Timestamp.from(now),
                                userId,
                                Timestamp.from(now),
                                userId,
                                ids(drafts),
                                versions(drafts),
                                data(form, drafts),
                                checked(form, drafts),
                                going(form, drafts, Places.ACCOUNT),
                                going(form, drafts, Places.CONTACT),
                                drafts.stream()
                                        .map(d -> before.get(d.id()))
                                        .map(s -> s == null ? null : Timestamp.from(s.createdAt()))
                                        .toArray(Timestamp[]::new),
                                drafts.stream()
                                        .map(d -> before.get(d.id()))
                                        .map(s -> s == null ? null : s.createdBy())
                                        .toArray(Long[]::new),
                                orgId));
    }

    /**
     * What is there again is deleted no longer: brought back, and then who made it, and when, comes back with it; or made
     * anew under its id.
     */
    private Map<Long, Stamps> forget(long orgId, List<Draft> drafts) {
        Set<Long> restored = new HashSet<>();
        List<Draft> again = new ArrayList<>();
        for (Draft draft : drafts) {
            boolean undoes = draft.item().verb() == Verb.UNDO;
            if (undoes) {
                restored.add(draft.id());
            }
            if (undoes || draft.item().values().get("id") != null) {
                again.add(draft);
            }
        }
        Map<Long, Stamps> stamps = new HashMap<>();
        if (!again.isEmpty()) {
            jdbc.sql("""
                            DELETE FROM deleted_record d WHERE d.org_id = ? AND d.record_id = ANY (?::bigint[])
                            RETURNING d.record_id, d.created_at, d.created_by
                            """).params(orgId, ids(again)).query(row -> {
                Instant at = row.getTimestamp(2).toInstant();
                stamps.put(row.getLong(1), new Stamps(at, row.getLong(3), at, row.getLong(3)));
            });
        }
        stamps.keySet().retainAll(restored);
        return stamps;
    }

    /**
     * What a record then holds is compared with what it was to hold where it lies; one that differs is not returned.
     * Sorted, so that two batches rarely wait for each other in a circle; to lock the rows first would write them twice.
     */
    private Map<Long, Entity> update(long orgId, long userId, Form form, List<Draft> unsorted, Instant now) {
        List<Draft> drafts =
                unsorted.stream().sorted(Comparator.comparingLong(Draft::id)).toList();
        Map<Long, Entity> planned = new HashMap<>();
        drafts.forEach(d -> planned.put(d.id(), d.after()));
        Map<Long, Entity> updated = new HashMap<>();
        jdbc.sql("""
                        UPDATE record r SET data = t.data, version = t.next, checked = t.checked,
                          account_id = t.account_id, contact_id = t.contact_id,
                          modified_at = CASE WHEN t.touched THEN ? ELSE r.modified_at END,
                          modified_by = CASE WHEN t.touched THEN ? ELSE r.modified_by END
                        FROM unnest(?::bigint[], ?::int[], ?::int[], ?::jsonb[], ?::text[], ?::bigint[], ?::bigint[],
                            ?::boolean[])
                          AS t(id, version, next, data, checked, account_id, contact_id, touched)
                        WHERE r.org_id = ? AND r.record_id = t.id AND r.version = t.version
                        RETURNING r.record_id, r.version, r.created_at, r.created_by, r.modified_at, r.modified_by,
                          r.data = t.data AS as_planned
                        """)
                .params(
                        Timestamp.from(now),
                        userId,
                        ids(drafts),
                        versions(drafts),
                        drafts.stream().map(Draft::version).toArray(Integer[]::new),
                        data(form, drafts),
                        checked(form, drafts),
                        going(form, drafts, Places.ACCOUNT),
                        going(form, drafts, Places.CONTACT),
                        drafts.stream().map(RecordTable::isTouched).toArray(Boolean[]::new),
                        orgId)
                .query(row -> {
                    Entity record = planned.get(row.getLong("record_id"));
                    if (record != null && row.getBoolean("as_planned")) {
                        updated.put(
                                record.id(),
                                new Entity(record.id(), row.getInt("version"), record.values(), storedStamps(row)));
                    }
                });
        return updated;
    }

    /** Where a record belongs is no part of when it was modified (sheet, 3.6). */
    private static boolean isTouched(Draft draft) {
        Entity before = draft.before();
        return before == null
                || draft.after().values().entrySet().stream()
                        .anyMatch(field -> !Placement.isPart(field.getKey())
                                && !Objects.equals(before.get(field.getKey()), field.getValue()));
    }

    private Map<Long, Entity> delete(long orgId, Form form, List<Draft> drafts) {
        return records(form, jdbc.sql("""
                        DELETE FROM record r USING unnest(?::bigint[], ?::int[]) AS t(id, version)
                        WHERE r.org_id = ? AND r.record_id = t.id AND r.version = t.version
                        RETURNING %s
                        """.formatted(COLUMNS)).params(ids(drafts), versions(drafts), orgId));
    }

    private void remember(
            long orgId, long userId, Form form, Map<Long, Entity> written, List<Draft> drafts, Instant now) {
        List<Entity> gone = drafts.stream()
                .map(d -> written.get(d.id()))
                .filter(Objects::nonNull)
                .toList();
        jdbc.sql("""
                        INSERT INTO deleted_record AS d
                          (org_id, record_id, module, title, created_at, created_by, deleted_at, deleted_by)
                        SELECT o.org_id, t.id, ?, t.title, t.created_at, t.created_by, ?, ?
                        FROM org o
                        CROSS JOIN unnest(?::bigint[], ?::text[], ?::timestamptz[], ?::bigint[])
                          AS t(id, title, created_at, created_by)
                        WHERE o.org_id = ?
                        RETURNING d.record_id
                        """)
                .params(
                        form.name(),
                        Timestamp.from(now),
                        userId,
                        gone.stream().map(Entity::id).toArray(Long[]::new),
                        gone.stream().map(r -> form.module().title(r.values())).toArray(String[]::new),
                        gone.stream()
                                .map(r -> Timestamp.from(stamps(r).createdAt()))
                                .toArray(Timestamp[]::new),
                        gone.stream().map(r -> stamps(r).createdBy()).toArray(Long[]::new),
                        orgId)
                .query()
                .listOfRows();
    }

    private static Stamps stamps(Entity record) {
        return Objects.requireNonNull(record.stamps());
    }

    /** The version that a row must have to be changed or deleted; that a new one gets. */
    private static Integer[] versions(List<Draft> drafts) {
        return drafts.stream()
                .map(d -> d.before() instanceof Entity before ? before.version() : d.version())
                .toArray(Integer[]::new);
    }

    static Long[] ids(List<Draft> drafts) {
        return drafts.stream().map(Draft::id).toArray(Long[]::new);
    }

    private static String[] data(Form form, List<Draft> drafts) {
        return drafts.stream().map(d -> Jsonb.write(form.stored(d.after()))).toArray(String[]::new);
    }

    private static @Nullable String[] checked(Form form, List<Draft> drafts) {
        return drafts.stream().map(d -> form.checked(d.after())).toArray(String[]::new);
    }

    /** With which records these go, where that says in which zones they are. */
    private static @Nullable Long[] going(Form form, List<Draft> drafts, String field) {
        boolean goes = finds(form.name(), field);
        return drafts.stream()
                .map(d -> goes ? d.after().reference(field) : null)
                .toArray(Long[]::new);
    }

    /** Whether a column finds the records of a module by what this field of theirs refers to. */
    static boolean finds(String module, String field) {
        return field.equals(Places.ACCOUNT) && module.equals(Places.CONTACTS)
                || Set.of(Places.ACCOUNT, Places.CONTACT).contains(field) && module.equals(Places.DEALS);
    }

    static Map<Long, Entity> records(Form form, JdbcClient.StatementSpec statement) {
        Map<Long, Entity> records = new LinkedHashMap<>();
        statement.query(row -> {
            Entity record = entity(form, row);
            records.put(record.id(), record);
        });
        return records;
    }

    static Entity entity(Form form, ResultSet row) throws SQLException {
        return new Entity(
                row.getLong("record_id"),
                row.getInt("version"),
                form.read(Jsonb.readMap(row.getString("data"))),
                storedStamps(row));
    }

    private static Stamps storedStamps(ResultSet row) throws SQLException {
        return new Stamps(
                row.getTimestamp("created_at").toInstant(),
                row.getLong("created_by"),
                row.getTimestamp("modified_at").toInstant(),
                row.getLong("modified_by"));
    }
}
