package io.apium.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;

/**
 * What a provisioned WildFly needs besides its configuration.
 *
 * @param home its directory
 */
public record WildFlyHome(Path home) {

    /**
     * Adds the module of PostgreSQL's driver.
     *
     * @param jar the driver
     * @throws IOException if it cannot be copied
     */
    public void addDriver(Path jar) throws IOException {
        var module = home.resolve("modules/org/postgresql/main");
        Files.createDirectories(module);
        Files.copy(jar, module.resolve("postgresql.jar"), StandardCopyOption.REPLACE_EXISTING);
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

    /**
     * Adds a user who may talk to the broker from outside the server, as add-user.sh would do it.
     *
     * @param name who it is
     * @param password how the user logs in
     * @throws IOException if the server's users cannot be read or written
     */
    public void addUser(String name, String password) throws IOException {
        var configuration = home.resolve("standalone/configuration");
        var users = configuration.resolve("application-users.properties");
        if (Files.readString(users).contains("\n" + name + "=")) {
            return;
        }
        try {
            var digest = MessageDigest.getInstance("MD5")
                    .digest((name + ":ApplicationRealm:" + password).getBytes(StandardCharsets.UTF_8));
            append(users, name + "=" + HexFormat.of().formatHex(digest));
            append(configuration.resolve("application-roles.properties"), name + "=guest");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Deletes what its server has stored, and what is deployed.
     *
     * @throws IOException if a file cannot be deleted
     */
    public void forget() throws IOException {
        delete(home.resolve("standalone/data"));
        delete(home.resolve("standalone/deployments"));
        Files.createDirectories(home.resolve("standalone/deployments"));
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

    private static void append(Path file, String line) throws IOException {
        Files.writeString(file, "\n" + line + "\n", StandardOpenOption.APPEND);
    }
}
