package io.apium.it;

import io.apium.launcher.ServerDistribution;
import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.nio.file.Path;

/** The server that the tests run on: a WildFly or a Payara, as the system property {@code apium.it.server} says. */
abstract sealed class TestServer permits TestedPayara, TestedWildFly {

    /** {@return the server of this run} */
    static TestServer current() {
        return TestSession.SERVER;
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

    /** {@return the JNDI name of its data source without XA} */
    abstract String plain();

    /** {@return where it logs} */
    abstract Path log();

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
}
