package io.apium.it.crash;

import io.apium.launcher.ServerInstallation;
import io.apium.launcher.ServerKind;
import io.apium.launcher.WildFlyHome;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A WildFly. */
final class WildFlyHost extends Host {

    private static final String USER = "auditor";
    private static final String PASSWORD = "count-it";

    private final int httpPort;

    /**
     * Provisions the server.
     *
     * @param name its name, and its transaction node identifier
     * @param number the how manieth server it is, from 0
     * @param scripts what configures it, in the checkout
     */
    WildFlyHost(Settings settings, String name, int number, List<String> scripts)
            throws IOException, InterruptedException {
        super(provision(settings, name, scripts), name, settings.portOffset(number));
        httpPort = 8080 + settings.portOffset(number);
        with("jboss.tx.node.id", "crash-" + name);
    }

    private static ServerInstallation provision(Settings settings, String name, List<String> scripts)
            throws IOException, InterruptedException {
        var home = settings.target().resolve("wildfly-" + name);
        var installation = ServerKind.WILDFLY
                .distribution(settings.serverZip())
                .provision(
                        home, scripts.stream().map(settings.checkout()::resolve).toList());
        var files = new WildFlyHome(home);
        files.addDriver(settings.driver());
        files.addUser(USER, PASSWORD);
        files.forget();
        return installation;
    }

    @Override
    void start(List<String> jvmOptions) throws IOException, InterruptedException {
        var all = new ArrayList<>(jvmOptions);
        all.add("-Djboss.modules.system.pkgs=org.jboss.byteman,io.apium.it.crash.point");
        super.start(all);
    }

    @Override
    URI baseUri() {
        return URI.create("http://localhost:" + httpPort);
    }

    @Override
    Broker broker() {
        return new ArtemisBroker(
                "tcp://localhost:" + httpPort + "?httpUpgradeEnabled=true&httpUpgradeEndpoint=http-acceptor",
                USER,
                PASSWORD,
                "jms.queue.");
    }

    @Override
    List<String> openTransactions() throws IOException {
        return new TransactionLog(home().resolve("standalone/data/tx-object-store")).open();
    }
}
