package io.apium.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.spi.DeploymentCheck;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseInspectionTest implements DeploymentCheck.Findings {

    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void saysNothingOfADatabaseThatIsInOrder(TestDatabase database) throws SQLException {
        inspect(database.create(), Clock.systemUTC());

        assertThat(errors).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-60, 60})
    void warnsOfClocksThatDiffer(long seconds) throws SQLException {
        inspect(TestDatabase.H2.create(), Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds)));

        assertThat(warnings).singleElement().asString().matches(".* differ by (59|60) s: .*");
        assertThat(errors).isEmpty();
    }

    @Test
    void refusesPostgresThatCannotPrepareTransactions() throws IOException, SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            inspect(postgres.getPostgresDatabase(), Clock.systemUTC());
        }

        assertThat(errors).singleElement().asString().contains("max_prepared_transactions = 0");
    }

    private void inspect(DataSource dataSource, Clock clock) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            new DatabaseInspection(connection, clock).check(this);
        }
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
