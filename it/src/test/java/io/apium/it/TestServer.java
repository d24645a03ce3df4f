package io.apium.it;

import io.apium.launcher.WildFlyDistribution;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Prepares, before the first test, what Arquillian then starts: a WildFly without memory of earlier tests, and the
 * PostgreSQL that is its data source.
 */
public final class TestServer implements LauncherSessionListener {

    /** A user who may send and receive messages from outside the server. */
    static final String USER = "sender";

    static final String PASSWORD = "send-it";

    /** Where the server answers; arquillian.xml sets the same offset. */
    static final int HTTP_PORT = 8180;

    private static @Nullable EmbeddedPostgres postgres;

    /** {@return the database that the server uses} */
    static DataSource dataSource() {
        if (postgres == null) {
            throw new IllegalStateException("PostgreSQL has not been started");
        }
        return postgres.getPostgresDatabase();
    }

    /** {@return connections to the server's broker, from outside the server} */
    static ConnectionFactory connections() {
        var connections = new ActiveMQConnectionFactory(
                "tcp://localhost:" + HTTP_PORT + "?httpUpgradeEnabled=true&httpUpgradeEndpoint=http-acceptor");
        connections.setEnable1xPrefixes(true);
        return connections;
    }

    /** {@return the build directory of this module} */
    static Path target() {
        return Path.of(System.getProperty("apium.it.target"));
    }

    /** {@return the zip of WildFly} */
    static WildFlyDistribution distribution() {
        return new WildFlyDistribution(Path.of(System.getProperty("apium.it.zip")));
    }

    /** {@return the script with which a user prepares WildFly} */
    static Path script() {
        return checkout().resolve("ear/src/wildfly/apium.cli");
    }

    /** {@return the root of the checkout} */
    static Path checkout() {
        return Path.of(System.getProperty("apium.it.clone"));
    }

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (postgres != null || System.getProperty("apium.it.zip") == null) {
            return;
        }
        try {
            postgres = EmbeddedPostgres.builder()
                    .setServerConfig("max_prepared_transactions", "64")
                    // For the test that counts statements, which turns them on for its own time.
                    .setServerConfig("logging_collector", "on")
                    .setServerConfig("log_filename", "statements.log")
                    .setServerConfig("log_line_prefix", "%p/%v:")
                    .start();
            var home = provision();
            System.setProperty("apium.it.wildfly", home.toString());
            System.setProperty("apium.it.postgres.port", String.valueOf(postgres.getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted while the server was made ready", e);
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        try {
            if (postgres != null) {
                postgres.close();
                postgres = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path provision() throws IOException, InterruptedException {
        var home = target().resolve("wildfly");
        distribution().provision(home, List.of(script(), checkout().resolve("it/src/wildfly/postgresql.cli")));
        var files = new WildFlyHome(home);
        files.addDriver(Path.of(System.getProperty("apium.it.driver")));
        files.addUser(USER, PASSWORD);
        files.forget();
        return home;
    }
}
