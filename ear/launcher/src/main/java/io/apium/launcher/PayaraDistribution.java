package io.apium.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A Payara Server as it is downloaded. Its scripts need a running server, which is started for them and stopped. */
public final class PayaraDistribution extends ServerDistribution {

    /**
     * Names the zip; it is opened only when something has to be unpacked.
     *
     * @param zip the file {@code payara-<version>.zip}
     */
    public PayaraDistribution(Path zip) {
        super(ServerKind.PAYARA, zip);
    }

    @Override
    void configure(Path home, List<Path> scripts) throws IOException, InterruptedException {
        makeExecutable(home.resolve("bin"), "asadmin");
        makeExecutable(home.resolve("glassfish/bin"), "asadmin");
        new PayaraDomain(home).prepare();
        if (scripts.isEmpty()) {
            return;
        }
        ServerPorts ports = ServerPorts.free(ServerKind.PAYARA);
        try (PayaraServer server =
                installation(home).start(ServerOptions.defaults().withPortOffset(ports.offset()))) {
            for (Path script : scripts) {
                server.admin().apply(script);
            }
        }
    }

    @Override
    PayaraInstallation installation(Path home) {
        return new PayaraInstallation(home);
    }
}
