package dev.bailiwick.explain;

import dev.bailiwick.TestServer;
import dev.bailiwick.isolation.OrgTables;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** In charge of what is wrong with a plan: reading a table of orgs from end to end, or much more of it than is asked for. */
final class Plan {
    /** No request of the tests names so many things, nor has so many near them. */
    private static final int MOST_ROWS = 1000;

    private final Set<String> tables;
    private final Map<String, List<String>> indexes = new HashMap<>();

    /** Knows the tables and indexes as they are now. */
    Plan(TestServer server) {
        tables = new HashSet<>(new OrgTables(server.database()).names());
        try (Connection connection =
                        DriverManager.getConnection(server.database().ownerUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT i.indexrelid::regclass::text, a.attname
                        FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indexrelid
                        WHERE i.indrelid::regclass::text = ANY ('{%s}') ORDER BY 1, a.attnum
                        """.formatted(String.join(",", tables)))) {
            while (row.next()) {
                indexes.computeIfAbsent(row.getString(1), index -> new ArrayList<>())
                        .add(row.getString(2));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** What is wrong with it, told in a line each. */
    List<String> faults(String json) {
        List<String> faults = new ArrayList<>();
        JsonNode plan = JsonMapper.shared().readTree(json).path(0).path("Plan");
        if (plan.isMissingNode()) {
            throw new AssertionError("no plan: " + json);
        }
        judge(plan, false, faults);
        return faults;
    }

    /** @param limited whether the node above takes no more than so many rows of it */
    private void judge(JsonNode node, boolean limited, List<String> faults) {
        String type = node.path("Node Type").asString("");
        String table = node.path("Relation Name").asString("");
        if (tables.contains(table) && type.endsWith("Scan")) {
            if (type.equals("Seq Scan")) {
                faults.add("reads " + table + " from end to end");
            }
            double rows = rows(node);
            if (rows > MOST_ROWS) {
                faults.add("reads " + (long) rows + " rows of " + table + " by " + type);
            }
        }
        List<String> columns = indexes.get(node.path("Index Name").asString(""));
        // A page off one end of an index is no walk through it: the rows read were counted, those passed over too.
        boolean page = limited && node.has("Actual Rows");
        if (columns != null && !page) {
            judge(
                    node.path("Index Name").asString(""),
                    columns,
                    node.path("Index Cond").asString(""),
                    faults);
        }
        boolean limits = type.equals("Limit") || limited && type.equals("Result");
        node.path("Plans").forEach(inner -> judge(inner, limits, faults));
    }

    /** An index is entered with the org and something else that it has. */
    private static void judge(String index, List<String> columns, String condition, List<String> faults) {
        String names = condition.replaceAll("'[^']*'", "");
        List<String> used = columns.stream()
                .filter(column -> names.matches("(?s).*\\b" + column + "\\b.*"))
                .toList();
        if (!used.contains(columns.getFirst()) || used.size() == 1 && columns.size() > 1) {
            faults.add("goes through the index " + index + " with no more than: " + condition);
        }
    }

    /** Read in truth where it ran, else those it expects. */
    private static double rows(JsonNode node) {
        if (!node.has("Actual Rows")) {
            return node.path("Plan Rows").asDouble();
        }
        double each = node.path("Actual Rows").asDouble()
                + node.path("Rows Removed by Filter").asDouble(0)
                + node.path("Rows Removed by Index Recheck").asDouble(0);
        return each * node.path("Actual Loops").asDouble();
    }
}
