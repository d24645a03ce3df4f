package io.apium.jpa;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Remembers what was sent to a database. For use by one thread. */
final class StatementLog {

    private static final Pattern STATEMENT =
            Pattern.compile("\\s*(\\w+).*?(apium_\\w+|current_timestamp).*", Pattern.DOTALL);

    private final List<String> entries = new ArrayList<>();

    /** {@return the same data source, whose connections write this log} */
    DataSource over(DataSource dataSource) {
        return proxy(
                DataSource.class,
                dataSource,
                (method, arguments, result) -> result instanceof Connection connection ? over(connection) : result);
    }

    /**
     * {@return what the work sends, one entry for each round trip} An entry is the verb and the first table, as in {@code
     * insert apium_result}, and for a batch the number of its statements, as in {@code insert apium_result x 50}.
     */
    List<String> during(Work work) throws Exception {
        entries.clear();
        work.run();
        return List.copyOf(entries);
    }

    private Connection over(Connection connection) {
        return proxy(
                Connection.class,
                connection,
                (method, arguments, result) -> result instanceof PreparedStatement statement
                        ? over(statement, (String) arguments[0])
                        : result);
    }

    private PreparedStatement over(PreparedStatement statement, String sql) {
        Matcher matcher = STATEMENT.matcher(sql.toLowerCase(Locale.ROOT));
        String entry = matcher.matches() ? matcher.group(1) + " " + matcher.group(2) : sql;
        return proxy(PreparedStatement.class, statement, (method, arguments, result) -> {
            if (result instanceof int[] batch && batch.length > 1) {
                entries.add(entry + " x " + batch.length);
            } else if (method.getName().startsWith("execute")) {
                entries.add(entry);
            }
            return result;
        });
    }

    private static <T> T proxy(Class<T> type, T target, Listener listener) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return listener.called(method, arguments, method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** What is done with the database. */
    @FunctionalInterface
    interface Work {

        void run() throws Exception;
    }

    @FunctionalInterface
    private interface Listener {

        @Nullable
        Object called(Method method, @Nullable Object[] arguments, @Nullable Object result);
    }
}
