package io.apium.it.crash;

import io.apium.launcher.Server;
import io.apium.launcher.ServerInstallation;
import io.apium.launcher.ServerOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An application server in a process of its own, in a home of its own, without memory of earlier proofs. What it has stored,
 * and what is deployed, survives its death.
 */
abstract class Host {

    private static final Duration START = Duration.ofMinutes(6);

    /** A server lives for a minute; the better compiler and collector would only delay its start. */
    private static final List<String> SHORT_LIFE = List.of("-Xmx768m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final ServerInstallation installation;
    private ServerOptions options;
    private @Nullable Server running;

    /**
     * A server that does not run yet.
     *
     * @param installation what was provisioned
     * @param name the name of the node
     * @param portOffset what is added to its ports
     */
    Host(ServerInstallation installation, String name, int portOffset) {
        this.installation = installation;
        options = ServerOptions.defaults()
                .withStartTimeout(START)
                .withPortOffset(portOffset)
                .withSystemProperty("apium.node-name", "crash@" + name);
    }

    /** The database listens on that port. */
    Host withDatabase(int port) {
        return with("it.postgres.port", String.valueOf(port));
    }

    /** The broker is another one, which listens on that port. */
    Host withBroker(int port) {
        return with("artemis.port", String.valueOf(port));
    }

    final Host with(String property, String value) {
        options = options.withSystemProperty(property, value);
        return this;
    }

    /**
     * Starts, and returns when it serves what is deployed.
     *
     * @param jvmOptions options of its JVM
     * @throws RuntimeException if it ends before
     */
    void start(List<String> jvmOptions) throws IOException, InterruptedException {
        var all = new ArrayList<>(SHORT_LIFE);
        all.addAll(jvmOptions);
        running = null;
        running = installation.start(options.withJvmOptions(all.toArray(String[]::new)));
    }

    /** Deploys an archive, and returns when it is served. */
    void deploy(Path archive) throws IOException, InterruptedException {
        server().deploy(archive);
    }

    /** {@return where its applications answer, without a slash at the end} */
    abstract URI baseUri();

    /** {@return the broker inside the server} */
    abstract Broker broker();

    /** {@return the transactions that its transaction manager has decided but not brought to an end} */
    abstract List<String> openTransactions() throws IOException;

    /** Ends it with SIGKILL, if it runs. */
    void kill() {
        if (running != null) {
            running.kill();
        }
    }

    /** Shuts it down, if it runs. */
    void stop() {
        if (running != null) {
            running.stop();
        }
    }

    /** {@return whether it ended, whoever ended it, before the time was over} */
    boolean awaitExit(Duration patience) throws InterruptedException {
        return running == null || running.awaitExit(patience);
    }

    final Path home() {
        return installation.home();
    }

    final Server server() {
        return Objects.requireNonNull(running, "It has not been started");
    }
}
