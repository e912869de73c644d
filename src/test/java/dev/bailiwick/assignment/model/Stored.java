package dev.bailiwick.assignment.model;

import dev.bailiwick.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** In charge of what the database holds of an org, in the model's words. */
final class Stored implements AutoCloseable {
    private static final Set<String> OTHERS = Set.of("Owner", "Email_Opt_Out");

    private final TestServer.Org org;

    /** The times of requests as the database has them. */
    private final Map<String, String> requests = new HashMap<>();

    /** One for all: to open one takes longer than most queries. */
    private final Connection connection;

    private final Statement statement;

    Stored(TestServer.Org org) {
        this.org = org;
        try {
            connection = DriverManager.getConnection(org.server().database().serverUrl());
            statement = connection.createStatement();
            statement.execute("SET bailiwick.org_id = '" + org.id() + "'");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** A row of the table that finds the records of a zone. */
    record Row(
            String cause,
            boolean inside,
            boolean contradicted,
            @Nullable String until) {}

    /** A row of history. */
    record Past(int item, int part, long id, int kind, int version) {}

    /** Says which request ran at a time, so that words tell it. */
    void ran(String time, String request) {
        requests.putIfAbsent(time, request);
    }

    private String request(JsonNode at) {
        return requests.getOrDefault(at.asString(), "an unknown request, at " + at.asString());
    }

    /** Lets so much time go by that what was said of a record until some day is over. */
    void end(long record) {
        for (String change : List.of(
                "record SET data = replace(data::text, '%s', '%s')::jsonb WHERE record_id = %d",
                "assignment SET until = '%2$s' WHERE until = '%1$s' AND record_id = %3$d")) {
            try {
                statement.executeUpdate(
                        "UPDATE " + change.formatted(Said.LATER, Said.LONG_AGO, record) + " AND org_id = " + org.id());
            } catch (SQLException e) {
                throw new AssertionError(change, e);
            }
        }
    }

    int number(String query) {
        int[] number = new int[1];
        query(query, row -> number[0] = row.getInt(1));
        return number[0];
    }

    /** Something done with each row. */
    private interface Each {
        void row(ResultSet row) throws SQLException;
    }

    private void query(String query, Each each) {
        try (ResultSet row = statement.executeQuery(query.replace("%d", String.valueOf(org.id())))) {
            while (row.next()) {
                each.row(row);
            }
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    Map<Long, Thing> records() {
        Map<Long, Thing> records = new TreeMap<>();
        query(
                "SELECT record_id, module, data::text FROM record WHERE org_id = %d",
                row -> records.put(row.getLong(1), record(row.getLong(1), row.getString(2), row.getString(3))));
        return records;
    }

    /** Which version each record has. */
    Map<Long, Integer> versions() {
        Map<Long, Integer> versions = new TreeMap<>();
        query(
                "SELECT record_id, version FROM record WHERE org_id = %d",
                row -> versions.put(row.getLong(1), row.getInt(2)));
        return versions;
    }

    private Thing record(long id, String module, String json) {
        Thing record = new Thing(id, module, Map.of());
        JsonMapper.shared().readTree(json).properties().forEach(member -> {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (name.equals("$in")) {
                value.properties().forEach(zone -> record.in.put(Long.parseLong(zone.getKey()), in(zone.getValue())));
            } else if (name.equals("$overruled")) {
                value.properties()
                        .forEach(zone -> record.overruled.put(
                                Long.parseLong(zone.getKey()), zone.getValue().asString()));
            } else if (name.startsWith("$")) {
                value.properties().forEach(word -> record.put(name + "." + word.getKey(), said(word.getValue())));
            } else if (name.equals("Account_Name") && !module.equals("Accounts") || name.equals("Contact_Name")) {
                record.put(name, value.asLong());
            } else if (value.isNumber() && !OTHERS.contains(name)) {
                record.put(name, value.decimalValue().stripTrailingZeros());
            } else if (!OTHERS.contains(name)) {
                record.put(name, value.asString());
            }
        });
        return record;
    }

    private In in(JsonNode entry) {
        return new In(
                entry.path("cause").asString(),
                entry.has("by") ? Long.valueOf(entry.path("by").asString()) : null,
                request(entry.path("at")),
                entry.path("contradicted").asBoolean(false));
    }

    private Said said(JsonNode word) {
        return new Said(
                Long.parseLong(word.path("by").asString()),
                request(word.path("at")),
                word.path("reason").asString(null),
                word.path("until").asString(null));
    }

    /** The zones as the model has them: whether there is a rule, and not which. */
    Map<Long, Map<String, Object>> zones() {
        Map<Long, Map<String, Object>> zones = new TreeMap<>();
        query(
                "SELECT zone_id, code, name, parent_id, active, manager_id, rules::text, default_for::text FROM zone WHERE org_id = %d",
                row -> {
                    Map<String, Object> zone = new TreeMap<>();
                    zone.put("code", row.getString(2));
                    zone.put("name", row.getString(3));
                    put(zone, "parent", row.getObject(4));
                    zone.put("active", row.getBoolean(5));
                    put(zone, "manager", row.getObject(6));
                    JsonMapper.shared()
                            .readTree(row.getString(7))
                            .propertyNames()
                            .forEach(m -> zone.put("rules." + m, "a rule"));
                    JsonMapper.shared()
                            .readTree(row.getString(8))
                            .propertyNames()
                            .forEach(m -> zone.put("default." + m, true));
                    zones.put(row.getLong(1), zone);
                });
        return zones;
    }

    private static void put(Map<String, Object> zone, String name, @Nullable Object value) {
        if (value != null) {
            zone.put(name, value);
        }
    }

    /** By record and zone. */
    Map<List<Long>, Row> assignments() {
        Map<List<Long>, Row> rows = new HashMap<>();
        query(
                "SELECT record_id, zone_id, cause, inside, contradicted, until FROM assignment WHERE org_id = %d",
                row -> rows.put(
                        List.of(row.getLong(1), row.getLong(2)),
                        new Row(
                                row.getString(3),
                                row.getBoolean(4),
                                row.getBoolean(5),
                                row.getTimestamp(6) == null
                                        ? null
                                        : row.getTimestamp(6).toInstant().toString())));
        return rows;
    }

    /** What that table has to hold of a record. */
    static Map<List<Long>, Row> assignments(Thing record) {
        Set<Long> named = record.wanted();
        named.addAll(record.zones(Thing.PINS));
        named.addAll(record.zones(Thing.EXCLUSIONS));
        named.addAll(record.in.keySet());
        named.addAll(record.overruled.keySet());
        Map<List<Long>, Row> rows = new HashMap<>();
        for (long zone : named) {
            String pin = until(record, Thing.PINS, zone);
            String exclusion = until(record, Thing.EXCLUSIONS, zone);
            In in = record.in.get(zone);
            Row row;
            if (in != null) {
                row = new Row(in.cause(), true, in.contradicted(), pin);
            } else if (record.overruled.containsKey(zone)) {
                row = new Row("overruled", false, true, exclusion);
            } else if (record.says(Thing.EXCLUSIONS, zone)) {
                row = new Row("excluded", false, false, exclusion);
            } else if (record.says(Thing.PINS, zone)) {
                row = new Row("pin", false, false, pin);
            } else {
                row = new Row(record.says(Thing.HOLD, zone) ? "hold" : "manual", false, false, null);
            }
            rows.put(List.of(record.id, zone), row);
        }
        return rows;
    }

    private static @Nullable String until(Thing record, String kind, long zone) {
        return record.values.get(kind + "." + zone) instanceof Said said ? said.until() : null;
    }

    /** What history has of a batch. */
    List<Past> history(String batch) {
        List<Past> rows = new ArrayList<>();
        query(
                "SELECT item, part, entity_id, kind, version FROM history WHERE org_id = %d AND batch_id = '" + batch
                        + "' ORDER BY item, part",
                row -> rows.add(new Past(row.getInt(1), row.getInt(2), row.getLong(3), row.getInt(4), row.getInt(5))));
        return rows;
    }

    /** What history has of some things and batches, for people. */
    String told(List<String> batches, Set<Long> things) {
        StringBuilder told = new StringBuilder();
        if (!batches.isEmpty() && !things.isEmpty()) {
            query(
                    "SELECT entity_id, to_jsonb(h)::text FROM history h WHERE org_id = %d AND batch_id IN ('"
                            + String.join("','", batches) + "') AND entity_id IN ("
                            + things.stream().map(String::valueOf).collect(java.util.stream.Collectors.joining(","))
                            + ")",
                    row -> told.append("\n").append(row.getString(2)));
        }
        return told.toString();
    }

    /** When a batch ran, as records tell it. */
    String at(String batch) {
        String[] at = new String[1];
        query(
                "SELECT at FROM batch WHERE org_id = %d AND batch_id = '" + batch + "'",
                row -> at[0] = row.getTimestamp(1).toInstant().toString());
        return Objects.requireNonNull(at[0]);
    }
}
