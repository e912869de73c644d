package dev.bailiwick.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What every batch leaves beside the things it is about, in one transaction: the batch, its outcomes, its history. */
abstract class BareBatch {
    final Connection connection;
    final Org org;
    final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final int kind;
    private final String id;

    /** @param kind the number of the kind of thing that it is about */
    BareBatch(Connection connection, Org org, int kind) {
        this.connection = connection;
        this.org = org;
        this.kind = kind;
        // Time-ordered as the server's are, so that the index grows at its end for both.
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = now.toEpochMilli() << 16 | 0x7000 | random.nextInt(1 << 12);
        this.id = new UUID(high, 1L << 63 | random.nextLong() >>> 2).toString();
    }

    final void signIn() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL bailiwick.org_id = '" + org.id() + "'");
        }
    }

    /** @param outcome what became of each of the rows */
    final void recordBatch(String door, @Nullable String module, String outcome, int rows) throws SQLException {
        run(
                1,
                """
                INSERT INTO batch (org_id, batch_id, at, user_id, login, door, kind, module, atomic, counts)
                VALUES (?, ?::uuid, ?, ?, ?, ?, ?, ?, false, ?::jsonb)
                """,
                org.id(),
                id,
                Timestamp.from(now),
                org.userId(),
                Org.LOGIN,
                door,
                kind,
                module,
                "{\"" + outcome + "\":" + rows + "}");
    }

    final void recordOutcomes(String json, int rows) throws SQLException {
        run(1, """
                INSERT INTO outcome (org_id, batch_id, first_item, last_item, outcomes)
                VALUES (?, ?::uuid, 0, ?, ?::jsonb)
                """, org.id(), id, rows - 1, json);
    }

    final void recordHistory(String outcome, Long[] ids, Integer[] versions, String[] before, String[] after)
            throws SQLException {
        Integer[] items = new Integer[ids.length];
        Arrays.setAll(items, i -> i);
        run(ids.length, """
                INSERT INTO history (org_id, batch_id, item, kind, entity_id, version, at, outcome, before, after)
                SELECT ?, ?::uuid, t.item, ?, t.id, t.version, ?, ?, t.before, t.after
                FROM unnest(?::int[], ?::bigint[], ?::int[], ?::jsonb[], ?::jsonb[])
                  AS t(item, id, version, before, after)
                """, org.id(), id, kind, Timestamp.from(now), outcome, items, ids, versions, before, after);
    }

    final void run(int rows, String sql, @Nullable Object... params) throws SQLException {
        try (PreparedStatement statement = prepare(sql, params)) {
            if (statement.executeUpdate() != rows) {
                throw new IllegalStateException("other than " + rows + " rows: " + sql);
            }
        }
    }

    final PreparedStatement prepare(String sql, @Nullable Object... params) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < params.length; i++) {
            switch (params[i]) {
                case String[] texts -> statement.setArray(i + 1, connection.createArrayOf("text", texts));
                case Integer[] ints -> statement.setArray(i + 1, connection.createArrayOf("int4", ints));
                case Long[] longs -> statement.setArray(i + 1, connection.createArrayOf("int8", longs));
                case null -> statement.setNull(i + 1, java.sql.Types.VARCHAR);
                case Object plain -> statement.setObject(i + 1, plain);
            }
        }
        return statement;
    }
}
