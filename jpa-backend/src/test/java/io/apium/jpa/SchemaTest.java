package io.apium.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.apium.TaskState;
import io.apium.spi.StoredResult;
import java.sql.Connection;
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
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaTest {

    @ParameterizedTest
    @EnumSource
    void isCreatedOnAnEmptyDatabase(TestDatabase database) throws SQLException {
        DataSource dataSource = database.create();
        new Schema(dataSource).migrate();
        assertThat(count(dataSource, "apium_result")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void isCreatedBesideOtherTables(TestDatabase database) throws SQLException {
        DataSource dataSource = database.create();
        execute(dataSource, "create table orders (id integer)");
        execute(dataSource, "create table flyway_schema_history (id integer)");
        new Schema(dataSource).migrate();
        assertThat(count(dataSource, "apium_result")).isZero();
        assertThat(count(dataSource, "flyway_schema_history")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void isMigratedOnce(TestDatabase database) throws SQLException {
        DataSource dataSource = database.create();
        new Schema(dataSource).migrate();
        int steps = count(dataSource, "\"apium_schema_history\"");
        new Schema(dataSource).migrate();
        assertThat(count(dataSource, "\"apium_schema_history\"")).isEqualTo(steps);
    }

    @ParameterizedTest
    @EnumSource
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
    @EnumSource
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
    @EnumSource
    void anOlderVersionIsUpgradedAndItsRowsAreKept(TestDatabase database) throws SQLException {
        DataSource dataSource = database.create();
        createVersion1(dataSource);
        execute(
                dataSource,
                "insert into apium_result (id, task, state, attempt, outcome, worker, root_id, started_at, ended_at)"
                        + " values ('a', 'shop.charge', 'SUCCESS', 0, '42', 'w', 'a', timestamp with time zone"
                        + " '2026-01-01 00:00:00+00', timestamp with time zone '2026-01-01 00:00:01+00')");
        new Schema(dataSource).migrate();
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
                    Instant.parse("2026-01-01T00:00:01Z"),
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
        createVersion1(dataSource);
        assertThatThrownBy(() -> JpaResultStore.open(dataSource))
                .isInstanceOf(DatabaseNotReadyException.class)
                .hasMessageContaining(": apium_abort, apium_attempt, apium_duty, apium_failed_message,"
                        + " apium_join, apium_join_stripe, apium_lease, apium_node, apium_once, apium_result,"
                        + " apium_workflow_page.");
        new Schema(dataSource).migrate();
        execute(dataSource, "drop table apium_node");
        assertThatThrownBy(() -> JpaResultStore.open(dataSource))
                .isInstanceOf(DatabaseNotReadyException.class)
                .hasMessageContaining(": apium_node.");
    }

    private static void createVersion1(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:io/apium/jpa/migration")
                    .placeholders(SupportedDatabase.of(connection.getMetaData().getDatabaseProductName())
                            .orElseThrow()
                            .placeholders())
                    .table("apium_schema_history")
                    .target("1")
                    .load()
                    .migrate();
        }
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

    private static void execute(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
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
