package io.apium.it;

import io.apium.launcher.ServerDistribution;
import io.apium.launcher.ServerKind;
import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
        addDriver(home.resolve("modules/org/postgresql/main"));
        addUser(home.resolve("standalone/configuration"));
        delete(home.resolve("standalone/data"));
        System.setProperty("apium.it.wildfly", home.toString());
        System.setProperty("apium.it.postgres.port", String.valueOf(postgresPort));
    }

    @Override
    void close() {
        // Arquillian has stopped it.
    }

    private static void addDriver(Path module) throws IOException {
        Files.createDirectories(module);
        Files.copy(
                Path.of(System.getProperty("apium.it.driver")),
                module.resolve("postgresql.jar"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(module.resolve("module.xml"), """
                <module name="org.postgresql" xmlns="urn:jboss:module:1.9">
                    <resources><resource-root path="postgresql.jar"/></resources>
                    <dependencies>
                        <module name="java.se"/>
                        <module name="jdk.security.auth"/>
                        <module name="jakarta.transaction.api"/>
                    </dependencies>
                </module>
                """);
    }

    /** As add-user.sh would do it. */
    private void addUser(Path configuration) throws IOException {
        var users = configuration.resolve("application-users.properties");
        if (Files.readString(users).contains("\n" + user() + "=")) {
            return;
        }
        try {
            var digest = MessageDigest.getInstance("MD5")
                    .digest((user() + ":ApplicationRealm:" + password()).getBytes(StandardCharsets.UTF_8));
            append(users, user() + "=" + HexFormat.of().formatHex(digest));
            append(configuration.resolve("application-roles.properties"), user() + "=guest");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void append(Path file, String line) throws IOException {
        Files.writeString(file, "\n" + line + "\n", StandardOpenOption.APPEND);
    }
}
