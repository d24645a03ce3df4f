package io.apium.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;

/** The statements that PostgreSQL has executed, by its own account. */
final class StatementLog implements AutoCloseable {

    private static final Pattern LINE = Pattern.compile("\\d+/\\S+:LOG:  (?:execute [^:]+|statement): (.+)");

    /** What is said of a statement: what it does to which table. */
    private static final Pattern SUMMARY =
            Pattern.compile("(?<transaction>BEGIN|COMMIT PREPARED|COMMIT|PREPARE TRANSACTION|ROLLBACK).*"
                    + "|(?<verb>select|insert|update|delete)(?: .*?\\b(?:from|into))? (?<table>[a-z_]+)\\b.*");

    private final DataSource dataSource;
    private final Path file;
    private int begin;

    /** Starts to log, for all connections. */
    StatementLog(DataSource dataSource) throws SQLException {
        this.dataSource = dataSource;
        this.file = Path.of(query("show data_directory")).resolve(query("select pg_current_logfile()"));
        log("all");
    }

    /** From now on counts. */
    void begin() throws SQLException {
        begin = mark();
    }

    /** {@return what has been executed since the beginning, but for what the server does by itself; in a few words each} */
    List<String> statements() throws SQLException {
        var end = mark();
        return read().subList(begin + 1, end).stream()
                // The transaction manager looks for what is in doubt.
                .filter(statement -> !statement.contains("pg_prepared_xacts"))
                .map(StatementLog::summary)
                .toList();
    }

    /** Logs no more. */
    @Override
    public void close() throws SQLException {
        log("none");
    }

    private static String summary(String statement) {
        var parts = SUMMARY.matcher(statement);
        if (!parts.matches()) {
            return statement;
        }
        return Objects.requireNonNullElseGet(
                parts.group("transaction"), () -> parts.group("verb") + " " + parts.group("table"));
    }

    private void log(String statements) throws SQLException {
        execute("alter system set log_statement = '" + statements + "'");
        query("select pg_reload_conf()");
        Awaitility.await()
                .pollInSameThread()
                .until(() -> query("show log_statement").equals(statements));
    }

    /** {@return how many statements there were up to now} The log is written a little later than they are executed. */
    private int mark() throws SQLException {
        var mark = "select '" + UUID.randomUUID() + "'";
        query(mark);
        Awaitility.await().pollInSameThread().until(() -> read().contains(mark));
        return read().indexOf(mark);
    }

    private List<String> read() {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(LINE::matcher)
                    .filter(line -> line.matches())
                    .map(line -> line.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String query(String sql) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
