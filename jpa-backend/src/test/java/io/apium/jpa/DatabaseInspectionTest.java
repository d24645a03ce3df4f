package io.apium.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.spi.DeploymentCheck;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseInspectionTest implements DeploymentCheck.Findings {

    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private static final Pool XA = new Pool(true, true, OptionalInt.of(40));
    private static final Pool LOCAL = new Pool(false, false, OptionalInt.of(40));

    @ParameterizedTest
    @EnumSource
    void saysNothingOfADatabaseThatIsInOrder(TestDatabase database) throws SQLException {
        inspect(readCommitted(database.create()), XA, true);

        assertThat(errors).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-60, 60})
    void warnsOfClocksThatDiffer(long seconds) throws SQLException {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds));
        try (Connection connection = TestDatabase.H2.create().getConnection()) {
            new DatabaseInspection(connection, Optional.of(XA), true, clock).check(this);
        }

        assertThat(warnings).singleElement().asString().matches(".* differ by (59|60) s: .*");
        assertThat(errors).isEmpty();
    }

    @Test
    void refusesPostgresThatCannotPrepareTransactions() throws IOException, SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            inspect(postgres.getPostgresDatabase(), LOCAL, true);
            assertThat(errors).isEmpty();
            assertThat(warnings).isEmpty();

            inspect(postgres.getPostgresDatabase(), XA, true);
            assertThat(errors).singleElement().asString().contains("max_prepared_transactions = 0");
            assertThat(warnings).isEmpty();

            inspect(postgres.getPostgresDatabase(), null, true);
            assertThat(errors).hasSize(1);
            assertThat(warnings).singleElement().asString().contains("If its data source is an XA data source");
        }
    }

    @Test
    void warnsOfMoreConnectionsThanPostgresPreparesTransactions() throws SQLException {
        inspect(TestDatabase.POSTGRESQL.create(), new Pool(true, true, OptionalInt.of(10_000)), true);

        assertThat(warnings).singleElement().asString().contains("up to 10000 connections");
    }

    @ParameterizedTest
    @EnumSource
    void refusesTransactionsThatDoNotSeeWhatOthersCommit(TestDatabase database) throws SQLException {
        try (Connection connection = database.create().getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            new DatabaseInspection(connection, Optional.of(XA), true, Clock.systemUTC()).check(this);
        }

        assertThat(errors).contains(DatabaseInspection.ISOLATION);
    }

    @ParameterizedTest
    @EnumSource
    void refusesTablesThatAreMissingOrOlderOrNewer(TestDatabase database) throws SQLException {
        DataSource dataSource = readCommitted(database.create());
        inspect(dataSource, XA, false);
        assertThat(errors).singleElement().asString().contains("Apium's tables are missing, or older than version 5");

        errors.clear();
        SchemaTest.run(database, dataSource, 0);
        inspect(dataSource, XA, false);
        assertThat(errors).isEmpty();

        SchemaTest.say(dataSource, SchemaVersion.CURRENT + 1);
        inspect(dataSource, XA, false);
        inspect(dataSource, XA, true);
        assertThat(errors).hasSize(2).allMatch(error -> error.contains("is newer than this Apium"));
    }

    // MariaDB's own default is another, which a data source of a server changes.
    private static DataSource readCommitted(DataSource dataSource) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    Object answer = method.invoke(dataSource, arguments);
                    if (answer instanceof Connection connection) {
                        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                    }
                    return answer;
                });
    }

    private void inspect(DataSource dataSource, @Nullable Pool pool, boolean migrates) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            new DatabaseInspection(connection, Optional.ofNullable(pool), migrates, Clock.systemUTC()).check(this);
        }
    }

    @Override
    public void notYet() {
        throw new AssertionError("The database is there");
    }

    @Override
    public void error(String sentence) {
        errors.add(sentence);
    }

    @Override
    public void warning(String sentence) {
        warnings.add(sentence);
    }
}
