package io.apium.it;

import io.apium.launcher.ServerDistribution;
import io.apium.launcher.ServerKind;
import io.apium.launcher.WildFlyHome;
import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A WildFly, which Arquillian starts and stops. */
final class TestedWildFly extends TestServer {

    /** Where the server answers; arquillian.xml sets the same offset. */
    private static final int HTTP_PORT = 8180;

    @Override
    String name() {
        return "wildfly";
    }

    @Override
    ServerDistribution distribution() {
        return ServerKind.WILDFLY.distribution(Path.of(System.getProperty("apium.it.wildfly.zip")));
    }

    @Override
    Path script() {
        return checkout().resolve("ear/src/wildfly/apium.cli");
    }

    @Override
    String postgres() {
        return "java:jboss/datasources/PostgresDS";
    }

    @Override
    String h2() {
        return "java:jboss/datasources/ApiumDS";
    }

    @Override
    String plain() {
        return "java:jboss/datasources/PlainDS";
    }

    @Override
    Path log() {
        return target().resolve("wildfly/standalone/log/server.log");
    }

    @Override
    ConnectionFactory connections() {
        var connections = new ActiveMQConnectionFactory(
                "tcp://localhost:" + HTTP_PORT + "?httpUpgradeEnabled=true&httpUpgradeEndpoint=http-acceptor");
        connections.setEnable1xPrefixes(true);
        return connections;
    }

    @Override
    String user() {
        return "sender";
    }

    @Override
    String password() {
        return "send-it";
    }

    @Override
    void prepare(int postgresPort) throws IOException, InterruptedException {
        var home = target().resolve("wildfly");
        distribution().provision(home, List.of(script(), checkout().resolve("it/src/wildfly/postgresql.cli")));
        var files = new WildFlyHome(home);
        files.addDriver(Path.of(System.getProperty("apium.it.driver")));
        files.addUser(user(), password());
        files.forget();
        System.setProperty("apium.it.wildfly", home.toString());
        System.setProperty("apium.it.postgres.port", String.valueOf(postgresPort));
    }

    @Override
    void close() {
        // Arquillian has stopped it.
    }
}
