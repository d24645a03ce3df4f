package io.apium.it;

import io.apium.launcher.ServerDistribution;
import io.apium.launcher.ServerKind;
import io.apium.launcher.WildFlyHome;
import io.apium.launcher.WildFlyInstallation;
import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A WildFly, which Arquillian starts and stops. */
final class TestedWildFly extends TestServer {

    private static final int PORT_OFFSET = Integer.getInteger("apium.it.wildfly.port-offset", 100);
    private static final int HTTP_PORT = 8080 + PORT_OFFSET;

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
    String added(String name) {
        return "java:jboss/datasources/" + name;
    }

    @Override
    String addPostgres(String name, int port) {
        return "xa-data-source add --name=%1$s --jndi-name=%2$s --driver-name=postgresql --user-name=postgres --password=postgres --no-recovery=true --max-pool-size=4 --xa-datasource-properties={ServerName=localhost,PortNumber=%3$d,DatabaseName=%1$s}"
                .formatted(name, added(name), port);
    }

    @Override
    String removePostgres(String name) {
        return "xa-data-source remove --name=" + name;
    }

    @Override
    String spoilTransactions() {
        return "/subsystem=transactions:undefine-attribute(name=node-identifier)";
    }

    @Override
    List<String> complaints() {
        return List.of("- This server has WildFly's own node identifier, 1,");
    }

    @Override
    String restoreTransactions() {
        return "/subsystem=transactions:write-attribute(name=node-identifier, value=\"${jboss.tx.node.id:apium}\")";
    }

    @Override
    void administer(Path script) throws IOException, InterruptedException {
        new WildFlyInstallation(target().resolve("wildfly")).administer(PORT_OFFSET, script);
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
        System.setProperty("it.postgres.port", String.valueOf(postgresPort));
        System.setProperty("it.port-offset", String.valueOf(PORT_OFFSET));
        System.setProperty("it.management-port", String.valueOf(9990 + PORT_OFFSET));
    }

    @Override
    void close() {
        // Arquillian has stopped it.
    }
}
