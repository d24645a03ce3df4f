package io.apium.it;

import io.apium.launcher.ServerDistribution;
import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** The server that the tests run on: a WildFly or a Payara, as the system property {@code apium.it.server} says. */
abstract sealed class TestServer permits TestedPayara, TestedWildFly {

    private static final TestServer CURRENT =
            System.getProperty("apium.it.server", "wildfly").equals("payara")
                    ? new TestedPayara()
                    : new TestedWildFly();

    /** {@return the server of this run} */
    static TestServer current() {
        return CURRENT;
    }

    /** {@return the build directory of this module} */
    static Path target() {
        return Path.of(System.getProperty("apium.it.target"));
    }

    /** {@return the root of the checkout} */
    static Path checkout() {
        return Path.of(System.getProperty("apium.it.clone"));
    }

    /** {@return what its files are called} */
    abstract String name();

    /** {@return the server's zip} */
    abstract ServerDistribution distribution();

    /** {@return the script with which a user prepares it} */
    abstract Path script();

    /** {@return the JNDI name of its data source on PostgreSQL} */
    abstract String postgres();

    /** {@return the JNDI name of its data source on H2} */
    abstract String h2();

    /** {@return connections to the server's broker, from outside the server} */
    abstract ConnectionFactory connections();

    /** {@return a user who may send and receive messages from outside the server} */
    abstract String user();

    /** {@return that user's password} */
    abstract String password();

    /** Makes ready what the tests need, without memory of earlier tests. */
    abstract void prepare(int postgresPort) throws IOException, InterruptedException;

    /** Ends what the preparation has started. */
    abstract void close();

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
