package io.apium.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Prepares, before the first test, the server and the PostgreSQL that is its data source. */
public final class TestSession implements LauncherSessionListener {

    /** The server of this run. */
    static final TestServer SERVER =
            System.getProperty("apium.it.server", "wildfly").equals("payara")
                    ? new TestedPayara()
                    : new TestedWildFly();

    private static @Nullable EmbeddedPostgres postgres;

    /** {@return the database that the server uses} */
    static DataSource dataSource() {
        if (postgres == null) {
            throw new IllegalStateException("PostgreSQL has not been started");
        }
        return postgres.getPostgresDatabase();
    }

    /** {@return where it listens} */
    static int port() {
        if (postgres == null) {
            throw new IllegalStateException("PostgreSQL has not been started");
        }
        return postgres.getPort();
    }

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (postgres != null || System.getProperty("apium.it.target") == null) {
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
            SERVER.prepare(postgres.getPort());
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
                SERVER.close();
                postgres.close();
                postgres = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
