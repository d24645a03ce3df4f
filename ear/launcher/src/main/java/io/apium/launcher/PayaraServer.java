package io.apium.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A running Payara Server. */
public final class PayaraServer extends Server {

    /** It says so before it loads the applications that are deployed already. */
    private static final String STARTED = " startup time : ";

    private static final List<String> FAILED = List.of("Failed to start, exiting", "Exception while loading the app");

    private final AsAdmin admin;
    private final List<String> announcements;

    PayaraServer(AsAdmin admin, List<String> announcements, ServerPorts ports, Process process, LogFile log) {
        super(ServerKind.PAYARA, ports, process, log);
        this.admin = admin;
        this.announcements = List.copyOf(announcements);
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
        String said = console.content();
        if (FAILED.stream().anyMatch(said::contains)) {
            return Readiness.FAULTY;
        }
        boolean isUp = said.contains(STARTED) && announcements.stream().allMatch(said::contains);
        return isUp ? Readiness.READY : Readiness.STARTING;
    }

    @Override
    void shutDown() throws IOException, InterruptedException {
        admin.shutDownServer();
    }

    AsAdmin admin() {
        return admin;
    }
}
