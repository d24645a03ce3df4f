package io.apium.it;

import io.apium.launcher.PayaraInstallation;
import io.apium.launcher.Server;
import io.apium.launcher.ServerDistribution;
import io.apium.launcher.ServerKind;
import io.apium.launcher.ServerOptions;
import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Payara, which runs as long as the tests do. */
final class TestedPayara extends TestServer {

    private static final int PORT_OFFSET = Integer.getInteger("apium.it.payara.port-offset", 200);
    private static final int JMS_PORT = 7676 + PORT_OFFSET;

    private @Nullable Server server;

    /** {@return the running server} */
    Server server() {
        if (server == null) {
            throw new IllegalStateException("Payara has not been started");
        }
        return server;
    }

    @Override
    String name() {
        return "payara";
    }

    @Override
    ServerDistribution distribution() {
        return ServerKind.PAYARA.distribution(Path.of(System.getProperty("apium.it.payara.zip")));
    }

    @Override
    Path script() {
        return checkout().resolve("ear/src/payara/apium.asadmin");
    }

    @Override
    String postgres() {
        return "jdbc/postgres";
    }

    @Override
    String h2() {
        return "jdbc/apium";
    }

    @Override
    String plain() {
        return "jdbc/plain";
    }

    @Override
    String added(String name) {
        return "jdbc/" + name;
    }

    @Override
    String addPostgres(String name, int port) {
        return """
                create-jdbc-connection-pool --restype javax.sql.XADataSource --datasourceclassname org.postgresql.xa.PGXADataSource --allownoncomponentcallers true --steadypoolsize 0 --maxpoolsize 4 --property user=postgres:password=postgres:serverName=localhost:portNumber=%2$d:databaseName=%1$s %1$s
                create-jdbc-resource --connectionpoolid %1$s jdbc/%1$s""".formatted(name, port);
    }

    @Override
    String removePostgres(String name) {
        return """
                delete-jdbc-resource jdbc/%1$s
                delete-jdbc-connection-pool %1$s""".formatted(name);
    }

    @Override
    String spoilTransactions() {
        return """
                set configs.config.server-config.transaction-service.automatic-recovery=false
                set configs.config.server-config.transaction-service.property.xa-servername=""";
    }

    @Override
    List<String> complaints() {
        return List.of(
                "- This server does not recover its transactions when it starts",
                "- This server has no name for its transactions but that of its host");
    }

    @Override
    String restoreTransactions() {
        return """
                set configs.config.server-config.transaction-service.automatic-recovery=true
                set configs.config.server-config.transaction-service.property.xa-servername=${ENV=APIUM_TX_NODE_ID:apium}""";
    }

    @Override
    void administer(Path script) throws IOException, InterruptedException {
        new PayaraInstallation(home()).administer(PORT_OFFSET, script);
    }

    @Override
    Path log() {
        return server().log();
    }

    @Override
    ConnectionFactory connections() {
        try {
            // The client of the broker that Payara brings along.
            var client = new URLClassLoader(
                    new URL[] {home().resolve("mq/lib/imq.jar").toUri().toURL()}, TestedPayara.class.getClassLoader());
            var type = client.loadClass("com.sun.messaging.ConnectionFactory");
            var connections = type.getConstructor().newInstance();
            type.getMethod("setProperty", String.class, String.class)
                    .invoke(connections, "imqAddressList", "mq://localhost:" + JMS_PORT + "/jms");
            return (ConnectionFactory) connections;
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException("OpenMQ's client cannot be loaded", e);
        }
    }

    @Override
    String user() {
        return "guest";
    }

    @Override
    String password() {
        return "guest";
    }

    @Override
    void prepare(int postgresPort) throws IOException, InterruptedException {
        var installation = distribution()
                .provision(home(), List.of(script(), checkout().resolve("it/src/payara/postgresql.asadmin")));
        var files = new PayaraHome(home());
        files.forget();
        files.addDriver(Path.of(System.getProperty("apium.it.driver")));
        server = installation.start(ServerOptions.defaults()
                .withPortOffset(PORT_OFFSET)
                .withJvmOptions("-Xmx768m")
                .withSystemProperty("it.postgres.port", String.valueOf(postgresPort))
                .withSystemProperty("apium.task-max-deliveries", "3"));
    }

    @Override
    void close() {
        server().close();
    }

    private static Path home() {
        return target().resolve("payara");
    }
}
