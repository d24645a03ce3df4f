package io.apium.it.crash;

import io.apium.it.crash.Settings.Mode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** All that runs: the database, the broker, and the servers with the application. */
final class Scene implements Closeable {

    private final Settings settings;
    private final Database database;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Outage> outages = new ArrayList<>();
    private final Deque<Closeable> running = new ArrayDeque<>();
    private final Broker broker;

    private Scene(Settings settings) throws Exception {
        this.settings = settings;
        Files.createDirectories(settings.target());
        database = new Database(settings.target().resolve("postgres"), settings.databasePort());
        try {
            startDatabase();
            broker = settings.mode().hasExternalBroker() ? startBrokerAndNodes() : startNodeWithBroker();
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    /** Sets the scene. {@return it, with everything running} */
    static Scene set(Settings settings) throws Exception {
        return new Scene(settings);
    }

    Database database() {
        return database;
    }

    Witness witness() {
        return new Witness(database, broker, nodes);
    }

    Strikes strikes(Random random) {
        var workload = new Workload(nodes);
        return outages.isEmpty()
                ? new NodeStrikes(nodes, workload, witness(), settings.points(), random)
                : new OutageStrikes(outages, workload, witness(), random);
    }

    /** Ends everything, in the reverse order of its start. */
    @Override
    public void close() throws IOException {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }

    private void startDatabase() throws IOException, SQLException {
        running.push(database);
        database.start();
        try (var connection = database.source().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(Audit.TABLES);
        }
        if (settings.mode() == Mode.DATABASE) {
            outages.add(Outage.of(database));
        }
    }

    private Broker startNodeWithBroker() throws Exception {
        var host = switch (settings.server()) {
            case WILDFLY ->
                new WildFlyHost(
                        settings,
                        "a",
                        0,
                        List.of(
                                "ear/src/wildfly/apium.cli",
                                "it/src/wildfly/postgresql.cli",
                                "it/src/wildfly/crash.cli"));
            case PAYARA -> new PayaraHost(settings, "a", 0);
        };
        startNode("a", host.withDatabase(wireIf(Mode.DATABASE_LINK, database.port(), "database's network")));
        return host.broker();
    }

    private Broker startBrokerAndNodes() throws Exception {
        var external = new ExternalBroker(settings, settings.brokerPort());
        running.push(external);
        external.start();
        if (settings.mode() == Mode.BROKER) {
            outages.add(Outage.of(external));
        }
        var port = wireIf(Mode.BROKER_LINK, external.port(), "broker's network");
        for (int i = 0; i < (settings.mode() == Mode.TWO_NODES ? 2 : 1); i++) {
            var name = List.of("a", "b").get(i);
            var host = new WildFlyHost(
                    settings,
                    name + "-shared",
                    i,
                    List.of(
                            "ear/src/wildfly/apium.cli",
                            "it/src/wildfly/postgresql.cli",
                            "ear/src/wildfly/artemis.cli"));
            startNode(name, host.withDatabase(database.port()).withBroker(port));
        }
        return external.audited();
    }

    private void startNode(String name, Host host) throws Exception {
        var node = new Node(settings, name, host);
        running.push(host::stop);
        nodes.add(node);
        node.start();
        host.deploy(CrashApplication.archive(settings));
    }

    /** {@return the port through which the servers reach the other: a wire's, if that is what is struck} */
    private int wireIf(Mode mode, int port, String victim) throws IOException {
        if (settings.mode() != mode) {
            return port;
        }
        var wire = new Wire(port);
        running.push(wire);
        outages.add(Outage.cut(wire, victim));
        outages.add(Outage.freeze(wire, victim));
        return wire.port();
    }
}
