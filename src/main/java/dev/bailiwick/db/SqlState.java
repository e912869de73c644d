package dev.bailiwick.db;

import dev.bailiwick.bulk.Ledger;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** In charge of what the database's error states mean. The only place that reads them. */
final class SqlState {
    private static final Logger log = LoggerFactory.getLogger(SqlState.class);

    private SqlState() {}

    /**
     * What an error means for the batch that met it.
     *
     * @param exclusive whether the batch had the org for itself, so that nobody can have been faster
     * @return what to throw instead; the error itself where it is a mistake of ours
     */
    static RuntimeException translate(RuntimeException error, boolean exclusive) {
        SQLException sql = sqlException(error);
        String state = sql == null ? null : sql.getSQLState();
        if (sql == null || state == null) {
            return sql == null ? error : new Ledger.Unavailable("no connection to the database", error);
        }
        return switch (state) {
            case "40001", "40P01" -> new Ledger.LostRace("the database ended a conflict: " + state);
            case "23505" -> exclusive ? unforeseen(state, sql) : new Ledger.LostRace("another batch took a key first");
            case "55P03" -> new Ledger.Unavailable("waited too long for another batch of the org", error);
            case "57014" -> new Ledger.Unavailable("a statement ran too long", error);
            default ->
                switch (state.substring(0, 2)) {
                    case "22", "23", "54", "P0" -> unforeseen(state, sql);
                    case "08", "53", "57", "58" -> new Ledger.Unavailable("the database is away: " + state, error);
                    default -> error;
                };
        };
    }

    /** Without the message, which quotes values. */
    private static Ledger.Unforeseen unforeseen(String state, SQLException sql) {
        ServerErrorMessage told = sql instanceof PSQLException ps ? ps.getServerErrorMessage() : null;
        log.warn(
                "the database refuses a row: SQLSTATE {}, table {}, constraint {}",
                state,
                told == null ? "unknown" : told.getTable(),
                told == null ? "unknown" : told.getConstraint());
        return new Ledger.Unforeseen("the database refuses a row: " + state, sql);
    }

    private static @Nullable SQLException sqlException(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
