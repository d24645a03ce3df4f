package io.apium.it.crash;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** An application server in a process of its own. What it has stored, and what is deployed, survives its death. */
interface Server {

    /**
     * Starts, and returns when it serves what is deployed.
     *
     * @param jvmOptions options of its JVM
     * @throws RuntimeException if it ends before
     */
    void start(List<String> jvmOptions) throws IOException, InterruptedException;

    /** Deploys an archive, and returns when it is served. */
    void deploy(Path archive) throws IOException, InterruptedException;

    /** {@return where its applications answer, without a slash at the end} */
    URI baseUri();

    /** Ends it with SIGKILL, if it runs. */
    void kill();

    /** Shuts it down, if it runs. */
    void stop();

    /** {@return whether it ended, whoever ended it, before the time was over} */
    boolean awaitExit(Duration patience) throws InterruptedException;

    /** {@return the transactions that its transaction manager has decided but not brought to an end} */
    List<String> openTransactions() throws IOException;
}
