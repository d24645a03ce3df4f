package io.apium.jpa;

import io.apium.spi.DeploymentCheck.Findings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What can be wrong with a database that answers. It only reads.
 *
 * @param connection to the database, outside a transaction
 * @param pool what the server tells of the data source
 * @param migrates whether Apium will bring its tables to this version itself
 * @param clock the clock of this node
 */
record DatabaseInspection(Connection connection, Optional<Pool> pool, boolean migrates, Clock clock) {

    /** What is to be said if transactions do not see what others commit. */
    static final String ISOLATION = "Transactions of the database must see what others have committed since they began."
            + " Set the transaction isolation of its data source to READ COMMITTED.";

    private static final Duration MOST_DIFFERENCE = Duration.ofSeconds(1);

    void check(Findings findings) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        SupportedDatabase database = SupportedDatabase.of(product).orElse(null);
        if (database == null) {
            findings.error(Schema.unsupported(product));
            return;
        }
        if (!seesWhatOthersCommit(connection)) {
            findings.error(ISOLATION);
        }
        checkTables(database, findings);
        if (database == SupportedDatabase.POSTGRESQL) {
            checkPreparedTransactions(findings);
        }
        checkClock(database.clock(), findings);
    }

    /** {@return whether a transaction does} In a snapshot, it would decide again what another node has decided meanwhile. */
    static boolean seesWhatOthersCommit(Connection connection) throws SQLException {
        return connection.getTransactionIsolation() == Connection.TRANSACTION_READ_COMMITTED;
    }

    private void checkTables(SupportedDatabase database, Findings findings) {
        OptionalInt version = SchemaVersion.in(connection);
        if (version.isPresent() && version.getAsInt() > SchemaVersion.CURRENT) {
            findings.error(SchemaVersion.newer(version.getAsInt()));
        } else if (migrates && !database.isMigrated()) {
            findings.error(Schema.notMigrated(database));
        } else if (!migrates && (version.isEmpty() || version.getAsInt() < SchemaVersion.CURRENT)) {
            findings.error(SchemaVersion.missing(version, database));
        }
    }

    private void checkPreparedTransactions(Findings findings) throws SQLException {
        if (pool.isPresent() && !pool.get().isXa()) {
            return;
        }
        int most = maxPreparedTransactions();
        String remedy =
                "Set it in postgresql.conf to at least the pool size of the data source, and restart PostgreSQL";
        if (most == 0 && pool.isPresent()) {
            findings.error("PostgreSQL has max_prepared_transactions = 0, with which it can take no part in a"
                    + " transaction with the broker: no task could commit. " + remedy);
        } else if (most == 0) {
            findings.warning("PostgreSQL has max_prepared_transactions = 0. If its data source is an XA data source, no"
                    + " task can commit. " + remedy);
        } else if (pool.isPresent() && pool.get().maxSize().orElse(0) > most) {
            findings.warning("PostgreSQL has max_prepared_transactions = " + most + ", and its data source up to "
                    + pool.get().maxSize().getAsInt() + " connections: under load, commits can fail. " + remedy);
        }
    }

    private int maxPreparedTransactions() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show max_prepared_transactions")) {
            rows.next();
            return rows.getInt(1);
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
