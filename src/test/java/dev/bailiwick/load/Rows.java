package dev.bailiwick.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table as texts, a column an array, read from one org to be written in another. The org is not among the columns.
 *
 * @param types of the columns, as SQL names them
 * @param values by column and row
 */
record Rows(String table, List<String> columns, List<String> types, List<@Nullable String[]> values) {
    /** The rows t of an org for which this holds. */
    static Rows read(Connection connection, String table, long orgId, String where) throws SQLException {
        List<String> columns = new ArrayList<>();
        List<String> types = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                        SELECT attname, format_type(atttypid, NULL) FROM pg_attribute
                        WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped AND attname <> 'org_id'
                        ORDER BY attnum
                        """)) {
            statement.setString(1, table);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    columns.add(found.getString(1));
                    types.add(found.getString(2));
                }
            }
        }
        String texts = columns.stream().map(c -> "t." + c + "::text").collect(Collectors.joining(", "));
        List<@Nullable String[]> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT " + texts + " FROM " + table + " t WHERE t.org_id = ? AND " + where + " ORDER BY 1, 2")) {
            statement.setLong(1, orgId);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    @Nullable String[] row = new String[columns.size()];
                    for (int i = 0; i < row.length; i++) {
                        row[i] = found.getString(i + 1);
                    }
                    rows.add(row);
                }
            }
        }
        List<@Nullable String[]> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            values.add(rows.stream().map(row -> row[column]).toArray(String[]::new));
        }
        return new Rows(table, columns, types, values);
    }

    int size() {
        return values.getFirst().length;
    }

    /** Inserts them into an org; nothing where there are none. */
    void insert(Connection connection, long orgId, String conflict) throws SQLException {
        if (size() == 0) {
            return;
        }
        List<Integer> lists = IntStream.range(0, columns.size())
                .filter(i -> !steady(i))
                .boxed()
                .toList();
        String sql = "INSERT INTO " + table + " (org_id, " + String.join(", ", columns) + ") SELECT " + orgId + ", "
                + IntStream.range(0, columns.size())
                        .mapToObj(i -> steady(i) ? "?::" + types.get(i) : "t." + columns.get(i))
                        .collect(Collectors.joining(", "))
                + " FROM unnest("
                + lists.stream().map(i -> "?::" + types.get(i) + "[]").collect(Collectors.joining(", "))
                + ") AS t(" + lists.stream().map(columns::get).collect(Collectors.joining(", ")) + ") " + conflict;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = 1;
            for (int i = 0; i < columns.size(); i++) {
                if (steady(i)) {
                    statement.setString(next++, values.get(i)[0]);
                }
            }
            for (int i : lists) {
                statement.setArray(next++, connection.createArrayOf("text", values.get(i)));
            }
            require(statement.executeUpdate());
        }
    }

    /** Brings these columns of the rows that the first column names to what is here. */
    void update(Connection connection, long orgId, List<String> changed) throws SQLException {
        if (size() == 0) {
            return;
        }
        List<String> named = new ArrayList<>(List.of(columns.getFirst()));
        named.addAll(changed);
        run(
                connection,
                named,
                "UPDATE " + table + " w SET "
                        + changed.stream().map(c -> c + " = t." + c).collect(Collectors.joining(", ")) + " FROM "
                        + arrays(named) + " WHERE w.org_id = " + orgId + " AND w." + named.getFirst() + " = t."
                        + named.getFirst());
    }

    /** Deletes the rows that have these values of these columns. */
    void delete(Connection connection, long orgId, List<String> key) throws SQLException {
        if (size() == 0) {
            return;
        }
        run(
                connection,
                key,
                "DELETE FROM " + table + " w USING " + arrays(key) + " WHERE w.org_id = " + orgId
                        + key.stream().map(c -> " AND w." + c + " = t." + c).collect(Collectors.joining()));
    }

    private void run(Connection connection, List<String> named, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < named.size(); i++) {
                statement.setArray(i + 1, connection.createArrayOf("text", values.get(columns.indexOf(named.get(i)))));
            }
            require(statement.executeUpdate());
        }
    }

    private void require(int written) {
        if (written != size()) {
            throw new IllegalStateException(written + " rows of " + table + " in place of " + size());
        }
    }

    /** Whether a column, other than the first, is the same in all rows; then it is no list. */
    private boolean steady(int column) {
        @Nullable String[] all = values.get(column);
        return column > 0 && Arrays.stream(all).allMatch(value -> Objects.equals(value, all[0]));
    }

    private String arrays(List<String> named) {
        return "unnest("
                + named.stream()
                        .map(c -> "?::" + types.get(columns.indexOf(c)) + "[]")
                        .collect(Collectors.joining(", "))
                + ") AS t(" + String.join(", ", named) + ")";
    }
}
