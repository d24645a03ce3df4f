package io.apium.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration.TransactionIsolation;
import io.apium.TaskState;
import io.apium.spi.StoredResult;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaTest {

    private static final Pattern END = Pattern.compile(";\\s*");

    @BeforeEach
    void useOneProvider() {
        TestProvider.HIBERNATE.use();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EXCLUDE,
            names = {"ORACLE", "SQLSERVER"})
    void isCreatedOnAnEmptyDatabase(TestDatabase database) throws SQLException {
        DataSource dataSource = database.create();
        new Schema(dataSource).migrate();
        assertThat(count(dataSource, "apium_result")).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EXCLUDE,
            names = {"ORACLE", "SQLSERVER"})
    void isCreatedBesideOtherTables(TestDatabase database) throws SQLException {
        DataSource dataSource = database.create();
        execute(dataSource, "create table orders (id integer)");
        execute(dataSource, "create table flyway_schema_history (id integer)");
        new Schema(dataSource).migrate();
        assertThat(count(dataSource, "apium_result")).isZero();
        assertThat(count(dataSource, "flyway_schema_history")).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EXCLUDE,
            names = {"ORACLE", "SQLSERVER"})
    void isMigratedOnce(TestDatabase database) throws SQLException {
        DataSource dataSource = database.create();
        new Schema(dataSource).migrate();
        int steps = count(dataSource, history(dataSource));
        new Schema(dataSource).migrate();
        assertThat(count(dataSource, history(dataSource))).isEqualTo(steps);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EXCLUDE,
            names = {"ORACLE", "SQLSERVER"})
    void isMigratedByOneOfSeveralNodesThatStartAtOnce(TestDatabase database) throws Exception {
        DataSource empty = database.create();
        migrateAtOnce(empty, 4);
        assertThat(count(empty, "apium_result")).isZero();

        DataSource used = database.create();
        execute(used, "create table orders (id integer)");
        migrateAtOnce(used, 4);
        assertThat(count(used, "apium_result")).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EXCLUDE,
            names = {"ORACLE", "SQLSERVER"})
    void isLeftAloneIfItIsNewerThanTheApplication(TestDatabase database) throws SQLException {
        DataSource dataSource = database.create();
        new Schema(dataSource).migrate();
        say(dataSource, 99);
        assertThatThrownBy(() -> new Schema(dataSource).migrate())
                .isInstanceOf(DatabaseNotReadyException.class)
                .hasMessageContaining("version 99, which is newer than this Apium");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EXCLUDE,
            names = {"ORACLE", "SQLSERVER"})
    void isReportedMissingWhenMigrationIsOff(TestDatabase database) throws SQLException {
        try (AgroalDataSource dataSource = new JtaPlatform().enlisting(database, database.create())) {
            assertThatThrownBy(() -> new ResultDatabase(dataSource, "java:/shop", false).open())
                    .isInstanceOf(DatabaseNotReadyException.class)
                    .hasMessageContaining("java:/shop")
                    .hasMessageContaining("apium.result-data-source")
                    .hasMessageContaining("apium_result")
                    .hasMessageContaining("apium.schema-migrate");
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EXCLUDE,
            names = {"ORACLE", "SQLSERVER"})
    void transactionsThatDoNotSeeWhatOthersCommitAreRefused(TestDatabase database) {
        try (AgroalDataSource dataSource =
                new JtaPlatform().enlisting(database, database.create(), TransactionIsolation.REPEATABLE_READ)) {
            assertThatThrownBy(() -> new ResultDatabase(dataSource, "java:/shop", true).open())
                    .isInstanceOf(DatabaseNotReadyException.class)
                    .hasMessageContaining("java:/shop")
                    .hasMessageContaining("READ COMMITTED");
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EXCLUDE,
            names = {"ORACLE", "SQLSERVER"})
    void anOlderVersionIsUpgradedAndItsRowsAreKept(TestDatabase database) throws SQLException {
        DataSource dataSource = database.create();
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:io/apium/jpa/migration")
                .placeholders(database.dialect().types().placeholders())
                .table("apium_schema_history")
                .target("1")
                .load()
                .migrate();
        insertIntoVersion1(dataSource);
        new Schema(dataSource).migrate();
        keepsRows(dataSource);
    }

    @ParameterizedTest
    @EnumSource
    void theScriptUpgradesAnOlderVersionAndKeepsItsRows(TestDatabase database) throws SQLException {
        DataSource dataSource = database.create();
        execute(dataSource, version1(database));
        insertIntoVersion1(dataSource);
        execute(dataSource, script(database, 1));
        keepsRows(dataSource);
    }

    private static void insertIntoVersion1(DataSource dataSource) throws SQLException {
        execute(
                dataSource,
                "insert into apium_result (id, task, state, attempt, outcome, worker, root_id, started_at, ended_at)"
                        + " values ('a', 'shop.charge', 'SUCCESS', 0, '42', 'w', 'a', 1767225600000000,"
                        + " 1767225601000001)");
    }

    private static void keepsRows(DataSource dataSource) {
        try (JpaResultStore store = JpaResultStore.open(dataSource)) {
            StoredResult kept = new StoredResult(
                    "a",
                    "shop.charge",
                    TaskState.SUCCESS,
                    0,
                    "42",
                    null,
                    "w",
                    "a",
                    null,
                    Instant.parse("2026-01-01T00:00:00Z"),
                    Instant.parse("2026-01-01T00:00:01.000001Z"),
                    null,
                    null);
            assertThat(store.find("a")).contains(kept);
            assertThat(store.deleteExpired(10)).isZero();
            assertThat(store.find("a")).contains(kept);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsMissingOrOlderIsNamed(TestDatabase database) throws SQLException {
        DataSource dataSource = database.create();
        execute(dataSource, version1(database));
        assertThatThrownBy(() -> JpaResultStore.open(dataSource))
                .isInstanceOf(DatabaseNotReadyException.class)
                .hasMessageContaining(
                        ": apium_abort, apium_attempt, apium_duty, apium_failed_message, apium_join, apium_join_stripe,"
                                + " apium_lease, apium_node,"
                                + " apium_once, apium_parked, apium_result, apium_revocation, apium_schedule,"
                                + " apium_workflow_page.");
        execute(dataSource, script(database, 1));
        execute(dataSource, "drop table apium_node");
        assertThatThrownBy(() -> JpaResultStore.open(dataSource))
                .isInstanceOf(DatabaseNotReadyException.class)
                .hasMessageContaining(": apium_node.");
    }

    @ParameterizedTest
    @EnumSource
    void isNoticedIfItIsNewerAlsoWhenItWasMadeByHand(TestDatabase database) throws SQLException {
        DataSource dataSource = database.create();
        run(database, dataSource, 0);
        JpaResultStore.open(dataSource).close();
        say(dataSource, 99);
        assertThatThrownBy(() -> JpaResultStore.open(dataSource))
                .isInstanceOf(DatabaseNotReadyException.class)
                .hasMessageContaining("version 99, which is newer than this Apium");
    }

    @Test
    void aDatabaseThatIsNotMigratedAsksForTheScript() {
        assertThatThrownBy(() -> new Schema(called("Oracle")).migrate())
                .isInstanceOf(DatabaseNotReadyException.class)
                .hasMessageContaining("Oracle")
                .hasMessageContaining("io.apium.jpa.SchemaScript")
                .hasMessageContaining("apium.schema-migrate");
    }

    @Test
    void aDatabaseThatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> JpaResultStore.open(called("Informix")))
                .isInstanceOf(DatabaseNotReadyException.class)
                .hasMessageContaining("[H2, PostgreSQL, MariaDB, MySQL, Oracle, Microsoft SQL Server]")
                .hasMessageContaining("Informix");
    }

    private static DataSource called(String product) {
        return answering(DataSource.class, answering(Connection.class, answering(DatabaseMetaData.class, product)));
    }

    private static <T> T answering(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> method.getReturnType() == void.class ? null : answer));
    }

    private static String version1(TestDatabase database) {
        String all = script(database, 0);
        return all.substring(0, all.length() - script(database, 1).length());
    }

    // H2 does not read SQL Server's collation of a column.
    private static String script(TestDatabase database, int after) {
        return SchemaScript.after(after, database.dialect()).replace(" collate Latin1_General_100_BIN2", "");
    }

    private static void migrateAtOnce(DataSource dataSource, int nodes) throws Exception {
        CyclicBarrier start = new CyclicBarrier(nodes);
        Callable<Void> node = () -> {
            start.await();
            new Schema(dataSource).migrate();
            return null;
        };
        ExecutorService executor = Executors.newFixedThreadPool(nodes);
        try {
            List<Future<Void>> done =
                    executor.invokeAll(Stream.generate(() -> node).limit(nodes).toList());
            assertThat(done).allSatisfy(it -> assertThatCode(it::get).doesNotThrowAnyException());
        } finally {
            executor.shutdown();
        }
    }

    /** Runs the script of what is newer than a version. */
    static void run(TestDatabase database, DataSource dataSource, int after) throws SQLException {
        execute(dataSource, script(database, after));
    }

    /** Lets the tables say that they have that version. */
    static void say(DataSource dataSource, int version) throws SQLException {
        execute(dataSource, "insert into apium_schema_version (version) values (" + version + ")");
    }

    private static String history(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            String quote = connection.getMetaData().getIdentifierQuoteString();
            return quote + "apium_schema_history" + quote;
        }
    }

    private static void execute(DataSource dataSource, String script) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : END.splitAsStream(script).toList()) {
                statement.execute(sql);
            }
        }
    }

    private static int count(DataSource dataSource, String table) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
