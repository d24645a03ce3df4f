package io.apium.jpa;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Remembers what was sent to a database, by whichever thread. */
final class StatementLog {

    private static final Pattern STATEMENT = Pattern.compile("\\s*(\\w+).*?(apium_\\w+).*", Pattern.DOTALL);

    private static final Set<String> CLOCKS = Arrays.stream(SupportedDatabase.values())
            .map(database -> database.clock().query())
            .collect(Collectors.toSet());

    private final List<String> entries = Collections.synchronizedList(new ArrayList<>());

    /** {@return the same data source, whose connections write this log} */
    DataSource over(DataSource dataSource) {
        return proxy(
                DataSource.class,
                dataSource,
                (method, arguments, result) -> result instanceof Connection connection ? over(connection) : result);
    }

    /**
     * {@return what the work sends, one entry for each round trip} An entry is the verb and the first table, as in {@code
     * insert apium_result}, or {@code clock}; and for a batch the number of its statements, as in {@code insert apium_result x 50}.
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
                (method, arguments, result) -> result instanceof Statement statement
                        ? over(method.getReturnType().asSubclass(Statement.class), statement, arguments)
                        : result);
    }

    private <S extends Statement> S over(Class<S> type, Statement statement, @Nullable Object @Nullable [] prepared) {
        return proxy(type, type.cast(statement), (method, arguments, result) -> {
            if (method.getName().startsWith("execute")) {
                int batch = result instanceof int[] counts ? counts.length : 1;
                entries.add(entry(first(arguments == null ? prepared : arguments)) + (batch > 1 ? " x " + batch : ""));
            }
            return result;
        });
    }

    private static String first(@Nullable Object @Nullable [] arguments) {
        return String.valueOf(Objects.requireNonNull(arguments, "SQL")[0]);
    }

    private static String entry(String sql) {
        Matcher matcher = STATEMENT.matcher(sql.toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            return matcher.group(1) + " " + matcher.group(2);
        }
        return CLOCKS.contains(sql) ? "clock" : sql;
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
        Object called(Method method, @Nullable Object @Nullable [] arguments, @Nullable Object result);
    }
}
