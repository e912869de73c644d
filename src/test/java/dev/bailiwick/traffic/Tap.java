package dev.bailiwick.traffic;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Between a pool and the driver: writes down every statement with its values, and may rewrite its text on the way. */
public final class Tap {
    private final UnaryOperator<String> rewriting;
    private final List<Sent> sent = new ArrayList<>();

    public Tap(UnaryOperator<String> rewriting) {
        this.rewriting = rewriting;
    }

    /** What was sent since the start, or since it was forgotten. */
    public synchronized List<Sent> sent() {
        return List.copyOf(sent);
    }

    public synchronized void forget() {
        sent.clear();
    }

    private synchronized void add(Sent one) {
        sent.add(one);
    }

    /** The same pool, through this tap. */
    public DataSource over(DataSource pool) {
        return proxy(DataSource.class, (method, args) -> {
            Object result = call(pool, method, args);
            return result instanceof Connection connection ? over(connection) : result;
        });
    }

    private Connection over(Connection connection) {
        return proxy(Connection.class, (method, args) -> {
            if (!(args != null && args.length > 0 && args[0] instanceof String written)) {
                Object result = call(connection, method, args);
                return result instanceof Statement statement ? over(statement) : result;
            }
            if (!method.getName().startsWith("prepare")) {
                return call(connection, method, args);
            }
            Object[] rewritten = args.clone();
            rewritten[0] = rewriting.apply(written);
            Object result = call(connection, method, rewritten);
            if (!(result instanceof PreparedStatement statement)) {
                throw new AssertionError("what would go unseen: " + method);
            }
            return over(statement, written, String.valueOf(rewritten[0]));
        });
    }

    /** A statement whose text comes when it runs. */
    private Statement over(Statement statement) {
        return proxy(Statement.class, (method, args) -> {
            boolean runs =
                    method.getName().startsWith("execute") || method.getName().equals("addBatch");
            if (!runs || args == null || !(args[0] instanceof String written)) {
                return call(statement, method, args);
            }
            Object[] rewritten = args.clone();
            rewritten[0] = rewriting.apply(written);
            add(new Sent(written, String.valueOf(rewritten[0]), List.of()));
            return call(statement, method, rewritten);
        });
    }

    private PreparedStatement over(PreparedStatement statement, String written, String sql) {
        List<Sent.Value> values = new ArrayList<>();
        return proxy(PreparedStatement.class, (method, args) -> {
            String name = method.getName();
            if (name.startsWith("set") && method.getDeclaringClass() == PreparedStatement.class && args != null) {
                values.add(new Sent.Value(method, Arrays.asList(args.clone())));
            } else if (name.equals("addBatch") || name.equals("clearParameters")) {
                throw new AssertionError("what would go unseen: " + method);
            } else if (name.startsWith("execute")) {
                add(new Sent(written, sql, List.copyOf(values)));
            }
            return call(statement, method, args);
        });
    }

    private interface Handler {
        @Nullable
        Object handle(Method method, @Nullable Object @Nullable [] args) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        InvocationHandler invocation = (self, method, args) -> handler.handle(method, args);
        return type.cast(Proxy.newProxyInstance(Tap.class.getClassLoader(), new Class<?>[] {type}, invocation));
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
