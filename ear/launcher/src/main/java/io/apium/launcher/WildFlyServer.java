package io.apium.launcher;

import java.io.IOException;
import java.nio.file.Path;

/** A running WildFly. */
public final class WildFlyServer extends Server {

    private static final String STARTED = "WFLYSRV0025";
    private static final String STARTED_WITH_ERRORS = "WFLYSRV0026";

    private final WildFlyInstallation installation;

    WildFlyServer(WildFlyInstallation installation, ServerPorts ports, Process process, LogFile log) {
        super(ServerKind.WILDFLY, ports, process, log);
        this.installation = installation;
    }

    @Override
    public void deploy(Path archive) throws IOException, InterruptedException {
        scanner().deploy(archive.toAbsolutePath(), DEPLOYMENT);
    }

    @Override
    public void undeploy(String name) throws IOException, InterruptedException {
        scanner().undeploy(name, DEPLOYMENT);
    }

    @Override
    Readiness readiness(LogFile console) throws IOException {
        if (console.contains(STARTED)) {
            return Readiness.READY;
        }
        return console.contains(STARTED_WITH_ERRORS) ? Readiness.FAULTY : Readiness.STARTING;
    }

    @Override
    void shutDown() throws IOException, InterruptedException {
        new JBossCli(installation.home()).shutDownServer(ports().management());
    }

    private DeploymentScanner scanner() {
        return new DeploymentScanner(installation.home().resolve("standalone/deployments"), patience());
    }
}
