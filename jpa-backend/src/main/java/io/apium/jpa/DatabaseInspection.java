package io.apium.jpa;

import io.apium.spi.DeploymentCheck.Findings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * What can be wrong with a database that answers.
 *
 * @param connection to the database, outside a transaction
 * @param clock the clock of this node
 */
record DatabaseInspection(Connection connection, Clock clock) {

    private static final Duration MOST_DIFFERENCE = Duration.ofSeconds(1);

    void check(Findings findings) throws SQLException {
        checkPreparedTransactions(findings);
        checkClock(findings);
    }

    private void checkPreparedTransactions(Findings findings) throws SQLException {
        if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
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

    private void checkClock(Findings findings) throws SQLException {
        Instant before = clock.instant();
        Instant there = databaseClock();
        Instant after = clock.instant();
        Duration difference = there.isBefore(before) ? Duration.between(there, before) : Duration.between(after, there);
        if (difference.compareTo(MOST_DIFFERENCE) > 0) {
            findings.warning("The clock of this machine and the database's differ by " + difference.toSeconds()
                    + " s: tasks with a countdown or an expiry start, or are revoked, by as much too early or too late."
                    + " Let both machines set their clocks by the network");
        }
    }

    private Instant databaseClock() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select current_timestamp")) {
            rows.next();
            return rows.getObject(1, OffsetDateTime.class).toInstant();
        }
    }
}
