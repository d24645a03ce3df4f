package io.apium.launcher;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A running server in a JVM of its own. {@link ServerInstallation#start} makes one.
 *
 * <p>No server outlives the JVM that started it: a shutdown hook stops it and waits for it. (Ctrl-C in a terminal
 * reaches the server too, which then shuts down by itself; the hook only waits.)
 *
 * <p><b>Threading:</b> {@link #stop}, {@link #kill} and the queries may be called from any thread and more than once;
 * deploy and undeploy from one thread at a time.
 */
public abstract sealed class Server implements AutoCloseable permits PayaraServer, WildFlyServer {

    /** How long a deployment may take. */
    static final Duration DEPLOYMENT = Duration.ofMinutes(5);

    private static final Duration SHUTDOWN = Duration.ofSeconds(60);

    private final ServerKind kind;
    private final ServerPorts ports;
    private final Process process;
    private final ServerProcess patience;
    private final LogFile log;
    private final Thread stopAtExit;

    Server(ServerKind kind, ServerPorts ports, Process process, LogFile log) {
        this.kind = kind;
        this.ports = ports;
        this.process = process;
        this.patience = new ServerProcess(process);
        this.log = log;
        this.stopAtExit = new Thread(this::stop, "stop-server");
        Runtime.getRuntime().addShutdownHook(stopAtExit);
    }

    /**
     * Returns where applications answer.
     *
     * @return such as {@code http://localhost:8080}, without a slash at the end
     */
    public final URI baseUri() {
        return URI.create("http://localhost:" + ports.http());
    }

    /**
     * Returns where the server's output goes. Each start begins the file anew; the server's own log goes on.
     *
     * @return the path of {@code console.log}
     */
    public final Path log() {
        return log.path();
    }

    /**
     * Returns the process id of the server.
     *
     * @return the id, also after the server has ended
     */
    public final long pid() {
        return process.pid();
    }

    /**
     * Tells whether the server's process is there.
     *
     * @return false after {@link #stop}, {@link #kill} or the server's own end
     */
    public final boolean isRunning() {
        return process.isAlive();
    }

    /**
     * Deploys an archive, in place of one of the same name, and waits until it serves. It stays deployed when the
     * server is started again.
     *
     * @param archive the WAR, EAR or JAR; its file name is the name of the deployment
     * @throws DeploymentFailedException if the server refuses the archive
     * @throws LauncherException if the server does not answer within five minutes
     * @throws IOException if the archive cannot be copied
     * @throws InterruptedException if the thread is interrupted; the deployment may go on
     */
    public abstract void deploy(Path archive) throws IOException, InterruptedException;

    /**
     * Undeploys an archive and waits until it is gone.
     *
     * @param name the file name of the archive
     * @throws LauncherException if it is not deployed, or if the server does not answer within five minutes
     * @throws IOException if files of the server cannot be removed
     * @throws InterruptedException if the thread is interrupted; the archive may go on being undeployed
     */
    public abstract void undeploy(String name) throws IOException, InterruptedException;

    /**
     * Waits for the server to end, whoever ends it.
     *
     * @param timeout how long to wait
     * @return true if the server has ended
     * @throws InterruptedException if the thread is interrupted; the server goes on
     */
    public final boolean awaitExit(Duration timeout) throws InterruptedException {
        return patience.awaitExit(timeout);
    }

    /**
     * Shuts the server down cleanly and waits for it; after a minute, or if the thread is interrupted, kills it.
     *
     * @return true if the server ended by itself, false if it had to be killed
     */
    public final synchronized boolean stop() {
        try {
            requestShutdown();
            if (awaitExit(SHUTDOWN)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            kill();
        }
        return false;
    }

    /** Ends the server at once, as a power cut would (SIGKILL), and waits until the process is gone. */
    public final void kill() {
        process.destroyForcibly().onExit().join();
        try {
            Runtime.getRuntime().removeShutdownHook(stopAtExit);
        } catch (IllegalStateException e) {
            // The JVM is shutting down, and this is the hook or runs beside it: nothing is left for it to do.
        }
    }

    /** The same as {@link #stop}. */
    @Override
    public final void close() {
        stop();
    }

    /** Whether the log says that the server is up, or up with errors, or neither yet. */
    abstract Readiness readiness(LogFile console) throws IOException;

    /** Shuts the server down by its administration, where a process can only be killed (Windows). */
    abstract void shutDown() throws IOException, InterruptedException;

    final ServerKind kind() {
        return kind;
    }

    final ServerPorts ports() {
        return ports;
    }

    final Patience patience() {
        return patience;
    }

    final void awaitReadiness(Duration timeout) throws IOException, InterruptedException {
        boolean ready = false;
        try {
            boolean answered = patience.await(() -> readiness(log) != Readiness.STARTING, timeout);
            ready = answered && readiness(log) == Readiness.READY;
            if (!ready) {
                throw new LauncherException(
                        "%s did not start: %s. %s ends with:%n%s",
                        kind.title(), explain(answered, timeout), log.path(), log.tail());
            }
        } finally {
            if (!ready) {
                kill();
            }
        }
    }

    private String explain(boolean answered, Duration timeout) {
        if (answered) {
            return "it reported errors";
        }
        return isRunning()
                ? "it was not up after " + timeout.toSeconds() + " s"
                : "it exited with code " + process.exitValue();
    }

    private void requestShutdown() throws InterruptedException {
        if (!isRunning()) {
            return;
        }
        if (process.supportsNormalTermination()) {
            process.destroy();
            return;
        }
        try {
            shutDown();
        } catch (IOException | LauncherException e) {
            // Ctrl-C may have been faster. If not, the server is killed when its time is over.
        }
    }

    /** How far a server has come. */
    enum Readiness {
        STARTING,
        READY,
        FAULTY
    }
}
