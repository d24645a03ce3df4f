package io.apium.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Resource;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a pool, set up as the scripts set it up, makes of connections that the database has closed, as at its restart. */
@Tag("core")
@ExtendWith(ArquillianExtension.class)
class StaleConnectionsIT {

    private static final int CONNECTIONS = 8;

    @Resource
    DataSource database;

    @Resource
    UserTransaction transaction;

    @Deployment
    static Archive<?> application() {
        return ShrinkWrap.create(WebArchive.class, "stale.war")
                .addClass(StaleConnectionsIT.class)
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsLibraries(Applications.testLibraries());
    }

    @Test
    void theyCostOneFailureAtTheMost() throws Exception {
        endAll(openTogether());

        var failures = 0;
        for (var use = 0; use < 2 * CONNECTIONS; use++) {
            failures += isUsable() ? 0 : 1;
        }

        assertThat(failures).isLessThanOrEqualTo(1);
    }

    /** {@return the database's processes behind connections that are in the pool afterwards} */
    private Set<Integer> openTogether() throws SQLException {
        var connections = new ArrayList<Connection>();
        var processes = new HashSet<Integer>();
        try {
            for (var count = 0; count < CONNECTIONS; count++) {
                var connection = database.getConnection();
                connections.add(connection);
                processes.add(number(connection, "select pg_backend_pid()"));
            }
        } finally {
            for (var connection : connections) {
                connection.close();
            }
        }
        assertThat(processes).hasSize(CONNECTIONS);
        return processes;
    }

    private void endAll(Set<Integer> processes) throws SQLException {
        try (var connection = database.getConnection()) {
            processes.remove(number(connection, "select pg_backend_pid()"));
            for (var process : processes) {
                number(
                        connection,
                        "select count(*) from pg_stat_activity where pg_terminate_backend(" + process + ") and pid = "
                                + process);
            }
        }
    }

    private boolean isUsable() throws Exception {
        transaction.begin();
        try (var connection = database.getConnection()) {
            return number(connection, "select 1") == 1;
        } catch (SQLException e) {
            return false;
        } finally {
            transaction.rollback();
        }
    }

    private static int number(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
