package io.apium.it.crash;

import io.apium.it.PayaraHome;
import io.apium.launcher.ServerInstallation;
import io.apium.launcher.ServerKind;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** A Payara. */
final class PayaraHost extends Host {

    private final int httpPort;

    /**
     * Provisions the server.
     *
     * @param name its name, and that of its transactions
     * @param number the how manieth server it is, from 0
     */
    PayaraHost(Settings settings, String name, int number) throws IOException, InterruptedException {
        super(provision(settings, name), name, settings.portOffset(number));
        httpPort = 8080 + settings.portOffset(number);
        with("crash.tx.node.id", "crash-" + name);
    }

    private static ServerInstallation provision(Settings settings, String name)
            throws IOException, InterruptedException {
        var home = settings.target().resolve("payara-" + name);
        var installation = ServerKind.PAYARA
                .distribution(settings.serverZip())
                .provision(
                        home,
                        List.of(
                                settings.checkout().resolve("ear/src/payara/apium.asadmin"),
                                settings.checkout().resolve("it/src/payara/postgresql.asadmin"),
                                settings.checkout().resolve("it/src/payara/crash.asadmin")));
        var files = new PayaraHome(home);
        files.forget();
        files.addDriver(settings.driver());
        return installation;
    }

    @Override
    URI baseUri() {
        return URI.create("http://localhost:" + httpPort);
    }

    @Override
    Broker broker() {
        return new OpenMqBroker(() -> server().pid());
    }

    /** Its log cannot be read. What it has not brought to an end is in doubt in the database or in the broker. */
    @Override
    List<String> openTransactions() {
        return List.of();
    }
}
