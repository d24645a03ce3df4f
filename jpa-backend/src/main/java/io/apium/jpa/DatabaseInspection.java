package io.apium.jpa;

import io.apium.spi.DeploymentCheck.Findings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What can be wrong with a database that answers.
 *
 * @param connection to the database, outside a transaction
 * @param clock the clock of this node
 */
record DatabaseInspection(Connection connection, Clock clock) {

    private static final Duration MOST_DIFFERENCE = Duration.ofSeconds(1);

    void check(Findings findings) throws SQLException {
        // One that is not supported is refused when it is opened.
        SupportedDatabase database = SupportedDatabase.of(
                        connection.getMetaData().getDatabaseProductName())
                .orElse(null);
        if (database != null) {
            checkPreparedTransactions(database, findings);
            checkClock(database.clock(), findings);
        }
    }

    private void checkPreparedTransactions(SupportedDatabase database, Findings findings) throws SQLException {
        if (database == SupportedDatabase.POSTGRESQL) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("show max_prepared_transactions")) {
                if (rows.next() && rows.getInt(1) == 0) {
                    findings.error("PostgreSQL has max_prepared_transactions = 0, with which it can take no part in a"
                            + " transaction with the broker: no task could commit. Set it in postgresql.conf to at least"
                            + " the pool size of the data source, and restart PostgreSQL");
                }
            }
        }
    }

    private void checkClock(DatabaseClock databaseClock, Findings findings) throws SQLException {
        Instant before = clock.instant();
        Instant there = read(databaseClock);
        Instant after = clock.instant();
        Duration difference = there.isBefore(before) ? Duration.between(there, before) : Duration.between(after, there);
        if (difference.compareTo(MOST_DIFFERENCE) > 0) {
            findings.warning("The clock of this machine and the database's differ by " + difference.toSeconds()
                    + " s: tasks with a countdown or an expiry start, or are revoked, by as much too early or too late."
                    + " Let both machines set their clocks by the network");
        }
    }

    private Instant read(DatabaseClock databaseClock) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(databaseClock.query())) {
            rows.next();
            return EpochMicros.toInstant(rows.getLong(1));
        }
    }
}
