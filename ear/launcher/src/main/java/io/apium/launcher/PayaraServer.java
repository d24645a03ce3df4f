package io.apium.launcher;

import java.io.IOException;
import java.nio.file.Path;

/** A running Payara Server. */
public final class PayaraServer extends Server {

    /** The last line of a start, when all applications have been loaded. */
    private static final String STARTED = " startup time : ";

    private static final String FAILED = "Failed to start, exiting";

    private final AsAdmin admin;

    PayaraServer(AsAdmin admin, ServerPorts ports, Process process, LogFile log) {
        super(ServerKind.PAYARA, ports, process, log);
        this.admin = admin;
    }

    @Override
    public void deploy(Path archive) throws IOException, InterruptedException {
        admin.deploy(archive.toAbsolutePath(), DEPLOYMENT);
    }

    @Override
    public void undeploy(String name) throws IOException, InterruptedException {
        admin.undeploy(name, DEPLOYMENT);
    }

    @Override
    Readiness readiness(LogFile console) throws IOException {
        if (console.contains(STARTED)) {
            return Readiness.READY;
        }
        return console.contains(FAILED) ? Readiness.FAULTY : Readiness.STARTING;
    }

    @Override
    void shutDown() throws IOException, InterruptedException {
        admin.shutDownServer();
    }

    AsAdmin admin() {
        return admin;
    }
}
