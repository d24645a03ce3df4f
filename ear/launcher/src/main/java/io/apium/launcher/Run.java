package io.apium.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;

/**
 * Runs the demo from the command line: provisions a server, starts it, deploys the application, has a folder's words
 * counted and prints the report. Then the server stays until Ctrl-C, unless asked to stop.
 *
 * <p>Settings are arguments {@code --name=value} or system properties {@code apium.name}: {@code server} ({@code wildfly},
 * the default, or {@code payara}), {@code zip}, {@code home}, {@code scripts} (separated by commas), {@code ear}, {@code folder}, {@code port-offset} (default 0),
 * {@code jvm-options} (separated by spaces), {@code stop} (default false: stay).
 */
public final class Run {

    private static final Duration FOR_EVER = Duration.ofDays(10_000);

    private final RunSettings settings;
    private final PrintStream out;

    private Run(RunSettings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    /**
     * Runs the demo. It never calls {@code System.exit}, so it may share a JVM with Maven.
     *
     * @param arguments settings, see the class
     * @throws LauncherException if a setting is wrong or a step fails; no server is left
     * @throws IOException if files or the application cannot be read; no server is left
     * @throws InterruptedException if the thread is interrupted; no server is left
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        new Run(RunSettings.of(arguments, System.getProperties()), System.out).run();
    }

    private void run() throws IOException, InterruptedException {
        ServerInstallation installation = provision();
        try (Server server = start(installation)) {
            deploy(server);
            count(server);
            if (!settings.stopAfterReport()) {
                stay(server);
            }
        }
    }

    private ServerInstallation provision() throws IOException, InterruptedException {
        ServerDistribution distribution = settings.kind().distribution(settings.zip());
        if (!distribution.isProvisioned(settings.home(), settings.scripts())) {
            out.println("Provisioning " + title() + " in " + settings.home()
                    + " (less than a minute, only this first time)");
        }
        return distribution.provision(settings.home(), settings.scripts());
    }

    private Server start(ServerInstallation installation) throws IOException, InterruptedException {
        out.println("Starting " + title());
        Server server = installation.start(settings.server());
        out.println("  its log is " + server.log());
        return server;
    }

    private void deploy(Server server) throws IOException, InterruptedException {
        out.println("Deploying " + settings.archive().getFileName());
        server.deploy(settings.archive());
    }

    private void count(Server server) throws IOException, InterruptedException {
        Progress progress = new Progress(out, Terminal.isAttached(), System::nanoTime);
        try {
            new Demo(new ConcordanceClient(demoUri(server)), progress, server::awaitExit, out).count(settings.folder());
        } catch (LauncherException | IOException e) {
            out.println("The demo has failed. Server log: " + server.log());
            throw e;
        }
    }

    private void stay(Server server) throws InterruptedException {
        Thread farewell = new Thread(() -> sayFarewell(server), "farewell");
        Runtime.getRuntime().addShutdownHook(farewell);
        out.println(title() + " keeps running: " + demoUri(server) + "/ (Ctrl-C stops it)");
        server.awaitExit(FOR_EVER);
        try {
            Runtime.getRuntime().removeShutdownHook(farewell);
            out.println(title() + " has ended.");
        } catch (IllegalStateException e) {
            // Ctrl-C: the farewell is being said.
        }
    }

    /** Speaks from a shutdown hook, since after Ctrl-C the main thread may not live long enough to. */
    private void sayFarewell(Server server) {
        out.println();
        out.println("Stopping " + title());
        out.println(title() + (server.stop() ? " has stopped." : " did not stop in time and was killed."));
    }

    private String title() {
        return settings.kind().title();
    }

    private static URI demoUri(Server server) {
        return URI.create(server.baseUri() + "/concordance");
    }
}
