package dev.bailiwick.db;

import dev.bailiwick.bulk.Claim;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Near;
import dev.bailiwick.bulk.Owner;
import dev.bailiwick.bulk.Space;
import dev.bailiwick.bulk.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code entity_key}: who holds which key, and which keys look alike. */
final class KeyTable {
    /** No field that is a key holds more: 200 code points, or 100 that grew when they were normalised. */
    private static final int LONGEST_KEY = 1000;

    /** So many keys that look alike are looked at, one's own among them. */
    private static final int NEAR = 5;

    private final JdbcClient jdbc;

    KeyTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Who holds these keys; those that nobody holds are missing. */
    Map<Claim, Owner> owners(long orgId, Collection<Claim> claims) {
        Set<Integer> spaces = new HashSet<>();
        Set<Long> users = new HashSet<>();
        Set<String> values = new HashSet<>();
        for (Claim claim : claims) {
            // What cannot be stored nobody holds; the driver would send something else in its place.
            if (claim.value().length() > LONGEST_KEY || !Text.isStorable(claim.value())) {
                continue;
            }
            spaces.add(claim.space().number());
            users.add(claim.space().user());
            values.add(claim.value());
        }
        // Every value in every space mentioned: a few too many, in exchange for one look into one index. Behind a
        // SELECT: a planner that sees the values weighs each of them.
        Map<Claim, Owner> owners = new HashMap<>();
        jdbc.sql("""
                        SELECT k.space, k.user_id, k.value, k.kind, k.entity_id
                        FROM entity_key k
                        WHERE k.org_id = ? AND k.space = ANY ((SELECT ?::int[])::int[])
                          AND k.user_id = ANY ((SELECT ?::bigint[])::bigint[])
                          AND k.value = ANY ((SELECT ?::text[])::text[])
                        """)
                .param(orgId)
                .param(spaces.toArray(Integer[]::new))
                .param(users.toArray(Long[]::new))
                .param(values.toArray(String[]::new))
                .query(row -> {
                    owners.put(
                            new Claim(new Space(row.getInt(1), row.getLong(2)), row.getString(3)),
                            new Owner(Kind.of(row.getInt(4)), row.getLong(5)));
                });
        return owners;
    }

    /** For keys that nobody holds: the stored ones that a person takes for them. */
    Map<Claim, List<Near>> near(long orgId, Collection<Claim> claims) {
        Map<Claim, List<Claim>> alike = new HashMap<>();
        for (Claim claim : claims) {
            String folded = claim.folded();
            if (folded != null) {
                alike.computeIfAbsent(new Claim(claim.space(), folded), f -> new ArrayList<>())
                        .add(claim);
            }
        }
        Map<Claim, List<Near>> near = new HashMap<>();
        List<Claim> folded = List.copyOf(alike.keySet());
        // One walk through the index; a join with the values would go down it once for each.
        jdbc.sql("""
                        SELECT n.space, n.user_id, n.folded, n.value, n.kind, n.entity_id
                        FROM (SELECT k.space, k.user_id, k.folded, k.value, k.kind, k.entity_id,
                                row_number() OVER (PARTITION BY k.space, k.user_id, k.folded ORDER BY k.value) AS place
                              FROM entity_key k
                              WHERE k.org_id = ? AND k.space = ANY ((SELECT ?::int[])::int[])
                                AND k.user_id = ANY ((SELECT ?::bigint[])::bigint[])
                                AND k.folded = ANY ((SELECT ?::text[])::text[])) n
                        WHERE n.place <= ?
                        """)
                .params(
                        orgId,
                        folded.stream().map(c -> c.space().number()).distinct().toArray(Integer[]::new),
                        folded.stream().map(c -> c.space().user()).distinct().toArray(Long[]::new),
                        folded.stream().map(Claim::value).distinct().toArray(String[]::new),
                        NEAR)
                .query(row -> {
                    Near found = new Near(row.getString(4), new Owner(Kind.of(row.getInt(5)), row.getLong(6)));
                    alike.getOrDefault(new Claim(new Space(row.getInt(1), row.getLong(2)), row.getString(3)), List.of())
                            .forEach(claim -> near.computeIfAbsent(claim, c -> new ArrayList<>())
                                    .add(found));
                });
        return near;
    }

    /** Frees keys. */
    void release(long orgId, Map<Claim, Owner> keys) {
        Keys columns = new Keys(keys);
        jdbc.sql("""
                        DELETE FROM entity_key k
                        USING unnest(?::int[], ?::bigint[], ?::text[], ?::smallint[], ?::bigint[])
                          AS t(space, user_id, value, kind, id)
                        WHERE k.org_id = ? AND k.space = t.space AND k.user_id = t.user_id AND k.value = t.value
                          AND k.kind = t.kind AND k.entity_id = t.id
                        """)
                .params(columns.spaces, columns.users, columns.values, columns.kinds, columns.ids, orgId)
                .update();
    }

    /** Takes keys; those that somebody was faster to take are not in the answer. */
    Set<Claim> claim(long orgId, Map<Claim, Owner> keys) {
        Keys columns = new Keys(keys);
        return new HashSet<>(jdbc.sql("""
                        INSERT INTO entity_key AS k (org_id, space, user_id, value, folded, kind, entity_id)
                        SELECT o.org_id, t.space, t.user_id, t.value, t.folded, t.kind, t.id
                        FROM org o
                        CROSS JOIN unnest(?::int[], ?::bigint[], ?::text[], ?::text[], ?::smallint[], ?::bigint[])
                          AS t(space, user_id, value, folded, kind, id)
                        WHERE o.org_id = ?
                        ON CONFLICT (org_id, space, user_id, value) DO NOTHING
                        RETURNING k.space, k.user_id, k.value
                        """)
                .params(
                        columns.spaces,
                        columns.users,
                        columns.values,
                        columns.folded,
                        columns.kinds,
                        columns.ids,
                        orgId)
                .query((row, n) -> new Claim(new Space(row.getInt(1), row.getLong(2)), row.getString(3)))
                .list());
    }

    /** Keys as columns, sorted, so that two batches take them in one order. */
    private static final class Keys {
        private final Integer[] spaces;
        private final Long[] users;
        private final String[] values;
        private final @Nullable String[] folded;
        private final Short[] kinds;
        private final Long[] ids;

        Keys(Map<Claim, Owner> keys) {
            List<Map.Entry<Claim, Owner>> sorted = new ArrayList<>(keys.entrySet());
            sorted.sort(Map.Entry.comparingByKey());
            spaces = new Integer[sorted.size()];
            users = new Long[sorted.size()];
            values = new String[sorted.size()];
            folded = new String[sorted.size()];
            kinds = new Short[sorted.size()];
            ids = new Long[sorted.size()];
            for (int i = 0; i < ids.length; i++) {
                Claim claim = sorted.get(i).getKey();
                Owner owner = sorted.get(i).getValue();
                spaces[i] = claim.space().number();
                users[i] = claim.space().user();
                values[i] = claim.value();
                folded[i] = claim.folded();
                kinds[i] = (short) owner.kind().number();
                ids[i] = owner.id();
            }
        }
    }
}
