package io.apium.it.crash;

import static org.awaitility.Awaitility.await;

import io.apium.it.Folders;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL that can be killed, and started again on the same data. */
final class Database implements Closeable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path data;
    private final int port;
    private @Nullable EmbeddedPostgres postgres;

    /** A database without data. */
    Database(Path data, int port) throws IOException {
        Folders.delete(data);
        this.data = data;
        this.port = port;
    }

    void start() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(PATIENCE)
                .setServerConfig("max_prepared_transactions", "64")
                // The library turns both off, with which a database forgets commits when it is killed.
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on")
                .start();
    }

    /** Ends its processes with SIGKILL. */
    void kill() throws IOException {
        var postmaster = ProcessHandle.of(Long.parseLong(
                        Files.readAllLines(data.resolve("postmaster.pid")).get(0)))
                .orElseThrow();
        var backends = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        backends.forEach(ProcessHandle::destroyForcibly);
        backends.forEach(backend -> backend.onExit().join());
        await().atMost(PATIENCE).until(() -> !postmaster.isAlive());
        close();
    }

    DataSource source() {
        return Objects.requireNonNull(postgres, "It has not been started").getPostgresDatabase();
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        if (postgres != null) {
            postgres.close();
            postgres = null;
        }
    }
}
