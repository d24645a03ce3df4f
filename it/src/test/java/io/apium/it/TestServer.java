package io.apium.it;

import io.apium.launcher.WildFlyDistribution;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
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
        addDriver(home.resolve("modules/org/postgresql/main"));
        addUser(home.resolve("standalone/configuration"));
        delete(home.resolve("standalone/data"));
        return home;
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
    private static void addUser(Path configuration) throws IOException {
        var users = configuration.resolve("application-users.properties");
        if (Files.readString(users).contains("\n" + USER + "=")) {
            return;
        }
        try {
            var digest = MessageDigest.getInstance("MD5")
                    .digest((USER + ":ApplicationRealm:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
            append(users, USER + "=" + HexFormat.of().formatHex(digest));
            append(configuration.resolve("application-roles.properties"), USER + "=guest");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void append(Path file, String line) throws IOException {
        Files.writeString(file, "\n" + line + "\n", StandardOpenOption.APPEND);
    }

    private static void delete(Path folder) throws IOException {
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
