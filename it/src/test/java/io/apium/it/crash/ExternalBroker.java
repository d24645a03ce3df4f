package io.apium.it.crash;

import static org.awaitility.Awaitility.await;

import io.apium.it.Folders;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A broker beside the servers that can be killed, and started again with all that it has stored. */
final class ExternalBroker implements Closeable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path data;
    private final Path log;
    private final Path configuration;
    private final int port;
    private @Nullable Process process;

    /** A broker without messages. */
    ExternalBroker(Settings settings, int port) throws IOException {
        data = settings.target().resolve("artemis");
        log = settings.target().resolve("artemis.log");
        configuration = settings.checkout().resolve("ear/src/artemis/broker.xml");
        this.port = port;
        Folders.delete(data);
    }

    /** Starts it, and returns when it listens. */
    void start() throws IOException {
        Files.writeString(log, "");
        var started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dartemis.port=" + port,
                        "-Dartemis.data=" + data,
                        "-classpath",
                        System.getProperty("java.class.path"),
                        ArtemisProcess.class.getName(),
                        configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process = started;
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        await().atMost(PATIENCE)
                .until(() -> !started.isAlive() || Files.readString(log).contains(ArtemisProcess.READY));
        if (!started.isAlive()) {
            throw new IllegalStateException("The broker did not start, see " + log);
        }
    }

    /** Ends it with SIGKILL. */
    void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    int port() {
        return port;
    }

    /** {@return what the audit asks} */
    Broker audited() {
        return new ArtemisBroker("tcp://localhost:" + port, "", "", "");
    }

    @Override
    public void close() {
        kill();
    }
}
