package io.apium.launcher;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A provisioned server that does not run yet. {@link ServerDistribution#provision} makes one.
 *
 * <p><b>Threading:</b> immutable. One server at a time can run from a home.
 */
public sealed interface ServerInstallation permits PayaraInstallation, WildFlyInstallation {

    /**
     * Returns where it is.
     *
     * @return the directory of the installation
     */
    Path home();

    /**
     * Starts the server on 127.0.0.1 and waits until it serves what is deployed. What the server stored when it ran
     * before is there again.
     *
     * @param options port offset, JVM options, system properties and the time it may take
     * @return the running server; it is stopped at the latest when this JVM exits
     * @throws LauncherException if a port is taken, or if the server exits, reports errors or is not up in time; the
     *     message ends with the last lines of its log, and no process is left
     * @throws IOException if the log cannot be written
     * @throws InterruptedException if the thread is interrupted; no process is left
     */
    Server start(ServerOptions options) throws IOException, InterruptedException;

    /**
     * Applies a script to the running server, as an administrator would: of commands for {@code jboss-cli} on WildFly, for
     * {@code asadmin} on Payara.
     *
     * @param portOffset that of the server
     * @param script the file
     * @throws LauncherException if a command fails; the message ends with what was said
     * @throws IOException if the interface for administration cannot be started
     * @throws InterruptedException if the thread is interrupted; the script may go on
     */
    void administer(int portOffset, Path script) throws IOException, InterruptedException;
}
