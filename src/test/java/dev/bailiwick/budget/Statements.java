package dev.bailiwick.budget;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * In charge of the statements that go from a pool to the driver: it writes them down, and can do something between two
 * of them. One request at a time is listened to.
 */
public final class Statements {
    /** What reaches the server though it is no statement object that runs. */
    private static final Set<String> TALKS =
            Set.of("commit", "rollback", "setSavepoint", "releaseSavepoint", "getTransactionIsolation", "isValid");

    private final List<String> seen = new ArrayList<>();
    private final List<Hook> hooks = new ArrayList<>();
    private boolean listening;

    private record Hook(Pattern sql, Runnable action) {}

    /** The statements during this work, each as one line. */
    public List<String> during(Runnable work) {
        synchronized (this) {
            seen.clear();
            listening = true;
        }
        work.run();
        synchronized (this) {
            listening = false;
            if (!hooks.isEmpty()) {
                throw new IllegalStateException(
                        "no statement was like " + hooks.getFirst().sql());
            }
            return List.copyOf(seen);
        }
    }

    /** Does this once, right before the next statement that matches. Hooks fire in the order in which they are set. */
    public synchronized void before(String sql, Runnable action) {
        hooks.add(new Hook(Pattern.compile(sql), action));
    }

    private void sees(String sql) {
        Hook due = null;
        synchronized (this) {
            if (!listening) {
                return;
            }
            String line = sql.strip().replaceAll("\\s+", " ");
            if (!hooks.isEmpty() && hooks.getFirst().sql().matcher(line).find()) {
                due = hooks.removeFirst();
                listening = false;
            }
            // A text may hold several statements; none of ours has a semicolon elsewhere.
            Arrays.stream(line.split(";"))
                    .map(String::strip)
                    .filter(s -> !s.isEmpty())
                    .forEach(seen::add);
        }
        if (due != null) {
            try {
                due.action().run();
            } finally {
                synchronized (this) {
                    listening = true;
                }
            }
        }
    }

    /** The same pool, listened to. */
    public DataSource over(DataSource pool) {
        return proxy(
                DataSource.class,
                pool,
                (method, result) -> result instanceof Connection connection ? over(connection) : result);
    }

    private Connection over(Connection connection) {
        return proxy(Connection.class, connection, (method, result) -> result);
    }

    private interface After {
        @Nullable
        Object apply(Method method, @Nullable Object result);
    }

    private <T> T proxy(Class<T> type, T target, After after) {
        InvocationHandler handler = (self, method, args) -> {
            if (target instanceof Connection && TALKS.contains(method.getName())) {
                sees(method.getName().toUpperCase(java.util.Locale.ROOT));
            }
            Object result = call(target, method, args);
            if (result instanceof Statement statement && target instanceof Connection) {
                String sql = args != null && args.length > 0 && args[0] instanceof String text ? text : "";
                return over(statement, sql);
            }
            return after.apply(method, result);
        };
        return type.cast(Proxy.newProxyInstance(Statements.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object over(Statement statement, String prepared) {
        Class<?> type = statement instanceof CallableStatement
                ? CallableStatement.class
                : statement instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
        InvocationHandler handler = (self, method, args) -> {
            if (method.getName().startsWith("execute")) {
                sees(args != null && args.length > 0 && args[0] instanceof String sql ? sql : prepared);
            }
            return call(statement, method, args);
        };
        return Proxy.newProxyInstance(Statements.class.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private static @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] args)
            throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            throw cause == null ? e : cause;
        }
    }
}
