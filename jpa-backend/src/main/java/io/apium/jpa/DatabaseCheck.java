package io.apium.jpa;

import io.apium.spi.DeploymentCheck;
import io.apium.spi.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;

/** Looks, before an application may start, at the data source that its results are to be kept in. */
@ApplicationScoped
class DatabaseCheck implements DeploymentCheck {

    @Inject
    Settings settings;

    @Override
    public void check(Findings findings) {
        Optional<ResultDatabase> found = ResultDatabase.findWithinReach(settings);
        if (found.isPresent()) {
            check(found.get(), findings);
        } else if (ResultDatabase.isGlobal(settings)) {
            findings.error(ResultDatabase.missing(settings));
        } else {
            // One that the application defines, or that only components can look up, is looked for by who first uses
            // it.
            findings.notYet();
        }
    }

    private static void check(ResultDatabase database, Findings findings) {
        Optional<Pool> pool =
                WildFlyDataSources.pool(database.name()).or(() -> PayaraDataSources.pool(database.name()));
        if (pool.isEmpty()) {
            // WildFly tells of its data sources when it has started; of those that an application defines, no server
            // does.
            findings.notYet();
        } else if (!pool.get().isSafe()) {
            findings.warning(
                    "The data source '" + database.name() + "' is no XA data source: a crash between its commit"
                            + " and the broker's lets a task run twice. Define it as an xa-data-source (WildFly), or set the"
                            + " res-type of its pool to javax.sql.XADataSource (Payara)");
        }
        try (Connection connection = database.dataSource().getConnection()) {
            new DatabaseInspection(connection, pool, database.migrates(), Clock.systemUTC()).check(findings);
        } catch (SQLException e) {
            findings.error("The data source '" + database.name() + "' (" + ResultDatabase.DATA_SOURCE
                    + ") gives no answer: " + e.getMessage());
        }
    }
}
