package dev.bailiwick.race;

import dev.bailiwick.db.Jsonb;
import dev.bailiwick.db.TestPostgres;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What must hold in the data of every org, whatever was done to it in whatever order: read by SQL as the server's role,
 * without a line of the code that wrote it (but for reading JSON).
 */
public final class Invariants {
    private static final int ORG = 1;
    private static final int USER = 2;
    private static final int CLIENT = 5;
    private static final int ZONE = 3;
    private static final int RECORD = 4;

    /** Spaces of what people type: codes and external ids. */
    private static final Set<Integer> TYPED = Set.of(1, 4, 5);

    private final Connection connection;
    private final long org;
    private final List<String> broken = new ArrayList<>();
    private final Map<Long, Thing> zones = new TreeMap<>();
    private final Map<Long, Thing> records = new TreeMap<>();
    private final Map<Long, Integer> users = new TreeMap<>();
    private final Map<Long, Integer> clients = new TreeMap<>();
    private final Set<String> wantedKeys = new TreeSet<>();
    private int orgVersion;
    private boolean childZonesCount = true;

    private Invariants(Connection connection, long org) {
        this.connection = connection;
        this.org = org;
    }

    /** A zone or a record: its fields as history tells them, those of maps by {@code field.key}, unset ones absent. */
    private record Thing(int version, Map<String, Object> fields) {
        @Nullable
        Long reference(String field) {
            return fields.get(field) instanceof BigDecimal id ? (Long) id.longValueExact() : null;
        }

        boolean flag(String field) {
            return Boolean.TRUE.equals(fields.get(field));
        }

        List<String> inside(String map) {
            return fields.entrySet().stream()
                    .filter(e -> e.getKey().startsWith(map + "."))
                    .map(e -> String.valueOf(e.getValue()))
                    .toList();
        }
    }

    /** Fails with everything that is broken in any org of the database. */
    public static void check(TestPostgres.Database database) {
        try (Connection connection = DriverManager.getConnection(database.serverUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT org_id FROM tenant ORDER BY 1")) {
            while (row.next()) {
                check(database, row.getLong(1));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Fails with everything that is broken in this org. */
    public static void check(TestPostgres.Database database, long org) {
        List<String> broken = broken(database, org);
        if (!broken.isEmpty()) {
            throw new AssertionError("org " + org + ":\n  " + String.join("\n  ", broken));
        }
    }

    /** What is broken in this org, at one moment. */
    public static List<String> broken(TestPostgres.Database database, long org) {
        try (Connection connection = DriverManager.getConnection(database.serverUrl());
                Statement begin = connection.createStatement()) {
            connection.setAutoCommit(false);
            begin.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            begin.execute("SET LOCAL bailiwick.org_id = '" + org + "'");
            Invariants invariants = new Invariants(connection, org);
            invariants.read();
            invariants.judge();
            connection.rollback();
            return List.copyOf(invariants.broken);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String sql, Row row) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql.replace(":org", String.valueOf(org)))) {
            while (rows.next()) {
                row.read(rows);
            }
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            broken.add(otherwise);
        }
    }

    private void read() throws SQLException {
        each("SELECT version, catalog::text FROM org WHERE org_id = :org", row -> {
            orgVersion = row.getInt(1);
            childZonesCount =
                    !Boolean.FALSE.equals(Jsonb.readMap(row.getString(2)).get("childZonesCount"));
        });
        each("SELECT user_id, version, login FROM app_user WHERE org_id = :org", row -> {
            users.put(row.getLong(1), row.getInt(2));
            key(6, row.getString(3), USER, row.getLong(1));
        });
        each("SELECT client_id, version, name FROM oauth_client WHERE org_id = :org", row -> {
            clients.put(row.getLong(1), row.getInt(2));
            key(7, row.getString(3), CLIENT, row.getLong(1));
        });
        each("""
                SELECT zone_id, version, parent_id, code, name, description, admin, active, external_ids::text,
                  custom_fields::text, language, currency, timezone, manager_id, permission, rules::text,
                  (SELECT jsonb_object_agg(u.user_id, true) FROM territory_user u
                   WHERE u.org_id = z.org_id AND u.zone_id = z.zone_id)::text AS users
                FROM zone z WHERE org_id = :org
                """, this::readZone);
        each("SELECT record_id, version, data::text FROM record WHERE org_id = :org", this::readRecord);
    }

    private void readZone(ResultSet row) throws SQLException {
        Map<String, Object> fields = new HashMap<>();
        put(fields, "parent", row.getBigDecimal("parent_id"));
        put(fields, "manager", row.getBigDecimal("manager_id"));
        put(fields, "rules", Jsonb.readMap(row.getString("rules")));
        put(fields, "users", row.getString("users") instanceof String users ? Jsonb.readMap(users) : null);
        for (String field : List.of("code", "name", "description", "language", "currency", "timezone", "permission")) {
            put(fields, field, row.getString(field));
        }
        put(fields, "admin", row.getBoolean("admin"));
        put(fields, "active", row.getBoolean("active"));
        put(fields, "externalIds", Jsonb.readMap(row.getString("external_ids")));
        put(fields, "customFields", Jsonb.readMap(row.getString("custom_fields")));
        long id = row.getLong("zone_id");
        Thing zone = new Thing(row.getInt("version"), fields);
        zones.put(id, zone);
        key(1, row.getString("code"), ZONE, id);
        key(2, nameKey(row.getString("name")), ZONE, id);
        if (zone.reference("parent") == null) {
            key(3, "", ZONE, id);
        }
        zone.inside("externalIds").forEach(value -> key(4, value, ZONE, id));
    }

    private void readRecord(ResultSet row) throws SQLException {
        Map<String, Object> fields = new HashMap<>();
        Jsonb.readMap(row.getString("data")).forEach((field, value) -> put(fields, field, value));
        long id = row.getLong("record_id");
        Thing store = new Thing(row.getInt("version"), fields);
        records.put(id, store);
        key(5, String.valueOf(fields.get("Code")), RECORD, id);
        store.inside("External_Ids").forEach(value -> key(4, value, RECORD, id));
    }

    private static void put(Map<String, Object> fields, String field, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> put(fields, field + "." + key, inner));
        } else if (value != null) {
            fields.put(field, value instanceof Number number ? Jsonb.number(number) : value);
        }
    }

    private static String nameKey(String name) {
        String composed = Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
        return Normalizer.normalize(composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    private void key(int space, String value, int kind, long id) {
        wantedKeys.add(keyText(space, value, kind, id));
    }

    private static String keyText(int space, String value, int kind, long id) {
        return "space " + space + " value '" + value + "' of kind " + kind + " id " + id;
    }

    private void judge() throws SQLException {
        require(orgVersion > 0, "the org has no row");
        keys();
        tree();
        places();
        history();
        outcomes();
        repeats();
    }

    /** Every key row has its owner, and every owner its key rows. */
    private void keys() throws SQLException {
        Set<String> stored = new TreeSet<>();
        each("SELECT space, value, kind, entity_id, folded FROM entity_key WHERE org_id = :org", row -> {
            String key = keyText(row.getInt(1), row.getString(2), row.getInt(3), row.getLong(4));
            stored.add(key);
            String folded = TYPED.contains(row.getInt(1)) ? folded(row.getString(2)) : null;
            require(Objects.equals(folded, row.getString(5)), key + " is folded as " + row.getString(5));
        });
        stored.stream().filter(k -> !wantedKeys.contains(k)).forEach(k -> broken.add("a key without its owner: " + k));
        wantedKeys.stream().filter(k -> !stored.contains(k)).forEach(k -> broken.add("a key row is missing: " + k));
    }

    private static String folded(String value) {
        return Normalizer.normalize(value, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
                .limit(200)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** One top, no cycle, nothing active below what is not. */
    private void tree() {
        long tops = zones.values().stream()
                .filter(z -> z.reference("parent") == null)
                .count();
        require(zones.isEmpty() || tops == 1, tops + " zones have no parent");
        zones.forEach((id, zone) -> {
            Set<Long> seen = new HashSet<>();
            boolean activeAbove = true;
            for (Long at = id; at != null; ) {
                if (!seen.add(at)) {
                    broken.add("zone " + id + " is in or below a cycle");
                    break;
                }
                Thing here = zones.get(at);
                if (here == null) {
                    broken.add("zone " + id + " has a parent that is not there");
                    break;
                }
                activeAbove &= here.flag("active");
                at = here.reference("parent");
            }
            require(
                    !childZonesCount || !zone.flag("active") || activeAbove,
                    "zone " + id + " is active below an inactive one");
        });
    }

    private void places() throws SQLException {
        Map<Long, String> stored = new TreeMap<>();
        each(
                "SELECT record_id, zone_id, active FROM place WHERE org_id = :org",
                row -> stored.put(row.getLong(1), row.getLong(2) + " " + row.getBoolean(3)));
        Map<Long, String> wanted = new TreeMap<>();
        records.forEach((id, store) -> {
            wanted.put(id, store.reference("Place") + " " + store.flag("Active"));
            Long place = store.reference("Place");
            Thing zone = place == null ? null : zones.get(place);
            require(zone != null, "store " + id + " is in no zone: " + place);
            require(
                    zone == null || !store.flag("Active") || zone.flag("active"),
                    "store " + id + " is active in an inactive zone");
        });
        require(stored.equals(wanted), "places are " + stored + " and stores say " + wanted);
    }

    /** History leads from nothing to what is stored, a version a row, and nothing else. */
    private void history() throws SQLException {
        Histories histories = new Histories(broken);
        each("""
                SELECT h.kind, h.entity_id, h.version, h.outcome, h.before::text, h.after::text,
                  b.batch_id IS NOT NULL AND b.kind = h.kind AND b.at = h.at
                FROM history h LEFT JOIN batch b ON b.org_id = h.org_id AND b.batch_id = h.batch_id
                WHERE h.org_id = :org ORDER BY h.kind, h.entity_id, h.version, h.batch_id, h.item
                """, row -> {
            String thing = row.getInt(1) + " " + row.getLong(2);
            require(
                    row.getBoolean(7),
                    "history of " + thing + " version " + row.getInt(3) + " belongs to no batch of its kind and time");
            histories.add(thing, row.getInt(3), row.getString(4), row.getString(5), row.getString(6));
        });
        Set<String> there = new HashSet<>(Set.of(ORG + " " + org));
        histories.requireThere(ORG + " " + org, orgVersion);
        users.forEach((id, version) -> {
            there.add(USER + " " + id);
            histories.requireThere(USER + " " + id, version);
        });
        clients.forEach((id, version) -> {
            there.add(CLIENT + " " + id);
            histories.requireThere(CLIENT + " " + id, version);
        });
        Map.of(ZONE, zones, RECORD, records)
                .forEach((kind, things) -> things.forEach((id, thing) -> {
                    there.add(kind + " " + id);
                    histories.requireThere(kind + " " + id, thing.version(), thing.fields());
                }));
        histories.requireGone(there);
    }

    private static final Set<String> EFFECTS = Set.of("created", "changed", "deleted", "restored");

    /** Every item of every batch has one outcome; those that changed something, and no others, have history. */
    private void outcomes() throws SQLException {
        Map<String, Map<String, Object>> counts = new LinkedHashMap<>();
        each("SELECT batch_id, counts::text FROM batch WHERE org_id = :org", row -> {
            Map<String, Object> stored = new TreeMap<>();
            Jsonb.readMap(row.getString(2)).forEach((outcome, n) -> put(stored, outcome, n));
            counts.put(row.getString(1), stored);
        });
        Set<String> effects = new TreeSet<>();
        each(
                "SELECT batch_id, item, outcome, entity_id, version FROM history WHERE org_id = :org",
                row -> effects.add(row.getString(1) + " " + row.getInt(2) + " " + row.getString(3) + " "
                        + row.getLong(4) + " " + row.getInt(5)));
        Map<String, Integer> next = new HashMap<>();
        Map<String, Map<String, Object>> found = new HashMap<>();
        each("""
                SELECT o.batch_id, o.first_item, o.last_item, x.ordinality, x.value->>'index', x.value->>'outcome',
                  x.value->>'id', x.value->>'version', jsonb_array_length(o.outcomes)
                FROM outcome o CROSS JOIN jsonb_array_elements(o.outcomes) WITH ORDINALITY x
                WHERE o.org_id = :org ORDER BY o.batch_id, o.first_item, x.ordinality
                """, row -> {
            String batch = row.getString(1);
            int index = next.merge(batch, 1, Integer::sum) - 1;
            String where = "outcome " + index + " of batch " + batch;
            require(index == row.getInt(5), where + " has the index " + row.getInt(5));
            require(
                    index == row.getInt(2) + row.getInt(4) - 1 && row.getInt(9) == row.getInt(3) - row.getInt(2) + 1,
                    where + " is in a row of other items");
            String outcome = row.getString(6);
            found.computeIfAbsent(batch, b -> new TreeMap<>())
                    .merge(outcome, BigDecimal.ONE, (a, b) -> ((BigDecimal) a).add((BigDecimal) b));
            boolean effective = EFFECTS.contains(outcome);
            String effect = batch + " " + index + " " + outcome + " " + row.getString(7) + " " + row.getString(8);
            require(!effective || effects.remove(effect), where + " is " + outcome + " without history");
        });
        effects.forEach(effect -> broken.add("history without an outcome: " + effect));
        found.values().forEach(sums -> sums.replaceAll((o, n) -> Jsonb.number((BigDecimal) n)));
        counts.forEach((batch, sums) -> require(
                sums.equals(found.remove(batch)), "batch " + batch + " counts " + sums + " and has other outcomes"));
        found.keySet().forEach(batch -> broken.add("outcomes without a batch: " + batch));
    }

    /** What was remembered of a key, or taken back, is a batch of the same user, and of the same kind. */
    private void repeats() throws SQLException {
        each("""
                SELECT i.key FROM idempotency i WHERE i.org_id = :org AND (cardinality(i.batch_ids) = 0
                  OR EXISTS (SELECT FROM unnest(i.batch_ids) AS t(id) LEFT JOIN batch b
                             ON b.org_id = i.org_id AND b.batch_id = t.id AND b.user_id = i.user_id
                             WHERE b.batch_id IS NULL))
                """, row -> broken.add("the key " + row.getString(1) + " remembers no batch of its user"));
        each("""
                SELECT b.batch_id FROM batch b
                LEFT JOIN batch u ON u.org_id = b.org_id AND u.batch_id = b.undoes AND u.kind = b.kind
                WHERE b.org_id = :org AND b.undoes IS NOT NULL AND u.batch_id IS NULL
                """, row -> broken.add("batch " + row.getString(1) + " undoes no batch of its kind"));
    }
}
