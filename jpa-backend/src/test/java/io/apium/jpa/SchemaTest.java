package io.apium.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
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
