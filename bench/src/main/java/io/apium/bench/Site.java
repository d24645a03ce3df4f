package io.apium.bench;

import io.apium.launcher.Server;
import io.apium.launcher.ServerKind;
import io.apium.launcher.ServerOptions;
import io.apium.launcher.WildFlyHome;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where it is measured: a WildFly and a PostgreSQL, as a user would set them up, without memory of earlier measurements.
 *
 * @param postgres the database
 * @param server the server
 * @param boot how long the server took to start, without an application
 */
record Site(EmbeddedPostgres postgres, Server server, Duration boot) implements AutoCloseable {

    /** A machine may have more to do than this. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Provisions both, and starts them. */
    static Site open(Settings settings) throws IOException, InterruptedException, SQLException {
        var home = settings.target().resolve("wildfly");
        var installation = ServerKind.WILDFLY.distribution(settings.wildfly()).provision(home, scripts(settings));
        var files = new WildFlyHome(home);
        files.addDriver(settings.driver());
        files.forget();
        var postgres = startPostgres();
        try {
            var begin = System.nanoTime();
            var server = installation.start(ServerOptions.defaults()
                    .withStartTimeout(PATIENCE)
                    .withPortOffset(settings.portOffset())
                    .withJvmOptions(settings.jvmOptions().toArray(String[]::new))
                    .withSystemProperty("it.postgres.port", String.valueOf(postgres.getPort())));
            return new Site(postgres, server, Duration.ofNanos(System.nanoTime() - begin));
        } catch (IOException | InterruptedException | RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    private static List<Path> scripts(Settings settings) {
        var scripts = new ArrayList<Path>();
        for (var script :
                List.of("ear/src/wildfly/apium.cli", "it/src/wildfly/postgresql.cli", "bench/src/wildfly/bench.cli")) {
            scripts.add(settings.checkout().resolve(script));
        }
        scripts.addAll(settings.scripts());
        return scripts;
    }

    private static EmbeddedPostgres startPostgres() throws IOException, SQLException {
        var postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(PATIENCE)
                .setServerConfig("max_prepared_transactions", "64")
                // The library turns both off, with which a database is fast and forgets commits.
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                // Each name of a prepared transaction would count as a statement of its own.
                .setServerConfig("pg_stat_statements.track_utility", "off")
                .start();
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create extension pg_stat_statements");
        }
        return postgres;
    }

    @Override
    public void close() throws IOException {
        server.close();
        postgres.close();
    }
}
