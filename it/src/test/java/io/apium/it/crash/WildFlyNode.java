package io.apium.it.crash;

import io.apium.it.WildFlyHome;
import io.apium.launcher.ServerOptions;
import io.apium.launcher.WildFlyDistribution;
import io.apium.launcher.WildFlyInstallation;
import io.apium.launcher.WildFlyServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A WildFly in a home of its own, without memory of earlier proofs. */
final class WildFlyNode implements Server {

    private static final String USER = "auditor";
    private static final Duration START = Duration.ofMinutes(6);
    private static final String PASSWORD = "count-it";

    private final WildFlyInstallation installation;
    private final int portOffset;
    private ServerOptions options;
    private @Nullable WildFlyServer running;

    /**
     * Provisions the server.
     *
     * @param name its name, and its transaction node identifier
     * @param number the how manieth server it is, from 0
     * @param scripts what configures it, in the checkout
     */
    WildFlyNode(Settings settings, String name, int number, List<String> scripts)
            throws IOException, InterruptedException {
        var home = settings.target().resolve("wildfly-" + name);
        installation = new WildFlyDistribution(settings.wildflyZip())
                .provision(
                        home, scripts.stream().map(settings.checkout()::resolve).toList());
        var files = new WildFlyHome(home);
        files.addDriver(settings.driver());
        files.addUser(USER, PASSWORD);
        files.forget();
        WildFlyHome.delete(home.resolve("standalone/deployments"));
        Files.createDirectories(home.resolve("standalone/deployments"));
        portOffset = settings.portOffset() + 100 * number;
        options = ServerOptions.defaults()
                .withStartTimeout(START)
                .withPortOffset(portOffset)
                .withSystemProperty("jboss.tx.node.id", "crash-" + name)
                .withSystemProperty("apium.node-name", "crash@" + name);
    }

    /** The database listens on that port. */
    WildFlyNode withDatabase(int port) {
        options = options.withSystemProperty("apium.it.postgres.port", String.valueOf(port));
        return this;
    }

    /** The broker is another one, which listens on that port. */
    WildFlyNode withBroker(int port) {
        options = options.withSystemProperty("apium.artemis.port", String.valueOf(port));
        return this;
    }

    @Override
    public void start(List<String> jvmOptions) throws IOException, InterruptedException {
        var all = new ArrayList<>(jvmOptions);
        all.add("-Xmx768m");
        // It lives for a minute; the better compiler and collector would only delay its start.
        all.add("-XX:TieredStopAtLevel=1");
        all.add("-XX:+UseSerialGC");
        all.add("-Djboss.modules.system.pkgs=org.jboss.byteman,io.apium.it.crash.point");
        running = null;
        running = installation.start(options.withJvmOptions(all.toArray(String[]::new)));
    }

    @Override
    public void deploy(Path archive) throws IOException, InterruptedException {
        Objects.requireNonNull(running, "It has not been started").deploy(archive);
    }

    @Override
    public URI baseUri() {
        return URI.create("http://localhost:" + (8080 + portOffset));
    }

    @Override
    public void kill() {
        if (running != null) {
            running.kill();
        }
    }

    @Override
    public void stop() {
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public boolean awaitExit(Duration patience) throws InterruptedException {
        return running == null || running.awaitExit(patience);
    }

    @Override
    public List<String> openTransactions() throws IOException {
        var log = installation
                .home()
                .resolve("standalone/data/tx-object-store/ShadowNoFileLockStore/defaultStore/StateManager/BasicAction");
        if (!Files.exists(log)) {
            return List.of();
        }
        try (var files = Files.walk(log)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    /** {@return the broker inside the server} */
    Broker broker() {
        return new ArtemisBroker(
                "tcp://localhost:" + (8080 + portOffset) + "?httpUpgradeEnabled=true&httpUpgradeEndpoint=http-acceptor",
                USER,
                PASSWORD,
                "jms.queue.");
    }
}
