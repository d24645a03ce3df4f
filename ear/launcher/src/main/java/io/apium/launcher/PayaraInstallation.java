package io.apium.launcher;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A provisioned Payara Server. It is its domain {@code domain1} that runs.
 *
 * @param home the directory of the installation
 */
public record PayaraInstallation(Path home) implements ServerInstallation {

    @Override
    public PayaraServer start(ServerOptions options) throws IOException, InterruptedException {
        ServerPorts ports = new ServerPorts(ServerKind.PAYARA, options.portOffset());
        ports.requireFree();
        PayaraDomain domain = new PayaraDomain(home);
        domain.listenOn(ports);
        LogFile log = LogFile.in(domain.folder().resolve("logs"));
        AsAdmin admin = new AsAdmin(home, ports.management());
        PayaraServer server = new PayaraServer(
                admin,
                domain.announcements(),
                ports,
                ServerProcess.start(admin.launchCommand(options), domain.folder(), log),
                log);
        server.awaitReadiness(options.startTimeout());
        return server;
    }

    @Override
    public void administer(int portOffset, Path script) throws IOException, InterruptedException {
        new AsAdmin(home, new ServerPorts(ServerKind.PAYARA, portOffset).management()).apply(script);
    }
}
