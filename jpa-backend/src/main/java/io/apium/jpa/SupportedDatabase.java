package io.apium.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A database that Apium's tables can be in, and all in which it differs from the others: what its column types are called,
 * how its clock is read, how rows are locked, and how nodes that start at once take turns to migrate.
 */
@SuppressWarnings("ImmutableEnumChecker") // It does not know that records of strings and List.of are immutable.
enum SupportedDatabase {
    H2(
            "H2",
            new ColumnTypes("varchar(#)", "clob", "bigint"),
            new DatabaseClock("cast(extract(epoch from current_timestamp) * 1000000 as bigint)"),
            "create table if not exists apium_schema_lock (id integer primary key) as select 1",
            "select id from apium_schema_lock for update wait 60"),

    POSTGRESQL(
            "PostgreSQL",
            new ColumnTypes("varchar(#)", "text", "bigint"),
            new DatabaseClock("cast(extract(epoch from now()) * 1000000 as bigint)"),
            "select pg_advisory_xact_lock(hashtext('apium_schema_lock'))"),

    MARIADB(
            "MariaDB",
            new ColumnTypes(
                    "varchar(#) character set utf8mb4 collate utf8mb4_nopad_bin",
                    "longtext character set utf8mb4",
                    "bigint"),
            new DatabaseClock("timestampdiff(microsecond, '1970-01-01', utc_timestamp(6))"),
            "create table if not exists apium_schema_lock (id integer primary key) as select 1 as id",
            "select id from apium_schema_lock for update"),

    MYSQL(
            "MySQL",
            new ColumnTypes(
                    "varchar(#) character set utf8mb4 collate utf8mb4_0900_bin",
                    "longtext character set utf8mb4",
                    "bigint"),
            new DatabaseClock("timestampdiff(microsecond, '1970-01-01', utc_timestamp(6))"),
            "create table if not exists apium_schema_lock (id integer primary key) as select 1 as id",
            "select id from apium_schema_lock for update"),

    ORACLE("Oracle", new ColumnTypes("varchar2(# char)", "clob", "number(19)"), new DatabaseClock("""
                    (((extract(day from (systimestamp - timestamp '1970-01-01 00:00:00 UTC')) * 24 \
                    + extract(hour from (systimestamp - timestamp '1970-01-01 00:00:00 UTC'))) * 60 \
                    + extract(minute from (systimestamp - timestamp '1970-01-01 00:00:00 UTC'))) * 60 \
                    + extract(second from (systimestamp - timestamp '1970-01-01 00:00:00 UTC'))) * 1e6""", "from dual")),

    SQLSERVER(
            "Microsoft SQL Server",
            new ColumnTypes("nvarchar(#) collate Latin1_General_100_BIN2", "nvarchar(max)", "bigint"),
            new DatabaseClock("datediff_big(microsecond, '1970-01-01', sysutcdatetime())"));

    private final String product;
    private final ColumnTypes types;
    private final DatabaseClock clock;
    private final List<String> lock;

    SupportedDatabase(String product, ColumnTypes types, DatabaseClock clock, String... lock) {
        this.product = product;
        this.types = types;
        this.clock = clock;
        this.lock = List.of(lock);
    }

    /** {@return the database whose driver calls it so, if it is supported} */
    static Optional<SupportedDatabase> of(String product) {
        return Arrays.stream(values())
                .filter(database -> database.product.equalsIgnoreCase(product))
                .findFirst();
    }

    ColumnTypes types() {
        return types;
    }

    DatabaseClock clock() {
        return clock;
    }

    /**
     * {@return a query that locks the rows that it finds until the end of the transaction} It neither waits for those that another
     * transaction has locked, also one that a lost node has left prepared, nor finds them.
     */
    String lockingFree(String columns, String table, String where) {
        var select = "select " + columns + " from " + table;
        return this == SQLSERVER
                ? select + " with (updlock, rowlock, readpast) where " + where
                : select + " where " + where + " for update skip locked";
    }

    /** {@return whether Apium creates and updates its tables itself} */
    boolean isMigrated() {
        return !lock.isEmpty();
    }

    /**
     * Waits until no other node migrates, and keeps others waiting until the transaction ends. Flyway has locks of its own,
     * but not yet when it creates its history, and on H2 none that outlast its first statement.
     */
    void lock(Connection transaction) throws SQLException {
        try (Statement statement = transaction.createStatement()) {
            for (String sql : lock) {
                // On H2, whoever creates the table fills it a moment later.
                while (statement.execute(sql) && !statement.getResultSet().next()) {
                    fill(transaction, statement);
                }
            }
        }
    }

    private static void fill(Connection transaction, Statement statement) throws SQLException {
        try {
            statement.execute("insert into apium_schema_lock (id) values (1)");
            transaction.commit();
        } catch (SQLException e) {
            // Somebody was faster.
            transaction.rollback();
        }
    }

    @Override
    public String toString() {
        return product;
    }
}
