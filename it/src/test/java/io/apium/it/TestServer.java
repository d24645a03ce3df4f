package io.apium.it;

import io.apium.launcher.ServerDistribution;
import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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

    /** {@return the JNDI name of the data source that {@link #addPostgres} adds under a name} */
    abstract String added(String name);

    /**
     * {@return commands for administration that add an XA data source}
     *
     * @param name its name, and that of its database
     * @param port where its PostgreSQL listens
     */
    abstract String addPostgres(String name, int port);

    /** {@return the commands that remove it} */
    abstract String removePostgres(String name);

    /** {@return the commands that make its transactions as they are on a server that nobody has prepared} */
    abstract String spoilTransactions();

    /** {@return what is said of it then} */
    abstract List<String> complaints();

    /** {@return the commands that prepare its transactions again} */
    abstract String restoreTransactions();

    /** Gives commands for administration to the running server. */
    final void administer(String... commands) throws IOException, InterruptedException {
        var script = Files.writeString(target().resolve(name() + "-script"), String.join("\n", commands) + "\n");
        administer(script);
    }

    /** Gives the commands of a file to the running server. */
    abstract void administer(Path script) throws IOException, InterruptedException;

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
