package io.apium.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseClockTest {

    @ParameterizedTest
    // H2 has none of SQL Server's functions.
    @EnumSource(mode = EXCLUDE, names = "SQLSERVER")
    void tellsTheTimeWhateverTheTimeZoneOfTheSession(TestDatabase database) throws SQLException {
        try (Connection connection = database.create().getConnection();
                Statement statement = connection.createStatement()) {
            for (String zone : new String[] {"+13:00", "-12:00"}) {
                statement.execute(
                        switch (database) {
                            case MARIADB, MYSQL -> "set time_zone = '" + zone + "'";
                            default -> "set time zone '" + zone + "'";
                        });
                // In Oracle's place, H2 leaves the fraction of the second out.
                Instant before = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
                Instant now = read(statement, database.dialect().clock());
                Instant after = Clock.systemUTC().instant();
                assertThat(now).isBetween(before, after);
            }
        }
    }

    private static Instant read(Statement statement, DatabaseClock clock) throws SQLException {
        try (ResultSet rows = statement.executeQuery(clock.query())) {
            rows.next();
            return EpochMicros.toInstant(rows.getLong(1));
        }
    }
}
