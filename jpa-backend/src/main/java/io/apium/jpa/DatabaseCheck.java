package io.apium.jpa;

import io.apium.spi.DeploymentCheck;
import io.apium.spi.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;

/** Looks, before an application may start, at the data source that its results are to be kept in. */
@ApplicationScoped
class DatabaseCheck implements DeploymentCheck {

    @Inject
    Settings settings;

    @Override
    public void check(Findings findings) {
        // One that is not there yet, or that only components can look up, is told of when it is opened.
        ResultDatabase.findWithinReach(settings).ifPresent(database -> {
            if (WildFly.isNotXa(database.name())) {
                findings.warning(noXa(database) + "Define it as an xa-data-source");
            } else if (Payara.isNotXa(database.name())) {
                findings.warning(noXa(database) + "Set the res-type of its pool to javax.sql.XADataSource");
            }
            try (Connection connection = database.dataSource().getConnection()) {
                new DatabaseInspection(connection, Clock.systemUTC()).check(findings);
            } catch (SQLException e) {
                throw new DatabaseNotReadyException("The data source '" + database.name() + "' gives no answer", e);
            }
        });
    }

    private static String noXa(ResultDatabase database) {
        return "The data source '" + database.name() + "' is no XA data source: a crash between its commit and the"
                + " broker's lets a task run twice. ";
    }
}
