package dev.bailiwick.traffic;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that went to the driver.
 *
 * @param written as the code wrote it
 * @param sql as it went on
 * @param values in the order in which they were set
 */
public record Sent(String written, String sql, List<Value> values) {

    /**
     * A value of a statement.
     *
     * @param setter how it was set
     * @param args where and to what
     */
    public record Value(Method setter, List<@Nullable Object> args) {
        public int position() {
            return args.getFirst() instanceof Integer position ? position : 0;
        }

        /** What it was set to. */
        public @Nullable Object value() {
            return setter.getName().equals("setNull") ? null : args.get(1);
        }
    }

    /** Sets the same values, in the same way, for another statement. */
    public void setIn(PreparedStatement statement) throws SQLException {
        for (Value value : values) {
            try {
                value.setter.invoke(statement, value.args.toArray());
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            } catch (InvocationTargetException e) {
                throw new SQLException("cannot set " + value, e);
            }
        }
    }

    /** The text in one line, as it was written, for messages and for telling statements apart. */
    public String line() {
        return written.strip().replaceAll("\\s+", " ");
    }
}
